"""FSRS-6 parameters fitted to a log, kept only where they foretell answers better that they were not fitted to.

The fit itself is that of fsrs-rs (https://github.com/open-spaced-repetition/fsrs-rs), which Anki uses too. It clips bad input
without a word and panics on some; here it gets what it takes, and a panic becomes a sentence.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from srs.errors import SrsError, UsageError
from srs.model.values import dataclass
from srs.schedule.preset import DEFAULT_PARAMETERS, HIGHEST_PARAMETERS, LOWEST_PARAMETERS
from srs.schedule.scores import Scores, is_lower, losses, score
from srs.schedule.trainset import BEGINS, foretell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from srs.schedule.trainset import Trainset

LEAST_ANSWERS = 100
"""Below this there is too little to fit 21 numbers to, and to tell luck from knowledge."""
_PARTS = 6
_ERRORS = 2.0
"""How many standard errors fitted parameters have to be better by; with one, one of fifty small logs gets worse ones."""
_EPOCHS, _PACE = 30, 0.02
"""Six times as many passes as fsrs-rs makes by itself, at half its pace: on simulated learners with 9,000 answers the fit then comes
four times as near to their true parameters in log loss."""
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Comparison:
    """Scores on the same answers, before and after; `answers` is how many."""

    answers: int
    before: Scores
    after: Scores


@dataclass(frozen=True, slots=True)
class Fit:
    """What came of fitting parameters to `answers` answers.

    `held_out` compares the default parameters with ones fitted to earlier answers alone, `overall` those in force with the new
    ones on all answers; both are None where nothing could be fitted. `reason` tells why they are not to be kept, or is empty.
    """

    parameters: tuple[float, ...]
    answers: int
    reason: str = ""
    held_out: Comparison | None = None
    overall: Comparison | None = None

    @property
    def is_better(self) -> bool:
        """Tell whether the parameters are to be kept."""
        return not self.reason


class FitFailed(SrsError):
    """The optimiser gave up on a log."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"fsrs-rs could not fit parameters to this log ({reason}).",
            "Nothing was changed; the parameters in force are good to go on with.",
        )


def optimise(
    trainset: Trainset,
    in_force: tuple[float, ...],
    relearning_steps: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Fit:
    """Return parameters fitted to a train set, and whether they are better than those in force.

    They have to pass two tests: parameters fitted to the first answers foretell the next part of them better than the default
    ones, in five steps through time and by more than chance would; and on all answers the new ones are better than those in force.

    Raises:
        UsageError: the library is not installed.
        FitFailed: it gave up.
    """
    show = progress or (lambda _done, _total: None)
    if trainset.size < LEAST_ANSWERS:
        return Fit(in_force, trainset.size, _too_few(trainset.size))
    library = _library()
    bounds = [trainset.size * part // _PARTS for part in range(1, _PARTS + 1)]
    chances = array("d")
    for step, (known, end) in enumerate(pairwise(bounds)):
        show(step, _PARTS)
        chances += foretell(trainset, _fitted(library, trainset, known, relearning_steps), known, end)
    show(_PARTS - 1, _PARTS)
    parameters = _fitted(library, trainset, trainset.size, relearning_steps)
    before, after = foretell(trainset, in_force), foretell(trainset, parameters)
    by_default = before if in_force == DEFAULT_PARAMETERS else foretell(trainset, DEFAULT_PARAMETERS)
    return Fit(
        parameters,
        trainset.size,
        _reason(trainset, (by_default[bounds[0] :], chances), (before, after)),
        _compare(trainset, by_default[bounds[0] :], chances),
        _compare(trainset, before, after),
    )


def _too_few(answers: int) -> str:
    return f"{answers} answers on a later day than the one before are too few; {LEAST_ANSWERS} are needed"


def _reason(
    trainset: Trainset, held_out: tuple[array[float], array[float]], overall: tuple[array[float], array[float]]
) -> str:
    default, fitted = (losses(chances, trainset.recalled[-len(chances) :]) for chances in held_out)
    if not is_lower(fitted, default, _ERRORS):
        return "fitted ones do not foretell later answers better than the default ones, beyond chance"
    before, after = (losses(chances, trainset.recalled) for chances in overall)
    if not is_lower(after, before, 0):
        return "those in force are as good"
    return ""


def _compare(trainset: Trainset, before: array[float], after: array[float]) -> Comparison:
    """Compare chances foretold of the last answers."""
    recalled, bins = trainset.recalled[-len(before) :], trainset.bins[-len(before) :]
    return Comparison(len(before), score(before, recalled, bins), score(after, recalled, bins))


def _fitted(library: ModuleType, trainset: Trainset, known: int, relearning_steps: int) -> tuple[float, ...]:
    """Return parameters fitted to the first `known` answers, within the bounds and rounded to four digits."""
    items = _Items(library, trainset, known)
    try:
        fsrs = library.FSRS(list(DEFAULT_PARAMETERS))
        pace = library.TrainingConfig(num_epochs=_EPOCHS, learning_rate=_PACE)
        raw = fsrs.compute_parameters(items, items.cards, num_relearning_steps=relearning_steps, training_config=pace)
    except BaseException as error:
        # A panic of Rust is no Exception (https://pyo3.rs: PanicException); a key that was pressed is none of its.
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise FitFailed(str(error)) from error
        raise
    bounds = zip(raw, LOWEST_PARAMETERS, HIGHEST_PARAMETERS, strict=True)
    return tuple(min(max(round(float(value), _DIGITS), lowest), highest) for value, lowest, highest in bounds)


class _Items(Sequence[object]):
    """The first `known` answers to foretell as items of fsrs-rs, in the order of time, which its weights go by.

    The library copies each before it does anything; they are made for it one by one, since all together would take as much
    memory as the copies.
    """

    def __init__(self, library: ModuleType, trainset: Trainset, known: int) -> None:
        self._item, review = library.FSRSItem, lru_cache(maxsize=None)(library.FSRSReview)
        self._reviews: list[object] = []
        self._first, self._end, self.cards = (array("i", [0]) * known for _ in range(3))
        card = first = -1
        for place, (gap, rating, item) in enumerate(zip(trainset.gaps, trainset.ratings, trainset.items, strict=True)):
            self._reviews.append(review(rating, max(0, gap)))
            if gap == BEGINS:
                card, first = card + 1, place
            if 0 <= item < known:
                self._first[item], self._end[item], self.cards[item] = first, place + 1, card

    def __len__(self) -> int:
        return len(self.cards)

    def __getitem__(self, number: Any) -> Any:
        return self._item(self._reviews[self._first[number] : self._end[number]])

    def __iter__(self) -> Iterator[object]:
        item, reviews = self._item, self._reviews
        return (item(reviews[first:end]) for first, end in zip(self._first, self._end, strict=True))


def _library() -> ModuleType:
    try:
        import fsrs_rs_python
    except ImportError as error:
        raise UsageError(
            "Fitting parameters needs the package fsrs-rs-python, which is not installed.",
            "Install it: pip install 'srs-notes[optimize]'",
        ) from error
    module: ModuleType = fsrs_rs_python
    return module
