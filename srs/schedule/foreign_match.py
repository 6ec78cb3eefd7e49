"""Which events of another program's log are in the log here already, and which rows are gone there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from srs.model import Act
from srs.schedule.same_answer import Line, find_same

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from srs.model import Event
    from srs.schedule.same_answer import Known


class Matched(NamedTuple):
    """Events that are not here yet; rows that came from the same place earlier and are gone there; and rows that are there again."""

    new: list[Event]
    gone: list[int]
    again: list[int]


def match_events(events: Sequence[Event], known: Iterable[Known], origin: str, ahead: int | None = None) -> Matched:
    """Compare what another program's log tells of a card with what is known of the card here.

    A row that was taken back here is known, too, and stays taken back unless it came from the same place; for one that gives way
    another one stands. `ahead` tells for how many days after the last event the card is due, None where that is not known.
    """
    waiting = sorted(row for row in known if not row.gives_way)
    lines = [_line(event) for event in events]
    if lines and events[-1].act is Act.MOVED:
        lines[-1] = lines[-1]._replace(ahead=ahead)
    found = find_same(lines, waiting, origin)
    taken = {row.id for row in found if row}
    new = [event for event, row in zip(events, found, strict=True) if row is None]
    same = [row for row in waiting if row.origin == origin]
    gone = [row.id for row in same if row.id not in taken and not row.is_undone]
    again = [row.id for row in same if row.id in taken and row.is_undone]
    return Matched(new, gone, again)


def _line(event: Event) -> Line:
    return Line(event.at, event.rating, event.taken_ms, event.days if event.act is Act.MOVED else -1)
