"""What the cards hold now and what they will ask for: the forecast, and how well they are remembered."""

from __future__ import annotations

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


def memories(cards: Iterable[CardNow], today: int, kernel: Kernel) -> Memories:
    """Return how well the cards that were answered are remembered on a scheduling day."""
    stabilities, difficulties, chances = [], [], []
    for card in cards:
        chance = chance_of(card, today, kernel)
        if chance is None or card.stability is None or card.difficulty is None:
            continue
        stabilities.append(card.stability)
        difficulties.append(card.difficulty)
        chances.append(chance)
    return Memories(
        cards=len(chances),
        known=sum(chances),
        stability=distribution(stabilities, _STABILITY_DAYS),
        difficulty=distribution(difficulties, _DIFFICULTIES),
        retrievability=distribution(chances, _RETRIEVABILITIES),
    )


def chance_of(card: CardNow, today: int, kernel: Kernel) -> float | None:
    """Return the chance that a card is recalled today, by the forgetting curve of FSRS; None if it was never answered."""
    if card.stability is None or card.difficulty is None or card.last_day is None:
        return None
    return kernel.retrievability(Memory(card.stability, card.difficulty), today - card.last_day)


def distribution(values: Sequence[float], lows: Sequence[float]) -> Distribution:
    """Return how many values lie in each bucket; the first takes those below it too."""
    ordered = sorted(values)
    counts = [0] * len(lows)
    for value in ordered:
        counts[max(0, sum(value >= low for low in lows) - 1)] += 1
    size = len(ordered)
    return Distribution(
        tuple(map(Bucket, lows, counts)),
        sum(ordered) / size if size else None,
        (ordered[(size - 1) // 2] + ordered[size // 2]) / 2 if size else None,
    )
