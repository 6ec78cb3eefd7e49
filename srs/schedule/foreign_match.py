"""Which events of another program's log are in the log here already.

An answer is the same if it is of the same card and the same millisecond. One that was exported may come back some
milliseconds later, as Anki numbers its answers by their time and no two may have one number.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from srs.model import Act

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from srs.model import Event

_LATEST_ANSWER_MS = 60_000
_LATEST_MOVE_MS = 600_000
"""Only answers from a stream fall on one millisecond; cards that are moved by hand together all do."""


class Known(NamedTuple):
    """A row of the log here, in short; `rating` is 0 where it was a change by hand.

    `at` is the first part of `Review.order`, under which an answer is exported.
    """

    id: int
    at: int
    rating: int
    taken_ms: int
    interval_days: int
    origin: str
    undone: bool


class Matched(NamedTuple):
    """Events that are not here yet; rows that came from the same place earlier and are gone there; and rows that are there again."""

    new: list[Event]
    gone: list[int]
    again: list[int]


def match_events(events: Sequence[Event], known: Iterable[Known], origin: str) -> Matched:
    """Compare what another program's log tells of a card with what is known of the card here.

    A row that was taken back here is known, too, and stays taken back unless it came from the same place.
    """
    waiting = sorted(known)
    left = {(row.at, row.rating): row for row in waiting}
    new: list[Event] = []
    taken: set[int] = set()
    late: list[Event] = []
    for event in events:
        row = left.get((event.at, event.rating))
        if row is None or row.id in taken:
            late.append(event)
        else:
            taken.add(row.id)
    free = sorted((row.at, row.id, row) for row in waiting if row.id not in taken and row.origin != origin)
    for event in late:
        row = _earlier(event, free, taken)
        if row is None:
            new.append(event)
        else:
            taken.add(row.id)
    same = [row for row in waiting if row.origin == origin]
    gone = [row.id for row in same if row.id not in taken and not row.undone]
    again = [row.id for row in same if row.id in taken and row.undone]
    return Matched(new, gone, again)


def _earlier(event: Event, rows: Sequence[tuple[int, int, Known]], taken: set[int]) -> Known | None:
    """Return the row that an event is which was put off by some milliseconds: the nearest before it that is the same else."""
    latest = _LATEST_ANSWER_MS if event.act is Act.ANSWERED else _LATEST_MOVE_MS
    at = bisect_left(rows, (event.at,))
    while at > 0:
        at -= 1
        row = rows[at][2]
        if row.at < event.at - latest:
            return None
        if row.id not in taken and _is_same(event, row):
            return row
    return None


def _is_same(event: Event, row: Known) -> bool:
    if event.act is Act.ANSWERED:
        return (event.rating, event.taken_ms) == (row.rating, row.taken_ms)
    return row.rating == 0 and event.act is Act.MOVED and row.interval_days == event.days
