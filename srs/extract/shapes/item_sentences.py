"""Items that say in a sentence what something is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from srs.extract.candidate import Candidate
from srs.extract.marked import marked_name, marked_subject, says_outright
from srs.extract.named import defined_term
from srs.extract.subject import clean_heading, has_subject, is_predicate, twice_named, with_abbreviation
from srs.markdown.document import List
from srs.markdown.inline import plain
from srs.model import Kind

if TYPE_CHECKING:
    from srs.extract.split import Split
    from srs.extract.vocabulary import Vocabulary
    from srs.extract.walk import Place
    from srs.markdown.document import Item, Paragraph

_LINKED = re.compile(r"\w{1,4}\s(\[\[[^\[\]\n]+\]\]|\[[^\[\]\n]+\]\([^()\s]*\))\s")
_MOST_SUBJECT_WORDS = 2
_MOST_WORDS = 4


def item_sentence(place: Place, item: Item, first: Paragraph) -> Candidate | None:
    """Read an item that says in a sentence what something marked, or what the note or its section is about, is."""
    # Where the order of items counts, they act one after another and nothing is said of what they are.
    stated = isinstance(place.block, List) and place.block.start is None
    vocabulary = place.page.vocabulary
    named = marked_name(first.text, vocabulary) or marked_subject(first.text, vocabulary, acts=stated)
    if named and len(named.split()) <= _MOST_WORDS:
        rule, outright = "named in a sentence", says_outright(first.text, named, vocabulary)
        last, scope = item.last_line, place.scope
        return Candidate(Kind.DEFINITION, named, item.blocks, item.first_line, last, rule, scope, vouched=outright)
    seen = plain(first.text)
    twice = twice_named(seen, vocabulary)
    if twice:
        rule = "item X (Y) is"
        return Candidate(Kind.DEFINITION, twice, item.blocks, item.first_line, item.last_line, rule, place.scope)
    defined = defined_term(first.text, vocabulary) if _is_in_definitions(place, item) else ""
    if defined and len(defined.split()) <= _MOST_WORDS:
        rule = "labelled definition"
        return Candidate(Kind.DEFINITION, defined, item.blocks, item.first_line, item.last_line, rule, place.scope)
    if place.scope.answered:
        return None
    linked = _linked_subject(first.text, vocabulary)
    subject = linked or vocabulary.defined_subject(seen)
    if place.scope.parents and not _is_introduced(subject, item, place):
        return None
    if not subject or len(subject.split()) > _MOST_WORDS:
        return None
    about = (place.page.title, *_headings_above(place))
    at_hand = any(has_subject(clean_heading(name), subject, vocabulary) for name in about)
    if not (linked or at_hand) and not _is_short_subject(subject, seen, place.page.split(item), vocabulary):
        return None
    front, rule = with_abbreviation(subject, seen), "item X is"
    return Candidate(Kind.DEFINITION, front, item.blocks, item.first_line, item.last_line, rule, place.scope)


def _is_introduced(subject: str, item: Item, place: Place) -> bool:
    """Tell an unmarked subject that the item above brings up: "Between them lies a gasket", and below it "A gasket is ..."."""
    split, above, named = place.page.split(item), place.scope.parents[-1].casefold(), subject.casefold()
    marked = split is not None and split.mark != "plain"
    return bool(named) and not marked and named in above and not place.page.vocabulary.bare(above).startswith(named)


def _headings_above(place: Place) -> tuple[str, ...]:
    """Return the heading above, and the one above that where it only says that definitions follow."""
    last = place.scope.headings[-1:]
    defines = last and place.page.vocabulary.heads_definitions(clean_heading(last[0]))
    return place.scope.headings[-2:] if defines else last


def _is_in_definitions(place: Place, item: Item) -> bool:
    """Tell an item without a term at its head below a heading of definitions."""
    if place.page.split(item) is not None or not place.scope.headings:
        return False
    return place.page.vocabulary.heads_definitions(clean_heading(place.scope.headings[-1]))


def _linked_subject(text: str, vocabulary: Vocabulary) -> str:
    """Return the subject of a definition that is a link to a note of its own: "The [[Citric acid cycle]] is a process ..."; else nothing."""
    found = _LINKED.match(text)
    told = found is not None and is_predicate(text[found.end() :], vocabulary)
    return plain(found[1]) if found and told else ""


def _is_short_subject(subject: str, text: str, split: Split | None, vocabulary: Vocabulary) -> bool:
    """Tell a name of a word or two whose sentence nothing parts, as in "Caxton was a translator ..."; questions have none."""
    apart = split is not None and (split.separator != "none" or (split.mark == "plain" and bool(split.rest)))
    few = len(subject.split()) <= _MOST_SUBJECT_WORDS
    return few and not apart and not vocabulary.is_generic(subject) and not vocabulary.questions.asks(text)
