"""What the cards hold now and what they will ask for: the forecast, and how well they are remembered."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from srs.model import Memory, State
from srs.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from srs.schedule.kernel import Kernel
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


class Remembered(NamedTuple):
    """A card that was answered, and the chance that it is recalled today."""

    card: CardNow
    chance: float


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


def forecast(cards: Iterable[CardNow], today: int, day_of: Callable[[int], int]) -> Forecast:
    """Return when cards come back; `day_of` tells the scheduling day of UTC milliseconds."""
    overdue = later = 0
    days = [0] * FORECAST_DAYS
    for card in cards:
        if card.state == State.NEW or card.asleep:
            continue
        due = card.due_day if card.due_day is not None else day_of(card.due_at or 0)
        if due <= today and (card.buried_until or 0) > today:
            continue
        if due < today:
            overdue += 1
        elif due < today + FORECAST_DAYS:
            days[due - today] += 1
        else:
            later += 1
    return Forecast(overdue, tuple(days), later)


def chances_of(cards: Iterable[CardNow], today: int, kernel: Kernel) -> list[Remembered]:
    """Return the cards that were ever answered, each with its chance of recall on a scheduling day, by the forgetting curve of FSRS."""
    return [
        Remembered(card, kernel.retrievability(Memory(card.stability, card.difficulty), today - card.last_day))
        for card in cards
        if card.stability is not None and card.difficulty is not None and card.last_day is not None
    ]


def memories(remembered: Sequence[Remembered]) -> Memories:
    """Return how well cards that were answered are remembered."""
    chances = [chance for _, chance in remembered]
    return Memories(
        cards=len(chances),
        known=sum(chances),
        stability=distribution([card.stability or 0 for card, _ in remembered], _STABILITY_DAYS),
        difficulty=distribution([card.difficulty or 0 for card, _ in remembered], _DIFFICULTIES),
        retrievability=distribution(chances, _RETRIEVABILITIES),
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
