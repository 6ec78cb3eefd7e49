"""Lists whose items part a term from what it is by a comma, announced or with "which": `UTP, pairs without a shield`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from srs.extract.candidate import Candidate
from srs.extract.walk import Match, Place
from srs.markdown.document import List, Paragraph
from srs.markdown.inline import plain
from srs.model import Kind

if TYPE_CHECKING:
    from srs.extract.candidate import Found
    from srs.markdown.document import Item

_APPOSED = re.compile(
    r"(?P<term>(?=[^\W\d_])[\w./&+-]{2,24}(?: [\w./&+-]{1,24}){0,2}), (?P<rest>[^\W\d_A-ZÀ-Þ][^\n,;]{8,}(?s:.*))$"
)
_FEWEST = 2


def apposed_terms(place: Place) -> Match | None:
    """Read a list each item of which is a short term, a comma, and words in small letters."""
    block = place.block
    before = place.blocks[place.index - 1] if place.index else None
    announced = isinstance(before, Paragraph) and before.text.endswith((":", "："))
    if not isinstance(block, List) or len(block.items) < _FEWEST or place.scope.answered:
        return None
    parted = [_parted(item, place) for item in block.items]
    if not all(parted) or not (announced or all(_sets_apart(found, place) for found in parted if found)):
        return None
    found: list[Found] = []
    for item, split in zip(block.items, parted, strict=True):
        assert split is not None  # noqa: S101  (all are)
        first = item.blocks[0]
        body = (Paragraph(first.first_line, first.last_line, split["rest"]), *item.blocks[1:])
        rule = "item plain comma"
        found += (
            Candidate(Kind.DEFINITION, split["term"], body, item.first_line, item.last_line, rule, place.scope),
            *place.nested(item.blocks[1:], place.scope.under(plain(split["term"]))),
        )
    return Match(tuple(found))


def _sets_apart(found: re.Match[str], place: Place) -> bool:
    """Tell a comma with a clause behind it that says which thing is meant: "ESB, which routes ..."."""
    relative = place.page.vocabulary.relative(found[0])
    return relative is not None and relative < found.start("rest") + 1


def _parted(item: Item, place: Place) -> re.Match[str] | None:
    """Part an item at its comma; None where it is a task, has another sign, or begins a clause."""
    first = item.blocks[0] if item.blocks and item.task is None else None
    found = _APPOSED.match(first.text) if isinstance(first, Paragraph) else None
    if found is None or place.page.is_parted(item) or place.page.vocabulary.opens_clause(found["term"]):
        return None
    return found if found["term"][0].isupper() else None
