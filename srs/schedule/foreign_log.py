"""Events of another program's log as rows of the log here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.model import Act, Memory, Rating, Review, ReviewKind, Schedule, State
from srs.model.values import replace
from srs.schedule.day import LONGEST_TAKEN_MS
from srs.schedule.log_replay import settle_one
from srs.schedule.preset import LONGEST_INTERVAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from srs.model import Card, Due, Event, Moment
    from srs.schedule.day import DayClock
    from srs.schedule.preset import Preset

_SOMETHING = Memory(1.0, 5.0)
"""Stands for what was known of a card before it was forgotten, where its answers are not here."""


def reviews_of_events(
    card: Card, log: Iterable[Review], events: Sequence[Event], due: Due, origin: str, preset: Preset, clock: DayClock
) -> list[Review]:
    """Return the rows that events make beside those that a card's log has already, from the oldest on.

    Each row tells what its event made of the card as it stood then. `due` is when the other program asks the card next, after
    the last of the events; None in it where that is not known, or the last is no longer the last.
    """
    rows: list[Review] = []
    schedule = Schedule()
    waiting = sorted((review for review in log if not review.undone), key=lambda review: review.order, reverse=True)
    for number, event in enumerate(events):
        while waiting and waiting[-1].order[0] <= event.at:
            schedule = settle_one(replace(card, schedule=schedule), waiting.pop(), preset, clock)
        last_due = due if number == len(events) - 1 else None
        row = _row(replace(card, schedule=schedule), event, last_due, origin, preset, clock)
        schedule = settle_one(replace(card, schedule=schedule), row, preset, clock)
        if event.act is Act.ANSWERED:
            row = replace(row, after=replace(schedule, interval_days=row.after.interval_days))
        rows.append(row)
    return rows


def _row(card: Card, event: Event, due: Due | None, origin: str, preset: Preset, clock: DayClock) -> Review:
    moment = clock.moment(event.at)
    before = card.schedule
    if event.act is Act.KNOWN:
        before = Schedule()
    elif event.act is Act.FORGOTTEN and before.memory is None:
        before = replace(before, memory=_SOMETHING)
    return Review(
        id=0,
        card=card.id,
        moment=moment,
        rating=Rating(event.rating or Rating.GOOD),
        taken_ms=min(max(event.taken_ms, 0), LONGEST_TAKEN_MS),
        kind=event.kind,
        before=before,
        after=_after(before, event, moment, due, preset, clock),
        origin=origin,
    )


def _after(
    before: Schedule, event: Event, moment: Moment, due: Due | None, preset: Preset, clock: DayClock
) -> Schedule:
    if event.act is Act.FORGOTTEN:
        return Schedule(reps=before.reps, lapses=before.lapses, last=before.last)
    if event.act is Act.KNOWN:
        return _moved(replace(before, memory=event.memory, reps=1, last=moment), event, moment, due)
    if event.act is Act.MOVED:
        return _moved(before, event, moment, due)
    if event.days > 0:
        return _in_days(before, moment.day, event.days)
    return _on_step(before, event, moment, due, preset, clock)


def _in_days(schedule: Schedule, today: int, days: int) -> Schedule:
    days = min(max(days, 1), LONGEST_INTERVAL)
    return replace(schedule, state=State.REVIEW, step=0, due_at=None, due_day=today + days, interval_days=days)


def _moved(before: Schedule, event: Event, moment: Moment, due: Due | None) -> Schedule:
    """Return the schedule after a change by hand: the day that the other program names, else so many days ahead."""
    moved = _in_days(before, moment.day, event.days)
    if due is None or due.day is None:
        return moved
    interval = moved.interval_days if event.days > 0 else due.interval_days or moved.interval_days
    return replace(moved, due_day=due.day, interval_days=interval)


def _on_step(
    before: Schedule, event: Event, moment: Moment, due: Due | None, preset: Preset, clock: DayClock
) -> Schedule:
    relearns = event.kind in (ReviewKind.REVIEW, ReviewKind.RELEARN, ReviewKind.EARLY)
    steps = preset.relearning_steps if relearns else preset.learning_steps
    state = State.RELEARNING if relearns else State.LEARNING
    at = due.at if due and due.at is not None else moment.at + event.seconds * 1000
    day = due.day if due and due.at is None and due.day is not None else clock.day_of(at)
    within = day == moment.day
    return replace(
        before,
        state=state,
        step=_step(before, event, due, len(steps)),
        due_at=at if within else None,
        due_day=None if within else day,
    )


def _step(before: Schedule, event: Event, due: Due | None, steps: int) -> int:
    """Return the index of the step, of those there are here; the other program may have more, or fewer."""
    last = max(0, steps - 1)
    if due and due.steps_left:
        return min(max(0, steps - due.steps_left), last)
    step = before.step if before.state in (State.LEARNING, State.RELEARNING) else 0
    if event.rating == Rating.AGAIN:
        return 0
    return min(step + (event.rating == Rating.GOOD), last)
