"""What another program knows of facts: what was answered there, and the marks and tags that a user gave there."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from srs.model.review import ReviewKind

if TYPE_CHECKING:
    from srs.model.card import Memory
    from srs.model.fact import FactId


class Act(StrEnum):
    """What a line of another program's log tells of a card.

    It was answered; made due on a day by hand; forgotten by hand; or it was known so well when another program took a note of
    it, which kept no log.
    """

    ANSWERED = "answered"
    MOVED = "moved"
    FORGOTTEN = "forgotten"
    KNOWN = "known"


class Event(NamedTuple):
    """A line of another program's log about a card, at UTC milliseconds.

    `days` is the interval that followed, 0 where a step of `seconds` did. An answer is of a kind and has a rating; what was
    known has its memory.
    """

    at: int
    act: Act
    rating: int = 0
    kind: ReviewKind = ReviewKind.MANUAL
    taken_ms: int = 0
    days: int = 0
    seconds: int = 0
    memory: Memory | None = None


class Due(NamedTuple):
    """When a card is due by the other program: a scheduling day, or UTC milliseconds and the steps left; and its interval."""

    day: int | None = None
    at: int | None = None
    steps_left: int = 0
    interval_days: int = 0


class ForeignCard(NamedTuple):
    """A card of another program: its log from the oldest event on, when it is due, and its marks.

    `changed` is when it was last answered, moved or suspended there (UTC seconds).
    """

    ord: int
    events: tuple[Event, ...] = ()
    due: Due = Due()
    suspended: bool = False
    flag: int = 0
    changed: int = 0


class ForeignFact(NamedTuple):
    """A fact as another program has it: its cards, its tags, and its fields as HTML.

    `changed` is when its fields or tags last changed there (UTC seconds). `is_away` tells that srs suspended its cards there while it
    was not in the drill here.
    """

    id: FactId
    cards: tuple[ForeignCard, ...]
    tags: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    changed: int = 0
    is_away: bool = False


class Origin(NamedTuple):
    """A collection of another program: a name that stays its own, and when it was last changed (UTC ms).

    `is_whole_log` tells that its cards come with all their answers, so that one that is missing was taken back there; `has_marks`
    that marks and tags come too; `is_bare` that what is not among these may stand there all the same.
    """

    name: str
    modified: int
    is_whole_log: bool = False
    has_marks: bool = False
    is_bare: bool = False
