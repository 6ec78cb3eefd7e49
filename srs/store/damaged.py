"""Reads a damaged file of SQLite as far as that goes: around pages that are none, and with the list of tables of another file."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

Row = tuple[Any, ...]

BROKEN = (sqlite3.DatabaseError, UnicodeDecodeError)
"""How a place that cannot be read shows; the words of SQLite's complaint may come from there, and be none."""
_HEAD = b"SQLite format 3\0"
_PAGE = 4096
_INTERIOR = 5
_NEEDED = frozenset({"review", "card", "fact"})
_FIRST, _LAST = -(2**62), 2**62
_FROM = "SELECT rowid FROM {} WHERE rowid >= ? ORDER BY rowid LIMIT 1"
_MOST_MOVED = 0.2
"""The share of tables that may begin elsewhere than in a donor by damage alone."""
_MOST_STEPS = 2_000_000
"""Instructions of SQLite's machine for one look: pages that name each other in a ring would keep it busy for ever."""


def open_damaged(file: Path, donors: Sequence[Path]) -> sqlite3.Connection | None:
    """Open a damaged file, which may be changed for that; None where no tables can be found in it.

    What reads otherwise in its list of tables than in that of a donor is brought into line, and a list that cannot be read is
    replaced: by that of an earlier state of the same store, or a new one, whose tables begin on the same pages.
    """
    _fill_up(file)
    _mend_list(file, donors[0])
    connection = _open(file)
    if connection is not None:
        return connection
    for donor in donors:
        _graft(file, donor)
        connection = _open(file)
        if connection is not None:
            return connection
    return None


def has_our_tables(file: Path) -> bool:
    """Tell whether a database has the tables of a store, whatever its head says of whose it is."""
    connection = _open(file)
    if connection is not None:
        connection.close()
    return connection is not None


def read_rows(connection: sqlite3.Connection, table: str, columns: Sequence[str], broken: set[str]) -> Iterator[Row]:
    """Yield the rows of a table that can be read, with texts decoded; one that cannot be spoils its own row alone.

    Adds the table to `broken` where there is a place that cannot be read.
    """
    rows = (
        _by_number(connection, table, columns, broken)
        if _has_numbers(connection, table)
        else _from_both_ends(connection, table, columns)
    )
    for row in rows:
        try:
            yield tuple(value.decode() if isinstance(value, bytes) else value for value in row)
        except UnicodeDecodeError:
            continue


def _connect(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None)
    connection.text_factory = bytes  # text that cannot be decoded must not end the reading
    connection.set_progress_handler(_Patience().is_over, 1000)
    connection.execute("PRAGMA writable_schema = ON")  # first of all: it lets a list of tables be read that is none
    return connection


