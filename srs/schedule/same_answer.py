"""What makes rows of two logs one answer, for whoever brings logs together: an import, or a merge of two stores.

An answer is known by its card, its millisecond and its rating; a change by hand has none. A row that another program keeps of it
may stand some milliseconds later, as Anki numbers its answers by their time and no two may have one number. Rows that were written
here are never one answer: two machines may answer one card in the same millisecond.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Sequence

_LATEST_ANSWER_MS = 60_000
"""How much later than the row here a line of another program's log may stand that is the same answer."""
LATEST_MOVE_MS = 600_000
"""The same for a change by hand: only answers from a stream fall on one millisecond, cards that are moved together all do."""
_LATEST_DOUBLE_MS = 1_000
"""How far rows that are in the log already may be apart that are one answer."""


class Line(NamedTuple):
    """What tells an answer; `rating` is 0 for a change by hand, `days` the interval that followed, -1 where it tells nothing.

    `ahead` tells how many days ahead a card was set due by hand, None where that is not told.
    """

    at: int
    rating: int
    taken_ms: int
    days: int
    ahead: int | None = None


class Known(NamedTuple):
    """A row of the log here, in short; `rating` is 0 where it was a change by hand.

    `at` is the first part of `Review.order`, under which an answer is exported; `undone_at` is when it was taken back. Of a row that
    gives way to another of the same answer it is 0, or below zero the time when it was taken back besides.
    """

    id: int
    at: int
    rating: int
    taken_ms: int
    interval_days: int
    origin: str
    ahead: int | None = None
    undone_at: int | None = None

    @property
    def line(self) -> Line:
        """Return what tells the answer."""
        return Line(self.at, self.rating, self.taken_ms, self.interval_days, self.ahead)

    @property
    def is_undone(self) -> bool:
        """Tell that it does not count."""
        return self.undone_at is not None

    @property
    def gives_way(self) -> bool:
        """Tell that another row stands for its answer."""
        return self.undone_at is not None and self.undone_at <= 0


class Double(NamedTuple):
    """A row, and the one that is the same answer and counts in its place."""

    row: Known
    counted: Known


def find_same(
    lines: Sequence[Line], rows: Iterable[Known], origin: str, latest_ms: int = _LATEST_ANSWER_MS
) -> list[Known | None]:
    """Return for each line of a log of `origin` the row that is the same answer, each row once.

    Rows at its very time go first, those that took as long and came from there before others. `latest_ms` is how much later an answer
    may stand there; from a row that came too it may be a little apart either way.
    """
    waiting = sorted(rows, key=lambda row: (row.origin == origin, row), reverse=True)
    latest = max((row.at for row in waiting), default=0)
    untold = {row.id for row in waiting if row.origin and not _is_told(row, latest)}
    found: dict[int, Known] = {}
    taken: set[int] = set()
    # Lines that tell more choose first: of two changes by hand, one that may be either would take the row that the other is.
    in_turn = sorted(enumerate(lines), key=lambda one: one[1].ahead is None)

    def pair(find: Callable[[Line], Known | None]) -> None:
        for number, line in in_turn:
            if number not in found and (row := find(line)):
                found[number] = row
                taken.add(row.id)

    for exactly in (True, False):
        free: dict[tuple[int, ...], list[Known]] = {}
        for row in waiting:
            if row.id not in taken:
                free.setdefault(_key(row.line, exactly=exactly), []).append(row)
        pair(partial(_first, free, exactly))
    earlier = sorted((row.at, row.id, row) for row in waiting if row.id not in taken and row.origin != origin)
    pair(lambda line: _earlier(line, earlier, taken, latest_ms))
    moved = [row for row in waiting if row.id not in taken and row.origin]
    pair(lambda line: _moved(line, moved, taken, untold))
    return [found.get(number) for number in range(len(lines))]


def find_doubles(rows: Iterable[Known]) -> list[Double]:
    """Return the rows of a card that are the answer of another one, whatever the order in which they came.

    What was written here counts before what another program told of it, and of two programs the one that is named first. One row
    may have several of one program: two stores took it over from exports that numbered it otherwise.
    """
    waiting = list(rows)
    latest = max((row.at for row in waiting), default=0)
    counted = [row for row in waiting if not row.origin]
    doubles = []
    for origin in sorted({row.origin for row in waiting} - {""}):
        theirs = sorted((row for row in waiting if row.origin == origin), key=lambda row: (row.line, row.id))
        while True:
            same = find_same([_line(row, latest) for row in theirs], counted, origin, _LATEST_DOUBLE_MS)
            if not any(same):
                break
            doubles += [Double(row, other) for row, other in zip(theirs, same, strict=True) if other]
            theirs = [row for row, other in zip(theirs, same, strict=True) if not other]
        counted += theirs
    return doubles


def _line(row: Known, latest: int) -> Line:
    """Return what tells a row that came."""
    return row.line if _is_told(row, latest) else row.line._replace(ahead=None)


def _is_told(row: Known, latest: int) -> bool:
    """Tell whether the day of a change by hand that came is known: of one that others followed, no program says it."""
    return row.at == latest or row.ahead != row.interval_days


def _first(free: dict[tuple[int, ...], list[Known]], exactly: bool, line: Line) -> Known | None:
    """Take the first row that stands at the very time of a line."""
    same = free.get(_key(line, exactly=exactly))
    return same.pop(0) if same else None


def _key(line: Line, *, exactly: bool) -> tuple[int, ...]:
    return (line.at, line.rating, line.taken_ms) if exactly else (line.at, line.rating)


def _earlier(line: Line, rows: Sequence[tuple[int, int, Known]], taken: set[int], latest_ms: int) -> Known | None:
    """Return the row that a line is which was put off by some milliseconds: the nearest before it that is the same else."""
    latest = latest_ms if line.rating else LATEST_MOVE_MS
    at = bisect_left(rows, (line.at,))
    while at > 0:
        at -= 1
        row = rows[at][2]
        if row.at < line.at - latest:
            return None
        if row.id not in taken and _is_same_else(line, row):
            return row
    return None


def _moved(line: Line, rows: Sequence[Known], taken: set[int], untold: Container[int]) -> Known | None:
    """Return the nearest row that is the same else: of answers of one millisecond each export numbers anew those that it has.

    A row whose day is `untold` may be of any.
    """
    most = _LATEST_DOUBLE_MS if line.rating else LATEST_MOVE_MS
    undated = line._replace(ahead=None)
    near = [
        row
        for row in rows
        if row.id not in taken
        and abs(row.at - line.at) <= most
        and _is_same_else(undated if row.id in untold else line, row)
    ]
    return min(near, key=lambda row: (abs(row.at - line.at), row.id), default=None)


def _is_same_else(line: Line, row: Known) -> bool:
    if line.rating:
        return (line.rating, line.taken_ms) == (row.rating, row.taken_ms)
    return row.rating == 0 and row.interval_days == line.days and line.ahead in (None, row.ahead)
