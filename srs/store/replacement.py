"""Puts another content in the place of a database, all at once, also while other processes have it open.

Pages are copied into the file that is there, in one transaction: a process that has it open sees the new content with its next
one. Another file of the same name would leave such a process writing into one that has no name any more. Only a file that SQLite cannot lock, since
its head is damaged, is replaced as a file: nobody can write into that one.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from srs.store.backup import UNFINISHED, Reason, UnsavedStore, save_backup
from srs.store.copies import copy_whole
from srs.store.durable import move_whole
from srs.store.open import make_folder, told

if TYPE_CHECKING:
    from collections.abc import Iterator

_PATIENCE_SECONDS = 30.0
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ANSWERS = (
    "SELECT at, rating, taken_ms, kind, before, origin, count(*) AS number FROM {}.review GROUP BY 1, 2, 3, 4, 5, 6"
)


class Difference(NamedTuple):
    """How many answers and facts one store has and another does not have."""

    answers: int
    facts: int


@contextmanager
def checked_copy(store: Path, database: Path) -> Iterator[Path]:
    """Give a whole copy of a store, at the current schema, on the disk of a database that it may replace.

    Raises:
        BrokenStore: it is no store, or damaged.
        NewerStore: a newer srs wrote it.
        StoreError: it cannot be read, or there is no space.
    """
    with told(database):
        make_folder(database.parent)
        with TemporaryDirectory(prefix=UNFINISHED, dir=database.parent) as folder:
            copy = Path(folder) / "srs.db"
            copy.touch(mode=0o600)
            copy_whole(store, copy)
            yield copy


def difference(one: Path, other: Path) -> Difference:
    """Return what a store has that another does not have; both are whole and of the current schema."""
    with told(one), closing(sqlite3.connect(one, isolation_level=None)) as connection:
        connection.execute("ATTACH ? AS other", (str(other),))
        columns = "at, rating, taken_ms, kind, before, origin"
        (answers,) = connection.execute(
            f"SELECT coalesce(sum(max(0, ours.number - coalesce(theirs.number, 0))), 0) FROM ({_ANSWERS.format('main')}) AS ours "
            f"LEFT JOIN ({_ANSWERS.format('other')}) AS theirs USING ({columns})"
        ).fetchone()
        (facts,) = connection.execute(
            "SELECT count(*) FROM main.fact WHERE id NOT IN (SELECT id FROM other.fact)"
        ).fetchone()
    return Difference(answers, facts)


def replace(database: Path, copy: Path, reason: Reason, at: int) -> Path | None:
    """Put a whole copy in the place of a database; return where what was there is kept, None if there was nothing.

    Raises:
        UnsavedStore: what is there could not be kept; it stays.
        StoreError: another process holds it for too long, or it cannot be written.
    """
    with told(database):
        if not database.exists():
            move_whole(copy, database)
            return None
        try:
            with _alone(database) as connection:
                kept = _keep(database, connection, reason, at)
                _overwrite(connection, copy)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            kept = _set_aside(database, at)
            _journal(database).unlink(missing_ok=True)  # it would be played back into the new file
            move_whole(copy, database)
        return kept


@contextmanager
def _alone(database: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection that keeps all others out, between its transactions too."""
    with closing(sqlite3.connect(database, timeout=_PATIENCE_SECONDS, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
        yield connection


def _keep(database: Path, connection: sqlite3.Connection, reason: Reason, at: int) -> Path:
    """Save what is to be replaced: as a backup, or page by page where it is too damaged to be one."""
    try:
        return save_backup(database, reason, at, held=connection).path
    except UnsavedStore as error:
        if not isinstance(error.__cause__, sqlite3.DatabaseError) or isinstance(
            error.__cause__, sqlite3.OperationalError
        ):
            raise
    aside = _aside(database, at)
    aside.touch(mode=0o600)
    with closing(sqlite3.connect(aside, isolation_level=None)) as target:
        connection.backup(target)
    return aside


def _overwrite(connection: sqlite3.Connection, copy: Path) -> None:
    def give_up(status: int, remaining: int, total: int) -> None:  # noqa: ARG001
        if status in _BUSY:  # it would try for ever
            raise sqlite3.OperationalError("database is locked")

    with closing(sqlite3.connect(copy, isolation_level=None)) as source:
        source.execute("PRAGMA journal_mode = DELETE")
        source.backup(connection, progress=give_up)


def _set_aside(database: Path, at: int) -> Path:
    """Copy a file that SQLite cannot use, as it is, with what it has of a journal; no connection is open here."""
    aside = _aside(database, at)
    for source, target in ((database, aside), (_journal(database), _journal(aside))):
        if source.exists():
            target.touch(mode=0o600)
            shutil.copyfile(source, target)
    return aside


def _aside(database: Path, at: int) -> Path:
    stem = f"{database.name}.damaged-{_EPOCH + timedelta(milliseconds=at):%Y-%m-%dT%H%M%SZ}"
    number, path = 1, database.with_name(stem)
    while path.exists():
        number += 1
        path = database.with_name(f"{stem}-{number}")
    return path


def _journal(database: Path) -> Path:
    return database.with_name(f"{database.name}-journal")
