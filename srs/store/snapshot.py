"""What the notes folder looked like when it was last read, and the problems found there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.model import Problem

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from srs.store.open import Store


def load_folders(store: Store) -> dict[str, str]:
    """Return the listing of each folder as it was written last."""
    with store.read() as connection:
        return dict(connection.execute("SELECT path, listing FROM folder"))


def load_hashes(store: Store, paths: Iterable[str]) -> dict[str, str]:
    """Return the content hashes of these notes as they were read last."""
    with store.read() as connection:
        found = {}
        for path in paths:
            row = connection.execute("SELECT hash FROM note WHERE path = ?", (path,)).fetchone()
            if row:
                found[path] = str(row[0])
        return found


def load_meta(store: Store, key: str) -> str:
    """Return a remembered value, empty without one."""
    with store.read() as connection:
        row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""


def save_meta(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Remember a value."""
    connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (key, value))


def save_folders(connection: sqlite3.Connection, before: Mapping[str, str], now: Mapping[str, str]) -> None:
    """Write the listings that changed and drop those of folders that are gone."""
    changed = [(path, listing) for path, listing in now.items() if before.get(path) != listing]
    connection.executemany("INSERT OR REPLACE INTO folder (path, listing) VALUES (?, ?)", changed)
    connection.executemany("DELETE FROM folder WHERE path = ?", [(path,) for path in before.keys() - now.keys()])


def save_notes(
    connection: sqlite3.Connection, hashes: Mapping[str, str], unknown: Iterable[str], problems: Iterable[Problem]
) -> None:
    """Write the hashes and problems of the notes just read, and forget those that are gone or could not be read."""
    gone = [(path,) for path in unknown]
    problems = list(problems)
    read = {*hashes, *(problem.path for problem in problems)}
    connection.executemany("INSERT OR REPLACE INTO note (path, hash) VALUES (?, ?)", hashes.items())
    connection.executemany("DELETE FROM note WHERE path = ?", gone)
    connection.executemany("DELETE FROM problem WHERE path = ?", [*gone, *((path,) for path in read)])
    rows = [(problem.path, problem.line, problem.message) for problem in problems]
    connection.executemany("INSERT INTO problem (path, line, message) VALUES (?, ?, ?)", rows)


def load_problems(store: Store) -> list[Problem]:
    """Return the problems of all notes as they were read last."""
    with store.read() as connection:
        rows = connection.execute("SELECT path, line, message FROM problem ORDER BY path, line, message")
        return [Problem(*row) for row in rows]
