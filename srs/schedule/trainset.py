"""The log as the optimiser sees it: what FSRS has to foretell, and how well it does.

What is foretold is each answer given on a later day than the one before it, from the answers before it.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from srs.model.values import dataclass
from srs.schedule.batch import FORGOTTEN, KNOWN, step_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_AGAIN = 1
_SURE = 1e-7
"""Recall is never foretold as more certain than this, as one wrong answer would cost without end."""


@dataclass(frozen=True, slots=True)
class Trainset:
    """Histories of cards, and the answers to foretell in the order of time.

    A history is a list of answers (days since the last one, rating, number of the answer to foretell or -1), from new on.
    `recalled` and `bins` hold by that number whether it was recalled and the bin in which its RMSE is counted.
    """

    histories: tuple[tuple[tuple[int, int, int], ...], ...]
    recalled: tuple[bool, ...]
    bins: tuple[tuple[float, float, float], ...]

    @property
    def size(self) -> int:
        """How many answers can be foretold."""
        return len(self.recalled)


def make_trainset(logs: Iterable[Sequence[tuple[int, int, int]]]) -> Trainset:
    """Return the train set of cards' answers (UTC ms, scheduling day, rating), each card's in their order.

    A card that was forgotten by hand begins a new history; other changes by hand say nothing about memory. Answers after
    something that was known without a log have no beginning, and foretell nothing.
    """
    # The optimiser draws by the number of a card; sorted, it is the same on every machine.
    histories = sorted(history for log in logs for history in _histories(log))
    answers = [answer for history in histories for answer in history]
    # The first of a history has no gap. Those of one moment stay in the order of the histories.
    foretold = sorted(
        (place for place, answer in enumerate(answers) if answer[1] > 0), key=lambda place: answers[place][0]
    )
    items = [-1] * len(answers)
    for item, place in enumerate(foretold):
        items[place] = item
    next_item = iter(items)
    numbered = tuple(tuple((gap, rating, next(next_item)) for _, gap, rating in history) for history in histories)
    recalled = [False] * len(foretold)
    bins = [(0.0, 0.0, 0.0)] * len(foretold)
    for history in numbered:
        _describe(history, recalled, bins)
    return Trainset(numbered, tuple(recalled), tuple(bins))


def _histories(log: Sequence[tuple[int, int, int]]) -> Iterable[list[tuple[int, int, int]]]:
    """Yield lists of (UTC ms, gap in days, rating), with gaps as answering a card counts them."""
    history: list[tuple[int, int, int]] = []
    last_at = last_day = 0
    has_beginning = True
    for at, day, rating in log:
        if rating > 0 and has_beginning:
            gap = day - last_day if history and at >= last_at else 0
            history.append((at, max(0, gap), rating))
            if at >= last_at:
                last_at, last_day = at, day
        elif rating in (FORGOTTEN, KNOWN):
            has_beginning = rating == FORGOTTEN
            if history:
                yield history
            history = []
    if history:
        yield history


def _describe(
    history: Sequence[tuple[int, int, int]], recalled: list[bool], bins: list[tuple[float, float, float]]
) -> None:
    """Fill in what is known of the answers of a history: the outcome, and the bin."""
    days, lapses = 1, 0
    for gap, rating, item in history:
        if item < 0:
            continue
        days += 1
        recalled[item] = rating > _AGAIN
        bins[item] = _bin(gap, days, lapses)
        lapses += rating == _AGAIN


@lru_cache(maxsize=65_536)
def _bin(gap: int, days: int, lapses: int) -> tuple[float, float, float]:
    """Return the bin of the FSRS benchmark: gap, answers on other days, and lapses, each on a scale of powers.

    Remembered, it is one value for all answers that have it. https://github.com/open-spaced-repetition/fsrs-benchmark#root-mean-square-error-in-bins-rmse-bins
    """
    return (
        round(2.48 * 3.62 ** math.floor(math.log(gap, 3.62)), 2),
        round(1.99 * 1.89 ** math.floor(math.log(days, 1.89))),
        round(1.65 * 1.73 ** math.floor(math.log(lapses, 1.73))) if lapses else 0,
    )


def foretell(trainset: Trainset, parameters: tuple[float, ...], first: int = 0, end: int | None = None) -> list[float]:
    """Return the chance of recall that parameters gave the answers numbered `first` to before `end`."""
    step = step_for(parameters)
    decay = -parameters[20]
    factor = 0.9 ** (1 / decay) - 1
    end = trainset.size if end is None else end
    chances = [0.0] * (end - first)
    for history in trainset.histories:
        stability = difficulty = 0.0
        for gap, rating, item in history:
            if first <= item < end:
                chance = (1 + factor * gap / stability) ** decay
                chances[item - first] = min(max(chance, _SURE), 1 - _SURE)
            stability, difficulty = step(stability, difficulty, gap, rating)
    return chances
