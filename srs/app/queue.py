"""Which cards a drill asks, preset by preset, and by which settings each is scheduled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.model.values import replace
from srs.reconcile.words import overlap, words_of
from srs.review import Terms
from srs.schedule import Load, build_queue, interleave, spread
from srs.schedule.balance import LONGEST_BALANCED
from srs.store.asked import reach_of_due, reach_of_new
from srs.store.cards import cards_of, due_cards, fronts_of_cards, load_card, new_cards
from srs.store.counts import cards_done, count_done, due_days
from srs.store.preset_cards import cards_of_preset

if TYPE_CHECKING:
    from collections.abc import Sequence

    from srs.app.drill import Wish
    from srs.model import Answer, Card, CardId, Moment, Review
    from srs.schedule import Preset, Queue
    from srs.schedule.presets import NamedPreset, Presets
    from srs.store.open import Store

_ALIKE = 0.8
"""The share of words that two fronts have in common when one gives the other away."""
_FARTHEST = LONGEST_BALANCED * 11 // 10


def cards_to_ask(store: Store, presets: Presets, now: Moment, wish: Wish) -> tuple[list[Card], list[Card]]:
    """Return the cards on a step within the day, and the others in the order in which they are asked."""
    queues: list[Queue] = []
    for one in presets:
        new = wish.new and max(0, wish.new - sum(len(queue.new) for queue in queues))
        reviews = wish.reviews and max(0, wish.reviews - sum(len(queue.due) for queue in queues))
        queues.append(_queue(store, presets, one, now, replace(wish, new=new, reviews=reviews)))
    waiting = interleave([queue.waiting for queue in queues])
    return [card for queue in queues for card in queue.learning], apart(store, waiting)


def _queue(store: Store, presets: Presets, named: NamedPreset, now: Moment, wish: Wish) -> Queue:
    preset, among = named.preset, cards_of_preset(presets, named.name)
    new_today, reviews_today = count_done(store, now.day, among)
    if wish.new is not None:  # what is asked for goes before every limit
        preset, new_today = replace(preset, new_per_day=wish.new, new_ignores_review_limit=True), 0
    if wish.reviews is not None:
        preset, reviews_today = replace(preset, reviews_per_day=wish.reviews), 0
    answered = cards_done(store, now.day)
    cards = [
        *due_cards(
            store,
            now,
            wish.selection,
            most_due=reach_of_due(preset),
            ahead=wish.ahead,
            order=preset.review_order,
            among=among,
        ),
        *new_cards(
            store,
            now,
            wish.selection,
            most=reach_of_new(preset, len(answered)),
            order=preset.new_order,
            among=among,
        ),
    ]
    return build_queue(
        cards,
        now,
        preset,
        new_today=new_today,
        reviews_today=reviews_today,
        cards_today=answered,
        ahead=wish.ahead,
    )


def apart(store: Store, cards: Sequence[Card]) -> list[Card]:
    """Keep cards apart whose fronts are nearly the same: one would give the other away."""
    words = {fact: words_of(front) for fact, front in fronts_of_cards(store, cards).items()}
    return spread(cards, lambda one, other: overlap(words[one.fact], words[other.fact]) >= _ALIKE)


class TermsOfCards:
    """The preset of each card, and how full the days are of the cards that share it."""

    def __init__(self, store: Store, presets: Presets, today: int) -> None:
        self._store = store
        self._presets = presets
        self._today = today
        self._days: dict[str, dict[int, int]] = {}
        self._of: dict[CardId, NamedPreset] = {}

    def of(self, card: Card) -> Terms:
        """Return the terms of a card."""
        named = self._preset_of(card)
        return Terms(named.preset, self._load(card, named) if named.preset.load_balance else None)

    def note(self, answer: Answer) -> None:
        """Count a card on the day for which it was just put."""
        named = self._of.get(answer.card)
        days = self._days.get(named.name) if named else None
        day = answer.after.due_day
        if days is not None and day is not None:
            days[day] = days.get(day, 0) + 1

    def forget(self, answer: Answer | Review) -> None:
        """Take a card off the day again for which an answer put it that was taken back."""
        named = self._of.get(answer.card)
        days = self._days.get(named.name) if named else None
        day = answer.after.due_day
        if days is not None and day is not None and days.get(day):
            days[day] -= 1

    def _preset_of(self, card: Card) -> NamedPreset:
        if card.id not in self._of:
            self._of[card.id] = _named(self._store, self._presets, card)
        return self._of[card.id]

    def _load(self, card: Card, named: NamedPreset) -> Load:
        if named.name not in self._days:
            among = cards_of_preset(self._presets, named.name)
            self._days[named.name] = due_days(self._store, self._today, self._today + _FARTHEST, among)
        siblings = (other.schedule.due_day for other in cards_of(self._store, card.fact) if other.id != card.id)
        apart = frozenset(day for day in siblings if day is not None)
        return Load(self._days[named.name], apart, named.preset.easy_days)


def preset_of(store: Store, presets: Presets, card: Card) -> Preset:
    """Return the settings of one card."""
    return _named(store, presets, card).preset


def _named(store: Store, presets: Presets, card: Card) -> NamedPreset:
    if not presets.special:
        return presets.of("", ())
    fact = load_card(store, card.id)[1]
    return presets.of(fact.draft.deck, fact.tags)
