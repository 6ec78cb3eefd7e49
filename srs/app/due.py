"""What is due now, within the limits of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from srs.store.counts import count_done, count_due
from srs.store.preset_cards import cards_of_preset

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

    presets = collection.presets()
    day = DayClock.of(now, presets.general.rollover_hour).day_of(at)
    new_in_all = new_now = learning = reviews = 0
    for named in presets:
        among = cards_of_preset(presets, named.name)
        new, steps, review = count_due(store, day, selection, among)
        new_today, reviews_today = count_done(store, day, among)
        new_left = max(0, named.preset.new_per_day - new_today) if new_wanted is None else new_wanted
        new_in_all += new
        new_now += min(new, new_left)
        learning += steps
        reviews += min(review, max(0, named.preset.reviews_per_day - reviews_today))
    return Due(new_now, learning, reviews, new_in_all, day)
