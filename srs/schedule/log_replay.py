"""The schedule of a card, computed again from its log."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from srs.model import ReviewKind, Schedule
from srs.schedule.answer import outcomes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from srs.model import Card, Review
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
    """Return the schedule of a card whose log may come from several stores.

    What was written down with an answer holds where that answer was given on what the ones before it made of the card, whatever
    the preset was; from where it was not, as the other store's answers lie between, it is computed anew.
    """
    schedule = Schedule()
    for review in sorted(reviews, key=lambda review: review.order):
        if review.undone:
            continue
        if _known(review.before) == _known(schedule):
            schedule = review.after
        else:
            schedule = _next_schedule(replace(card, schedule=schedule), review, preset, clock)
    return schedule


def _known(schedule: Schedule) -> Schedule:
    """Leave out when a card is due: a change of its meaning may have moved that."""
    return replace(schedule, due_at=None, due_day=None)


def _next_schedule(card: Card, review: Review, preset: Preset, clock: DayClock) -> Schedule:
    if review.kind is not ReviewKind.MANUAL:
        return outcomes(card, review.moment, preset, clock)[review.rating].schedule
    # A change by hand says when a card is due, or that it is forgotten; it tells nothing new about memory.
    memory = card.schedule.memory if review.after.memory else None
    return replace(review.after, memory=memory)
