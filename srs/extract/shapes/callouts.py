"""Callouts: `> [!definition] Term` with the text below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.extract.callout import callout_of
from srs.extract.candidate import Candidate
from srs.extract.marked import marked_name, marked_subject
from srs.extract.marks import double_colons
from srs.extract.named import defined_by, split_named
from srs.extract.shapes.headings import is_term
from srs.extract.shapes.paragraphs import whole
from srs.extract.shapes.prompts import unlabelled
from srs.extract.shapes.statements import label_of
from srs.extract.split import split_item
from srs.extract.subject import clean_heading
from srs.extract.walk import Match, Place
from srs.markdown.document import Code, List, Paragraph
from srs.markdown.inline import plain
from srs.model import Kind
from srs.model.values import replace

if TYPE_CHECKING:
    from srs.extract.callout import Callout
    from srs.extract.vocabulary import Vocabulary
    from srs.markdown.document import Block


def callout(place: Place) -> Match | None:
    """Read a callout titled with a term or a question; its type may be a label such as theorem."""
    opened = callout_of(place.block)
    if opened is None:
        return None
    block, vocabulary = place.block, place.page.vocabulary
    if (asked_below := _asked_in_text(opened, place)) is not None:
        return asked_below
    if _holds_cards(opened, place):
        return Match(tuple(place.nested(opened.blocks, place.scope)))
    title = _without_label(opened.title, vocabulary)
    labelled = label_of(opened.type, place.page) is not None
    asked = opened.is_question or (title.endswith(("?", "？")) and vocabulary.questions.has_question_word(title))
    body = unlabelled(_answer(opened.blocks), place) if asked else _own(opened.blocks)
    if body and vocabulary.is_definition(title or opened.type):
        title, labelled = _named(body[0], place) or _heading_above(place), False
    elif labelled and (
        vocabulary.is_theorem(opened.type) if not title else vocabulary.label(title) == (title.casefold(), "")
    ):
        title = f"{_heading_above(place)} — {title or opened.type}"
    term = not opened.is_aside and is_term(title.rstrip("?？"), place.page) and not vocabulary.is_generic(title)
    named = labelled or asked or term
    if not body or not title or not named or vocabulary.sections.is_contents(title):
        return Match(tuple(place.nested(body, place.scope)))
    asks = opened.is_question or vocabulary.questions.is_prompt(title)
    defined = not asks and vocabulary.is_definition(opened.type)
    kind = Kind.QUESTION if asks else Kind.STATEMENT if labelled and not defined else Kind.DEFINITION
    rule = f"callout {opened.type}"
    found = Candidate(kind, title, body, block.first_line, block.last_line, rule, place.scope, vouched=defined)
    lists = tuple(inner for inner in body if isinstance(inner, List))
    return Match((found, *place.nested(lists, place.scope.under(title))))


def _holds_cards(opened: Callout, place: Place) -> bool:
    """Tell a callout whose text is cards that `::` makes, whatever its title."""
    first = opened.blocks[0] if opened.blocks else None
    return place.page.means_colons and isinstance(first, Paragraph) and double_colons(first.text) > 0


def _asked_in_text(opened: Callout, place: Place) -> Match | None:
    """Read a callout without a title of its own whose text asks, with what stands below the callout as the answer."""
    text = opened.blocks[0] if opened.asks and len(opened.blocks) == 1 else None
    titled = opened.title and not place.page.vocabulary.is_generic(opened.title)
    if titled or not isinstance(text, Paragraph) or not text.text.endswith(("?", "？")) or not place.following:
        return None
    body = whole(place)
    if not isinstance(body[0], Paragraph | List | Code):
        return None
    first, last = place.block.first_line, body[-1].last_line
    found = Candidate(Kind.QUESTION, text.text, body, first, last, f"callout {opened.type}", place.scope)
    return Match((found, *place.nested(body, replace(place.scope, answered=True))), 1 + len(body))


def _without_label(title: str, vocabulary: Vocabulary) -> str:
    """Return the name of which a title says that its definition follows: "Definition: Ring", "Definition 2.1 (Ring)"."""
    named = split_named(title, vocabulary, heading=True)
    if named and not named.rest and vocabulary.is_definition(named.label):
        return named.name
    if term := defined_by(title, vocabulary):
        return term
    announced, _, said = title.partition(":")
    return said.strip() if said.strip() and vocabulary.is_definition(announced.strip()) else title


def _own(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Leave out callouts within, such as the proof of a theorem, which speak for themselves."""
    return tuple(block for block in blocks if callout_of(block) is None)


def _answer(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return what stands below a question; of a callout within it that is its answer, or all there is, what it says."""
    said: list[Block] = []
    for block in blocks:
        inner = callout_of(block)
        if inner is not None and (inner.is_answer or len(blocks) == 1):
            title = Paragraph(block.first_line, block.first_line, inner.title)
            said += inner.blocks or (title,)
        elif inner is None or not inner.asks:
            said.append(block)
    return tuple(said)


def _named(block: Block, place: Place) -> str:
    """Return the term that the text of a definition begins with, or gives its name to; empty where it has none."""
    split = split_item(block.text) if isinstance(block, Paragraph) else None
    if split and split.mark == "strong" and split.rest:
        return plain(split.term)
    if not isinstance(block, Paragraph):
        return ""
    return marked_name(block.text, place.page.vocabulary) or marked_subject(block.text, place.page.vocabulary)


def _heading_above(place: Place) -> str:
    """Return the nearest heading that says something, else the note's title."""
    headings = (clean_heading(heading) for heading in reversed(place.scope.headings))
    vocabulary = place.page.vocabulary
    telling = (text for text in headings if not vocabulary.is_generic(text) and not vocabulary.label(text))
    return next(telling, place.page.title)
