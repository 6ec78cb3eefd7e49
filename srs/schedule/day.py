"""Scheduling days: the local date after subtracting the rollover hour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.model.values import dataclass

if TYPE_CHECKING:
    from datetime import datetime

    from srs.model import Moment

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
LONGEST_TAKEN_MS = HOUR_MS
"""As what an answer counts at most: who comes back to a card after hours has not thought about it all that time."""


@dataclass(frozen=True, slots=True)
class DayClock:
    """Counts scheduling days from 1970-01-01 in one fixed offset from UTC, in blocks of 24 hours.

    Like Anki, it counts every moment in the offset that holds now: a change to summer time moves no rollover of
    the past within one clock. That is why the log keeps the day of each review beside its milliseconds.
    """

    offset_seconds: int
    rollover_hour: int = 4

    @classmethod
    def of(cls, now: datetime, rollover_hour: int = 4) -> DayClock:
        """Return the clock of a place, by an aware time read there; a naive time raises ValueError."""
        offset = now.utcoffset()
        if offset is None:
            message = f"{now!r} has no time zone."
            raise ValueError(message)
        return cls(int(offset.total_seconds()), rollover_hour)

    def moment(self, at_ms: int) -> Moment:
        """Return the moment of UTC milliseconds since the epoch."""
        from srs.model.moment import Moment

        return Moment(at_ms, self.day_of(at_ms))

    def day_of(self, at_ms: int) -> int:
        """Return the scheduling day of UTC milliseconds since the epoch."""
        return (at_ms - self._first_start()) // DAY_MS

    def start_of(self, day: int) -> int:
        """Return the UTC milliseconds at which a scheduling day begins."""
        return day * DAY_MS + self._first_start()

    def _first_start(self) -> int:
        return self.rollover_hour * HOUR_MS - self.offset_seconds * 1000
