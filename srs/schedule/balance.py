"""Which day within the range of fuzz a card falls on, so that days fill evenly and easy days stay easy.

After Anki's load balancer: https://docs.ankiweb.net/deck-options.html#easy-days. A day's weight falls with the square of the
cards due on it, measured against its share of the usual load, and with its distance.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from srs.model.values import dataclass
from srs.schedule.fuzz import fuzz_bounds

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_BALANCED = 90
"""Days: further off, cards spread by themselves."""
_THURSDAY = 3
_LEAST = 1e-4
_APART = 5
"""Days from a sibling's on which a card stands apart from it."""


@dataclass(frozen=True, slots=True)
class Load:
    """How many cards are due on each scheduling day, on which days siblings are, and the shares of Monday to Sunday."""

    due: Mapping[int, int]
    siblings: frozenset[int] = frozenset()
    shares: tuple[float, ...] = (1.0,) * 7

    def choose(self, today: int, days: float, factor: float, minimum: int, maximum: int) -> int | None:
        """Return the interval in whole days; None where there is nothing to balance. `factor` is that of fuzz, 0 to below 1."""
        if max(days, minimum) > LONGEST_BALANCED:
            return None
        first, last = fuzz_bounds(days, minimum, maximum)
        choices = range(first, last + 1)
        weights = list(accumulate(self._weight(today, interval) for interval in choices))
        drawn = factor * weights[-1]
        return next(interval for interval, weight in zip(choices, weights, strict=True) if drawn < weight)

    def _weight(self, today: int, interval: int) -> float:
        day = today + interval
        share = self.shares[(day + _THURSDAY) % 7]
        near = min((abs(day - other) for other in self.siblings), default=_APART)
        apart = max(_LEAST, min(1.0, near / _APART))
        count = self.due.get(day, 0)
        if share <= 0:
            return _LEAST * apart / max(1, count) ** 2
        weight = 1.0 if not count else 1 / (max(1.0, count / share) ** 2 * max(1, interval))
        return weight * apart * (1.0 if share == 1 or count else share)
