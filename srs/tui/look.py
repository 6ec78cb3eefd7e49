"""What all screens have in common: the themes, and words from notes as text that is neither markup nor steers anything."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from srs.markdown.sanitise import visible
from srs.markdown.terminal import render_terminal
from srs.model import bracket_gaps

if TYPE_CHECKING:
    from srs.markdown.stretches import Stretches

THEMES = {"terminal": "ansi-dark", "dark": "textual-dark", "light": "textual-light"}
"""The theme of the library for each that `[screen]` knows."""

WIDEST = 88
"""Columns that lines of text may take: longer ones are hard to read."""

_MOST_LOOKED_AT = 400
"""No line shows more characters of a front; the rest is not worth making harmless."""
_MARKUP = re.compile(r"[*_`$\\<\[&~=]")
_COLOURS = re.compile("\x1b\\[[0-9;]*m")
"""What the renderer writes; whatever else steers a terminal is made harmless by it."""


def safe(text: str, style: str = "") -> Text:
    """Return text that shows every character as itself: no markup, no control characters."""
    return Text(visible(text), style=style)


def markdown(text: str, width: int, style: str = "", *, colour: bool = True, hidden: Stretches = ()) -> Text:
    """Lay markdown out for a width; the only escape sequences in it are the colours of the renderer, and they end here."""
    laid_out = Text.from_ansi(render_terminal(text, width=max(width, 1), colour=colour, hidden=hidden))
    laid_out.stylize_before(style)
    return laid_out


def plain(text: str) -> str:
    """Return markdown as the words a reader sees, in one line; code has colours instead of its marks, and then loses these too."""
    return " ".join(_COLOURS.sub("", render_terminal(text, width=10_000, colour=True)).split())


def one_line(text: str, most: int = _MOST_LOOKED_AT) -> str:
    """Return the beginning of a text in one harmless line, its gaps in brackets."""
    if "{{c" in text:
        text = bracket_gaps(text)
    return " ".join(visible(text[:most]).split())


@lru_cache(maxsize=4096)
def front_line(front: str) -> str:
    """Return a front in one harmless line as a reader sees it, with formulas as signs and without marks of emphasis."""
    line = one_line(front)
    if _MARKUP.search(line) is None:
        return line
    return plain(line)


def fit_end(text: str, width: int) -> str:
    """Return a harmless line that takes exactly so many columns; where it is too long, of its end."""
    if width <= 0 or cell_len(text) <= width:
        return fit(text, width)
    for start in range(1, len(text)):
        if cell_len(text[start:]) < width:
            return set_cell_size(f"…{text[start:]}", width)
    return fit("…", width)


def fit(text: str, width: int) -> str:
    """Return a harmless line that takes exactly so many columns, with an ellipsis where something is left out."""
    if width <= 0:
        return ""
    return set_cell_size(text, width) if cell_len(text) <= width else f"{set_cell_size(text, width - 1)}…"
