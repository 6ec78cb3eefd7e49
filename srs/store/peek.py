"""A look into a store without touching it, for a shell that completes a word: quick, and silent about what is not there."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from srs.store.open import Store
from srs.store.schema import APPLICATION_ID, SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PATIENCE_SECONDS = 0.05
_SIGNS = "234567abcdefghijklmnopqrstuvwxyz"
"""What ids are made of (RFC 4648, base 32, in small letters)."""
_MOST = 500
_MOST_EACH = 15
"""Of ids that are more, so many with each next letter, so that no letter looks like the only one."""
WHICH = {
    "any": "1",
    "live": "status <> 'retired'",
    "held": "status = 'held' AND accepted IS NULL",
    "retired": "status = 'retired'",
}


def peek_store(path: Path) -> Store | None:
    """Open a store for reading alone; None where there is none, or one that this srs would have to change first."""
    if not path.is_file():
        return None
    # A path is no place for options of SQLite's own: `as_uri` escapes what would begin them.
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_PATIENCE_SECONDS, isolation_level=None
    )
    try:
        owner = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.Error:
        connection.close()
        return None
    if (owner, version) != (APPLICATION_ID, SCHEMA_VERSION):
        connection.close()
        return None
    return Store(str(path), connection)


def ids_like(store: Store, beginning: str, which: str = "live") -> list[tuple[str, str]]:
    """Return the ids that begin so with the fronts of their facts; of very many a few with each next letter."""
    beginning = beginning.lower()
    if not all(sign in _SIGNS for sign in beginning):
        return []
    with store.read():
        found = list(_ids(store, beginning, which, _MOST + 1))
        if len(found) <= _MOST:
            return found
        return [one for sign in _SIGNS for one in _ids(store, beginning + sign, which, _MOST_EACH)]


def notes_of(store: Store) -> list[str]:
    """Return the notes in which facts stand, in their order."""
    with store.read() as connection:
        rows = connection.execute("SELECT DISTINCT path FROM fact WHERE status <> 'retired' ORDER BY path")
        return [str(row[0]) for row in rows]


def _ids(store: Store, beginning: str, which: str, most: int) -> Iterator[tuple[str, str]]:
    query = f"SELECT id, front FROM fact WHERE id >= ? AND id < ? AND {WHICH[which]} ORDER BY id LIMIT ?"
    yield from store.connection.execute(query, (beginning, f"{beginning}~", most))