def _open(file: Path) -> sqlite3.Connection | None:
    connection = _connect(file)
    try:
        for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON"):
            connection.execute(f"PRAGMA {pragma}")
        tables = {row[0].decode() for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        for table in _NEEDED:
            connection.execute(f"SELECT 1 FROM {table} LIMIT 0")
    except (*BROKEN, AttributeError):
        connection.close()
        return None
    if tables >= _NEEDED:
        return connection
    connection.close()
    return None


class _Patience:
    """Ends a statement that takes too many steps; SQLite asks every thousand of them."""

    def __init__(self) -> None:
        self._asked = 0

    def is_over(self) -> bool:
        self._asked += 1
        if self._asked * 1000 < _MOST_STEPS:
            return False
        self._asked = 0
        return True


def _fill_up(file: Path) -> None:
    """Make a file as long as its head says, in whole pages; the pages that are missing are empty."""
    data = file.read_bytes()
    wanted = -(-len(data) // _PAGE) * _PAGE
    if data.startswith(_HEAD):
        told = int.from_bytes(data[28:32], "big") * _PAGE
        if wanted < told <= wanted * 64:
            wanted = told
    with file.open("r+b") as opened:
        opened.truncate(max(wanted, _PAGE))


def _mend_list(file: Path, donor: Path) -> None:
    """Correct rows of the list of tables that were damaged: one letter in it would cost a whole table."""
    with suppress(*BROKEN), closing(_connect(file)) as own, closing(_connect(donor)) as other:
        (version, ours), (known, theirs) = _list_of(own), _list_of(other)
        if version != known or ours.keys() != theirs.keys():
            return  # they are of different schemas
        wrong = [number for number in theirs if ours[number] != theirs[number]]
        moved = sum(ours[number][0] != theirs[number][0] for number in wrong)
        for number in wrong:
            page, *texts = theirs[number]
            own.execute(
                "UPDATE sqlite_schema SET rootpage = ?, type = ?, name = ?, tbl_name = ?, sql = ? WHERE rowid = ?",
                (
                    page if moved <= len(theirs) * _MOST_MOVED else ours[number][0],
                    *(text and text.decode() for text in texts),
                    number,
                ),
            )


def _list_of(connection: sqlite3.Connection) -> tuple[int, dict[int, Row]]:
    """Return the version of the schema, and by its number where each table begins and how it was made."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    rows = connection.execute("SELECT rowid, rootpage, type, name, tbl_name, sql FROM sqlite_schema")
    return version, {number: tuple(row) for number, *row in rows}


def _graft(file: Path, donor: Path) -> None:
    """Put the pages that list the tables of a donor into a file, and a head that fits its length."""
    pages = donor.read_bytes()
    size = file.stat().st_size // _PAGE
    first = bytearray(pages[:_PAGE])
    first[28:32] = size.to_bytes(4, "big")
    first[92:96] = first[24:28]  # the length counts only where both say so
    first[32:40] = bytes(8)  # no free pages are known
    with file.open("r+b") as opened:
        opened.write(first)
        for number in _children(first):
            if 1 < number <= min(size, len(pages) // _PAGE):
                opened.seek((number - 1) * _PAGE)
                opened.write(pages[(number - 1) * _PAGE : number * _PAGE])


def _children(first: bytes | bytearray) -> list[int]:
    """Return the pages below the first one, where the list of tables is longer than a page (https://sqlite.org/fileformat2.html)."""
    head = 100
    if first[head] != _INTERIOR:
        return []
    cells = int.from_bytes(first[head + 3 : head + 5], "big")
    places = [int.from_bytes(first[head + 12 + 2 * n : head + 14 + 2 * n], "big") for n in range(cells)]
    children = [int.from_bytes(first[place : place + 4], "big") for place in places]
    return [*children, int.from_bytes(first[head + 8 : head + 12], "big")]


def _has_numbers(connection: sqlite3.Connection, table: str) -> bool:
    """Tell whether the rows of a table have numbers."""
    try:
        connection.execute(f"SELECT rowid FROM {table} LIMIT 0")
    except sqlite3.OperationalError:
        return False
    except BROKEN:
        return True
    return True


def _by_number(connection: sqlite3.Connection, table: str, columns: Sequence[str], broken: set[str]) -> Iterator[Row]:
    """Read on behind each place that cannot be read: at the next number from which there is something."""
    names = f"rowid, {', '.join(columns)}"
    last = _FIRST
    while True:
        try:
            for number, *row in connection.execute(
                f"SELECT {names} FROM {table} WHERE rowid > ? ORDER BY rowid", (last,)
            ):
                if number <= last:
                    break
                last = number
                yield tuple(row)
            else:
                return
        except BROKEN:
            broken.add(table)
        following = _next_readable(connection, table, last)
        if following is None or following <= last:
            return
        last = following
        # Alone, as a row is lost with the one behind it: Python looks one ahead.
        try:
            for _, *row in connection.execute(f"SELECT {names} FROM {table} WHERE rowid = ?", (following,)):
                yield tuple(row)
        except BROKEN:
            continue


def _next_readable(connection: sqlite3.Connection, table: str, last: int) -> int | None:
    """Return the number of the first row above one that can be found; None if there is none. Found by doubling, then halving."""
    bad = last
    for good in _probes(last):
        if _is_readable(connection, table, good):
            break
        bad = good
    else:
        return None
    while good - bad > 1:
        middle = (bad + good) // 2
        if _is_readable(connection, table, middle):
            good = middle
        else:
            bad = middle
    row = connection.execute(_FROM.format(table), (good,)).fetchone()
    return row[0] if row else None


def _probes(last: int) -> Iterator[int]:
    """Yield numbers above one, close ones first; answers that came from elsewhere have numbers below zero."""
    if last == _FIRST:
        yield from (-(2**power) for power in range(40, -1, -1))
        last = -1
    yield from (last + 2**power for power in range(62) if last + 2**power < _LAST)


def _is_readable(connection: sqlite3.Connection, table: str, number: int) -> bool:
    """Tell whether the row with this number or the next one can be read, or there is none."""
    try:
        connection.execute(_FROM.format(table), (number,)).fetchone()
    except BROKEN:
        return False
    return True


def _from_both_ends(connection: sqlite3.Connection, table: str, columns: Sequence[str]) -> Iterator[Row]:
    """Read a table without numbers up to the place that cannot be read, and from its end back to it."""
    seen: set[Row] = set()
    for order in ("ASC", "DESC"):
        try:
            keys = ", ".join(f"{column} {order}" for column in _keys(connection, table))
            for row in connection.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {keys}"):
                if row in seen:
                    break
                seen.add(row)
                yield row
            else:
                return
        except BROKEN:
            continue


def _keys(connection: sqlite3.Connection, table: str) -> list[str]:
    rows = sorted((row[5], row[1].decode()) for row in connection.execute(f"PRAGMA table_info({table})") if row[5])
    return [name for _, name in rows]
