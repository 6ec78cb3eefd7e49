"""Values of the model as the JSON that other programs rely on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from srs.app.times import due_iso, iso

if TYPE_CHECKING:
    from collections.abc import Sequence

    from srs.model import Card, Draft, Fact, Review
    from srs.schedule import DayClock
    from srs.store.cards import LiveCard


def draft_record(draft: Draft) -> dict[str, Any]:
    """Return a draft as `srs extract --json` prints it."""
    return {
        "path": draft.source.path,
        "first_line": draft.source.first_line,
        "last_line": draft.source.last_line,
        "kind": draft.kind,
        "front": draft.front,
        "back": draft.back,
        "context": list(draft.context),
        "extra": draft.extra,
        "deck": draft.deck,
        "tags": list(draft.tags),
        "rule": draft.rule,
        "held": bool(draft.held),
    }


def fact_record(fact: Fact, cards: Sequence[LiveCard], clock: DayClock) -> dict[str, Any]:
    """Return a fact as `srs cards --json` prints it."""
    draft = fact.draft
    due = [when for card in cards if (when := due_iso(card.due_at, card.due_day, clock))]
    return {
        "id": fact.id,
        "front": draft.front,
        "back": draft.back,
        "path": draft.source.path,
        "first_line": draft.source.first_line,
        "last_line": draft.source.last_line,
        "kind": draft.kind,
        "status": fact.status,
        "deck": draft.deck,
        "tags": list(fact.tags),
        "due": min(due, default=None),
        "cards": [
            {"ord": card.ord, "state": card.state, "suspended": card.suspended, "flag": card.flag} for card in cards
        ],
    }


def card_record(card: Card, clock: DayClock, today: int) -> dict[str, Any]:
    """Return one card as `srs card ID --json` prints it."""
    schedule, memory = card.schedule, card.schedule.memory
    return {
        "ord": card.ord,
        "state": schedule.state,
        "due": due_iso(schedule.due_at, schedule.due_day, clock),
        "due_day": clock.moment(schedule.due_at).day if schedule.due_at is not None else schedule.due_day,
        "stability": memory.stability if memory else None,
        "difficulty": memory.difficulty if memory else None,
        "interval_days": schedule.interval_days,
        "reps": schedule.reps,
        "lapses": schedule.lapses,
        "suspended": card.suspended,
        "buried": card.buried_until is not None and card.buried_until > today,
    }


def review_record(ord_: int, review: Review) -> dict[str, Any]:
    """Return one row of the log, with the values after the answer."""
    memory = review.after.memory
    return {
        "card": ord_,
        "at": iso(review.moment.at),
        "day": review.moment.day,
        "rating": None if review.given is None else int(review.given),
        "ms": review.taken_ms,
        "kind": review.kind,
        "stability": memory.stability if memory else None,
        "difficulty": memory.difficulty if memory else None,
        "interval_days": review.after.interval_days,
    }
