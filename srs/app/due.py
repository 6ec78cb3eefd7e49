"""What is due now, within the limits of the day."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from srs.model.values import dataclass, replace
from srs.store.asked import count_due_asked, count_new_asked
from srs.store.counts import count_done, count_due, count_steps, due_days
from srs.store.preset_cards import cards_of_preset
from srs.store.selection import EVERYTHING

if TYPE_CHECKING:
    from datetime import datetime

    from srs.app.collection import Collection
    from srs.store.open import Store
    from srs.store.selection import Selection

_WEEK = 7
_MOST_MORE = 10


@dataclass(frozen=True, slots=True)
class Due:
    """Cards that a drill asks today, of siblings that are buried one, within the limits of the day.

    `new_in_all` counts all new cards, also those beyond today's limit and siblings that wait for another day, `learning_now` steps that a
    drill would ask now. `waiting` are all that are due by day, siblings too, `days_to_clear` how long they last at the daily limit while others
    become due as in the coming week: 0 where the limit is enough, None where it is not even for those.
    """

    new: int
    learning: int
    review: int
    new_in_all: int
    day: int
    waiting: int = 0
    days_to_clear: int | None = 0
    learning_now: int = 0


def count(
    store: Store,
    collection: Collection,
    at: int,
    now: datetime,
    selection: Selection | None = None,
    new_wanted: int | None = None,
) -> Due:
    """Count what is due at `at` (UTC ms), in the time zone of `now`; `new_wanted` replaces the day's limit."""
    presets = collection.presets()
    day = presets.clock(now).day_of(at)
    new_in_all = new_now = learning = ready = reviews = within = waiting = limit = 0
    until = at + presets.general.learn_ahead_seconds * 1000
    for named in presets:
        preset, among = named.preset, cards_of_preset(presets, named.name)
        new, steps, review = count_due(store, day, selection, among)
        new_today, reviews_today = count_done(store, day, among)
        if new_wanted is not None:
            preset = replace(preset, new_per_day=max(0, new_wanted - new_now), new_ignores_review_limit=True)
            new_today = 0
        left = min(review, max(0, preset.reviews_per_day - reviews_today))
        due = count_due_asked(store, day, preset, left, selection, among) if left else 0
        room = min(new, preset.new_room(new_today, reviews_today + due))
        new_in_all += new
        new_now += count_new_asked(store, day, preset, room, selection, among) if room else 0
        learning += steps
        ready += count_steps(store, day, until, selection, among) if steps else 0
        reviews += due
        within += left
        waiting += review
        limit += preset.reviews_per_day if review else 0
    days = _days_to_clear(store, selection or EVERYTHING, day, waiting, limit) if waiting > within else 0
    return Due(new_now, learning, reviews, new_in_all, day, waiting, days, ready)


def count_more_new(
    store: Store, collection: Collection, at: int, now: datetime, selection: Selection | None = None
) -> int:
    """Return how many new cards can be asked today beyond the limit, ten at most."""
    return count(store, collection, at, now, selection, new_wanted=_MOST_MORE).new


def _days_to_clear(store: Store, selection: Selection, day: int, waiting: int, limit: int) -> int | None:
    coming = sum(due_days(store, day + 1, day + _WEEK, selection).values()) / _WEEK
    return ceil(waiting / (limit - coming)) if limit > coming else None
