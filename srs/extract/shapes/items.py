"""List items that name a term: `**Term**: meaning`, `Term - meaning`, a term with its meaning nested below.

One item proves little: bold carries the signal, and for plain `Term: text` its siblings and the rest of the file have to
show that the author writes definitions that way.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from srs.extract.answer import length
from srs.extract.candidate import Candidate, TurnedDown
from srs.extract.shapes.statements import is_work, label_of, statement, work_found
from srs.extract.walk import Match, Place
from srs.markdown.document import Item, List, Paragraph
from srs.markdown.inline import plain
from srs.markdown.source import to_markdown
from srs.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from srs.extract.candidate import Found
    from srs.extract.split import Split

_MOST_PLAIN_WORDS = 7
_CHARACTERS_A_WORD = 2
_MOST_LINK_WORDS = 4
_NUMBERED = re.compile(r"^(.*[^\W\d].*?)\s*\d+(?:\.\d+)?$")
_SHARE = 0.6
_FILE_VOTES = 5
_FEWEST_WORDS = 3
_PAIR = 2


def list_items(place: Place) -> Match | None:
    """Read the items of a list one by one, each with the votes of its siblings."""
    block = place.block
    if not isinstance(block, List):
        return None
    votes = _votes(place, block)
    found = [finding for item in block.items for finding in _read(place, block, item, votes)]
    return Match(tuple(found))


def _votes(place: Place, block: List) -> dict[str, int]:
    votes: dict[str, int] = {}
    for item in block.items:
        split = place.page.split(item)
        if split and item.task is None:
            votes[_family(split)] = votes.get(_family(split), 0) + 1
    return votes


def _family(split: Split) -> str:
    """Name the style for a vote among siblings: in plain items a colon and a dash do the same."""
    return "plain" if split.mark == "plain" and split.separator in ("colon", "dash") else split.style


def _read(place: Place, block: List, item: Item, votes: dict[str, int]) -> Iterator[Found]:

    first = item.blocks[0] if item.blocks else None
    if not isinstance(first, Paragraph):
        yield from place.nested(item.blocks, place.scope)
        return
    scope = place.scope.under(plain(first.text.split("\n")[0]))
    if is_work(item, place.page):
        yield from work_found(item, place)
        return
    finding = _finding(place, block, item, votes)
    if finding is not None:
        yield finding
    answered = isinstance(finding, Candidate) and finding.kind is Kind.QUESTION
    yield from place.nested(item.blocks[1:], replace(scope, answered=answered or scope.answered))


def _finding(place: Place, block: List, item: Item, votes: dict[str, int]) -> Found | None:
    """Return what an item is: question, labelled statement, definition, turned down, or nothing that names."""
    first = item.blocks[0]
    assert isinstance(first, Paragraph)  # noqa: S101  (the caller looked)
    if item.task is not None:
        return None
    asked = _question(place, item, first)
    if asked is not None:
        return asked
    split = place.page.split(item)
    if split is None or (split.mark == "link" and split.separator == "none" and not split.rest):
        return None
    label = label_of(split.term, place.page)
    if label and split.separator in ("colon", "dash", "period", "none") and (split.rest or item.blocks[1:]):
        return statement(place, label, _body(split, item), item, siblings=_same_label(place, block, label[0]))
    if not split.rest and not item.blocks[1:]:
        return _empty(item, split)
    if not split.rest and sum(length(to_markdown(item.blocks[1:]))) < _FEWEST_WORDS:
        return TurnedDown(item.first_line, item.last_line, "what stands below it is no explanation", split.term)
    return _definition(place, block, item, split, votes)


def _question(place: Place, item: Item, first: Paragraph) -> Candidate | None:
    lines = first.text.split("\n", 1)
    question = plain(lines[0])
    bold = lines[0].startswith(("**", "__"))
    if not place.page.vocabulary.asks(question) or not (bold or question.endswith(("?", "？"))):
        return None
    rest = (Paragraph(first.first_line + 1, first.last_line, lines[1]),) if len(lines) > 1 else ()
    body = (*rest, *item.blocks[1:])
    if not body:
        return None
    return Candidate(
        Kind.QUESTION, lines[0].strip("*_ "), body, item.first_line, item.last_line, "item question", place.scope
    )


def _body(split: Split, item: Item) -> tuple[Paragraph, ...]:
    first = item.blocks[0]
    rest = (Paragraph(first.first_line, first.last_line, split.rest),) if split.rest else ()
    return (*rest, *item.blocks[1:])


def _same_label(place: Place, block: List, word: str) -> int:
    splits = (place.page.split(item) for item in block.items)
    labels = (label_of(split.term, place.page) for split in splits if split)
    return sum(1 for label in labels if label and label[0] == word)


def _empty(item: Item, split: Split) -> Found | None:
    """Turn down a term with nothing behind it, where it looks like one at all."""
    if split.separator == "none" and split.mark != "strong":
        return None
    return TurnedDown(item.first_line, item.last_line, "there is no answer", split.term)


def _definition(place: Place, block: List, item: Item, split: Split, votes: dict[str, int]) -> Found:
    fault = _unlike_a_term(split, place) or _is_one_of_a_series(split, place, block)
    if fault:
        return TurnedDown(item.first_line, item.last_line, fault, split.term)
    doubt = "" if _is_trusted(split, votes, len(block.items), place) else "a single line of this form proves little"
    rule = f"item {split.style}"
    return Candidate(
        Kind.DEFINITION, split.term, _body(split, item), item.first_line, item.last_line, rule, place.scope, doubt
    )


def _unlike_a_term(split: Split, place: Place) -> str:
    """Return why what stands before the separator is no term; a marked one is taken at its word."""
    seen = plain(split.term)
    if split.mark == "link" and (len(seen.split()) > _MOST_LINK_WORDS or (seen.istitle() and " " in seen)):
        return "it names a resource, not a term"
    if split.mark != "plain":
        return ""
    words, characters = length(split.term)
    if words + characters / _CHARACTERS_A_WORD > _MOST_PLAIN_WORDS:
        return "what stands before the separator is too long for a term"
    if seen.endswith((".", ",", ";", "!", "?")) or place.page.vocabulary.opens_with_pronoun(seen):
        return "what stands before the separator is no term"
    if split.separator == "dash" and seen[-1:].isdigit() and split.rest[:1].isdigit():
        return "it is a range"
    return ""


def _is_one_of_a_series(split: Split, place: Place, block: List) -> str:
    """Tell "Class 1", "Class 2": cases of an example, unless the word is a label."""
    found = _NUMBERED.match(plain(split.term))
    if found is None:
        return ""
    others = (plain(other.term) for item in block.items if (other := place.page.split(item)) and other != split)
    alike = any((one := _NUMBERED.match(other)) and one.group(1) == found.group(1) for other in others)
    return "it is one of a numbered series of cases" if alike else ""


def _is_trusted(split: Split, votes: dict[str, int], items: int, place: Place) -> bool:
    """Tell whether list and file bear out that the author defines terms in this style."""
    same = votes.get(_family(split), 0)
    if split.mark == "strong" and split.separator != "none":
        return True
    if place.scope.answered:
        return False
    file_votes = place.page.styles[split.style]
    if split.mark != "plain":
        return (same >= _PAIR and same >= items * _SHARE) or file_votes >= _FILE_VOTES
    if same < items * _SHARE:
        return False
    return same > _PAIR or (same == _PAIR == items and file_votes >= _FILE_VOTES)
