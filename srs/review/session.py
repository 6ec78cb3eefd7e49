"""A drill: which card is asked now, what an answer makes of it, and what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs import (
    schedule,  # its names are imported when they are used: FSRS with the first answer, not with the first question
)
from srs.model import Rating, ReviewKind, State
from srs.model.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from srs.model import Answer, Card, CardId
    from srs.schedule import DayClock, Load, Outcome, Preset


@dataclass(frozen=True, slots=True)
class Terms:
    """The settings of a card, and what is due around it where days are to be balanced."""

    preset: Preset
    load: Load | None = None


@dataclass(frozen=True, slots=True)
class Remaining:
    """How many cards are left to ask, the one in front of the learner included."""

    new: int
    learning: int
    due: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What was answered in a drill, and the time it took in milliseconds."""

    answered: int
    again: int
    hard: int
    good: int
    easy: int
    taken_ms: int


class Session:
    """The state of one drill.

    It reads no clock and writes nothing: the caller gives the time (UTC milliseconds), stores each answer, and then
    records it here. Cards on a step within the day are `learning`, the others are `waiting` in the order in which they are
    asked; `terms` tells by which settings a card is scheduled, and a step that is due within `learn_ahead_seconds` is asked
    when nothing else is left.
    """

    def __init__(
        self,
        learning: Iterable[Card],
        waiting: Iterable[Card],
        clock: DayClock,
        terms: Callable[[Card], Terms],
        learn_ahead_seconds: int,
    ) -> None:
        self._terms = terms
        self._learn_ahead_ms = learn_ahead_seconds * 1000
        self._clock = clock
        self._learning = list(learning)
        self._waiting = list(waiting)
        self._current: Card | None = None
        self._answers: list[Answer] = []

    def current(self, now_ms: int) -> Card | None:
        """Return the card to ask, the same one until it is answered, dropped or another is taken back.

        Steps whose time has come go first, then due and new cards, then steps within the learn-ahead limit.
        """
        if self._current is None:
            self._current = self._next_card(now_ms)
        return self._current

    @property
    def in_front(self) -> Card | None:
        """The card that is being asked; None between two cards."""
        return self._current

    def go_by(self, clock: DayClock, terms: Callable[[Card], Terms], learn_ahead_seconds: int) -> None:
        """Schedule by another clock and other terms from now on; the cards stay."""
        self._clock, self._terms, self._learn_ahead_ms = clock, terms, learn_ahead_seconds * 1000

    def outcomes(self, now_ms: int) -> dict[Rating, Outcome]:
        """Return what each rating would make of the current card; LookupError when there is none."""
        card = self._asked(now_ms)
        terms = self._terms(card)
        return schedule.outcomes(card, self._clock.moment(now_ms), terms.preset, self._clock, terms.load)

    def answer(self, rating: Rating, now_ms: int, taken_ms: int) -> Answer:
        """Return the answer to store for the current card; nothing moves on before `record`."""
        card, moment = self._asked(now_ms), self._clock.moment(now_ms)
        terms = self._terms(card)
        return schedule.answer_card(card, rating, moment, taken_ms, terms.preset, self._clock, terms.load)

    def record(self, answer: Answer) -> None:
        """Move on after an answer to the current card was stored; ValueError if it is about another card."""
        if self._current is None or self._current.id != answer.card:
            message = f"The answer is about card {answer.card}, which is not being asked."
            raise ValueError(message)
        answered = replace(self._current, schedule=answer.after)
        self._answers.append(answer)
        self._current = None
        if answered.schedule.due_at is not None:
            self._learning.append(answered)

    def take_back(self, card: Card) -> None:
        """Ask a card again whose last answer was undone; `card` carries the schedule it had before."""
        self._remove(lambda other: other.id == card.id)
        self._put_back_current()
        self._current = card
        self.forget(card.id)

    def forget(self, card_id: CardId) -> None:
        """Count the last answer to a card no more, without asking it."""
        for index in reversed(range(len(self._answers))):
            if self._answers[index].card == card_id:
                del self._answers[index]
                break

    def give_again(self, card: Card, answer: Answer) -> None:
        """Count an answer again that was taken back; `card` carries the schedule it gives."""
        self._remove(lambda other: other.id == card.id)
        self._answers.append(answer)
        if card.schedule.due_at is not None:
            self._learning.append(card)

    def drop(self, card_id: CardId, *, siblings: bool = False) -> tuple[Card, ...]:
        """Leave a card out for the rest of the drill, with `siblings` every card of its fact; return what `put_back` takes."""
        named = next((card for card in self._cards() if card.id == card_id), None)
        if named is None:
            return ()
        others = [card for card in self._cards() if siblings and card.fact == named.fact and card.id != card_id]
        dropped = (named, *others)
        self._remove(lambda card: card in dropped)
        return dropped

    def put_back(self, dropped: Sequence[Card]) -> None:
        """Ask the first of the cards that were dropped now, and its siblings after everything that waits."""
        if not dropped:
            return
        self._remove(lambda card: card in dropped)
        self._put_back_current()
        self._current, *siblings = dropped
        for card in siblings:
            self._place_of(card).append(card)

    def restock(self, learning: Iterable[Card], waiting: Iterable[Card], current: Card | None) -> None:
        """Take in other cards to ask; the one in front of the learner stays, as `current` has it now.

        No sibling of it joins that was not there before.
        """
        known = {card.id for card in self._cards()}
        self._current = current

        def joins(card: Card) -> bool:
            return current is None or card.id != current.id and (card.fact != current.fact or card.id in known)

        self._learning = [card for card in learning if joins(card)]
        self._waiting = [card for card in waiting if joins(card)]

    def count_new(self) -> int:
        """Return how many new cards were answered so far."""
        return sum(answer.before.state is State.NEW for answer in self._answers)

    def count_reviews(self) -> int:
        """Return how many cards were answered so far that the limit of reviews counts: steps from other days, too, and early ones."""
        return len({answer.card for answer in self._answers if _is_review(answer)})

    def remaining(self, now_ms: int) -> Remaining:
        """Count what the drill can still ask; all zero exactly when `current` gives None."""
        cards = [card for card in self._cards() if card is self._current or self._is_within_reach(card, now_ms)]
        new = sum(1 for card in cards if card.schedule.state is State.NEW)
        learning = sum(1 for card in cards if card.schedule.due_at is not None)
        return Remaining(new, learning, len(cards) - new - learning)

    def summary(self) -> Summary:
        """Return what was answered so far; answers taken back do not count."""
        given = [answer.rating for answer in self._answers]
        again, hard, good, easy = (given.count(rating) for rating in Rating)
        return Summary(len(given), again, hard, good, easy, sum(answer.taken_ms for answer in self._answers))

    def next_due_at(self) -> int | None:
        """Return when the next waiting step is due (UTC milliseconds), or None when no step waits."""
        return min((_due_at(card) for card in self._learning), default=None)

    def _asked(self, now_ms: int) -> Card:
        card = self.current(now_ms)
        if card is None:
            message = "No card is being asked."
            raise LookupError(message)
        return card

    def _next_card(self, now_ms: int) -> Card | None:
        due = [card for card in self._learning if _due_at(card) <= now_ms]
        if not due and self._waiting:
            return self._waiting.pop(0)
        reachable = due or [card for card in self._learning if self._is_within_reach(card, now_ms)]
        if not reachable:
            return None
        chosen = min(reachable, key=self._by_time)
        self._learning.remove(chosen)
        return chosen

    def _by_time(self, card: Card) -> tuple[bool, int, str]:
        """Order steps by time; the card answered last lets any other go first."""
        answered_last = bool(self._answers) and self._answers[-1].card == card.id
        return answered_last, _due_at(card), card.key

    def _is_within_reach(self, card: Card, now_ms: int) -> bool:
        return _due_at(card) <= now_ms + self._learn_ahead_ms

    def _cards(self) -> list[Card]:
        current = [] if self._current is None else [self._current]
        return [*current, *self._learning, *self._waiting]

    def _put_back_current(self) -> None:
        if self._current is None:
            return
        self._place_of(self._current).insert(0, self._current)

    def _place_of(self, card: Card) -> list[Card]:
        return self._waiting if card.schedule.due_at is None else self._learning

    def _remove(self, matches: Callable[[Card], bool]) -> None:
        if self._current is not None and matches(self._current):
            self._current = None
        self._learning = [card for card in self._learning if not matches(card)]
        self._waiting = [card for card in self._waiting if not matches(card)]


def _is_review(answer: Answer) -> bool:
    return answer.kind in (ReviewKind.REVIEW, ReviewKind.EARLY) or answer.before.due_day is not None


def _due_at(card: Card) -> int:
    return card.schedule.due_at or 0
