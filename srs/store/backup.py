"""Copies of the database beside it: written by SQLite itself, checked, then named.

A copy that stands in the folder is whole. It is made over a connection of its own: opening the file of a database in any other way
and closing it would take away the locks that this process holds on it.
"""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from threading import get_native_id
from typing import TYPE_CHECKING, NamedTuple

from srs.errors import StoreError
from srs.store.counts import COUNTS
from srs.store.durable import move_whole
from srs.store.open import PATIENCE_SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NAME = re.compile(r"(\d{4}-\d\d-\d\dT\d{6}Z)-([a-z]+)(?:-(\d+))?\.db")
_TIME = "%Y-%m-%dT%H%M%SZ"
UNFINISHED = ".writing-"
"""What the name of a copy begins with that is not complete."""
_LOG = (
    "SELECT count(*), total((id % 65521) * (card + at % 1000003 + day + rating + taken_ms + interval_days + coalesce(due_day, 0))), "
    "total(stability), total(difficulty), total(length(before)) FROM review"
)
"""Sums of the log, of which each row is weighed by its number."""


class Reason(StrEnum):
    """Why a backup was made; what it was made before has the name of the command."""

    DAILY = "daily"
    MANUAL = "manual"
    MIGRATION = "migration"
    SYNC = "sync"
    MERGE = "merge"
    IMPORT = "import"
    OPTIMIZE = "optimize"
    RESCHEDULE = "reschedule"
    RESET = "reset"
    RESTORE = "restore"
    REPAIR = "repair"


class Backup(NamedTuple):
    """A copy of the database: its file, when it was made (UTC ms, whole seconds), and why."""

    path: Path
    at: int
    reason: str


class Content(NamedTuple):
    """How much is in a copy."""

    bytes: int
    cards: int
    answers: int


class UnsavedStore(StoreError):
    """The database could not be copied before something that may lose what is in it."""


def backup_folder(database: Path) -> Path:
    """Return where the backups of a database are: `.srs/backups`, and beside a database of another name `NAME-backups`."""
    is_usual = database.name == "srs.db" and database.parent.name == ".srs"
    return database.parent / "backups" if is_usual else database.with_name(f"{database.name}-backups")


def list_backups(database: Path) -> list[Backup]:
    """Return the backups of a database, the oldest first; other files in their folder are none."""
    try:
        names = os.listdir(backup_folder(database))  # noqa: PTH208  (half the time of Path.iterdir)
    except OSError:
        return []
    found = (_read_name(backup_folder(database) / name) for name in names)
    return sorted(filter(None, found), key=_order)


def is_saved(database: Path, backups: list[Backup]) -> bool:
    """Tell whether the newest backup holds what the database holds: it got the time of the last write with it."""
    if not backups or os.path.exists(f"{database}-wal"):  # noqa: PTH110  (what stands there does not move the time)
        return False
    try:
        now, then = database.stat(), backups[-1].path.stat()
    except OSError:
        return False
    return (now.st_mtime_ns, now.st_size) == (then.st_mtime_ns, then.st_size)


def save_backup(
    database: Path, reason: Reason, at: int, target: Path | None = None, held: sqlite3.Connection | None = None
) -> Backup:
    """Write a copy of the database as it is at this moment; `at` is UTC milliseconds.

    It goes to the folder of backups, or to `target`, and has that name only once it was found to be whole and equal. `held` is the
    connection with which the caller keeps everybody else out of the database, if it does.

    Raises:
        UnsavedStore: it cannot be written, or what was written is not whole; nothing is left of it.
    """
    folder = target.absolute().parent if target else backup_folder(database)
    try:
        if not target:
            folder.mkdir(mode=0o700, exist_ok=True)
        with _unfinished(folder) as copy:
            _copy(database, copy, held)
            target = target or _free_name(folder, reason, at)
            move_whole(copy, target)
    except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
        reached = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UnsavedStore(f"{database} could not be saved in {folder} ({reached}).", _way_out(reached)) from error
    return Backup(target, at - at % 1000, reason)


def whole_backup(backup: Path) -> str:
    """Return what is wrong with a backup, empty when it is whole."""
    from srs.store.schema import APPLICATION_ID

    try:
        with closing(_open_to_read(backup)) as connection:
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                return "it is a database of another program"
            damage = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    except (sqlite3.Error, UnicodeDecodeError) as error:
        return str(error)
    return "" if damage == "ok" else damage


