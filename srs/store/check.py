"""Whether the database is whole."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from srs.store.damaged import BROKEN
from srs.store.schema import COUNT_WAITING

if TYPE_CHECKING:
    from srs.store.open import Store

SQLITE = sqlite3.sqlite_version_info
"""The version of SQLite that Python links here."""
_FIRST_WITH_WAL = (3, 7, 0)
_MENDED = (3, 51, 3)
_MENDED_EARLIER = {(3, 44): 6, (3, 50): 7}
"""Lines of versions that got the mend, too, and from which of theirs on."""


def check_integrity(store: Store) -> str:
    """Return what SQLite finds wrong with the file, empty when it is whole."""
    try:
        rows = store.connection.execute("PRAGMA integrity_check(5)").fetchall()
    except BROKEN as error:
        return str(error)
    lines = [line for row in rows for line in str(row[0]).splitlines()]
    return "" if lines == ["ok"] else "; ".join(line for line in lines if not line.startswith("***"))


def orphans(store: Store) -> int:
    """Return how many rows refer to a row that is not there."""
    with store.read() as connection:
        return len(connection.execute("PRAGMA foreign_key_check").fetchall())


def is_wal_safe(version: tuple[int, int, int] = SQLITE) -> bool:
    """Tell whether a version of SQLite loses nothing in WAL mode (https://sqlite.org/wal.html#walresetbug), or has no such mode."""
    mended_from = _MENDED_EARLIER.get(version[:2])
    if mended_from is not None:
        return version[2] >= mended_from
    return version >= _MENDED or version < _FIRST_WITH_WAL


def journal_mode(store: Store) -> str:
    """Return how transactions of the file are kept whole: `delete` for a store that nobody else has changed."""
    with store.read() as connection:
        return str(connection.execute("PRAGMA journal_mode").fetchone()[0])


def leave_wal(store: Store) -> None:
    """Make one file at rest of a database and its log of pages."""
    with store.read() as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


def miscounted_days(store: Store) -> int:
    """Return on how many days another number of cards is due than is kept; a wrong number of new cards counts as one more."""
    with store.read() as connection:
        kept = connection.execute("SELECT is_new, day, cards FROM waiting WHERE cards <> 0").fetchall()
        days = {row[:2] for row in set(kept) ^ set(connection.execute(COUNT_WAITING))}
    return len(days)


def count_anew(store: Store) -> None:
    """Count the cards that are new, and those that are due, by day."""
    with store.write() as connection:
        connection.execute("DELETE FROM waiting")
        connection.execute(f"INSERT INTO waiting {COUNT_WAITING}")
