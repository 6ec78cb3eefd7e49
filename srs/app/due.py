"""What is due now, within the limits of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from srs.store.counts import count_done, count_due

if TYPE_CHECKING:
    from datetime import datetime

    from srs.app.collection import Collection
    from srs.store.open import Store
    from srs.store.selection import Selection


class Due(NamedTuple):
    """Cards that can be asked now; `new_in_all` counts new cards beyond today's limit too."""

    new: int
    learning: int
    review: int
    new_in_all: int
    day: int


def count(
    store: Store,
    collection: Collection,
    at: int,
    now: datetime,
    selection: Selection | None = None,
    new_wanted: int | None = None,
) -> Due:
    """Count what is due at `at` (UTC ms), in the time zone of `now`; `new_wanted` replaces the day's limit."""
    from srs.schedule.day import DayClock

    preset = collection.preset()
    day = DayClock.of(now, preset.rollover_hour).day_of(at)
    new, learning, review = count_due(store, day, selection)
    new_today, reviews_today = count_done(store, day)
    new_left = max(0, preset.new_per_day - new_today) if new_wanted is None else new_wanted
    return Due(
        new=min(new, new_left),
        learning=learning,
        review=min(review, max(0, preset.reviews_per_day - reviews_today)),
        new_in_all=new,
        day=day,
    )
