"""Going through cards without touching their schedules, as before an exam."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from srs.app.drill import Answered, Drill, Question, Undone, reject_fact
from srs.app.queue import apart
from srs.model import Rating
from srs.review import Remaining, Summary, face_of
from srs.schedule.day import LONGEST_TAKEN_MS
from srs.store.cards import bury_fact, load_card, selected_cards, suspend_card

if TYPE_CHECKING:
    from srs.app.drill import Wish
    from srs.model import Card, CardId, FactId
    from srs.schedule import DayClock, Outcome
    from srs.schedule.presets import Presets
    from srs.store.open import Store
    from srs.store.restore import Decision


class _Given(NamedTuple):
    """An answer, a burial, a rejection or else a suspension: its card, and the cards that waited before it."""

    card: Card
    waiting: tuple[Card, ...]
    rating: Rating | None = None
    taken_ms: int = 0
    burials: dict[CardId, int | None] | None = None
    decisions: dict[FactId, Decision] | None = None


class Cram(Drill):
    """One pass through the cards that a user chose, due or not; those that were not known come again at the end."""

    def __init__(self, store: Store, presets: Presets, clock: DayClock, wish: Wish, now_ms: int) -> None:
        super().__init__(store, presets, clock, wish, now_ms)
        self._waiting = apart(store, selected_cards(store, wish.selection))
        self._given: list[_Given] = []
        self._taken_back: list[_Given] = []

    def question(self, now_ms: int) -> Question | None:  # noqa: ARG002  (all are asked at any time)
        """Return the card to ask now; None at the end."""
        while self._waiting and not (self.limit is not None and self.summary().answered >= self.limit):
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
        self._give(_Given(self._waiting[0], tuple(self._waiting), rating, min(taken_ms, LONGEST_TAKEN_MS)))
        self._taken_back.clear()
        return Answered(None)

    def undo(self, now_ms: int) -> Undone | None:  # noqa: ARG002
        """Take back the last action of this pass, and ask its card again."""
        if not self._given:
            return None
        last = self._given.pop()
        self._waiting = list(last.waiting)
        if last.rating is not None:
            self._taken_back.append(last)
        else:
            # Answers taken back before this were given to a pass without its card.
            self._taken_back.clear()
            self._lift(last.card, last.burials, last.decisions)
        buried, rejected = last.burials is not None, last.decisions is not None
        return Undone(self._fact(last.card), last.rating, buried=buried, rejected=rejected)

    def redo(self) -> Undone | None:
        """Give the answer again that was taken back last."""
        if not self._taken_back:
            return None
        last = self._taken_back.pop()
        self._give(last)
        return Undone(self._fact(last.card), last.rating)

    def suspend(self, card: Card, now_ms: int) -> None:  # noqa: ARG002
        """Take a card out of every drill until the user wants it back."""
        suspend_card(self.store, card.id)
        self._put_aside(_Given(card, tuple(self._waiting)))

    def bury(self, card: Card, now_ms: int) -> None:
        """Put a card and its siblings off until tomorrow, and leave them out here."""
        burials = bury_fact(self.store, card.fact, self.clock.moment(now_ms).day + 1)
        self._put_aside(_Given(card, tuple(self._waiting), burials=burials))

    def reject(self, card: Card, now_ms: int) -> None:  # noqa: ARG002
        """Keep the fact of a card out of every drill, and its cards out of this one."""
        self._put_aside(_Given(card, tuple(self._waiting), decisions=reject_fact(self.store, card.fact)))

    def _give(self, given: _Given) -> None:
        self._given.append(given)
        self._waiting = [other for other in given.waiting if other.id != given.card.id]
        if given.rating is Rating.AGAIN:
            self._waiting.append(given.card)

    def _put_aside(self, given: _Given) -> None:
        self._taken_back.clear()
        self._given.append(given)
        whole = given.burials is not None or given.decisions is not None
        self._waiting = [
            other
            for other in self._waiting
            if other.id != given.card.id and not (whole and other.fact == given.card.fact)
        ]

    def remaining(self, now_ms: int) -> Remaining:  # noqa: ARG002
        """Count what is left: cards that were not known yet as learning, all others as due."""
        failed = {given.card.id for given in self._given if given.rating is Rating.AGAIN}
        again = sum(card.id in failed for card in self._waiting)
        return Remaining(0, again, len(self._waiting) - again)

    def summary(self) -> Summary:
        """Return what was answered so far."""
        ratings = [given.rating for given in self._given if given.rating]
        again, hard, good, easy = (ratings.count(rating) for rating in Rating)
        return Summary(len(ratings), again, hard, good, easy, sum(given.taken_ms for given in self._given))
