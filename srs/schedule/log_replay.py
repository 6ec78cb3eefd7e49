"""The schedule of a card, computed again from its log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.model import Rating, ReviewKind, Schedule, State
from srs.model.values import replace
from srs.schedule.answer import outcomes
from srs.schedule.kernel import kernel_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from srs.model import Card, Memory, Moment, Review
    from srs.schedule.day import DayClock
    from srs.schedule.preset import Preset


def replay(card: Card, reviews: Iterable[Review], preset: Preset, clock: DayClock) -> Schedule:
    """Return the schedule that the ratings and moments of a card's log give, from new on; undone rows do not count.

    The rows are taken in their order, whatever order they are given in. With the preset and the offset of the answers
    the result equals what answering gave, bit for bit.
    """
    schedule = Schedule()
    for review in sorted(reviews, key=lambda review: review.order):
        if not review.undone:
            schedule = _next_schedule(replace(card, schedule=schedule), review, preset, clock)
    return schedule


def settle(card: Card, reviews: Iterable[Review], preset: Preset, clock: DayClock) -> Schedule:
    """Return the schedule of a card whose log may come from several stores, or from before the parameters were fitted.

    When a card is due holds as it was written down with an answer where that was given on what the ones before it made of
    the card, whatever the preset was; from where it was not, as the other store's answers lie between, it is computed anew.
    Memory is always that of the preset.
    """
    schedule = Schedule()
    for review in sorted(reviews, key=lambda review: review.order):
        if not review.undone:
            schedule = settle_one(replace(card, schedule=schedule), review, preset, clock)
    return schedule


def settle_one(card: Card, review: Review, preset: Preset, clock: DayClock) -> Schedule:
    """Return the schedule of a card after one more row of its log; see `settle`."""
    if not review.origin and stands_on(review, card.schedule):
        return replace(review.after, memory=_next_memory(card.schedule, review, preset))
    return _next_schedule(card, review, preset, clock)


def stands_on(review: Review, schedule: Schedule) -> bool:
    """Tell whether an answer was given on this schedule.

    When it was due does not count, as a change of meaning or of the parameters may have moved it, nor what was known of it then.
    """
    return _given(review.before) == _given(schedule)


def _given(schedule: Schedule) -> Schedule:
    return replace(schedule, due_at=None, due_day=None, interval_days=0, memory=None)


def _next_memory(before: Schedule, review: Review, preset: Preset) -> Memory | None:
    if review.kind is ReviewKind.MANUAL:
        if _forgets(review) or _knows(review):
            return review.after.memory
        return before.memory
    return kernel_for(preset).next_memory(before.memory, _elapsed_days(before, review.moment), review.rating)


def _next_schedule(card: Card, review: Review, preset: Preset, clock: DayClock) -> Schedule:
    if review.kind is ReviewKind.MANUAL:
        return _moved_by_hand(card.schedule, review)
    if review.origin:
        return _answered_elsewhere(card.schedule, review, preset)
    return outcomes(card, review.moment, preset, clock)[review.rating].schedule


def _answered_elsewhere(schedule: Schedule, review: Review, preset: Preset) -> Schedule:
    """Return a schedule after an answer given in another program, which chose the interval by rules of its own.

    That holds whatever else is in the log, so that the order in which logs come does not matter.
    """
    after = review.after
    in_days = after.state is State.REVIEW
    lapsed = review.rating is Rating.AGAIN and review.kind in (ReviewKind.REVIEW, ReviewKind.EARLY)
    graduates = in_days and schedule.state in (State.NEW, State.LEARNING)
    return replace(
        schedule,
        state=after.state,
        step=after.step,
        due_at=after.due_at,
        due_day=after.due_day,
        interval_days=after.interval_days if in_days else schedule.interval_days,
        memory=_next_memory(schedule, review, preset),
        reps=schedule.reps + 1,
        # Anki forgets the lapses of a card that was forgotten when it is learned anew.
        lapses=0 if graduates else schedule.lapses + lapsed,
        last=max((moment for moment in (schedule.last, review.moment) if moment), key=lambda moment: moment.at),
    )


def _moved_by_hand(schedule: Schedule, review: Review) -> Schedule:
    """Return a schedule with a change by hand, which says when a card is due, or that it is forgotten, and nothing else.

    What was known of a card in another program, which kept no log, is the one exception: it takes the place of answers.
    """
    after = review.after
    if _knows(review):
        return after
    if _forgets(review):
        # What was counted in another program need not be all.
        return (
            replace(after, reps=schedule.reps, lapses=schedule.lapses, last=schedule.last) if review.origin else after
        )
    # Another program's row holds an interval of its own; that it equals the one before is chance.
    own_same = not review.origin and after.interval_days == review.before.interval_days
    kept = schedule.interval_days > 0 and own_same
    return replace(
        schedule,
        state=after.state,
        step=after.step,
        due_at=after.due_at,
        due_day=after.due_day,
        interval_days=schedule.interval_days if kept else after.interval_days,
    )


def _forgets(review: Review) -> bool:
    return review.before.memory is not None and review.after.memory is None


def _knows(review: Review) -> bool:
    return review.before.memory is None and review.after.memory is not None


def _elapsed_days(before: Schedule, now: Moment) -> int:
    """Return the scheduling days since the last answer, 0 before the first or where the clock was set back."""
    return now.day - before.last.day if before.last and now.at >= before.last.at else 0
