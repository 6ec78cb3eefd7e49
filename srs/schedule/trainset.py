"""The log as the optimiser sees it: what FSRS has to foretell, and how well it does.

What is foretold is each answer given on a later day than the one before it, from the answers before it.
"""

from __future__ import annotations

import math
from array import array
from functools import lru_cache
from itertools import chain
from struct import Struct
from typing import TYPE_CHECKING

from srs.model.values import dataclass
from srs.schedule.batch import FORGOTTEN, KNOWN, step_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

BEGINS = -1
"""In place of a gap: the answer is the first of a history."""
_ANSWER = Struct(">qIB")
"""An answer of a history as it is sorted and kept meanwhile: UTC milliseconds, the days since the last one and one more (0 with the
first), and the rating; packed so, they are in the order of their numbers, and take a tenth of the memory."""
_LONGEST_GAP = 1_000_000
"""Days; a clock that was wrong by more tells nothing else."""
_AGAIN = 1
_SURE = 1e-7
"""Recall is never foretold as more certain than this, as one wrong answer would cost without end."""


@dataclass(frozen=True, slots=True)
class Trainset:
    """Histories of cards one behind the other, and the answers to foretell in the order of time.

    For each answer of a history stand its gap (days since the last one, `BEGINS` with the first), its rating, and the number of the
    answer to foretell or -1; in arrays, since there may be millions. `recalled` and `bins` hold by that number whether it was
    recalled and the bin in which its RMSE is counted.
    """

    gaps: array[int]
    ratings: array[int]
    items: array[int]
    recalled: tuple[bool, ...]
    bins: tuple[tuple[float, float, float], ...]

    @property
    def size(self) -> int:
        """How many answers can be foretold."""
        return len(self.recalled)

    def histories(self) -> Iterator[list[tuple[int, int, int]]]:
        """Yield each history as a list of (days since the last answer, rating, number to foretell or -1)."""
        history: list[tuple[int, int, int]] = []
        for gap, rating, item in zip(self.gaps, self.ratings, self.items, strict=True):
            if gap == BEGINS and history:
                yield history
                history = []
            history.append((max(0, gap), rating, item))
        if history:
            yield history


def make_trainset(logs: Iterable[Sequence[tuple[int, int, int]]]) -> Trainset:
    """Return the train set of cards' answers (UTC ms, scheduling day, rating), each card's in their order.

    A card that was forgotten by hand begins a new history; other changes by hand say nothing about memory. Answers after
    something that was known without a log have no beginning, and foretell nothing.
    """
    # The optimiser draws by the number of a card; sorted, it is the same on every machine.
    histories = sorted(history for log in logs for history in _histories(log))
    times, gaps, ratings = array("q"), array("i"), array("b")
    for at, gap, rating in chain.from_iterable(map(_ANSWER.iter_unpack, histories)):
        times.append(at)
        gaps.append(gap + BEGINS)
        ratings.append(rating)
    del histories
    # Those of one moment stay in the order of the histories.
    foretold = sorted((place for place, gap in enumerate(gaps) if gap > 0), key=times.__getitem__)
    items = array("i", [-1]) * len(gaps)
    for item, place in enumerate(foretold):
        items[place] = item
    return Trainset(gaps, ratings, items, *_described(gaps, ratings, items, len(foretold)))


def _histories(log: Sequence[tuple[int, int, int]]) -> Iterable[bytes]:
    """Yield packed histories (`_ANSWER`), with gaps as answering a card counts them."""
    history = bytearray()
    last_at = last_day = 0
    has_beginning = True
    for at, day, rating in log:
        if rating > 0 and has_beginning:
            gap = day - last_day if history and at >= last_at else 0
            history += _ANSWER.pack(at, min(max(0, gap), _LONGEST_GAP) - BEGINS if history else 0, rating)
            if at >= last_at:
                last_at, last_day = at, day
        elif rating in (FORGOTTEN, KNOWN):
            has_beginning = rating == FORGOTTEN
            if history:
                yield bytes(history)
            history.clear()
    if history:
        yield bytes(history)


def _described(
    gaps: Iterable[int], ratings: Iterable[int], items: Iterable[int], size: int
) -> tuple[tuple[bool, ...], tuple[tuple[float, float, float], ...]]:
    """Return what is known of the answers to foretell: the outcomes, and the bins."""
    recalled, bins = [False] * size, [(0.0, 0.0, 0.0)] * size
    days, lapses = 1, 0
    for gap, rating, item in zip(gaps, ratings, items, strict=True):
        if gap == BEGINS:
            days, lapses = 1, 0
        if item < 0:
            continue
        days += 1
        recalled[item] = rating > _AGAIN
        bins[item] = _bin(gap, days, lapses)
        lapses += rating == _AGAIN
    return tuple(recalled), tuple(bins)


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


def foretell(trainset: Trainset, parameters: tuple[float, ...], first: int = 0, end: int | None = None) -> array[float]:
    """Return the chance of recall that parameters gave the answers numbered `first` to before `end`."""
    step = step_for(parameters)
    decay = -parameters[20]
    factor = 0.9 ** (1 / decay) - 1
    end = trainset.size if end is None else end
    chances = array("d", [0.0]) * (end - first)
    stability = difficulty = 0.0
    for gap, rating, item in zip(trainset.gaps, trainset.ratings, trainset.items, strict=True):
        if gap == BEGINS:
            stability = difficulty = 0.0
        elif first <= item < end:
            chance = (1 + factor * gap / stability) ** decay
            chances[item - first] = min(max(chance, _SURE), 1 - _SURE)
        stability, difficulty = step(stability, difficulty, gap, rating)
    return chances
