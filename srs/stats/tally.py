"""Everything the figures need of the log: a few numbers a day."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from srs.model import Rating, ReviewKind
from srs.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from srs.stats.rows import LogSums

MATURE_DAYS = 21
"""The interval from which a card is mature, as in Anki."""
RECENT_DAYS = 90
"""The days that tell how well a note is known."""
HOURS = 24
_RATINGS = len(Rating)
_PASSED = range(1, _RATINGS)


class Stage(IntEnum):
    """What an answer was given to. Early answers are those to a card in review before it was due."""

    LEARN = 0
    RELEARN = 1
    YOUNG = 2
    MATURE = 3
    EARLY_YOUNG = 4
    EARLY_MATURE = 5


_SIZE = len(Stage) * _RATINGS
_STAGES = {
    ReviewKind.LEARN.value: (Stage.LEARN, Stage.LEARN),
    ReviewKind.RELEARN.value: (Stage.RELEARN, Stage.RELEARN),
    ReviewKind.REVIEW.value: (Stage.YOUNG, Stage.MATURE),
    ReviewKind.EARLY.value: (Stage.EARLY_YOUNG, Stage.EARLY_MATURE),
}
"""The stage of an answer to a young card and to a mature one, by the kind of the answer."""
REVIEWED = (Stage.YOUNG, Stage.MATURE, Stage.EARLY_YOUNG, Stage.EARLY_MATURE)
"""The stages with an interval of a day or more: what is known by heart, or was."""
_PLACES = {stage: range(stage * _RATINGS, (stage + 1) * _RATINGS) for stage in Stage}


@dataclass(frozen=True, slots=True)
class Recall:
    """How many answers knew the card, and how many did not (again)."""

    passed: int = 0
    failed: int = 0

    @property
    def total(self) -> int:
        """Return how many answers there were."""
        return self.passed + self.failed

    @property
    def share(self) -> float | None:
        """Return the share that passed, from 0 to 1; None without answers."""
        return self.passed / self.total if self.total else None

    def __add__(self, other: Recall) -> Recall:
        return Recall(self.passed + other.passed, self.failed + other.failed)


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted of the log, up to and including `today`.

    `ratings` holds for each day with answers how many there were by `Stage` and rating, all in one row of numbers;
    `taken_ms` the time they took, `new` how many cards were asked for the first time. `hours` counts the answers of the
    last `days` days by local hour, early ones apart as in Anki.
    """

    today: int
    days: int
    ratings: Mapping[int, tuple[int, ...]]
    taken_ms: Mapping[int, int]
    new: Mapping[int, int]
    hours: tuple[Recall, ...]

    def by_rating(self, stages: Iterable[Stage], first: int | None = None, last: int | None = None) -> tuple[int, ...]:
        """Return how often each rating was given in these stages, from the day `first` to the day `last`."""
        within = [
            counts
            for day, counts in self.ratings.items()
            if (first is None or day >= first) and (last is None or day <= last)
        ]
        places = [_PLACES[stage] for stage in stages]
        return tuple(sum(counts[place[rating]] for counts in within for place in places) for rating in range(_RATINGS))

    def recall(self, stages: Iterable[Stage], first: int | None = None, last: int | None = None) -> Recall:
        """Return how many answers in these stages passed and failed, from the day `first` to the day `last`."""
        failed, *passed = self.by_rating(stages, first, last)
        return Recall(sum(passed), failed)

    def recall_on(self, day: int) -> Recall:
        """Return the true retention of one day."""
        counts = self.ratings.get(day)
        if counts is None:
            return Recall()
        failed = sum(counts[_PLACES[stage][0]] for stage in REVIEWED)
        return Recall(sum(counts[_PLACES[stage][rating]] for stage in REVIEWED for rating in _PASSED), failed)

    def answers(self, day: int) -> int:
        """Return how many answers were given on a day."""
        return sum(self.ratings.get(day, ()))


def tally_sums(sums: LogSums, *, today: int, days: int) -> Tally:
    """Count the sums of a log up to and including `today`; `days` is how far back its hours go."""
    ratings: dict[int, list[int]] = {}
    taken: dict[int, int] = {}
    for day, kind, rating, answers, mature, taken_ms in sums.days:
        counts = ratings.setdefault(day, [0] * _SIZE)
        young, old = _STAGES[kind]
        counts[young * _RATINGS + rating - 1] += answers - mature
        counts[old * _RATINGS + rating - 1] += mature
        taken[day] = taken.get(day, 0) + taken_ms
    return Tally(
        today=today,
        days=days,
        ratings={day: tuple(numbers) for day, numbers in ratings.items()},
        taken_ms=taken,
        new=sums.new,
        hours=tuple(Recall(sums.hours.get((hour, 1), 0), sums.hours.get((hour, 0), 0)) for hour in range(HOURS)),
    )
