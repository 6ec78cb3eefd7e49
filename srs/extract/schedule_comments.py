"""Schedules that obsidian-spaced-repetition wrote into notes: `<!--SR:!2026-12-01,10,250-->`, an entry a card.

An entry is due date, interval in days and ease in percent; with FSRS `fsrs`, due time, interval, stability, difficulty, state,
answers, lapses, step and time of the last answer (https://github.com/st3v3nmw/obsidian-spaced-repetition).
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

from srs.model import Memory

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMMENT = re.compile(r"<!--SR:([^<>]{0,10000}?)-->")
_PLACEHOLDER = "2000-01-01"
"""The due date of a card that was never answered beside one that was."""
_PLAIN_PARTS, _FSRS_PARTS = 3, 10
_EPOCH = date(1970, 1, 1)
_LONGEST_DAYS = 36_500
_STABLEST, _HARDEST = 36_500.0, 10.0


class Noted(NamedTuple):
    """What a comment tells of a card: the scheduling day it is due on, its interval, and how well it was known.

    Without FSRS that is an ease, 2.5 for 250 percent.
    """

    due_day: int
    interval_days: int
    ease: float = 0.0
    memory: Memory | None = None


class ScheduleComment(NamedTuple):
    """A comment, its line, and what it tells of each card in their order; None for one never answered or not understood."""

    line: int
    cards: tuple[Noted | None, ...]
    is_understood: bool


def schedule_comments(text: str) -> Iterator[ScheduleComment]:
    """Yield the comments of a note from the first to the last."""
    line, read = 1, 0
    for found in _COMMENT.finditer(text):
        line += text.count("\n", read, found.start())
        read = found.start()
        entries = [entry.strip() for entry in found[1].split("!") if entry.strip()]
        cards = tuple(None if entry.startswith(_PLACEHOLDER) else _noted(entry.split(",")) for entry in entries)
        understood = all(card or entry.startswith(_PLACEHOLDER) for card, entry in zip(cards, entries, strict=True))
        yield ScheduleComment(line, cards, bool(entries) and understood)


def _noted(parts: list[str]) -> Noted | None:
    try:
        if parts[0] == "fsrs" and len(parts) == _FSRS_PARTS:
            return _with_fsrs(parts)
        if len(parts) != _PLAIN_PARTS:
            return None
        due, interval, ease = date.fromisoformat(parts[0]), float(parts[1]), float(parts[2]) / 100
        if not 1 < ease <= _HARDEST:
            return None
        return Noted((due - _EPOCH).days, _days(interval), ease)
    except (ValueError, OverflowError):
        return None


def _with_fsrs(parts: list[str]) -> Noted | None:
    due = datetime.fromisoformat(parts[1]).astimezone(UTC).date()
    stability, difficulty = float(parts[3]), float(parts[4])
    if not (0 < stability <= _STABLEST and 1 <= difficulty <= _HARDEST):
        return None
    return Noted((due - _EPOCH).days, _days(float(parts[2])), memory=Memory(stability, difficulty))


def _days(interval: float) -> int:
    if not isfinite(interval):
        raise ValueError(interval)
    return min(max(1, round(interval)), _LONGEST_DAYS)
