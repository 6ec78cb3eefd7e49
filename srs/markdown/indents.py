"""Draws items back that their author set in further than Markdown allows: it takes them for more of the line above.

Bullets set in below a number, but not far enough to belong to it, are moved on to where they do.

Only such items, and what stands below them, move, and none below an empty line, where it may well be code; their order and their depth are those that a reader sees.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_ITEM = re.compile(r"(?P<indent>[ \t]*)(?P<mark>(?:[-*+]|\d{1,9}[.)])[ \t]+)(?=\S)")
_FURTHEST = 3
"""So many spaces beyond the text of the item above an item may stand; four more make it text or code."""


class _Level(NamedTuple):
    """An open item: where it stood, where its text began, by how much both are drawn back, and whether it has a number."""

    indent: int
    text: int
    shift: int
    is_numbered: bool


def with_even_indents(text: str) -> str:
    """Return the text with as many lines and no item set in too far."""
    lines = text.split("\n")
    levels: list[_Level] = []
    parted, shift = False, 0
    for number, line in enumerate(lines):
        found = _ITEM.match(line)
        if found:
            indent, width = _width(found["indent"]), len(found["mark"].expandtabs(4))
            is_numbered = found["mark"][0].isdecimal()
            beside = next((level for level in levels if level.indent == indent), None)
            levels = [level for level in levels if level.indent < indent]
            if beside or not levels:
                shift = beside.shift if beside else 0
            else:
                shift = levels[-1].shift if parted else _shift(levels[-1], indent, is_numbered=is_numbered)
            levels.append(_Level(indent, indent + width, shift, is_numbered))
        elif line.strip():
            indent = _width(line[: len(line) - len(line.lstrip())])
            shift = levels[-1].shift if levels else 0
            levels = levels if indent else []
        parted = not line.strip()
        if shift and not parted:
            lines[number] = " " * max(0, indent - shift) + line.lstrip()
    return "\n".join(lines)


def _width(indent: str) -> int:
    return len(indent.expandtabs(4))


def _shift(above: _Level, indent: int, *, is_numbered: bool) -> int:
    """Return by how much an item is drawn back below another: as that is, or to where its text begins.

    A bullet set in below a number, but not as far as its text, is moved on to there.
    """
    short = above.is_numbered and not is_numbered and indent < above.text
    return above.shift + (indent - above.text if short or indent > above.text + _FURTHEST else 0)
