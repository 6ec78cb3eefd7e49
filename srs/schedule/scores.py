"""How well chances of recall were foretold: log loss, RMSE in bins, and AUC."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from math import log, sqrt
from typing import TYPE_CHECKING

from srs.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Scores:
    """How well recall was foretold; smaller is better, but for `auc`, which is None where all or none was recalled.

    `log_loss` is the mean of -ln(chance of what happened). `rmse_bins` is how far the chances foretold lie from the share that
    was recalled, over bins of like answers. `auc` is the chance that a recalled answer was given a higher one than a forgotten.
    """

    log_loss: float
    rmse_bins: float
    auc: float | None


def score(chances: Sequence[float], recalled: Sequence[bool], bins: Sequence[Hashable]) -> Scores:
    """Return the scores of chances of recall; all three sequences are of one length, at least 1."""
    costs = losses(chances, recalled)
    return Scores(sum(costs) / len(costs), _rmse_bins(chances, recalled, bins), _auc(chances, recalled))


def losses(chances: Iterable[float], recalled: Iterable[bool]) -> array[float]:
    """Return the log loss of each answer."""
    return array("d", (-log(chance if well else 1 - chance) for chance, well in zip(chances, recalled, strict=True)))


def is_lower(ours: Sequence[float], theirs: Sequence[float], errors: float) -> bool:
    """Tell whether losses of the same answers are lower by more than so many standard errors of their difference."""
    differences = array("d", (their - our for our, their in zip(ours, theirs, strict=True)))
    mean = sum(differences) / len(differences)
    spread = sum((one - mean) ** 2 for one in differences) / max(len(differences) - 1, 1)
    return mean > errors * sqrt(spread / len(differences))


def _rmse_bins(chances: Iterable[float], recalled: Iterable[bool], bins: Iterable[Hashable]) -> float:
    sums: dict[Hashable, tuple[float, int]] = {}
    for chance, well, place in zip(chances, recalled, bins, strict=True):
        excess, count = sums.get(place, (0.0, 0))
        sums[place] = (excess + chance - well, count + 1)
    total = sum(count for _, count in sums.values())
    return sqrt(sum(excess * excess / count for excess, count in sums.values()) / total)


def _auc(chances: Sequence[float], recalled: Sequence[bool]) -> float | None:
    """Return the area under the ROC curve (Mann-Whitney): the share of pairs that stand right; equal chances are half of one."""
    forgotten = array("d", sorted(chance for chance, well in zip(chances, recalled, strict=True) if not well))
    well = len(chances) - len(forgotten)
    if not well or not forgotten:
        return None
    twice = 0
    for chance, is_recalled in zip(chances, recalled, strict=True):
        if is_recalled:
            twice += bisect_left(forgotten, chance) + bisect_right(forgotten, chance)
    return twice / 2 / (well * len(forgotten))
