"""A point in time."""

from __future__ import annotations

from srs.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time: UTC milliseconds since the epoch, and the scheduling day it falls on.

    Scheduling days count from 1970-01-01 and change at the rollover hour of the user's own time zone.
    """

    at: int
    day: int
