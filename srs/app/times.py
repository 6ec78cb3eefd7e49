"""Times and days as other programs read them: ISO 8601, in UTC, as far as the calendar goes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from srs.schedule import DayClock

_FIRST, _LAST = "0001-01-01", "9999-12-31"
_EPOCH = date(1970, 1, 1)


def iso(at: int) -> str:
    """Return UTC milliseconds, or the end of the calendar that they are beyond."""
    try:
        return datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    except (ValueError, OverflowError, OSError):
        return f"{_FIRST}T00:00:00.000Z" if at < 0 else f"{_LAST}T23:59:59.999Z"


def day_iso(day: int) -> str:
    """Return the date of a scheduling day, or the end of the calendar that it is beyond."""
    try:
        return (_EPOCH + timedelta(days=day)).isoformat()
    except OverflowError:
        return _FIRST if day < 0 else _LAST


def due_iso(due_at: int | None, due_day: int | None, clock: DayClock) -> str | None:
    """Return when a card is due: its step, or the beginning of its scheduling day; None for a new card."""
    if due_at is not None:
        return iso(due_at)
    return None if due_day is None else iso(clock.start_of(due_day))
