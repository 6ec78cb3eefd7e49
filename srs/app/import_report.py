"""What an import brought, from whichever program."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from srs.model.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from srs.app.taken import Taken
    from srs.model import Fact, Problem


class Unsure(NamedTuple):
    """A card of another program that may be one of several facts here, or one of several of which only one can be it."""

    text: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Brought:
    """What came, and what was left for a reason.

    `notes` counts what a file of Anki's holds, `from_here` notes of it that another way of importing takes; `others` counts cards that are no facts here by their deck, `crammed` answers of a deck that does not reschedule, `unreadable`
    rows that make no sense; `deleted` are facts that stood there earlier and were deleted since, `problems` places in notes that
    nothing came from.
    """

    taken: Taken
    others: Mapping[str, int] = field(default_factory=dict)
    crammed: int = 0
    unreadable: int = 0
    unsure: tuple[Unsure, ...] = ()
    problems: tuple[Problem, ...] = ()
    deleted: tuple[Fact, ...] = ()
    notes: int = 0
    from_here: int = 0
