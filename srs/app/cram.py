"""Going through cards without touching their schedules, as before an exam."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.app.drill import Answered, Drill, Question, Undone
from srs.app.queue import apart
from srs.model import Rating
from srs.review import Remaining, Summary, face_of
from srs.store.cards import bury_fact, load_card, selected_cards, suspend_card

if TYPE_CHECKING:
    from srs.app.drill import Wish
    from srs.model import Card
    from srs.schedule import DayClock, Outcome
    from srs.schedule.presets import Presets
    from srs.store.open import Store


class Cram(Drill):
    """One pass through the cards that a user chose, due or not; those that were not known come again at the end."""

    def __init__(self, store: Store, presets: Presets, clock: DayClock, wish: Wish, now_ms: int) -> None:
        super().__init__(store, presets, clock, wish, now_ms)
        self._waiting = apart(store, selected_cards(store, wish.selection))
        self._given: list[tuple[Card, Rating, int]] = []
        self._taken_back: list[tuple[Card, Rating, int]] = []

    def question(self, now_ms: int) -> Question | None:  # noqa: ARG002  (all are asked at any time)
        """Return the card to ask now; None at the end."""
        while self._waiting and not (self.limit is not None and len(self._given) >= self.limit):
            card = self._waiting[0]
            try:
                stored, fact, asked = load_card(self.store, card.id)
            except LookupError:
                asked = False
            if asked:
                return Question(stored, fact, face_of(fact, card.ord))
            del self._waiting[0]
        return None

    def restock(self, now_ms: int) -> None:
        """Leave the pass as it is: it goes through the cards that were chosen when it began."""

    def outcomes(self, now_ms: int) -> dict[Rating, Outcome]:  # noqa: ARG002
        """Return nothing: no answer has a consequence."""
        return {}

    def answer(self, rating: Rating, now_ms: int, taken_ms: int) -> Answered:  # noqa: ARG002
        """Go on to the next card; nothing is written."""
        self._give(self._waiting[0], rating, taken_ms)
        self._taken_back.clear()
        return Answered(None)

    def _give(self, card: Card, rating: Rating, taken_ms: int) -> None:
        self._waiting.remove(card)
        self._given.append((card, rating, taken_ms))
        if rating is Rating.AGAIN:
            self._waiting.append(card)

    def undo(self, now_ms: int) -> Undone | None:  # noqa: ARG002
        """Ask the last card of this pass again."""
        if not self._given:
            return None
        card, rating, taken_ms = self._given.pop()
        if rating is Rating.AGAIN:
            self._waiting.remove(card)
        self._waiting.insert(0, card)
        self._taken_back.append((card, rating, taken_ms))
        return Undone(self._fact(card), rating)

    def redo(self) -> Undone | None:
        """Give the answer again that was taken back last."""
        if not self._taken_back:
            return None
        card, rating, taken_ms = self._taken_back.pop()
        self._give(card, rating, taken_ms)
        return Undone(self._fact(card), rating)

    def suspend(self, card: Card) -> None:
        """Take a card out of every drill until the user wants it back."""
        suspend_card(self.store, card.id)

    def bury(self, card: Card, now_ms: int) -> None:
        """Put a card and its siblings off until tomorrow, and leave them out here."""
        bury_fact(self.store, card.fact, self.clock.moment(now_ms).day + 1)
        self._waiting = [other for other in self._waiting if other.fact != card.fact]

    def remaining(self, now_ms: int) -> Remaining:  # noqa: ARG002
        """Count what is left: cards that were not known yet as learning, all others as due."""
        failed = {card.id for card, rating, _ in self._given if rating is Rating.AGAIN}
        again = sum(card.id in failed for card in self._waiting)
        return Remaining(0, again, len(self._waiting) - again)

    def summary(self) -> Summary:
        """Return what was answered so far."""
        ratings = [rating for _, rating, _ in self._given]
        again, hard, good, easy = (ratings.count(rating) for rating in Rating)
        return Summary(len(ratings), again, hard, good, easy, sum(taken for *_, taken in self._given))
