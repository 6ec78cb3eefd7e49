"""Draws items back that their author set in further than Markdown allows: it takes them for more of the line above.

Only such items, and what stands below them, move, and none below an empty line, where it may well be code; their order and their depth are those that a reader sees.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_ITEM = re.compile(r"(?P<indent>[ \t]*)(?P<mark>(?:[-*+]|\d{1,9}[.)])[ \t]+)(?=\S)")
_FURTHEST = 3
"""So many spaces beyond the text of the item above an item may stand; four more make it text or code."""


class _Level(NamedTuple):
    """An open item: where it stood, where its text began, and by how much both are drawn back."""

    indent: int
    text: int
    shift: int


def with_even_indents(text: str) -> str:
    """Return the text with as many lines and no item set in too far."""
    lines = text.split("\n")
    levels: list[_Level] = []
    parted, shift = False, 0
    for number, line in enumerate(lines):
        found = _ITEM.match(line)
        if found:
            indent, width = _width(found["indent"]), len(found["mark"].expandtabs(4))
            beside = next((level for level in levels if level.indent == indent), None)
            levels = [level for level in levels if level.indent < indent]
            if beside or not levels:
                shift = beside.shift if beside else 0
            else:
                shift = levels[-1].shift if parted else _shift(levels[-1], indent)
            levels.append(_Level(indent, indent + width, shift))
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


def _shift(above: _Level, indent: int) -> int:
    """Return by how much an item is drawn back below another: as that is, or to where its text begins."""
    return above.shift + (indent - above.text if indent > above.text + _FURTHEST else 0)
