"""How well a card is known that was scheduled by something other than FSRS."""

from __future__ import annotations

from math import exp

from srs.model import Memory

_EASIEST, _HARDEST = 1.0, 10.0
_SHORTEST = 0.1


def memory_of_ease(interval_days: float, ease: float, parameters: tuple[float, ...]) -> Memory:
    """Return the memory at which FSRS would give the same interval, and let it grow by the same ease.

    The interval is taken for one after which nine of ten cards are recalled. Anki does the same when FSRS is switched on and
    a card has no log: `memory_state_from_sm2` of https://github.com/open-spaced-repetition/fsrs-rs.
    """
    stability = max(interval_days, _SHORTEST)
    growth = exp(parameters[8]) * stability ** -parameters[9] * (exp(0.1 * parameters[10]) - 1)
    difficulty = 11 - (ease - 1) / growth
    return Memory(stability, min(max(difficulty, _EASIEST), _HARDEST))
