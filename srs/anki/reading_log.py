"""Rows of Anki's `revlog` as events.

Columns: https://github.com/ankidroid/Anki-Android/wiki/Database-Structure#review-log. A row of type 0 to 2 is an answer while
learning, reviewing, relearning. Type 3 is one in a filtered deck, ahead of time; with a factor of 0 the deck does not reschedule
and the answer counts for nothing. Types 4 and 5 are changes by hand; with a factor of 0 the card was forgotten.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from srs.anki.cards import LogRow
from srs.model import Act, Event, ReviewKind

if TYPE_CHECKING:
    from collections.abc import Sequence

_KINDS: Final = (ReviewKind.LEARN, ReviewKind.REVIEW, ReviewKind.RELEARN, ReviewKind.EARLY)
_FILTERED, _MANUAL, _RESCHEDULED = 3, 4, 5
_BEST = 4
_DAY_SECONDS = 86_400
_LONGEST_DAYS = 36_500
_LATEST = 1 << 45
_LONGEST_MS = 2**31 - 1
_LONGEST_FACTOR = 1_000_000


class LogRead(NamedTuple):
    """The events of a card from the oldest on, how many answers were crams, and how many rows make no sense."""

    events: tuple[Event, ...]
    crammed: int = 0
    unreadable: int = 0


def read_log(rows: Sequence[Sequence[object]], *, on_step: bool) -> LogRead:
    """Return what the rows of a card tell; `on_step` is whether it is on a step now, which its last row may not tell.

    The values may be of any type, as SQLite does not keep others out.
    """
    sound = [row for row in map(_sound, rows) if row is not None]
    kept = sorted(row for row in sound if not _is_cram(row))
    following = [row.type for row in kept[1:]]
    events = [
        # A step that reaches the next day is logged in days, like an interval; what came next tells them apart.
        _event(row, stays=after in (0, 2) if after is not None else on_step)
        for row, after in zip(kept, (*following, None), strict=False)
    ]
    return LogRead(tuple(events), len(sound) - len(kept), len(rows) - len(sound))


def _sound(row: Sequence[object]) -> LogRow | None:
    numbers = [value for value in row if isinstance(value, int)]
    if len(numbers) != len(row):
        return None
    found = LogRow._make(numbers)
    is_answer = 1 <= found.ease <= _BEST and 0 <= found.type <= _FILTERED
    is_change = found.ease == 0 and found.type in (_MANUAL, _RESCHEDULED)
    # The first releases of FSRS logged a change by hand with a rating.
    if not (is_answer or is_change or (1 <= found.ease <= _BEST and found.type == _MANUAL)):
        return None
    if not (0 < found.id < _LATEST and abs(found.ivl) < _LATEST and 0 <= found.factor <= _LONGEST_FACTOR):
        return None
    return found


def _is_cram(row: LogRow) -> bool:
    return row.type == _FILTERED and row.factor == 0


def _event(row: LogRow, *, stays: bool) -> Event:
    """Return what a row tells; `stays` is whether the card was still on a step after it."""
    days = min(max(row.ivl, 0), _LONGEST_DAYS)
    if row.type in (_MANUAL, _RESCHEDULED):
        if row.factor == 0 and row.ivl == 0:
            return Event(row.id, Act.FORGOTTEN)
        return Event(row.id, Act.MOVED, days=max(days, 1))
    seconds = min(max(-row.ivl, 0), _LONGEST_DAYS * _DAY_SECONDS)
    if days and stays and row.type != _FILTERED:
        days, seconds = 0, days * _DAY_SECONDS
    taken = min(max(row.time, 0), _LONGEST_MS)
    return Event(row.id, Act.ANSWERED, row.ease, _KINDS[row.type], taken, days, seconds)
