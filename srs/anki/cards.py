"""Cards and answers of srs as Anki has them in its tables `cards` and `revlog`.

Columns: https://github.com/ankidroid/Anki-Android/wiki/Database-Structure. Days of Anki count from `CREATED`, the day that
genanki gives every collection; at an import Anki shifts them to its own.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

from srs.model import ReviewKind, State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from srs.model import Card
    from srs.model.outgoing import OutgoingAnswer, OutgoingCard
    from srs.schedule import DayClock, Preset
    from srs.schedule.presets import Presets

CREATED: Final = 16_332
"""The scheduling day from which the days of the package count, 2014-09-19, in days since 1970-01-01."""
_FACTOR: Final = 2500
"""The ease of Anki's older scheduler, which FSRS does not look at, in permille."""
_DECAY: Final = 20
_TYPES: Final = {State.NEW: 0, State.LEARNING: 1, State.REVIEW: 2, State.RELEARNING: 3}
_KINDS: Final[dict[str, int]] = {
    ReviewKind.LEARN: 0,
    ReviewKind.REVIEW: 1,
    ReviewKind.RELEARN: 2,
    ReviewKind.EARLY: 3,
    ReviewKind.MANUAL: 4,
}
_NEW, _ON_STEP, _IN_REVIEW, _ON_DAY_STEP, _SUSPENDED, _BURIED = 0, 1, 2, 3, -1, -3
_LONGEST_STEP: Final = 86_399
_LONGEST_MS: Final = 2**31 - 1


class Scheduling(NamedTuple):
    """What a package needs to carry schedules: the settings, the clock of scheduling days, and the day it is."""

    presets: Presets
    clock: DayClock
    today: int


class CardRow(NamedTuple):
    """What Anki's row of a card holds, apart from its note, time and deck."""

    id: int
    ord: int
    type: int = 0
    queue: int = 0
    due: int = 0
    ivl: int = 0
    factor: int = 0
    reps: int = 0
    lapses: int = 0
    left: int = 0
    flags: int = 0
    data: str = ""


class LogRow(NamedTuple):
    """What Anki's row of an answer holds, apart from its card: `id` is UTC milliseconds, intervals are days, or seconds below zero."""

    id: int
    ease: int
    ivl: int
    last_ivl: int
    factor: int
    time: int
    type: int


def stable_id(created_at: int, card: int) -> int:
    """Return the id of a card in every package of a store: about the time when its fact was first seen, as Anki shows it.

    Anki keeps the log of cards that its user deleted by their ids; so a card that comes back finds its answers.
    """
    return max(1, created_at) + card


def card_row(going: OutgoingCard, id_: int, position: int, preset: Preset, scheduling: Scheduling) -> CardRow:
    """Return a card as it stands in the drill; `position` is its place among new cards."""
    card = going.card
    schedule = card.schedule
    kind = _TYPES[schedule.state]
    aside = _aside(card, scheduling.today)
    queue, due = _queue_and_due(card, position, scheduling.clock, put_aside=bool(aside))
    return CardRow(
        id_,
        card.ord,
        kind,
        aside or queue,
        due,
        # A lapsed card had an interval once, and Anki does not expect less than a day of it.
        0 if kind <= _TYPES[State.LEARNING] else max(1, schedule.interval_days),
        _FACTOR if kind >= _TYPES[State.REVIEW] else 0,
        schedule.reps,
        schedule.lapses,
        _steps_left(card, preset),
        going.flag,
        _data(card, position, preset),
    )


def _aside(card: Card, today: int) -> int:
    """Return the queue of a card that is suspended, or buried today; 0 for one that is asked."""
    if card.suspended:
        return _SUSPENDED
    return _BURIED if card.buried_until is not None and card.buried_until > today else 0


