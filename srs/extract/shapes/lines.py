"""Terms at the head of plain lines: line by line, above a list, before a translation, with a colon or a dash."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from srs.extract.answer import length, weight_of
from srs.extract.candidate import Candidate, TurnedDown
from srs.extract.marks import part_at_colons
from srs.extract.split import Split, split_item
from srs.extract.subject import clean_heading, is_predicate, nearest_subject
from srs.extract.term_lines import is_labelled, is_line_above_list, sign_of
from srs.extract.trust import is_suspect, spells_out
from srs.extract.walk import Match, Place
from srs.markdown.document import List, Paragraph
from srs.markdown.inline import plain
from srs.markdown.source import to_markdown
from srs.model import Kind
from srs.model.values import replace

if TYPE_CHECKING:
    from srs.extract.page import Page
    from srs.markdown.document import Block

_MOST_WORDS = 8
_MOST_SUBJECT_WORDS = 4
_FEWEST_WORDS = 4
_FEWEST_SIBLINGS = 3
_FEWEST_DASHED = 4
_PAIR = 2
_FORMULA = re.compile(r"\$[^$]*[=<>≤≥≈∝∈\\][^$]*\$\.?|\$\$[^$]*[=<>≤≥≈∝∈\\][^$]*\$\$")
"""Math that says something: a lone symbol is the value of a variable."""
_FORMULA_ONLY = re.compile(r"\$\$?[^$]*=[^$]*\$\$?")
_FORMULA_FIRST = re.compile(rf"(?:{_FORMULA.pattern})(?:$|(?<=[.])\s|[.]\s)")
"""The same at the head of a text that goes on with another sentence."""
_SUM_OF_WORDS = re.compile(r"[^\W\d_]{3,}(?: [^\W\d_]+){0,3}(?: [+−×·*/÷–-] \(?[^\W\d_]{3,}(?: [^\W\d_]+){0,3}\)?)+\.?")
"""A formula in words: "revenue - costs"."""
_NUMBER = re.compile(r"^\d{1,2}(?:、|[.)]\s)\s*")
_NETWORK = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}(?:/\d{1,2})?\\?")
"""An address in a network, a value of an exercise."""
_LINES_A_STRAY = 6
"""Among so many lines one may say something else."""
_TRANSLATED = re.compile(r"(?P<term>[\u3400-\u9fff\u30a0-\u30ff]{2,8}\s?[(（][A-Za-z][A-Za-z ,'-]{2,40}[)）])")


def flat_lines(place: Place) -> Match | None:
    """Read the lines of a paragraph when each is a term with its meaning, in one style."""
    block = place.block
    if not isinstance(block, Paragraph) or "\n" not in block.text:
        return None
    lines = block.text.split("\n")
    head = _introduction(lines, place)
    if head and (title := _title(lines[0], place)):
        place = replace(place, scope=place.scope.under(title))
    lines = lines[head:]
    splits = [split_item(line) for line in lines]
    styles = {split.style for split in splits if split and split.rest and split.separator != "none"}
    speakers = any(split and len(split.term) == 1 for split in splits)
    if speakers or all(split and _NETWORK.fullmatch(split.rest) for split in splits):
        return None
    if len(styles) != 1 or not _are_all(splits, styles):
        return _mixed(place, block, lines, splits, head)
    if _are_records(splits, place):
        reason = "it stands among the records of a note"
        return Match((TurnedDown(block.first_line, block.last_line, reason, plain(lines[0])),))
    habit = place.page.labels_lines or place.page.row(place.blocks).marks[splits[0].mark] > 1 if splits[0] else False
    proven = habit or len(lines) > _PAIR or bool(head) or _are_pair(splits)
    found = [
        _candidate(place, split, Paragraph(line, line, split.rest), proven=proven)
        for line, split in enumerate(splits, block.first_line + head)
        if split and split.rest
    ]
    return Match(tuple(found))


def _are_records(splits: list[Split | None], place: Place) -> bool:
    """Tell lines right below the title of a note half of which are bookkeeping: what a program wrote of the page on export."""
    if place.index or len(place.scope.headings) > 1:
        return False
    records = sum(1 for split in splits if split and is_suspect(split, place.page))
    return records > 1 and records * 2 >= len(splits)


def _mixed(place: Place, block: Paragraph, lines: list[str], splits: list[Split | None], head: int) -> Match | None:
    """Read lines that part terms from their meanings by different signs; one without a sign goes on with the line above."""
    told = [number for number, split in enumerate(splits) if split and _tells(split, place)]
    if len(told) < _PAIR or told[0] or len(told) * 5 < len(lines) * 3:
        return None
    found = []
    for number, end in zip(told, [*told[1:], len(lines)], strict=True):
        split, first = splits[number], block.first_line + head + number
        assert split is not None  # noqa: S101  (it tells)
        last = block.first_line + head + end - 1
        body = Paragraph(first, last, "\n".join([split.rest, *lines[number + 1 : end]]))
        found.append(_candidate(place, split, body, proven=len(told) > _PAIR))
    return Match(tuple(found))


def _candidate(place: Place, split: Split, body: Paragraph, *, proven: bool) -> Candidate:
    doubt = "" if proven or split.mark != "plain" else "two lines of this form prove little"
    front, rule = _NUMBER.sub("", split.term), f"line {split.style}"
    return Candidate(Kind.DEFINITION, front, (body,), body.first_line, body.last_line, rule, place.scope, doubt)


def _tells(split: Split, place: Place) -> bool:
    """Tell a short term that is no clause before a sign, and more than a word behind it: a single one is a value."""
    term, vocabulary = plain(split.term), place.page.vocabulary
    few = 0 < weight_of(term) <= _MOST_SUBJECT_WORDS + 1
    told = split.separator not in ("none", "period") and weight_of(split.rest) >= _PAIR
    return told and few and not vocabulary.begins_clause(term) and "//" not in term


def _are_all(splits: list[Split | None], styles: set[str]) -> bool:
    """Tell whether all lines are terms, or of many parted by a dash all but one between others."""
    strays = [number for number, split in enumerate(splits) if not (split and split.rest) or _goes_on(split)]
    few = len(strays) * _LINES_A_STRAY <= len(splits) and styles == {"plain dash"}
    return not strays or (few and strays[0] > 0 and strays[-1] + 1 < len(splits))


def _goes_on(split: Split) -> bool:
    """Tell a line of a sentence that is broken behind a comma."""
    return split.separator == "none" and split.rest.endswith((",", "，", "、"))


def _introduction(lines: list[str], place: Place) -> int:
    """Tell whether the first line of several leads to the others, each a short plain term with its meaning: one line, or none."""
    first, *rest = lines
    labelled = len(rest) >= _PAIR and all(is_labelled(line, place.page.vocabulary) or _is_bold(line) for line in rest)
    telling = sum(1 for line in rest if (split := split_item(line)) and _tells(split, place))
    titled = telling >= _PAIR and telling * 5 >= len(rest) * 3 and bool(_title(first, place))
    return int(titled or (labelled and split_item(first) is None))


def _title(line: str, place: Place) -> str:
    """Return what a line announces that ends in its colon: "Devices:"; empty for any other, and for an example."""
    split = split_item(line) if line.rstrip("*_ ").endswith((":", "：")) else None
    title = plain(split.term) if split and not split.rest and len(split.term.split()) <= _MOST_SUBJECT_WORDS else ""
    vocabulary = place.page.vocabulary
    skipped = vocabulary.is_bookkeeping(title) or vocabulary.is_example(title) or vocabulary.begins_clause(title)
    return "" if skipped else title


def _is_bold(line: str) -> bool:
    """Tell a line that begins with a bold term and a sign."""
    split = split_item(line)
    return split is not None and split.mark == "strong" and split.separator in ("colon", "dash") and bool(split.rest)


def _are_pair(splits: list[Split | None]) -> bool:
    """Tell two lines that set one short term against another, each with a few words or a formula."""
    told = [
        split
        for split in splits
        if split and (weight_of(split.rest) >= _FEWEST_SIBLINGS or _FORMULA.fullmatch(split.rest))
    ]
    return len(splits) == len(told) and all(len(split.term.split()) <= _MOST_SUBJECT_WORDS + 1 for split in told)


def line_above_list(place: Place) -> Match | None:
    """Read a few words on a line of their own with a list right below, where the author writes his terms so."""
    block, following = place.block, place.following[0] if place.following else None
    if place.scope.answered or place.scope.parents or not is_line_above_list(block, following):
        return None
    assert isinstance(block, Paragraph)  # noqa: S101  (it is such a line)
    term, vocabulary = plain(block.text).rstrip(":： "), place.page.vocabulary
    known = vocabulary.is_bookkeeping(term) or vocabulary.is_generic(term) or vocabulary.label(term) is not None
    if block.text.endswith((":", "：")) and (known or _leads_on(term, following, place)):
        return None
    if known or place.page.lines_above_lists < _FEWEST_SIBLINGS or place.page.is_narrated:
        return None
    body = place.following
    found = Candidate(Kind.DEFINITION, term, body, block.first_line, body[-1].last_line, "line above list", place.scope)
    return Match((found, *place.nested(body, place.scope.under(term))), 2)


def set_above_list(place: Place) -> Match | None:
    """Read a line such as `Causes of the war:` with the list of them below it."""
    block, following = place.block, place.following[0] if place.following else None
    if not isinstance(block, Paragraph) or not isinstance(following, List) or place.scope.answered:
        return None
    text = plain(block.text.rsplit("\n", 1)[-1])
    leads = text.endswith((":", "：")) or following.first_line == block.last_line + 1
    front = _set_named(text.rstrip(":： "), place) if leads else ""
    if not front or following.has_tasks:
        return None
    first, last, rule = block.last_line, following.last_line, "set above list"
    found = Candidate(Kind.DEFINITION, front, (following,), first, last, rule, place.scope, vouched=True)
    return Match((found, *place.nested((following,), place.scope.under(front))), 2)


def _set_named(text: str, place: Place) -> str:
    """Return the front for a line that names things of which a list follows; a word alone gets what they are of."""
    if any(map(place.page.vocabulary.is_pronoun, text.split())):
        return ""
    if not place.page.vocabulary.sets.has(text):
        return text if place.page.vocabulary.sets.are_named_by(text) else ""
    about = _about(place)
    return f"{about} — {text}" if about else ""


def _about(place: Place) -> str:
    """Return what the things of a list are of: the item or heading above that says something, else the title of the note."""
    above = (*reversed(place.scope.parents), *map(clean_heading, reversed(place.scope.headings)), place.page.title)
    return plain(nearest_subject(above, place.page.vocabulary))


def _leads_on(term: str, following: Block | None, place: Place) -> bool:
    """Tell words before a colon that are part of a sentence, or that lead to a list of terms."""
    vocabulary = place.page.vocabulary
    terms = (
        sum(map(place.page.is_parted, following.items)) * 2 >= len(following.items)
        if isinstance(following, List)
        else False
    )
    return (
        terms
        or vocabulary.opens_clause(term)
        or vocabulary.questions.is_prompt(term)
        or vocabulary.copula(f" {term} ") is not None
    )


def term_with_translation(place: Place) -> Match | None:
    """Read "激励（incentive）是 ...": a term that its author names in a second script, and what is said of it."""
    block = place.block
    found = _TRANSLATED.match(block.text) if isinstance(block, Paragraph) else None
    if found is None or not isinstance(block, Paragraph) or place.scope.answered or place.scope.parents:
        return None
    if sum(length(block.text[found.end() :])) < _FEWEST_WORDS or place.page.vocabulary.opens_clause(found[0]):
        return None
    rule = "term with translation"
    first, last = block.first_line, block.last_line
    return Match((Candidate(Kind.DEFINITION, found["term"], (block,), first, last, rule, place.scope),))


def lone_label(place: Place) -> Match | None:
    """Read a plain `Term: text` paragraph where more than its colon speaks for it, and turn down any other."""
    block = place.block
    if not isinstance(block, Paragraph):
        return None
    parted = part_at_colons(block.text.split("\n")[0])
    if parted and not place.page.means_colons and weight_of(parted[1]) >= _FEWEST_SIBLINGS:
        reason = "'::' parts front and back only with a #flashcards tag, or where most lines have it"
        return Match((TurnedDown(block.first_line, block.last_line, reason, parted[0]),))
    split = split_item(block.text)
    separated = split is not None and split.mark == "plain" and split.separator in ("colon", "dash", "arrow", "equals")
    if split is None or not separated or not split.rest or len(split.term.split()) > _MOST_WORDS:
        return None
    if not place.scope.answered and _proves_itself(place, block, split):
        legend = place.following if split.separator == "colon" and _is_legend(place.following, split.rest) else ()
        body = (Paragraph(block.first_line, block.last_line, split.rest), *legend)
        rule = f"paragraph {split.style}"
        found = Candidate(Kind.DEFINITION, split.term, body, block.first_line, body[-1].last_line, rule, place.scope)
        return Match((found,), len(body))
    if split.separator != "colon":
        return None
    reason = "a lone 'label: text' paragraph is hardly ever a card"
    return Match((TurnedDown(block.first_line, block.last_line, reason, split.term),))


def _is_legend(following: tuple[Block, ...], formula: str) -> bool:
    """Tell a list of what the signs of a formula stand for."""
    block = following[0] if following and "$" in formula else None
    return isinstance(block, List) and all(
        to_markdown(item.blocks).lstrip("*_").startswith("$") for item in block.items
    )


def _proves_itself(place: Place, block: Paragraph, split: Split) -> bool:
    """Tell whether a plain term is borne out: by the file, by its siblings, by the heading, or by how its text begins."""
    page = place.page
    if page.names_terms and split.separator == "colon" and sum(length(split.rest)) >= _FEWEST_WORDS:
        return True
    named = not page.vocabulary.opens_clause(plain(split.term)) and len(split.term.split()) <= _MOST_SUBJECT_WORDS
    law = split.separator == "colon" and page.vocabulary.names_theorem(plain(split.term))
    formula = _FORMULA_FIRST.match(split.rest) or (split.separator == "equals" and _SUM_OF_WORDS.fullmatch(split.rest))
    only = split.separator == "colon" and _FORMULA_ONLY.fullmatch(split.rest.strip(" .,")) is not None
    if (named and (law or formula)) or spells_out(split) or (only and not _is_sentence(split.term, page)):
        return True
    if split.separator in ("arrow", "equals"):
        known = sign_of(block.text, page.vocabulary) == split.separator
        return known and page.signs[split.separator] >= _FEWEST_SIBLINGS
    if split.separator == "colon" and named and is_predicate(split.rest, page.vocabulary):
        return True
    labelled = is_labelled(block.text.split("\n")[0], page.vocabulary)
    if split.separator == "dash" and (named or labelled) and _is_dashed(split, page, labelled=labelled):
        return True
    if not labelled:
        return False
    siblings = page.row(place.blocks).runs[place.index] >= _FEWEST_SIBLINGS
    heading = clean_heading(place.scope.headings[-1]) if place.scope.headings else page.title
    repeated = page.vocabulary.bare(heading) == page.vocabulary.bare(plain(split.term))
    return page.labels_lines or siblings or repeated or page.vocabulary.opens_with_indefinite(split.rest)


def _is_sentence(text: str, page: Page) -> bool:
    """Tell words with a clause or a verb among them: "The score is then"."""
    return page.vocabulary.opens_clause(plain(text)) or page.vocabulary.copula(f" {plain(text)} ") is not None


def _is_dashed(split: Split, page: Page, *, labelled: bool) -> bool:
    """Tell "Term - what it is" where the author writes so throughout, or goes on in small letters; not a range, a verse or a row."""
    told = not split.term[-1:].isdigit() and " - " not in split.rest
    return told and (page.dashed_lines >= _FEWEST_DASHED or (labelled and split.rest[:1].islower()))
