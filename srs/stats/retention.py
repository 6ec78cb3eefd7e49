"""How well cards are remembered: true retention as Anki defines it, and answers by rating.

True retention counts each answer to a card whose interval was a day or more, steps left out, and calls it passed unless
it was again. https://docs.ankiweb.net/stats.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.model.values import dataclass
from srs.stats.tally import Recall, Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from srs.stats.tally import Tally

PERIODS: Mapping[str, tuple[int | None, int]] = {
    "today": (0, 0),
    "yesterday": (1, 1),
    "week": (6, 0),
    "month": (29, 0),
    "year": (364, 0),
    "all": (None, 0),
}
"""Each period by how many days ago it began and ended; a week is 7 days, a month 30, a year 365, as in Anki."""
CURVE_DAYS = 7
_YOUNG = (Stage.YOUNG, Stage.EARLY_YOUNG)
_MATURE = (Stage.MATURE, Stage.EARLY_MATURE)
_GROUPS = {
    # Anki counts an early answer among those of learning here.
    "learning": (Stage.LEARN, Stage.RELEARN, Stage.EARLY_YOUNG, Stage.EARLY_MATURE),
    "young": (Stage.YOUNG,),
    "mature": (Stage.MATURE,),
}


@dataclass(frozen=True, slots=True)
class Retention:
    """True retention of one period; young is an interval below 21 days before the answer."""

    period: str
    young: Recall
    mature: Recall

    @property
    def total(self) -> Recall:
        """Return young and mature together."""
        return self.young + self.mature


@dataclass(frozen=True, slots=True)
class Ratings:
    """How often each rating was given, again first, to cards in learning, young ones or mature ones."""

    group: str
    counts: tuple[int, ...]

    @property
    def recall(self) -> Recall:
        """Return how many passed and failed."""
        return Recall(sum(self.counts[1:]), self.counts[0])


def true_retention(tally: Tally) -> tuple[Retention, ...]:
    """Return the table of true retention."""
    found = []
    for period, (began, ended) in PERIODS.items():
        span = (None if began is None else tally.today - began, tally.today - ended)
        found.append(Retention(period, tally.recall(_YOUNG, *span), tally.recall(_MATURE, *span)))
    return tuple(found)


def retention_curve(tally: Tally) -> tuple[float | None, ...]:
    """Return the true retention of the 7 days up to each of the last days, the oldest first; None without reviews."""
    first = tally.today - tally.days + 1
    daily = [tally.recall_on(day) for day in range(first - CURVE_DAYS + 1, tally.today + 1)]
    windows = (daily[start : start + CURVE_DAYS] for start in range(tally.days))
    return tuple(sum(window, Recall()).share for window in windows)


def ratings(tally: Tally) -> tuple[Ratings, ...]:
    """Return how the answers of the last days were rated."""
    first = tally.today - tally.days + 1
    return tuple(Ratings(group, tally.by_rating(stages, first)) for group, stages in _GROUPS.items())