def _queue_and_due(card: Card, position: int, clock: DayClock, *, put_aside: bool) -> tuple[int, int]:
    schedule = card.schedule
    if schedule.state is State.NEW:
        return _NEW, position
    if schedule.due_at is not None:
        return _ON_STEP, schedule.due_at // 1000
    day = schedule.due_day or 0
    if schedule.state is State.REVIEW:
        return _IN_REVIEW, day - CREATED
    # Anki does not shift the day of a step that is put aside, so that it would come back years too late: a time does it.
    return (_ON_STEP, clock.start_of(day) // 1000) if put_aside else (_ON_DAY_STEP, day - CREATED)


def _steps_left(card: Card, preset: Preset) -> int:
    schedule = card.schedule
    if schedule.state not in (State.LEARNING, State.RELEARNING):
        return 0
    steps = preset.learning_steps if schedule.state is State.LEARNING else preset.relearning_steps
    return max(1, len(steps) - schedule.step)


def _data(card: Card, position: int, preset: Preset) -> str:
    """Return what FSRS knows of a card, rounded as Anki rounds it; `pos` is where it goes when it is forgotten."""
    schedule = card.schedule
    known: dict[str, float] = {}
    if schedule.state is not State.NEW:
        known["pos"] = position
    if schedule.memory:
        known |= {
            "s": round(schedule.memory.stability, 4),
            "d": round(schedule.memory.difficulty, 3),
            "dr": round(preset.desired_retention, 2),
            "decay": round(preset.parameters[_DECAY], 3),
        }
    if schedule.last and schedule.state is not State.NEW:
        known["lrt"] = schedule.last.at // 1000
    return json.dumps(known, separators=(",", ":")) if known else ""


def log_rows(answers: Iterable[OutgoingAnswer]) -> list[LogRow]:
    """Return the log of a card as Anki has it, from answers in their order.

    Anki computes memory from the last run of learning steps on. Answers of two places may fall into one log in an order that
    neither of them knew: where learning has ended no row tells that it goes on, and the first row after the card was forgotten tells that it begins.
    """
    rows, is_first, is_learning = [], True, True
    for answer in answers:
        row = log_row(answer)
        if answer.is_by_hand:
            is_first, is_learning = answer.forgets or is_first, answer.forgets or (is_first and is_learning)
        elif is_first:
            row = row._replace(type=_KINDS[ReviewKind.LEARN])
            is_first, is_learning = False, True
        elif row.type != _KINDS[ReviewKind.LEARN]:
            is_learning = False
        elif not is_learning:
            row = row._replace(type=_KINDS[ReviewKind.REVIEW])
        rows.append(row)
    return rows


def log_row(answer: OutgoingAnswer) -> LogRow:
    """Return an answer as Anki logs it; seconds are negative there, days positive."""
    if answer.is_by_hand:
        ease, factor = 0, 0 if answer.forgets else _log_factor(answer)
    else:
        ease, factor = answer.rating, _log_factor(answer)
    return LogRow(
        answer.given_at,
        ease,
        _interval(answer.state, answer.interval_days, answer.due_at, answer.due_day, answer.at, answer.day),
        _interval(
            answer.state_before,
            answer.interval_before,
            answer.due_at_before,
            answer.due_day_before,
            answer.last_at,
            answer.last_day,
        ),
        factor,
        min(max(0, answer.taken_ms), _LONGEST_MS),
        _kind(answer),
    )


def _kind(answer: OutgoingAnswer) -> int:
    """Return Anki's type of an answer; with the first one learning begins there, also where a card was made due by hand before."""
    begins = not answer.is_by_hand and answer.stability_before is None
    return _KINDS[ReviewKind.LEARN if begins else answer.kind]


def _interval(state: str, days: int, due_at: int | None, due_day: int | None, at: int | None, day: int | None) -> int:
    if state == State.NEW:
        return 0
    if state == State.REVIEW:
        return max(1, days)
    if due_at is not None:
        return -min(max(1, (due_at - (at or due_at)) // 1000), _LONGEST_STEP)
    return max(1, (due_day or 0) - (day or 0)) if day is not None else 1


def _log_factor(answer: OutgoingAnswer) -> int:
    """Return the difficulty as Anki writes it into the log with FSRS on, 100 to 1100; 0 there means more than none."""
    if answer.difficulty is None:
        return _FACTOR
    return round(((answer.difficulty - 1) / 9 + 0.1) * 1000)
