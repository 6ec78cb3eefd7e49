"""Logs of a learner who forgets as FSRS says, for tests and benchmarks."""

from __future__ import annotations

import random

from srs.schedule.batch import step_for
from srs.schedule.preset import DEFAULT_PARAMETERS

DAY_MS = 86_400_000
Log = list[tuple[int, int, int]]
"""Answers of a card: (UTC ms, scheduling day, rating)."""
FIRST, SAME_DAY, RECALLED = (0.24, 0.094, 0.495, 0.171), (0.12, 0.1, 0.7, 0.08), (0.07, 0.84, 0.09)
"""Chances of the four first ratings, of the four on the same day, and of hard, good and easy when recalled."""


def simulate_logs(parameters: tuple[float, ...], cards: int, seed: int, days: int = 700) -> list[Log]:
    """Return the logs of so many cards of a learner with these parameters, asked as the default ones say."""
    chance = random.Random(seed)
    return [_log(parameters, chance, 20_000 + chance.randrange(days), 20_000 + days) for _ in range(cards)]


def _log(parameters: tuple[float, ...], chance: random.Random, day: int, end: int) -> Log:
    truth, belief = step_for(parameters), step_for(DEFAULT_PARAMETERS)
    decay = -parameters[20]
    factor = 0.9 ** (1 / decay) - 1
    known = believed = (0.0, 0.0)
    at, gap, log = day * DAY_MS + chance.randrange(DAY_MS // 4), 0, []
    while day < end:
        if not log or not gap:
            rating = chance.choices((1, 2, 3, 4), SAME_DAY if log else FIRST)[0]
        elif chance.random() < (1 + factor * gap / known[0]) ** decay:
            rating = chance.choices((2, 3, 4), RECALLED)[0]
        else:
            rating = 1
        log.append((at, day, rating))
        known, believed = truth(*known, gap, rating), belief(*believed, gap, rating)
        gap = 0 if rating == 1 else max(1, round(believed[0] * chance.uniform(0.85, 1.2)))
        day += gap
        at += gap * DAY_MS or 600_000
    return log
