"""Opens the database of a collection with the settings that keep it whole.

One file at rest and a commit that survives a power cut: `journal_mode=DELETE`, `synchronous=EXTRA`. WAL would save half
a millisecond an answer and has a corruption bug in the SQLite that most Pythons link (before 3.51.3).
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from srs.errors import BrokenStore, ForeignStore, NewerStore, ReadOnlyStore, StoreError
from srs.store.durable import make_folders
from srs.store.schema import APPLICATION_ID, SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Connection = sqlite3.Connection
"""What functions of this room are given that work inside a caller's transaction; nobody else looks into it."""
PATIENCE_SECONDS = 30.0
"""How long one process waits for another."""


class BrokenRow(Exception):
    """A row holds what srs never writes: the file was damaged outside of it."""


class Store:
    """An open database. `connection` is for the modules of this room alone."""

    def __init__(self, file: str, connection: sqlite3.Connection) -> None:
        self.file = file
        self.connection = connection

    @property
    def path(self) -> Path:
        """Return where the database is; `file` is the same as text, for what must not wait for `pathlib`."""
        from pathlib import Path

        return Path(self.file)

    @contextmanager
    def write(self, *, keep: bool = True) -> Iterator[sqlite3.Connection]:
        """Give the connection inside one transaction: all of it is durable at the end, or nothing happened.

        Without `keep` nothing ever does: what is written can be looked at, and is taken back at the end.
        """
        with told(self.file):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT" if keep else "ROLLBACK")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """Give the connection with errors of the database told as sentences."""
        with told(self.file):
            yield self.connection

    def close(self) -> None:
        """Close the database."""
        self.connection.close()


def open_store(path: Path | str, *, create: bool = True, keep: bool = True) -> Store | None:
    """Open the database at `path`; create and migrate it where needed, or return None with `create` off.

    Before a migration a backup is written, unless `keep` is off: then the file is a copy itself.

    Raises:
        NewerStore: a newer srs wrote it; it is left as it is.
        BrokenStore: it is no database, a foreign one, or damaged.
        StoreError: it cannot be opened or written, is gone but for its backups, or cannot be saved before a migration.
    """
    file = os.fspath(path)
    fresh = not os.path.exists(file)
    with told(file):
        if fresh or not os.stat(file).st_size:
            _check_new(file)
        if fresh and not create:
            return None
        if fresh:
            from pathlib import Path

            make_folder(Path(file).parent)
            os.close(os.open(file, os.O_CREAT | os.O_WRONLY, 0o600))
        connection = sqlite3.connect(file, timeout=PATIENCE_SECONDS, isolation_level=None)
        try:
            _prepare(connection, file, keep=keep)
        except BaseException:
            connection.close()
            raise
    return Store(file, connection)


def make_folder(folder: Path) -> None:
    """Make the folder of a database, for its owner alone; a `.srs` is kept out of git by a file of its own."""
    make_folders(folder, mode=0o700)
    ignored = folder / ".gitignore"
    if folder.name == ".srs" and not ignored.exists():
        ignored.touch(mode=0o600)
        ignored.write_text("*\n", "utf-8")


def _check_new(file: str) -> None:
    """Begin no new store where one was lost: its user would drill everything from the start.

    Raises:
        StoreError: there are backups of it.
    """
    from pathlib import Path

    from srs.store.backup import backup_folder, list_backups

    path = Path(file)
    if list_backups(path):
        raise StoreError(
            f"{path} is {'empty' if path.exists() else 'gone'}, though there are backups of it.",
            f"Bring the last one back: srs restore latest. To begin anew, move {backup_folder(path)} away.",
        )


def _keep(file: str) -> None:
    """Save a database before its schema changes, under the time of its last change."""
    from pathlib import Path

    from srs.store.backup import Reason, UnsavedStore, is_saved, list_backups, save_backup

    path = Path(file)
    if is_saved(path, list_backups(path)):
        return
    try:
        save_backup(path, Reason.MIGRATION, path.stat().st_mtime_ns // 1_000_000)
    except UnsavedStore as error:
        raise UnsavedStore(
            f"{error.message[:-1]}; without a copy it is not brought to the schema of this srs.", error.hint
        ) from error


def _prepare(connection: sqlite3.Connection, path: str, *, keep: bool) -> None:
    version = check_owner(connection, path)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA synchronous = EXTRA")
    if version < SCHEMA_VERSION:
        from srs.store.schema import migrate

        if version and keep:
            _keep(path)
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("BEGIN IMMEDIATE")
        try:
            migrate(connection)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def check_owner(connection: sqlite3.Connection, path: str) -> int:
    """Return the version of the schema; what a newer srs or another program wrote is refused and left as it is.

    Raises:
        NewerStore: a newer srs wrote it.
        ForeignStore: it is a database of another program.
    """
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    is_empty = not version and not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    # Read last: another process may be making the store meanwhile, and whatever is seen of it comes with its owner.
    owner = connection.execute("PRAGMA application_id").fetchone()[0]
    if owner != APPLICATION_ID and not is_empty:
        raise ForeignStore(path, "it is a database of another program")
    if version > SCHEMA_VERSION:
        raise NewerStore(path, version, SCHEMA_VERSION)
    return version


def _is_closed(path: Path | str) -> bool:
    """Tell whether there is a file that may not even be read; opening it to find out would lose SQLite's locks on it."""
    by_effect = os.access in os.supports_effective_ids
    return os.path.exists(path) and not os.access(path, os.R_OK, effective_ids=by_effect)


@contextmanager
def told(path: Path | str) -> Iterator[None]:
    """Turn errors of SQLite and of the file system into sentences about the database at `path`."""
    try:
        yield
    except sqlite3.OperationalError as error:
        text = str(error)
        if "user-defined function" in text:  # none raises by itself
            raise StoreError("The search was interrupted.", "A simpler regular expression is faster.") from error
        if "locked" in text:
            raise StoreError(
                f"{path} is in use by another srs for too long; nothing was written.", "Try again."
            ) from error
        if "full" in text:
            raise StoreError(f"There is no space left for {path}; nothing was written.", "Free some space.") from error
        if "readonly" in text or "unable to open" in text:
            kind = ReadOnlyStore if "readonly" in text else StoreError
            done = "read" if _is_closed(path) else "written"
            raise kind(
                f"{path} cannot be {done} ({text}).", "Check its permissions, or name another: srs --db FILE ..."
            ) from error
        raise BrokenStore(str(path), text) from error
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
            raise
        raise BrokenStore(str(path), str(error)) from error
    except (UnicodeDecodeError, BrokenRow) as error:
        reason = str(error) if isinstance(error, BrokenRow) else "it holds text that is none"
        raise BrokenStore(str(path), reason) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(f"{path} cannot be used: {reason}.", "Name another database: srs --db FILE ...") from error
