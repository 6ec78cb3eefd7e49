"""What is wrong with a query, and where."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from srs.errors import UsageError
from srs.markdown.width import display_width

if TYPE_CHECKING:
    from collections.abc import Iterable

_BEFORE, _SHOWN = 40, 72
"""How many characters of a long query are shown, in all and before the place."""


class BadQuery(UsageError):
    """A query cannot be understood; `column` counts its characters from 0, `advice` says what is known.

    The hint has three lines: the query, a caret below the place, and the advice.
    """

    def __init__(self, message: str, query: str, column: int, advice: str) -> None:
        self.query, self.column, self.advice = query, column, advice
        first = max(0, column - _BEFORE)
        shown = "".join(sign if sign.isprintable() else "?" for sign in _one_line(query))
        caret = " " * display_width(shown[first:column]) + "^"
        super().__init__(message, f"{shown[first : first + _SHOWN]}\n{caret}\n{advice}")


def suggestion(given: str, known: Iterable[str]) -> str:
    """Name the words that are meant most likely, and all that are known."""
    names = sorted(known)
    near = get_close_matches(given.lower(), names, n=2, cutoff=0.6)
    return (f"Did you mean {' or '.join(near)}? " if near else "") + f"Known: {', '.join(names)}."


def _one_line(query: str) -> str:
    return "".join(" " if sign.isspace() else sign for sign in query)
