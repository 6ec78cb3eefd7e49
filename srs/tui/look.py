"""What all screens have in common: the themes, and text from notes that cannot be taken for markup."""

from __future__ import annotations

from rich.text import Text

from srs.markdown.sanitise import visible
from srs.markdown.terminal import render_terminal

THEMES = {"dark": "textual-dark", "light": "textual-light", "none": "ansi-dark"}
"""The theme of the library for each that `[screen]` knows."""

WIDEST = 88
"""Columns that lines of text may take: longer ones are hard to read."""


def safe(text: str, style: str = "") -> Text:
    """Return text that shows every character as itself: no markup, no control characters."""
    return Text(visible(text), style=style)


def markdown(text: str, width: int, style: str = "") -> Text:
    """Lay markdown out for a width, as the drill line by line does."""
    return Text.from_ansi(render_terminal(text, width=max(width, 1), colour=True), style=style)


def one_line(text: str) -> str:
    """Return markdown as plain words in one line."""
    return " ".join(render_terminal(text, width=10_000, colour=False).split())
