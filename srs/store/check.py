"""Whether the database is whole."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

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
