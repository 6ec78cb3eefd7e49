"""One pass over the log: everything the figures need of it, a few numbers a day and a card."""

from __future__ import annotations

from collections import Counter
from enum import IntEnum
from typing import TYPE_CHECKING

from srs.model import Rating, ReviewKind
from srs.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from srs.model import CardId
    from srs.stats.rows import Answered

MATURE_DAYS = 21
"""The interval from which a card is mature, as in Anki."""
RECENT_DAYS = 90
"""The days that tell how well a note is known."""
HOURS = 24
_HOUR_MS = 3_600_000
_EARLY = ReviewKind.EARLY.value
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
    (kind.value, mature): stages[mature]
    for kind, stages in {
        ReviewKind.LEARN: (Stage.LEARN, Stage.LEARN),
        ReviewKind.RELEARN: (Stage.RELEARN, Stage.RELEARN),
        ReviewKind.REVIEW: (Stage.YOUNG, Stage.MATURE),
        ReviewKind.EARLY: (Stage.EARLY_YOUNG, Stage.EARLY_MATURE),
    }.items()
    for mature in (False, True)
}
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
    """What one pass over the log counted, up to and including `today`.

    `ratings` holds for each day with answers how many there were by `Stage` and rating, all in one row of numbers;
    `taken_ms` the time they took, `new` how many cards were asked for the first time. `hours` counts the answers of the
    last `days` days by local hour, early ones apart as in Anki; `recent` the reviews of each card in the last 90 days.
    """

    today: int
    days: int
    ratings: Mapping[int, tuple[int, ...]]
    taken_ms: Mapping[int, int]
    new: Mapping[int, int]
    hours: tuple[Recall, ...]
    recent: Mapping[CardId, Recall]

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


class _Counts:
    """The numbers while they grow."""

    def __init__(self) -> None:
        self.ratings: dict[int, list[int]] = {}
        self.taken_ms: dict[int, int] = {}
        self.first_day: dict[CardId, int] = {}
        self.hours = [[0, 0] for _ in range(HOURS)]
        self.recent: dict[CardId, list[int]] = {}

    def add(self, rows: Iterable[Answered], today: int, days: int, offset_ms: int) -> None:
        """Count every answer; this is the one loop over the log, so it does little and calls nothing."""
        ratings, taken, first_day, hours, recent = (
            *(self.ratings, self.taken_ms, self.first_day),
            *(self.hours, self.recent),
        )
        recently, lately = today - RECENT_DAYS, today - days
        for card, at, day, rating, taken_ms, kind, interval_days, first in rows:
            if day > today:
                continue
            counts = ratings.get(day)
            if counts is None:
                counts = ratings[day] = [0] * _SIZE
                taken[day] = 0
            stage = _STAGES[kind, interval_days >= MATURE_DAYS]
            counts[stage * _RATINGS + rating - 1] += 1
            taken[day] += taken_ms
            passed = rating > 1
            # Stores that were merged may both have asked a card for the first time.
            if first and day < first_day.get(card, day + 1):
                first_day[card] = day
            if day > lately and kind != _EARLY:
                hours[(at + offset_ms) // _HOUR_MS % HOURS][passed] += 1
            if day > recently and stage >= Stage.YOUNG:
                recent.setdefault(card, [0, 0])[passed] += 1


def tally_log(rows: Iterable[Answered], *, today: int, days: int, offset_seconds: int) -> Tally:
    """Count the log; `offset_seconds` is the local time's offset from UTC, `days` how far back hours are counted.

    The order of the rows does not matter. Answers of days to come (a clock was set back) do not count.
    """
    counts = _Counts()
    counts.add(rows, today, days, offset_seconds * 1000)
    return Tally(
        today=today,
        days=days,
        ratings={day: tuple(numbers) for day, numbers in counts.ratings.items()},
        taken_ms=counts.taken_ms,
        new=Counter(counts.first_day.values()),
        hours=tuple(Recall(passed, failed) for failed, passed in counts.hours),
        recent={card: Recall(passed, failed) for card, (failed, passed) in counts.recent.items()},
    )
