"""How the chance of recalling a card fell and rose."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from srs.schedule.kernel import kernel_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from srs.model import Memory, Rating, Review
    from srs.schedule import Preset
    from srs.schedule.kernel import Kernel

_STEPS = 24
"""Points of the curve between two answers."""
_LEAST_AHEAD = 7
_MOST_AHEAD = 3650


class Answered(NamedTuple):
    """An answer on the curve: the scheduling day, the rating, and the chance of recall right before it, None for the first.

    There is no rating where another program, that kept no log, told how well a card was known.
    """

    day: int
    rating: Rating | None
    recall: float | None


class Forgetting(NamedTuple):
    """The curve of a card: pieces of (day, chance of recall), one between each two answers and one from the last on."""

    pieces: tuple[tuple[tuple[float, float], ...], ...]
    answers: tuple[Answered, ...]
    first_day: int
    last_day: int
    today: float
    """The chance of recall today."""


def forgetting_of(reviews: Sequence[Review], preset: Preset, today: int) -> Forgetting | None:
    """Return the curve that the answers of one card make, oldest first; None for a card without a memory."""
    known = [(review, review.after.memory) for review in reviews if is_on_curve(review)]
    if not known:
        return None
    kernel, last = kernel_for(preset), known[-1]
    ahead = min(max(last[0].after.interval_days, _LEAST_AHEAD), _MOST_AHEAD)
    ends = [*(review.moment.day for review, _ in known[1:]), max(today, last[0].moment.day) + ahead]
    pieces, answers = [], []
    before: float | None = None
    for (review, memory), end in zip(known, ends, strict=True):
        assert memory is not None  # noqa: S101  (those without were left out)
        day = review.moment.day
        answers.append(Answered(day, review.given, before))
        pieces.append(tuple(_piece(kernel, memory, day, end, today)))
        before = kernel.retrievability(memory, max(0, end - day))
    review, memory = last
    now = kernel.retrievability(memory, max(0, today - review.moment.day)) if memory else 0.0
    return Forgetting(tuple(pieces), tuple(answers), known[0][0].moment.day, ends[-1], now)


def is_on_curve(review: Review) -> bool:
    """Tell whether a row of the log tells how well a card is known from then on; a change by hand moves nothing but its due day."""
    return review.after.memory is not None and (review.given is not None or review.before.memory is None)


def _piece(kernel: Kernel, memory: Memory, first: int, last: int, today: int) -> Iterator[tuple[float, float]]:
    """Yield points between two days, also at today; days alone count, so there are no more of them than days."""
    days = max(0, last - first)
    steps = max(1, min(days, _STEPS))
    now = {today - first} if first <= today <= last else set()
    for elapsed in sorted({round(days * step / steps) for step in range(steps + 1)} | now):
        yield first + elapsed, kernel.retrievability(memory, elapsed)
