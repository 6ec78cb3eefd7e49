"""Which cards a drill asks, and in what order."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from srs.model import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from srs.model import Card, FactId, Moment
    from srs.schedule.preset import Preset


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cards wait: new ones, ones on a step within the day, and ones due by day."""

    new: int
    learning: int
    due: int

    @property
    def total(self) -> int:
        """How many cards wait in all."""
        return self.new + self.learning + self.due


@dataclass(frozen=True, slots=True)
class Queue:
    """The cards of a drill: `learning` by the time of their step, `due` and `new` in the order they are asked."""

    learning: tuple[Card, ...] = ()
    due: tuple[Card, ...] = ()
    new: tuple[Card, ...] = ()

    def counts(self, now: Moment) -> Counts:
        """Count what can be asked at a moment; steps whose time has not come are left out."""
        learning = sum(1 for card in self.learning if _due_at(card) <= now.at)
        return Counts(len(self.new), learning, len(self.due))


def build_queue(
    cards: Sequence[Card],
    now: Moment,
    preset: Preset,
    *,
    new_today: int,
    reviews_today: int,
    collapse_siblings: bool = True,
) -> Queue:
    """Return the cards to ask, within the day's limits less what was already asked today.

    New cards keep the order given; due ones go by day, and within a day by a shuffle that stays the same all day.
    With `collapse_siblings` one fact gives at most one due or new card, and none while another of its cards is on
    a step within the day: a learning card goes before a due one, a due one before a new one.
    """
    asked = [card for card in cards if not card.suspended and (card.buried_until or now.day) <= now.day]
    learning = sorted((card for card in asked if card.schedule.due_at is not None), key=_by_time)
    due = sorted((card for card in asked if _is_due(card, now)), key=lambda card: _by_day(card, now))
    new = [card for card in asked if card.schedule.state is State.NEW]
    if collapse_siblings:
        taken = {card.fact for card in learning}
        due, new = _one_per_fact(due, taken), _one_per_fact(new, taken)
    due = _within_limit(due, preset.reviews_per_day - reviews_today)
    return Queue(tuple(learning), tuple(due), tuple(new[: max(0, preset.new_per_day - new_today)]))


def _is_due(card: Card, now: Moment) -> bool:
    schedule = card.schedule
    return schedule.due_at is None and schedule.due_day is not None and schedule.due_day <= now.day


def _one_per_fact(cards: Iterable[Card], taken: set[FactId]) -> list[Card]:
    """Return the first card of each fact that is not taken yet, and take those facts."""
    kept = []
    for card in cards:
        if card.fact not in taken:
            taken.add(card.fact)
            kept.append(card)
    return kept


def _within_limit(due: list[Card], limit: int) -> list[Card]:
    """Return as many cards as the limit allows, in their order; cards still being learned have the first claim."""
    by_claim = sorted(due, key=lambda card: card.schedule.state is State.REVIEW)
    kept = {card.id for card in by_claim[: max(0, limit)]}
    return [card for card in due if card.id in kept]


def _due_at(card: Card) -> int:
    return card.schedule.due_at or 0


def _by_time(card: Card) -> tuple[int, str]:
    return _due_at(card), card.key


def _by_day(card: Card, now: Moment) -> tuple[int, bytes]:
    shuffled = blake2b(f"{card.key}:{now.day}".encode(), digest_size=8).digest()
    return card.schedule.due_day or 0, shuffled
