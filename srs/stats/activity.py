"""How much was learned when: today, day by day, streaks, and the calendar of a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.model.values import dataclass
from srs.stats.tally import Recall, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from srs.stats.tally import Tally

WEEK = 7
CALENDAR_WEEKS = 53
_THURSDAY = 3
"""The weekday of 1970-01-01, from which scheduling days count; Monday is 0."""
_LEVELS = 4


@dataclass(frozen=True, slots=True)
class Today:
    """The answers of today as Anki counts them: by kind, those that passed, and those to mature cards."""

    recall: Recall
    mature: Recall
    taken_ms: int
    learn: int
    review: int
    relearn: int
    early: int
    new: int


@dataclass(frozen=True, slots=True)
class Day:
    """What was done on one scheduling day."""

    day: int
    answers: int
    taken_ms: int
    new: int


@dataclass(frozen=True, slots=True)
class Streak:
    """Days in a row with answers: up to today, or to yesterday while today has none yet, and the longest ever."""

    current: int
    longest: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """Answers a day in whole weeks from Monday on, the last of them cut off after today.

    `limits` are the counts at which a day begins to be darker: the quarters of the days that have answers.
    """

    first_day: int
    counts: tuple[int, ...]
    limits: tuple[int, ...]

    def level(self, count: int) -> int:
        """Return how dark a day is: 0 without answers, else 1 to 4."""
        return sum(count >= limit for limit in self.limits)


def today_figures(tally: Tally) -> Today:
    """Return the figures of today."""
    today = tally.today

    def count(*stages: Stage) -> int:
        return tally.recall(stages, today, today).total

    return Today(
        recall=tally.recall(Stage, today, today),
        mature=tally.recall((Stage.MATURE, Stage.EARLY_MATURE), today, today),
        taken_ms=tally.taken_ms.get(today, 0),
        learn=count(Stage.LEARN),
        review=count(Stage.YOUNG, Stage.MATURE),
        relearn=count(Stage.RELEARN),
        early=count(Stage.EARLY_YOUNG, Stage.EARLY_MATURE),
        new=tally.new.get(today, 0),
    )


def last_days(tally: Tally) -> tuple[Day, ...]:
    """Return what was done on each of the last days, the oldest first."""
    days = range(tally.today - tally.days + 1, tally.today + 1)
    return tuple(Day(day, tally.answers(day), tally.taken_ms.get(day, 0), tally.new.get(day, 0)) for day in days)


def streak(days: Iterable[int], today: int) -> Streak:
    """Return the days in a row among these days with answers."""
    runs: dict[int, int] = {}
    for day in sorted(set(days)):
        runs[day] = runs.get(day - 1, 0) + 1
    return Streak(runs.get(today, runs.get(today - 1, 0)), max(runs.values(), default=0))


def calendar(answers: Mapping[int, int], today: int) -> Calendar:
    """Return the weeks of the last year, by how many answers each day had."""
    monday = today - (today + _THURSDAY) % WEEK
    first = monday - (CALENDAR_WEEKS - 1) * WEEK
    counts = tuple(answers.get(day, 0) for day in range(first, today + 1))
    busy = sorted(count for count in counts if count)
    limits = tuple(busy[len(busy) * quarter // _LEVELS] for quarter in range(_LEVELS)) if busy else ()
    return Calendar(first, counts, limits)
