"""One way to ask a fact, and when to ask it next."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NewType

from srs.model.values import dataclass

if TYPE_CHECKING:
    from srs.model.fact import FactId
    from srs.model.moment import Moment

CardId = NewType("CardId", int)


class State(StrEnum):
    """The stage of learning a card is in, as Anki names it."""

    NEW = "new"
    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


@dataclass(frozen=True, slots=True)
class Memory:
    """What FSRS knows about a card: stability in days (at 90 % recall) and difficulty from 1 to 10."""

    stability: float
    difficulty: float


@dataclass(frozen=True, slots=True)
class Schedule:
    """Everything an answer changes about a card.

    A step within the day is due at `due_at` (UTC milliseconds); everything else is due from the scheduling day
    `due_day` on, and then `due_at` is None. A new card has neither. `step` is the index of the learning or
    relearning step the card stands on; `interval_days` is the last interval counted in days, 0 before the first.
    """

    state: State = State.NEW
    step: int = 0
    due_at: int | None = None
    due_day: int | None = None
    memory: Memory | None = None
    interval_days: int = 0
    reps: int = 0
    lapses: int = 0
    last: Moment | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """One way to ask a fact; `ord` counts as Anki does. `buried_until` is the first scheduling day it may be asked."""

    id: CardId
    fact: FactId
    ord: int
    schedule: Schedule
    suspended: bool = False
    buried_until: int | None = None

    @property
    def key(self) -> str:
        """Name the card the same on every machine; seeds its fuzz."""
        return f"{self.fact}/{self.ord}"
