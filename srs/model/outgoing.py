"""A fact as it leaves the store: with its cards, the marks on them, and the answers that count."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from srs.model.card import State
from srs.model.review import ReviewKind
from srs.model.values import dataclass

if TYPE_CHECKING:
    from srs.model.card import Card
    from srs.model.fact import Fact
    from srs.model.source import Problem


class OutgoingAnswer(NamedTuple):
    """One row of the log with what it says of the card before and after; times are UTC milliseconds, days scheduling days.

    `given_at` is `at`, but not before the answer it stood on, as `Review.order` counts: a clock that was set back moves no
    answer before another.
    """

    given_at: int
    at: int
    day: int
    rating: int
    taken_ms: int
    kind: str
    state_before: str
    due_at_before: int | None
    due_day_before: int | None
    interval_before: int
    stability_before: float | None
    last_at: int | None
    last_day: int | None
    state: str
    due_at: int | None
    due_day: int | None
    interval_days: int
    stability: float | None
    difficulty: float | None

    @property
    def is_by_hand(self) -> bool:
        """Tell whether it is a change by hand, and no answer."""
        return self.kind == ReviewKind.MANUAL

    @property
    def forgets(self) -> bool:
        """Tell whether it is a change by hand after which nothing is known of the card."""
        return self.is_by_hand and self.state == State.NEW and self.stability_before is not None


class OutgoingCard(NamedTuple):
    """A card that is asked, its flag (0 for none), and its answers and changes by hand in the order in which they were given."""

    card: Card
    flag: int = 0
    answers: tuple[OutgoingAnswer, ...] = ()

    @property
    def reviews(self) -> int:
        """How many answers there are."""
        return sum(not answer.is_by_hand for answer in self.answers)


class OutgoingFact(NamedTuple):
    """A fact in the drill, when it was first seen (UTC milliseconds), and the cards that are asked of it, by their numbers."""

    fact: Fact
    created_at: int
    cards: tuple[OutgoingCard, ...] = ()


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What went into a file, and what in the notes kept something out."""

    facts: int
    cards: int
    decks: int
    media: int
    problems: tuple[Problem, ...]
    reviews: int = 0
