"""Where a fact stands, in a word or two: due, held, suspended, flagged."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from srs.model import Status

if TYPE_CHECKING:
    from srs.schedule import DayClock
    from srs.store.browse import ShownFact
    from srs.store.cards import LiveCard

_MINUTE_MS = 60_000
_SECOND_MS = 1000
_HOUR = 60
YEAR_DAYS = 365


class Standing(StrEnum):
    """Where a fact stands between the notes and the next question; each front end has its colour for it."""

    RETIRED = "retired"
    HELD = "held"
    REJECTED = "rejected"
    SUSPENDED = "suspended"
    BURIED = "buried"
    NEW = "new"
    DUE = "due"
    WAITING = "waiting"


def days_told(days: float) -> str:
    """Return a number of days as short as it can be read."""
    if days < 1:
        return f"{days:.1f}d"
    return f"{days:.0f}d" if days < YEAR_DAYS else f"{days / YEAR_DAYS:.1f}y"


def time_told(at: int, clock: DayClock, form: str = "%Y-%m-%d") -> str:
    """Return UTC milliseconds as a local time, or a dash where no calendar has it."""
    try:
        return datetime.fromtimestamp(at / _SECOND_MS + clock.offset_seconds, UTC).strftime(form)
    except (ValueError, OverflowError, OSError):
        return "-"


def due_told(card: LiveCard, clock: DayClock, now_ms: int) -> str:
    """Say when a card comes back."""
    today = clock.day_of(now_ms)
    if card.due_at is not None and clock.day_of(card.due_at) == today:
        minutes = (card.due_at - now_ms) // _MINUTE_MS
        if minutes <= 0:
            return "due now"
        return f"in {minutes}m" if minutes < _HOUR else f"in {minutes // _HOUR}h"
    day = clock.day_of(card.due_at) if card.due_at is not None else card.due_day
    if day is None:
        return "new"
    if day <= today:
        return "due" if day == today else f"due {days_told(today - day)} ago"
    return f"in {days_told(day - today)}"


def standing_told(shown: ShownFact, clock: DayClock, now_ms: int) -> tuple[str, Standing]:
    """Say where a fact stands."""
    fact, cards = shown.fact, shown.cards
    if fact.status is Status.RETIRED:
        return "retired", Standing.RETIRED
    if fact.status is Status.HELD:
        standing = Standing.HELD if fact.accepted is None else Standing.REJECTED
        return standing, standing
    asked = [card for card in cards if not card.suspended]
    if not asked:
        return "suspended", Standing.SUSPENDED
    today = clock.day_of(now_ms)
    if all(card.buried_until is not None and card.buried_until > today for card in asked):
        return "buried", Standing.BURIED
    known = [card for card in asked if card.due_at is not None or card.due_day is not None]
    if not known:
        return "new", Standing.NEW
    first = min(known, key=lambda card: clock.start_of(card.due_day) if card.due_day is not None else card.due_at or 0)
    told = due_told(first, clock, now_ms)
    return told, Standing.DUE if told.startswith("due") else Standing.WAITING


def flags_told(shown: ShownFact) -> str:
    """Name the highest flag of a fact's cards, empty without one."""
    flag = max((card.flag for card in shown.cards), default=0)
    return f"⚑{flag}" if flag else ""
