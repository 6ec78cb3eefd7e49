"""A drill over the store: the session of `srs.review` with every answer written down before the next card."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from srs.app.answers import take_back
from srs.review import Session, Terms, face_of
from srs.schedule import DayClock, build_queue
from srs.store.cards import bury_fact, due_cards, load_card, new_cards, restore_burial, suspend_card
from srs.store.counts import count_done
from srs.store.log import Outdated, write_answer
from srs.store.selection import Selection

if TYPE_CHECKING:
    from srs.model import Card, CardId, Fact, Rating
    from srs.review import Face, Remaining, Summary
    from srs.schedule import Outcome, Preset
    from srs.store.open import Store

_EVERYTHING = Selection()
_MORE = 3
"""How many times the daily limit is read, so that siblings left out do not leave a drill short."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a user asked to drill; None means the limits of the preset."""

    selection: Selection = _EVERYTHING
    limit: int | None = None
    new: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A card in front of the learner."""

    card: Card
    fact: Fact
    face: Face


@dataclass(frozen=True, slots=True)
class Undone:
    """An action that was taken back: a rating, or None and then `buried` or suspended; and the card it was about."""

    fact: Fact
    rating: Rating | None = None
    buried: bool = False


@dataclass(frozen=True, slots=True)
class _PutAside:
    """A card that was suspended, or buried with its siblings: what the drill dropped, and earlier burials by card."""

    card: Card
    dropped: tuple[Card, ...]
    burials: dict[CardId, int | None] | None = None


class Drill:
    """One sitting at the cards of a store; every method takes the time as UTC milliseconds."""

    def __init__(self, store: Store, preset: Preset, clock: DayClock, wish: Wish, now_ms: int) -> None:
        self.store = store
        self.preset = preset
        self.clock = clock
        self.limit = wish.limit
        now = clock.moment(now_ms)
        new_today, reviews_today = count_done(store, now.day)
        selection = wish.selection
        new_left = max(0, preset.new_per_day - new_today) if wish.new is None else wish.new
        cards = [
            *due_cards(store, now, selection, most_due=preset.reviews_per_day * _MORE + 100),
            *new_cards(store, now, selection, most=new_left * _MORE),
        ]
        new_shift = preset.new_per_day - new_left
        queue = build_queue(cards, now, preset, new_today=new_shift, reviews_today=reviews_today)
        self.session = Session(queue.learning, queue.waiting, clock, lambda _: Terms(preset))
        self._actions: list[_PutAside | None] = []
        """What was done in this sitting, None for an answer, which the log remembers."""

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
        self._actions.append(None)
        return True

    def undo(self, now_ms: int) -> Undone | None:
        """Take back the last action of this drill, or the last answer of an earlier one; None when there is none."""
        last = self._actions.pop() if self._actions else None
        if last is not None:
            return self._pick_up(last)
        undone = take_back(self.store, self.preset, self.clock, now_ms)
        if undone is None:
            return None
        review, card = undone
        self.session.take_back(card)
        return Undone(self._fact(card), review.rating)

    def suspend(self, card: Card) -> None:
        """Take a card out of the drill until the user wants it back."""
        suspend_card(self.store, card.id)
        self._actions.append(_PutAside(card, self.session.drop(card.id)))

    def bury(self, card: Card, now_ms: int) -> None:
        """Put a card and its siblings off until tomorrow."""
        burials = bury_fact(self.store, card.fact, self.clock.moment(now_ms).day + 1)
        self._actions.append(_PutAside(card, self.session.drop(card.id, siblings=True), burials))

    def remaining(self, now_ms: int) -> Remaining:
        """Count what is left."""
        return self.session.remaining(now_ms)

    def summary(self) -> Summary:
        """Return what was answered."""
        return self.session.summary()

    def _pick_up(self, aside: _PutAside) -> Undone:
        """Lift a suspension or burial, and ask the card again."""
        if aside.burials is None:
            suspend_card(self.store, aside.card.id, suspended=False)
        else:
            restore_burial(self.store, aside.burials)
        self.session.put_back(aside.dropped)
        return Undone(self._fact(aside.card), buried=aside.burials is not None)

    def _fact(self, card: Card) -> Fact:
        return load_card(self.store, card.id)[1]

    def _is_done(self) -> bool:
        return self.limit is not None and self.session.summary().answered >= self.limit
