"""What the notes folder looked like when it was last read, and the problems found there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from srs.model import Problem

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from srs.store.open import Store

    FolderChanges = tuple[list[tuple[str, str, int | None]], list[tuple[str]]]


class Folders(Mapping[str, str]):
    """The listing of each folder as it was written last, read when it is asked for, and the marks of all of them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        with store.read() as connection:
            self.marks: dict[str, int | None] = dict(connection.execute("SELECT path, mark FROM folder"))

    def __getitem__(self, path: str) -> str:
        with self._store.read() as connection:
            row = connection.execute("SELECT listing FROM folder WHERE path = ?", (path,)).fetchone()
        if row is None:
            raise KeyError(path)
        return str(row[0])

    def __iter__(self) -> Iterator[str]:
        return iter(self.marks)

    def __len__(self) -> int:
        return len(self.marks)


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


def forget_reader(connection: sqlite3.Connection) -> None:
    """Let the next sync read every note, as after a change of what reads them; by which settings they were read stays known."""
    connection.execute(
        "INSERT INTO meta (key, value) VALUES ('reader', 'forgotten') ON CONFLICT (key) DO UPDATE "
        "SET value = 'forgotten' || iif(instr(value, '-'), substr(value, instr(value, '-')), '')"
    )


def save_meta(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Remember a value."""
    connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (key, value))


def changed_folders(
    before: Folders, now: Mapping[str, str], marks: Mapping[str, int | None], same: AbstractSet[str]
) -> FolderChanges:
    """Return what to write of the folders that a walk found, apart from those that are the same."""
    rows = (
        (path, listing, marks[path])
        for path, listing in now.items()
        if before.marks.get(path) != marks[path] or before.get(path) != listing
    )
    return list(rows), [(path,) for path in before.keys() - now.keys() - same]


def save_folders(connection: sqlite3.Connection, changes: FolderChanges) -> None:
    """Write the listings that changed and drop those of folders that are gone."""
    written, gone = changes
    connection.executemany("INSERT OR REPLACE INTO folder (path, listing, mark) VALUES (?, ?, ?)", written)
    connection.executemany("DELETE FROM folder WHERE path = ?", gone)


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