def content_of(backup: Path) -> Content | None:
    """Count what is in a backup; None where it cannot be read."""
    try:
        with closing(_open_to_read(backup)) as connection:
            (cards,) = connection.execute("SELECT count(*) FROM card WHERE live").fetchone()
            (answers,) = connection.execute(f"SELECT count(*) FROM review WHERE {COUNTS}").fetchone()
        return Content(backup.stat().st_size, cards, answers)
    except (sqlite3.Error, OSError, UnicodeDecodeError):
        return None


def moment_in_name(at: int) -> str:
    """Return a time (UTC ms) as it stands in the name of a backup."""
    return f"{_EPOCH + timedelta(milliseconds=at):{_TIME}}"


def read_moment(text: str) -> int:
    """Return the time (UTC ms) that such a name tells.

    Raises:
        ValueError: it is none.
    """
    moment = datetime.strptime(text, _TIME).replace(tzinfo=UTC)
    return (moment - _EPOCH) // timedelta(milliseconds=1)


def _read_name(path: Path) -> Backup | None:
    found = _NAME.fullmatch(path.name)
    try:
        return Backup(path, read_moment(found[1]), found[2]) if found else None
    except ValueError:
        return None


def _order(backup: Backup) -> tuple[int, int, int, str]:
    """Sort by the second in the name, within it by the last write that a copy holds, then as `_free_name` counts."""
    try:
        written = backup.path.stat().st_mtime_ns
    except OSError:
        written = 0
    found = _NAME.fullmatch(backup.path.name)
    return backup.at, written, int((found and found[3]) or 1), backup.path.name


def _free_name(folder: Path, reason: Reason, at: int) -> Path:
    """Return a name that sorts by time, that no file has yet."""
    stem = f"{moment_in_name(at)}-{reason}"
    number, path = 1, folder / f"{stem}.db"
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}.db"
    return path


@contextmanager
def _unfinished(folder: Path) -> Iterator[Path]:
    """Give an empty file that only its owner can read; nothing is left of it, however this ends."""
    path = folder / f"{UNFINISHED}{os.getpid()}-{get_native_id()}.db"
    path.touch(mode=0o600)
    try:
        yield path
    finally:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _copy(database: Path, copy: Path, held: sqlite3.Connection | None) -> None:
    """Copy all pages at one moment, and compare; writers wait meanwhile, readers do not."""
    with closing(sqlite3.connect(copy, isolation_level=None)) as target, _source(database, held) as source:
        # Nobody knows this file yet, and all of it is brought to disk at the end.
        target.execute("PRAGMA journal_mode = OFF")
        target.execute("PRAGMA synchronous = OFF")
        source.execute("BEGIN")
        try:
            wanted = _fingerprint(source)
            source.backup(target)
            written = database.stat().st_mtime_ns
        finally:
            source.execute("COMMIT")
    with closing(_open_to_read(copy)) as found:
        damage = found.execute("PRAGMA quick_check(1)").fetchone()[0]
        if damage != "ok":
            raise sqlite3.DatabaseError(damage)
        if _fingerprint(found) != wanted:
            raise sqlite3.DatabaseError("the copy is not equal")
    os.utime(copy, ns=(written, written))


@contextmanager
def _source(database: Path, held: sqlite3.Connection | None) -> Iterator[sqlite3.Connection]:
    if held is not None:
        yield held
        return
    uri = f"{database.absolute().as_uri()}?mode=rw"
    with closing(sqlite3.connect(uri, uri=True, timeout=PATIENCE_SECONDS, isolation_level=None)) as source:
        yield source


def _fingerprint(connection: sqlite3.Connection) -> list[object]:
    """Return how many rows each table has, and sums of the log."""
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
    counts: list[object] = [connection.execute(f'SELECT count(*) FROM "{name}"').fetchone() for (name,) in tables]
    has_log = ("review",) in tables
    return [tables, *counts, *(connection.execute(_LOG) if has_log else ())]


def _open_to_read(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)


def _way_out(reached: str) -> str:
    if "malformed" in reached or "not a database" in reached or "***" in reached:
        return "It is damaged; look at it with: srs doctor"
    return "Free some space and check the permissions of that folder."
