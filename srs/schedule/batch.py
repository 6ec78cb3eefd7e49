"""FSRS-6 in plain floats, for whole logs: what py-fsrs gives, bit for bit, at an eighth of the time.

py-fsrs copies a card and builds a log entry for each answer. Here the terms that only depend on the parameters are computed
once, and each formula keeps the order of py-fsrs's operations, so that rounding is the same. py-fsrs stays the judge: the
formulas are only used where they agree with the installed one on a few answers, and tests compare them on many.

Formulas: https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from srs.model import Memory, Rating
from srs.schedule.kernel import kernel_for
from srs.schedule.preset import Preset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Step = Callable[[float, float, int, int], tuple[float, float]]

MOVED, FORGOTTEN, KNOWN = 0, -1, -2
"""In place of a rating: a change by hand that tells nothing about memory, one after which the card is new, and what was known of
a card in a program that kept no log."""
_LEAST_STABILITY = 0.001
_PROBES = (
    *((0, 3), (0, 1), (1, 3), (0, 2), (5, 4), (0, 3)),
    *((40, 2), (300, 1), (1, 1), (2, 3), (0, 4), (900, 3), (1, 1)),
)
"""Gaps in days and ratings that go through every formula."""


@lru_cache(maxsize=8)
def step_for(parameters: tuple[float, ...]) -> Step:
    """Return the function (stability, difficulty, elapsed days, rating) -> (stability, difficulty) of some parameters.

    A stability of 0 is a card never answered. A gap of 0 days or less is a second answer on the same day.
    """
    step = _step(parameters)
    return step if _agrees(step, parameters) else _reference(parameters)


def replay_memory(
    answers: Iterable[tuple[int, int, int]], parameters: tuple[float, ...], known: Memory | None = None
) -> Memory | None:
    """Return the memory that a card's answers give, the same as that of `replay`.

    Answers are (UTC ms, scheduling day, rating), those that count alone, in the order of `Review.order`. `known` is what the last
    of them knew that is `KNOWN`.
    """
    step = step_for(parameters)
    stability = difficulty = 0.0
    last_at = last_day = 0
    for at, day, rating in answers:
        if rating == FORGOTTEN:
            stability = difficulty = 0.0
        elif rating == KNOWN and known is not None:
            stability, difficulty = known.stability, known.difficulty
            last_at, last_day = at, day
        if rating > 0:
            # A clock that was set back makes no gap, and does not move the last answer.
            gap = day - last_day if at >= last_at else 0
            stability, difficulty = step(stability, difficulty, gap, rating)
            if at >= last_at:
                last_at, last_day = at, day
    return Memory(stability, difficulty) if stability else None


def _step(w: tuple[float, ...]) -> Step:
    decay = -w[20]
    factor = 0.9 ** (1 / decay) - 1
    first = _first_memories(w)
    same_day = (0.0, *(math.e ** (w[17] * (rating - 3 + w[18])) for rating in Rating))
    growth, forgets = math.e ** w[8], math.e ** (w[17] * w[18])
    minus_w9, w10, minus_w19 = -w[9], w[10], -w[19]
    w11, minus_w12, w13, w14 = w[11], -w[12], w[13], w[14]
    factors = (0.0, 0.0, w[15], 1.0, w[16])
    shifts = (0.0, *(-(w[6] * (rating - 3)) for rating in Rating))
    pull, keep = w[7] * (w[4] - (math.e ** (w[5] * (Rating.EASY - 1))) + 1), 1 - w[7]
    e, least, easiest, hardest = math.e, _LEAST_STABILITY, 1.0, 10.0

    def step(stability: float, difficulty: float, gap: int, rating: int) -> tuple[float, float]:
        if not stability:
            return first[rating]
        if gap < 1:
            rise = same_day[rating] * stability**minus_w19
            after = stability * (rise if rating == 1 or rise > 1.0 else 1.0)
        else:
            lost = 1 - (1 + factor * gap / stability) ** decay
            if rating > 1:
                gain = growth * (11 - difficulty) * stability**minus_w9 * (e ** (lost * w10) - 1) * factors[rating]
                after = stability * (1 + gain)
            else:
                relearned = w11 * difficulty**minus_w12 * ((stability + 1) ** w13 - 1) * e ** (lost * w14)
                after = min(relearned, stability / forgets)
        harder = pull + keep * (difficulty + (10.0 - difficulty) * shifts[rating] / 9.0)
        # Calls of min and max would cost a third of the whole.
        if after < least:  # noqa: PLR1730
            after = least
        return after, easiest if harder < easiest else hardest if harder > hardest else harder  # noqa: FURB136

    return step


def _first_memories(w: tuple[float, ...]) -> tuple[tuple[float, float], ...]:
    """Return stability and difficulty after a first answer, at the index of its rating."""
    hardness = [w[4] - (math.e ** (w[5] * (rating - 1))) + 1 for rating in Rating]
    known = ((max(w[rating - 1], _LEAST_STABILITY), min(max(hardness[rating - 1], 1.0), 10.0)) for rating in Rating)
    return (0.0, 0.0), *known


def _agrees(step: Step, parameters: tuple[float, ...]) -> bool:
    reference = _reference(parameters)
    ours = theirs = (0.0, 0.0)
    for gap, rating in _PROBES:
        ours, theirs = step(*ours, gap, rating), reference(*theirs, gap, rating)
        if ours != theirs:
            return False
    return True


def _reference(parameters: tuple[float, ...]) -> Step:
    """Return the same as py-fsrs computes it."""
    kernel = kernel_for(Preset(parameters=parameters))

    def step(stability: float, difficulty: float, gap: int, rating: int) -> tuple[float, float]:
        memory = kernel.next_memory(Memory(stability, difficulty) if stability else None, gap, Rating(rating))
        return memory.stability, memory.difficulty

    return step
