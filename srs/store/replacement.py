"""Puts another content in the place of a database, all at once, also while other processes have it open.

Pages are copied into the file that is there, in one transaction: a process that has it open sees the new content with its next
one. Another file of the same name would leave such a process writing into one that has no name any more. Only a file that SQLite cannot lock, since
its head is damaged, is replaced as a file: nobody can write into that one.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager, suppress
from glob import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from srs.errors import StoreError
from srs.store.backup import UNFINISHED, Reason, UnsavedStore, moment_in_name, read_moment, save_backup
from srs.store.copies import copy_whole
from srs.store.counts import IS_ANSWER
from srs.store.damaged import BROKEN
from srs.store.durable import copy_file, move_whole
from srs.store.leaves import PAGE
from srs.store.open import PATIENCE_SECONDS, make_folder, told

if TYPE_CHECKING:
    from collections.abc import Iterator

_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_NO_DAMAGE = frozenset(
    {
        *_BUSY,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_NOMEM,
    }
)
_ASIDE = ".damaged-"
_JOURNALS = ("-journal", "-wal", "-shm")
_MOMENT = len("2026-03-01T090000Z")
_ANSWERS = (
    "SELECT at, rating, taken_ms, kind, before, origin, count(*) AS number FROM {}.review GROUP BY 1, 2, 3, 4, 5, 6"
)


class Difference(NamedTuple):
    """How many answers, facts and changes by hand one store has and another does not have."""

    answers: int
    facts: int
    by_hand: int


@contextmanager
def checked_copy(store: Path, database: Path) -> Iterator[Path]:
    """Give a whole copy of a store, at the current schema, on the disk of a database that it may replace.

    Raises:
        BrokenStore: it is no store, or damaged.
        NewerStore: a newer srs wrote it.
        StoreError: it cannot be read, or there is no space.
    """
    with told(database):
        if not database.parent.exists():
            make_folder(database.parent)
        with TemporaryDirectory(prefix=UNFINISHED, dir=database.parent) as folder:
            copy = Path(folder) / "srs.db"
            copy.touch(mode=0o600)
            copy_whole(store, copy)
            yield copy


def take_back_unfinished(database: Path) -> None:
    """Let SQLite take back what a command that was ended had begun to write: who only reads, as for a copy, cannot."""
    uri = f"{database.absolute().as_uri()}?mode=rw"
    with suppress(*BROKEN), closing(sqlite3.connect(uri, uri=True, timeout=PATIENCE_SECONDS)) as connection:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()


def difference(one: Path, other: Path) -> Difference:
    """Return what a store has that another does not have; both are whole and of the current schema."""
    with told(one), closing(sqlite3.connect(one, isolation_level=None)) as connection:
        connection.execute("ATTACH ? AS other", (str(other),))
        columns = "at, rating, taken_ms, kind, before, origin"
        more = "max(0, review.number - coalesce(theirs.number, 0))"
        answers, by_hand = connection.execute(
            f"SELECT coalesce(sum(iif({IS_ANSWER}, {more}, 0)), 0), coalesce(sum(iif({IS_ANSWER}, 0, {more})), 0) FROM ({_ANSWERS.format('main')}) AS review "
            f"LEFT JOIN ({_ANSWERS.format('other')}) AS theirs USING ({columns})"
        ).fetchone()
        (facts,) = connection.execute(
            "SELECT count(*) FROM main.fact WHERE id NOT IN (SELECT id FROM other.fact)"
        ).fetchone()
    return Difference(answers, facts, by_hand)


def replace(database: Path, copy: Path, reason: Reason, at: int, written: int | None = None) -> Path | None:
    """Put a whole copy in the place of a database; return where what was there is kept, None if there was nothing.

    If the copy is one of this same database, `written` is the time (ns) of the last write that is in it.

    Raises:
        StoreError: there was a later write.
        UnsavedStore: what is there could not be kept; it stays.
        StoreError: another process holds it for too long, or it cannot be written.
    """
    with told(database):
        if not database.exists():
            _set_aside(database, at)
            move_whole(copy, database)
            return None
        try:
            with _alone(database, written) as connection:
                kept = _keep(database, connection, reason, at)
                _overwrite(connection, copy)
        except BROKEN as error:
            if not _is_damage(error):
                raise
            kept = _set_aside(database, at)
            move_whole(copy, database)
        return kept


def last_set_aside(database: Path) -> int:
    """Return when a damaged database was last replaced by another (UTC ms), 0 if none ever was."""
    begin, latest = f"{database.name}{_ASIDE}", 0
    for path in database.parent.glob(f"{escape(begin)}*"):
        with suppress(ValueError):
            latest = max(latest, read_moment(path.name[len(begin) :][:_MOMENT]))
    return latest


@contextmanager
def _alone(database: Path, written: int | None) -> Iterator[sqlite3.Connection]:
    """Give a connection that keeps all others out, between its transactions too."""
    with closing(sqlite3.connect(database, timeout=PATIENCE_SECONDS, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")  # so that a list of tables that is none stops nothing
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        if written is not None and database.stat().st_mtime_ns != written:
            raise StoreError(f"Another srs wrote into {database} meanwhile; nothing was changed.", "Run this again.")
        connection.execute("COMMIT")  # of nothing, but it may write to a file that was cut off
        yield connection


def _keep(database: Path, connection: sqlite3.Connection, reason: Reason, at: int) -> Path | None:
    """Save what is to be replaced: as a backup, or page by page beside the database where it is damaged; None where it is empty."""
    if database.stat().st_size <= PAGE:  # room for a list of tables, and not for a row of any
        return None
    if reason is not Reason.REPAIR:
        try:
            return save_backup(database, reason, at, held=connection).path
        except UnsavedStore as error:
            if not _is_damage(error.__cause__):
                raise
    aside = _aside(database, at)
    aside.touch(mode=0o600)
    with closing(sqlite3.connect(aside, isolation_level=None)) as target:
        connection.backup(target)
    return aside


def _is_damage(error: BaseException | None) -> bool:
    """Tell whether a database could not be saved because of what is in it, and not for want of space or rights."""
    return isinstance(error, BROKEN) and getattr(error, "sqlite_errorcode", 0) & 0xFF not in _NO_DAMAGE


def _overwrite(connection: sqlite3.Connection, copy: Path) -> None:
    def give_up(status: int, remaining: int, total: int) -> None:  # noqa: ARG001
        if status in _BUSY:  # it would try for ever
            raise sqlite3.OperationalError("database is locked")

    with closing(sqlite3.connect(copy, isolation_level=None)) as source:
        source.execute("PRAGMA journal_mode = DELETE")
        source.backup(connection, progress=give_up)


def _set_aside(database: Path, at: int) -> Path:
    """Keep a file that SQLite cannot use, as it is, with what it has of a journal; no connection is open here.

    The journal goes: it would be played back into the new file, also where the old one is gone.
    """
    aside = _aside(database, at)
    for ending in ("", *_JOURNALS):
        source, target = (one.with_name(one.name + ending) for one in (database, aside))
        if source.exists():
            copy_file(source, target)
            if ending:
                source.unlink()
    return aside


def _aside(database: Path, at: int) -> Path:
    stem = f"{database.name}{_ASIDE}{moment_in_name(at)}"
    number, path = 1, database.with_name(stem)
    while path.exists():
        number += 1
        path = database.with_name(f"{stem}-{number}")
    return path
