"""A drill over the store: the session of `srs.review` with every answer written down before the next card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.app.queue import TermsOfCards, cards_to_ask
from srs.model import Answer, ReviewKind
from srs.model.values import dataclass, replace
from srs.review import Session, face_of
from srs.schedule import LeechAction
from srs.store.cards import bury_fact, load_card, restore_burial, suspend_card
from srs.store.log import Outdated, last_row, write_answer
from srs.store.selection import EVERYTHING

if TYPE_CHECKING:
    from srs.model import Card, CardId, Fact, FactId, Rating, Review
    from srs.review import Face, Remaining, Summary
    from srs.schedule import DayClock, Outcome
    from srs.schedule.presets import Presets
    from srs.store.open import Store
    from srs.store.restore import Decision
    from srs.store.selection import Selection


@dataclass(frozen=True, slots=True)
class Wish:
    """What a user asked to drill; None means the limits of the preset."""

    selection: Selection = EVERYTHING
    limit: int | None = None
    new: int | None = None
    ahead: int = 0
    """How many days ahead of their time cards are asked."""
    cram: bool = False
    """Whether cards are only gone through, due or not, and nothing is written down."""
    reviews: int | None = None
    given: tuple[str, ...] = ()
    """The query that made the selection, as it was typed."""


@dataclass(frozen=True, slots=True)
class Question:
    """A card in front of the learner."""

    card: Card
    fact: Fact
    face: Face


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as it was written down, None if it was not, and what becomes of its card if it lapsed too often."""

    answer: Answer | None
    leech: LeechAction | None = None


@dataclass(frozen=True, slots=True)
class Undone:
    """An action that was taken back: a rating, a change by hand, a burial, a rejection or else a suspension; and the card it was about."""

    fact: Fact
    rating: Rating | None = None
    buried: bool = False
    by_hand: bool = False
    rejected: bool = False


@dataclass(frozen=True, slots=True)
class _PutAside:
    """A card that was suspended, or buried or rejected with its siblings: what the drill dropped, and what the lot had before."""

    card: Card
    dropped: tuple[Card, ...]
    burials: dict[CardId, int | None] | None = None
    decisions: dict[FactId, Decision] | None = None


def reject_fact(store: Store, fact: FactId) -> dict[FactId, Decision]:
    """Keep a fact out of every drill; return where it stood before, nothing where it is gone from the notes by now."""
    from srs.store.decisions import decide
    from srs.store.restore import Decision

    return {one.id: Decision(one.status, one.accepted) for one in decide(store, [fact], accepted=False)}


def take_back_rejection(store: Store, before: dict[FactId, Decision]) -> None:
    """Let facts stand where they stood before they were rejected, where that still holds."""
    from srs.store.restore import restore_decisions

    restore_decisions(store, before, accepted=False)


@dataclass(frozen=True, slots=True)
class _Given:
    """An answer of this drill: its row in the log."""

    row: int
    answer: Answer


