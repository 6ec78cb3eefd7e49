"""What a day came to, and what the next ones bring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.app.due import count, count_more_new
from srs.model import Rating
from srs.model.values import dataclass
from srs.store.counts import answers_of_day, due_days

if TYPE_CHECKING:
    from datetime import datetime

    from srs.app.collection import Collection
    from srs.app.due import Due
    from srs.store.open import Store
    from srs.store.selection import Selection

AHEAD = 14


@dataclass(frozen=True, slots=True)
class Day:
    """The answers of a scheduling day by rating, how long they took, what is left, and how many cards each next day brings.

    `more_new` is how many new cards can be asked beyond the limit, ten at most.
    """

    answers: dict[Rating, int]
    taken_ms: int
    left: Due
    coming: tuple[int, ...]
    more_new: int


def day_figures(store: Store, collection: Collection, at: int, now: datetime, selection: Selection | None) -> Day:
    """Return the figures of the day of `at` (UTC ms), what is left of the selection, and the next two weeks."""
    left = count(store, collection, at, now, selection)
    given = answers_of_day(store, left.day)
    days = due_days(store, left.day + 1, left.day + AHEAD)
    return Day(
        {rating: given.get(rating, (0, 0))[0] for rating in Rating},
        sum(taken for _, taken in given.values()),
        left,
        tuple(days.get(day, 0) for day in range(left.day + 1, left.day + AHEAD + 1)),
        count_more_new(store, collection, at, now, selection),
    )
