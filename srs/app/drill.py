"""A drill over the store: the session of `srs.review` with every answer written down before the next card."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from srs.review import Session, face_of
from srs.schedule import DayClock, build_queue
from srs.store.cards import Selection, bury_fact, due_cards, load_card, new_cards, suspend_card
from srs.store.counts import count_done
from srs.store.log import Outdated, undo_last, write_answer

if TYPE_CHECKING:
    from srs.model import Card, Fact, Rating
    from srs.review import Face, Remaining, Summary
    from srs.schedule import Outcome, Preset
    from srs.store.open import Store

_MORE = 3
"""How many times the daily limit is read, so that siblings left out do not leave a drill short."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a user asked to drill; None means the limits of the preset."""

    deck: str = ""
    tag: str = ""
    limit: int | None = None
    new: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A card in front of the learner."""

    card: Card
    fact: Fact
    face: Face


class Drill:
    """One sitting at the cards of a store; every method takes the time as UTC milliseconds."""

    def __init__(self, store: Store, preset: Preset, clock: DayClock, wish: Wish, now_ms: int) -> None:
        self.store = store
        self.preset = preset
        self.clock = clock
        self.limit = wish.limit
        now = clock.moment(now_ms)
        new_today, reviews_today = count_done(store, now.day)
        selection = Selection(wish.deck, wish.tag)
        new_left = max(0, preset.new_per_day - new_today) if wish.new is None else wish.new
        cards = [
            *due_cards(store, now, selection, most_due=preset.reviews_per_day * _MORE + 100),
            *new_cards(store, now, selection, most=new_left * _MORE),
        ]
        new_shift = preset.new_per_day - new_left
        queue = build_queue(cards, now, preset, new_today=new_shift, reviews_today=reviews_today)
        self.session = Session(queue, preset, clock)

    def question(self, now_ms: int) -> Question | None:
        """Return the card to ask now, as its fact stands at this moment; None at the end.

        A card that was answered, retired or suspended elsewhere since the drill began is not asked.
        """
        while not self._is_done():
            card = self.session.current(now_ms)
            if card is None:
                return None
            stored, fact, asked = load_card(self.store, card.id)
            if asked and stored.schedule == card.schedule:
                return Question(card, fact, face_of(fact, card.ord))
            self.session.drop(card.id)
        return None

    def outcomes(self, now_ms: int) -> dict[Rating, Outcome]:
        """Return what each rating would do."""
        return self.session.outcomes(now_ms)

    def answer(self, rating: Rating, now_ms: int, taken_ms: int) -> bool:
        """Write the answer down and go on; False when another session was first, and nothing was written."""
        answer = self.session.answer(rating, now_ms, taken_ms)
        try:
            write_answer(self.store, answer)
        except Outdated:
            self.session.drop(answer.card)
            return False
        self.session.record(answer)
        return True

    def undo(self, now_ms: int) -> bool:
        """Take back the last answer in the log, of this drill or an earlier one; False when there is none."""
        undone = undo_last(self.store, now_ms)
        if undone is None:
            return False
        self.session.take_back(undone[1])
        return True

    def suspend(self, card: Card) -> None:
        """Take a card out of the drill for good."""
        suspend_card(self.store, card.id)
        self.session.drop(card.id)

    def bury(self, card: Card, now_ms: int) -> None:
        """Put a card and its siblings off until tomorrow."""
        bury_fact(self.store, card.fact, self.clock.moment(now_ms).day + 1)
        self.session.drop(card.id, siblings=True)

    def remaining(self, now_ms: int) -> Remaining:
        """Count what is left."""
        return self.session.remaining(now_ms)

    def summary(self) -> Summary:
        """Return what was answered."""
        return self.session.summary()

    def _is_done(self) -> bool:
        return self.limit is not None and self.session.summary().answered >= self.limit
