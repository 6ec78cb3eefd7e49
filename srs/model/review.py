"""Answers and the log they make."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from srs.model.values import dataclass

if TYPE_CHECKING:
    from srs.model.card import CardId, Schedule
    from srs.model.moment import Moment


class Rating(IntEnum):
    """How well an answer was recalled, numbered as in FSRS and Anki."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class ReviewKind(StrEnum):
    """What kind of answer a review was: by the state of the card before it, early ones and changes by hand apart."""

    LEARN = "learn"
    REVIEW = "review"
    RELEARN = "relearn"
    EARLY = "early"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer before it is written down: what was said when, and what it made of the card's schedule."""

    card: CardId
    rating: Rating
    moment: Moment
    taken_ms: int
    kind: ReviewKind
    before: Schedule
    after: Schedule


@dataclass(frozen=True, slots=True)
class Review:
    """One row of the log, which never changes. `undone` tells that it was taken back later.

    `origin` names the program that wrote it down, where that was another one; empty for srs. `follows_at` (UTC milliseconds) is
    before when it does not count in the order, where it stood on a change by hand whose clock was ahead; else 0.
    """

    id: int
    card: CardId
    moment: Moment
    rating: Rating
    taken_ms: int
    kind: ReviewKind
    before: Schedule
    after: Schedule
    undone: bool = False
    origin: str = ""
    follows_at: int = 0

    @property
    def given(self) -> Rating | None:
        """Return the rating that was given; a change by hand has none, whatever stands in its row."""
        return None if self.kind is ReviewKind.MANUAL else self.rating

    @property
    def order(self) -> tuple[int, int, int, int, int]:
        """Sort the reviews of a card as they were given, from whatever stores they come.

        A clock that was set back does not count, as it does not for the schedule: each follows on what it stood on.
        """
        last = self.before.last
        at = max(self.moment.at, last.at if last else 0, self.follows_at)
        return at, self.before.reps, self.moment.at, self.rating, self.taken_ms
