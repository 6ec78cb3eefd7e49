"""Which cards a drill asks, and in what order."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from srs.model import State
from srs.model.values import dataclass
from srs.schedule.preset import NewMix, NewOrder, ReviewOrder

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence

    from srs.model import Card, CardId, FactId, Moment
    from srs.schedule.preset import Preset

_NONE: Mapping[FactId, Container[CardId]] = {}
_FARTHEST = 20
"""How far a card may be fetched from to keep two that are alike apart."""


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
    """The cards of one preset: `learning` by the time of their step, `due` and `new` in the order they are asked."""

    learning: tuple[Card, ...] = ()
    due: tuple[Card, ...] = ()
    new: tuple[Card, ...] = ()
    mix: NewMix = NewMix.MIXED

    def counts(self, now: Moment) -> Counts:
        """Count what can be asked at a moment; steps whose time has not come are left out."""
        learning = sum(1 for card in self.learning if _due_at(card) <= now.at)
        return Counts(len(self.new), learning, len(self.due))

    @property
    def waiting(self) -> list[Card]:
        """Return due and new cards in the order in which they are asked."""
        if self.mix is NewMix.MIXED:
            return interleave([self.due, self.new])
        return [*self.new, *self.due] if self.mix is NewMix.BEFORE else [*self.due, *self.new]


def interleave(rows: Sequence[Sequence[Card]]) -> list[Card]:
    """Return several rows of cards as one, each spread evenly over it and in its own order."""
    placed = [((place + 1) / (len(row) + 1), card) for row in rows for place, card in enumerate(row)]
    return [card for _, card in sorted(placed, key=lambda one: one[0])]


def spread(cards: Sequence[Card], alike: Callable[[Card, Card], bool], distance: int = 4) -> list[Card]:
    """Put each card off that is like one of the last few before it, while there is another to ask."""
    waiting = list(cards)
    done: list[Card] = []
    while waiting:
        last = done[-distance:]
        ahead = range(min(len(waiting), _FARTHEST))
        chosen = next((place for place in ahead if not any(alike(waiting[place], card) for card in last)), 0)
        done.append(waiting.pop(chosen))
    return done


def build_queue(
    cards: Sequence[Card],
    now: Moment,
    preset: Preset,
    *,
    new_today: int,
    reviews_today: int,
    cards_today: Mapping[FactId, Container[CardId]] = _NONE,
    ahead: int = 0,
) -> Queue:
    """Return the cards to ask, in the order of the preset and within its limits less what was already asked today.

    Cards due in the next `ahead` days count as due, but for those that were answered today. New cards keep the order
    given, unless they are shuffled, and take what due ones leave of the review limit. Where siblings are buried one fact
    gives at most one due or new card a day: none if another of its cards is among `cards_today`, those that were answered,
    or on a step within the day; a learning card goes before a due one, a due one before a new one.
    """
    asked = [card for card in cards if not card.suspended and (card.buried_until or now.day) <= now.day]
    learning = sorted((card for card in asked if card.schedule.due_at is not None), key=_by_time)
    due = sorted((card for card in asked if _is_due(card, now, ahead)), key=_ORDERS[preset.review_order](now))
    new = [card for card in asked if card.schedule.state is State.NEW]
    if preset.new_order is NewOrder.RANDOM:
        new.sort(key=lambda card: _shuffled(card, now))
    taken = {card.fact for card in learning}
    due = _unburied(
        due, taken, cards_today, lambda card: preset.bury_reviews if _is_review(card) else preset.bury_interday
    )
    new = _unburied(new, taken, cards_today, lambda _: preset.bury_new)
    due = _within_limit(due, preset.reviews_per_day - reviews_today)
    room = preset.new_room(new_today, reviews_today + len(due))
    return Queue(tuple(learning), tuple(due), tuple(new[:room]), preset.new_mix)


def _is_due(card: Card, now: Moment, ahead: int) -> bool:
    due, last = card.schedule.due_day, card.schedule.last
    if due is None or card.schedule.due_at is not None:
        return False
    return due <= now.day or (due <= now.day + ahead and (last is None or last.day < now.day))


def _is_review(card: Card) -> bool:
    return card.schedule.state is State.REVIEW


def _unburied(
    cards: Iterable[Card],
    taken: set[FactId],
    cards_today: Mapping[FactId, Container[CardId]],
    is_buried: Callable[[Card], bool],
) -> list[Card]:
    """Return the cards that no sibling before them keeps back, and take their facts."""
    kept = []
    for card in cards:
        by_sibling = card.fact in taken or (card.fact in cards_today and card.id not in cards_today[card.fact])
        if not by_sibling or not is_buried(card):
            kept.append(card)
        taken.add(card.fact)
    return kept


def _within_limit(due: list[Card], limit: int) -> list[Card]:
    """Return as many cards as the limit allows, in their order; cards still being learned have the first claim."""
    by_claim = sorted(due, key=_is_review)
    kept = {card.id for card in by_claim[: max(0, limit)]}
    return [card for card in due if card.id in kept]


def _due_at(card: Card) -> int:
    return card.schedule.due_at or 0


def _by_time(card: Card) -> tuple[int, str]:
    return _due_at(card), card.key


def _shuffled(card: Card, now: Moment) -> int:
    return crc32(f"{card.key}:{now.day}".encode())


def _by_day(now: Moment) -> Callable[[Card], tuple[float, int]]:
    return lambda card: (card.schedule.due_day or 0, _shuffled(card, now))


def _by_overdueness(now: Moment) -> Callable[[Card], tuple[float, int]]:
    """Order by how late a card is, measured by its interval."""

    def lateness(card: Card) -> float:
        return (now.day - (card.schedule.due_day or now.day)) / max(1, card.schedule.interval_days)

    return lambda card: (-lateness(card), _shuffled(card, now))


def _by_retrievability(now: Moment) -> Callable[[Card], tuple[float, int]]:
    """Order by the chance of recall; within one preset it falls with the days since the last answer per stability."""

    def forgetting(card: Card) -> float:
        last, memory = card.schedule.last, card.schedule.memory
        return (now.day - last.day) / memory.stability if last and memory else 0.0

    return lambda card: (-forgetting(card), _shuffled(card, now))


def _by_difficulty(now: Moment) -> Callable[[Card], tuple[float, int]]:
    return lambda card: (-card.schedule.memory.difficulty if card.schedule.memory else 0.0, _shuffled(card, now))


def _by_chance(now: Moment) -> Callable[[Card], tuple[float, int]]:
    return lambda card: (0.0, _shuffled(card, now))


_ORDERS = {
    ReviewOrder.DUE: _by_day,
    ReviewOrder.OVERDUENESS: _by_overdueness,
    ReviewOrder.RETRIEVABILITY: _by_retrievability,
    ReviewOrder.DIFFICULTY: _by_difficulty,
    ReviewOrder.RANDOM: _by_chance,
}