class Drill:
    """One sitting at the cards of a store; every method takes the time as UTC milliseconds."""

    def __init__(self, store: Store, presets: Presets, clock: DayClock, wish: Wish, now_ms: int) -> None:
        self.store = store
        self.presets = presets
        self.clock = clock
        self.wish = wish
        self.limit = wish.limit
        self.day = clock.day_of(now_ms)
        """The scheduling day by which cards were chosen last."""
        self.terms = TermsOfCards(store, presets, self.day)
        learning, waiting = cards_to_ask(store, presets, clock.moment(now_ms), wish)
        self.session = Session(learning, waiting, clock, self.terms.of, presets.general.learn_ahead_seconds)
        self._actions: list[_PutAside | _Given] = []
        """What was done in this sitting."""
        self._undone: list[int] = []
        """The rows of the log that were taken back since the last answer."""
        self._earlier = range(1, last_row(store) + 1)
        """The rows of earlier sittings; what other drills write down meanwhile is theirs to take back."""

    def question(self, now_ms: int) -> Question | None:
        """Return the card to ask now, as its fact stands at this moment; None at the end.

        A card that was answered, retired, suspended or merged elsewhere since the drill began is not asked.
        """
        while not self.is_at_limit:
            card = self.session.current(now_ms)
            if card is None:
                return None
            try:
                stored, fact, asked = load_card(self.store, card.id)
            except LookupError:
                asked = False
            if asked and stored.schedule == card.schedule:
                return Question(card, fact, face_of(fact, card.ord))
            self.session.drop(card.id)
        return None

    def keep_up(self, presets: Presets, clock: DayClock, now_ms: int) -> bool:
        """Go on by other settings, parameters or another day than before; tell whether there was anything new.

        The card that is asked stays; it is scheduled by what is new, and the others are chosen anew.
        """
        day = clock.day_of(now_ms)
        if (presets, clock, day) == (self.presets, self.clock, self.day):
            return False
        from srs.app.selection import today_of
        from srs.store.search import on_day

        self.presets, self.clock, self.day = presets, clock, day
        self.wish = replace(self.wish, selection=on_day(self.wish.selection, today_of(clock, now_ms, presets.general)))
        self.terms = TermsOfCards(self.store, presets, day)
        self.session.go_by(clock, self.terms.of, presets.general.learn_ahead_seconds)
        self.restock(now_ms)
        return True

    def restock(self, now_ms: int) -> None:
        """Take in what a sync brought, without touching which card is asked now.

        That card gets the schedule which an edit gave it, so that its answer stands on that; after an answer
        elsewhere it keeps the old one, so that `answer` notices.
        """
        current = self.session.in_front
        if current is not None:
            try:
                stored = load_card(self.store, current.id)[0]
            except LookupError:
                stored = current
            current = stored if stored.schedule.last == current.schedule.last else current
        new, reviews = self.wish.new, self.wish.reviews
        left = replace(
            self.wish,
            new=None if new is None else max(0, new - self.session.count_new()),
            reviews=None if reviews is None else max(0, reviews - self.session.count_reviews()),
        )
        learning, waiting = cards_to_ask(self.store, self.presets, self.clock.moment(now_ms), left)
        self.session.restock(learning, waiting, current)

    def outcomes(self, now_ms: int) -> dict[Rating, Outcome]:
        """Return what each rating would do."""
        return self.session.outcomes(now_ms)

    def answer(self, rating: Rating, now_ms: int, taken_ms: int) -> Answered | None:
        """Write the answer down and go on; None when another session was first, and nothing was written."""
        from srs.app.answers import leech_of

        answer = self.session.answer(rating, now_ms, taken_ms)
        card = self.session.current(now_ms)
        assert card is not None  # noqa: S101  (it was just answered)
        leech = leech_of(answer, self.terms.of(card).preset)
        try:
            row = write_answer(self.store, answer, suspend=leech is LeechAction.SUSPEND)
        except Outdated:
            self.session.drop(answer.card)
            return None
        self.session.record(answer)
        self.terms.note(answer)
        if leech is LeechAction.SUSPEND:
            self.session.drop(answer.card)
        self._actions.append(_Given(row, answer))
        self._undone.clear()
        return Answered(answer, leech)

    def undo(self, now_ms: int) -> Undone | None:
        """Take back the last action of this drill, or the last answer of an earlier one; None when there is none.

        An answer of this drill that was taken back elsewhere meanwhile counts here no more, either, and the one before it is taken back.
        """
        while self._actions:
            last = self._actions.pop()
            if isinstance(last, _PutAside):
                return self._pick_up(last, now_ms)
            if undone := self._take_back(range(last.row, last.row + 1), now_ms):
                return undone
            self.terms.forget(last.answer)
            self.session.forget(last.answer.card)
        return self._take_back(self._earlier, now_ms)

    def redo(self) -> Undone | None:
        """Give the answer again that was taken back last; None when something was answered since, or nothing was.

        Answers are left out that were given again elsewhere meanwhile, or whose card was answered there.
        """
        from srs.app.answers import give_again, give_row_again

        redone = None
        while self._undone and redone is None:
            redone = give_row_again(self.store, self.presets, self.clock, self._undone.pop())
        redone = redone or give_again(self.store, self.presets, self.clock, self._earlier)
        return self._note_again(*redone) if redone else None

    def suspend(self, card: Card, now_ms: int) -> None:
        """Take a card out of the drill until the user wants it back; where a limit kept others back, the next takes its place."""
        suspend_card(self.store, card.id)
        self._actions.append(_PutAside(card, self.session.drop(card.id)))
        self.restock(now_ms)

    def bury(self, card: Card, now_ms: int) -> None:
        """Put a card and its siblings off until tomorrow."""
        burials = bury_fact(self.store, card.fact, self.clock.moment(now_ms).day + 1)
        self._actions.append(_PutAside(card, self.session.drop(card.id, siblings=True), burials))
        self.restock(now_ms)

    def reject(self, card: Card, now_ms: int) -> None:
        """Keep the fact of a card out of every drill, as one that its user does not want to be asked."""
        decisions = reject_fact(self.store, card.fact)
        self._actions.append(_PutAside(card, self.session.drop(card.id, siblings=True), decisions=decisions))
        self.restock(now_ms)

    def remaining(self, now_ms: int) -> Remaining:
        """Count what is left."""
        return self.session.remaining(now_ms)

    def summary(self) -> Summary:
        """Return what was answered."""
        return self.session.summary()

    def _take_back(self, rows: range, now_ms: int) -> Undone | None:
        """Take back the last answer among rows of the log that still counts, and ask its card again."""
        from srs.app.answers import take_back

        undone = take_back(self.store, self.presets, self.clock, now_ms, rows)
        if undone is None:
            return None
        review, card = undone
        self._undone.append(review.id)
        if review.kind is ReviewKind.MANUAL:
            return Undone(self._fact(card), by_hand=True)
        self.terms.forget(review)
        self.session.take_back(card)
        return Undone(self._fact(card), review.rating)

    def _note_again(self, review: Review, card: Card) -> Undone:
        """Count an answer as one of this drill that was given again."""
        if review.kind is ReviewKind.MANUAL:
            return Undone(self._fact(card), by_hand=True)
        given = Answer(card.id, review.rating, review.moment, review.taken_ms, review.kind, review.before, review.after)
        self.session.give_again(card, given)
        self.terms.note(given)
        self._actions.append(_Given(review.id, given))
        return Undone(self._fact(card), review.rating)

    def _pick_up(self, aside: _PutAside, now_ms: int) -> Undone:
        """Lift a suspension, burial or rejection, and ask the card again."""
        self._lift(aside.card, aside.burials, aside.decisions)
        self.session.put_back(aside.dropped)
        self.restock(now_ms)
        return Undone(self._fact(aside.card), buried=aside.burials is not None, rejected=aside.decisions is not None)

    def _lift(
        self, card: Card, burials: dict[CardId, int | None] | None, decisions: dict[FactId, Decision] | None
    ) -> None:
        """Put back what stood before a rejection or a burial, or else lift the suspension of a card."""
        if decisions is not None:
            take_back_rejection(self.store, decisions)
        elif burials is not None:
            restore_burial(self.store, burials)
        else:
            suspend_card(self.store, card.id, suspended=False)

    def _fact(self, card: Card) -> Fact:
        return load_card(self.store, card.id)[1]

    @property
    def is_at_limit(self) -> bool:
        """Tell whether as many answers were given as were wished for."""
        return self.limit is not None and self.session.summary().answered >= self.limit
