"""What stands around a fact in its note."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from srs.errors import UsageError
from srs.model import Problem
from srs.vault.read import read_note

if TYPE_CHECKING:
    from pathlib import Path

    from srs.model import Source

_MOST_AROUND = 8


class Line(NamedTuple):
    """A line of a note with its number, and whether the fact stands on it."""

    number: int
    text: str
    is_own: bool


def surroundings(notes: Path, source: Source) -> list[Line]:
    """Return the heading above a fact and the paragraph around it, as the note says them now.

    Raises:
        UsageError: the note cannot be read any more, or ends above that line.
    """
    note = read_note(notes, source.path)
    if isinstance(note, Problem):
        raise UsageError(f"{source.path}: {note.message}.", "srs sync finds out where it went.")
    lines = note.text.split("\n")
    if source.first_line > len(lines):
        raise UsageError(f"{source.path} has no line {source.first_line} any more.", "srs sync reads it again.")
    first, last = _paragraph(lines, source.first_line, min(source.last_line, len(lines)))
    above = (number for number in range(first - 1, 0, -1) if _is_heading(lines[number - 1]))
    shown = [*(number for number in [next(above, 0)] if number), *range(first, last + 1)]
    return [Line(one, lines[one - 1], source.first_line <= one <= source.last_line) for one in shown]


def _paragraph(lines: list[str], first: int, last: int) -> tuple[int, int]:
    """Widen a stretch of lines to the empty line or the heading on each side, within reason."""
    top, bottom = max(1, first - _MOST_AROUND), min(len(lines), last + _MOST_AROUND)
    while first > top and _continues(lines[first - 2]):
        first -= 1
    while last < bottom and _continues(lines[last]):
        last += 1
    return first, last


def _continues(line: str) -> bool:
    return bool(line.strip()) and not _is_heading(line)


def _is_heading(line: str) -> bool:
    return line.startswith("#")
