"""Whether the database is whole."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from srs.store.schema import COUNT_WAITING

if TYPE_CHECKING:
    from srs.store.open import Store


def check_integrity(store: Store) -> str:
    """Return what SQLite finds wrong with the file, empty when it is whole."""
    try:
        rows = store.connection.execute("PRAGMA integrity_check(5)").fetchall()
    except sqlite3.DatabaseError as error:
        return str(error)
    return "" if rows == [("ok",)] else "; ".join(str(row[0]) for row in rows)


def orphans(store: Store) -> int:
    """Return how many rows refer to a row that is not there."""
    with store.read() as connection:
        return len(connection.execute("PRAGMA foreign_key_check").fetchall())


def miscounted_days(store: Store) -> int:
    """Return for how many days it is not kept how many cards are due on them; new cards are one more."""
    with store.read() as connection:
        kept = connection.execute("SELECT is_new, day, cards FROM waiting WHERE cards <> 0").fetchall()
        days = {row[:2] for row in set(kept) ^ set(connection.execute(COUNT_WAITING))}
    return len(days)


def count_anew(store: Store) -> None:
    """Count the cards that are new, and those that are due, by day."""
    with store.write() as connection:
        connection.execute("DELETE FROM waiting")
        connection.execute(f"INSERT INTO waiting {COUNT_WAITING}")
