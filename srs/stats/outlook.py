"""What the cards hold now and what they will ask for: the forecast, and how well they are remembered."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from itertools import pairwise
from math import fsum
from typing import TYPE_CHECKING, NamedTuple

from srs.model import State
from srs.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from srs.stats.rows import CardNow

FORECAST_DAYS = 30
_STABILITY_DAYS = (0, 1, 7, 21, 90, 365)
_DIFFICULTIES = (1, 3, 5, 7, 9)
_RETRIEVABILITIES = (0, 0.5, 0.7, 0.8, 0.9, 0.95)


@dataclass(frozen=True, slots=True)
class Forecast:
    """How many cards come back when: `overdue` since before today, on each of the 30 days from today on, or `later`.

    New and suspended cards are in none of them, nor are those that are due but put off; as in Anki.
    """

    overdue: int
    days: tuple[int, ...]
    later: int


class Bucket(NamedTuple):
    """How many cards have a value from `low` on, up to the low end of the next bucket."""

    low: float
    cards: int


@dataclass(frozen=True, slots=True)
class Distribution:
    """A value of the cards that were answered: how many have which, the mean and the median (None without cards)."""

    buckets: tuple[Bucket, ...]
    mean: float | None
    median: float | None


@dataclass(frozen=True, slots=True)
class Memories:
    """How well the cards are remembered: stability in days, difficulty from 1 to 10, chance of recall today.

    `known` is the sum of the chances: how many of the `cards` would be recalled now.
    """

    cards: int
    known: float
    stability: Distribution
    difficulty: Distribution
    retrievability: Distribution


class Coming:
    """Counts when cards come back, one after the other; `day_of` tells the scheduling day of UTC milliseconds."""

    def __init__(self, today: int, day_of: Callable[[int], int]) -> None:
        self._today = today
        self._day_of = day_of
        self._overdue = self._later = 0
        self._days = [0] * FORECAST_DAYS

    def add(self, card: CardNow) -> None:
        """Count a card."""
        if card.state == State.NEW or card.asleep:
            return
        today, due = self._today, card.due_day
        if due is None:
            due = self._day_of(card.due_at or 0)
        if due <= today and (card.buried_until or 0) > today:
            return
        if due < today:
            self._overdue += 1
        elif due < today + FORECAST_DAYS:
            self._days[due - today] += 1
        else:
            self._later += 1

    def forecast(self) -> Forecast:
        """Return what was counted."""
        return Forecast(self._overdue, tuple(self._days), self._later)


class Known:
    """Gathers how well cards are remembered that were answered: three plain numbers a card, for the medians."""

    def __init__(self) -> None:
        self._stabilities, self._difficulties, self._chances = array("d"), array("d"), array("d")

    def add(self, stability: float, difficulty: float, chance: float) -> None:
        """Take a card in, with the chance that it is recalled today."""
        self._stabilities.append(stability)
        self._difficulties.append(difficulty)
        self._chances.append(chance)

    def memories(self) -> Memories:
        """Return what was gathered."""
        return Memories(
            cards=len(self._chances),
            known=fsum(self._chances),  # the same in whatever order they came
            stability=distribution(self._stabilities, _STABILITY_DAYS),
            difficulty=distribution(self._difficulties, _DIFFICULTIES),
            retrievability=distribution(self._chances, _RETRIEVABILITIES),
        )


def distribution(values: Sequence[float], lows: Sequence[float]) -> Distribution:
    """Return how many values lie in each bucket; the first takes those below it too."""
    ordered = sorted(values)
    size = len(ordered)
    begins = [0, *(bisect_left(ordered, low) for low in lows[1:]), size]
    return Distribution(
        tuple(Bucket(low, end - begin) for low, (begin, end) in zip(lows, pairwise(begins), strict=True)),
        sum(ordered) / size if size else None,
        (ordered[(size - 1) // 2] + ordered[size // 2]) / 2 if size else None,
    )
