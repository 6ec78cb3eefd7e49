"""Lists whose items begin with the letters of a word to remember them by: `ABCDE` with `A: ...`, `B: ...`."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from srs.extract.candidate import Candidate
from srs.extract.walk import Match, Place
from srs.markdown.document import List, Paragraph
from srs.markdown.inline import plain
from srs.model import Kind

if TYPE_CHECKING:
    from srs.markdown.document import Item

_FEWEST = 3
_LETTER = re.compile(r"(?:\*\*|__)?([A-Z])(?:\*\*|__)?\s*[:=–—-]\s")


def mnemonic(place: Place) -> Match | None:
    """Read such a list as one card, asked by what names the word; single letters would ask nothing."""
    block = place.block
    if not isinstance(block, List) or len(block.items) < _FEWEST or place.scope.answered:
        return None
    letters = "".join(takewhile(bool, map(_initial, block.items)))
    if len(letters) != len(block.items):
        return None
    before = place.blocks[place.index - 1] if place.index else None
    line = before.text.rsplit("\n", 1)[-1] if isinstance(before, Paragraph) else ""
    above = [line, *reversed(place.scope.parents), *reversed(place.scope.headings), place.page.title]
    front = next((plain(text).rstrip(":： ") for text in above if _spells(text, letters)), "")
    if not front:
        return None
    first = before.last_line if before and line and plain(line).startswith(front) else block.first_line
    found = Candidate(Kind.DEFINITION, front, (block,), first, block.last_line, "mnemonic", place.scope, vouched=True)
    return Match((found,))


def _initial(item: Item) -> str:
    first = item.blocks[0] if item.blocks else None
    found = _LETTER.match(first.text) if isinstance(first, Paragraph) else None
    return found[1] if found else ""


def _spells(text: str, letters: str) -> bool:
    """Tell a text with the word that the letters make, in capitals, dots allowed."""
    return re.search(rf"\b{letters}\b", text.replace(".", "").replace("*", "")) is not None
