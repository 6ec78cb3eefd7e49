"""Answers that are dated later than it can be anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.store.log import count_future

if TYPE_CHECKING:
    from srs.schedule import DayClock
    from srs.store.open import Store


def count_of_future(store: Store, clock: DayClock, now_ms: int) -> int:
    """Return how many answers are dated in the future."""
    return count_future(store, latest_day(clock, now_ms))


def latest_day(clock: DayClock, now_ms: int) -> int:
    """Return the last day that an answer may be dated: somewhere it is tomorrow."""
    return clock.day_of(now_ms) + 1
