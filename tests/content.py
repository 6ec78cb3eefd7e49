"""What a collection holds, to be compared: every row of every table, every file among the decks, and backups made by hand."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

Content = dict[str, list[tuple[object, ...]]]

_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
_BY_CHANCE = {("_sqlite_migrations", "applied_at"), ("review", "taken_ms")}
"""Columns that differ between two runs that do the same."""


def database_of(folder: Path) -> Path:
    """Return the database of the collection in a folder."""
    return folder / ".srs" / "srs.db"


def content_of(folder: Path) -> Content:
    """Return what a collection holds; a database that was only begun holds nothing."""
    made = [*(folder / "decks").glob("*"), *(folder / ".srs" / "backups").glob("*-manual*.db")]
    files = [
        (file.name, sha256(file.read_bytes()).hexdigest())
        for file in sorted(made)
        if file.is_file()  # what a killed export leaves is a folder of its own
    ]
    return _tables(database_of(folder)) | {"files": list(files)}


def _tables(database: Path) -> Content:
    if not database.exists():
        return {}
    with closing(sqlite3.connect(database)) as connection:
        names = [name for (name,) in connection.execute(_TABLES)]
        # The name of a store is made by chance.
        store = connection.execute("SELECT value FROM meta WHERE key = 'store'").fetchone() if "meta" in names else None
        return {name: _rows(connection, name, store[0] if store else None) for name in names}


def _rows(connection: sqlite3.Connection, table: str, store: str | None) -> list[tuple[object, ...]]:
    columns = [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]
    wanted = ", ".join(f'"{name}"' for name in columns if (table, name) not in _BY_CHANCE)
    rows = connection.execute(f'SELECT {wanted} FROM "{table}"')
    return sorted((tuple("its store" if value == store else value for value in row) for row in rows), key=repr)


def damage_of(folder: Path) -> str:
    """Return what SQLite finds wrong with the database of a collection, empty where all is well or there is none."""
    if not database_of(folder).exists():
        return ""
    with closing(sqlite3.connect(database_of(folder))) as connection:
        found = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        return "; ".join(
            [*found, *(f"row refers to nothing: {row}" for row in connection.execute("PRAGMA foreign_key_check"))]
        )
