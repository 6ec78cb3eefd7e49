"""What is taken over from another program: on which terms, what comes to each fact, and what came of it all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from srs.model.values import dataclass
from srs.schedule.foreign_marks import TagChange

if TYPE_CHECKING:
    from srs.model import Fact
    from srs.schedule import DayClock
    from srs.schedule.presets import Presets


class Terms(NamedTuple):
    """By what the answers are scheduled, and the UTC milliseconds it is."""

    presets: Presets
    clock: DayClock
    now: int


class FactChange(NamedTuple):
    """What comes to a fact: answers, changes by hand, schedules without a log, answers that were taken back there or count again; marks and tags.

    `flagged` holds numbers of cards with their flag; `edited` tells that its text was changed there, which is not taken.
    """

    fact: Fact
    answers: int = 0
    by_hand: int = 0
    noted: int = 0
    taken_back: int = 0
    again: int = 0
    suspended: tuple[int, ...] = ()
    unsuspended: tuple[int, ...] = ()
    flagged: tuple[tuple[int, int], ...] = ()
    tags: TagChange = TagChange()
    edited: bool = False

    @property
    def changes_nothing(self) -> bool:
        """Tell that it only reports."""
        return not any(self[1:9]) and not any(self.tags)


@dataclass(frozen=True, slots=True)
class Taken:
    """What came, or would come, and what was left.

    `known` are facts that the other program has too, `missing` answers that came from there earlier and are gone there, too many
    to believe that they were taken back, `future` answers dated more than a day ahead, `unknown_cards` cards that the fact has
    there alone, `drilled` cards that have a log here, which is better than what a program knows that keeps none; `cards` are the
    schedules that changed.
    """

    changes: tuple[FactChange, ...]
    known: int
    missing: int
    future: int
    unknown_cards: int
    drilled: int
    cards: int
    applied: bool

    @property
    def is_empty(self) -> bool:
        """Tell that nothing changes."""
        return all(change.changes_nothing for change in self.changes)
