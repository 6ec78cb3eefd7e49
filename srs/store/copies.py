"""Copies of stores to look into, whole and brought to the current schema."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from srs.errors import BrokenStore, ForeignStore, StoreError
from srs.store.open import check_owner, open_store

if TYPE_CHECKING:
    from pathlib import Path


def check_ours(path: Path, hint: str) -> None:
    """Refuse what is no database of srs before anything is done for its sake; whether one is whole, its copy tells.

    Raises:
        StoreError: it is a file of another kind, of another program, or empty; the hint is told.
        NewerStore: a newer srs wrote it.
    """
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as source:
            is_ours = bool(check_owner(source, str(path)))
    except ForeignStore:
        is_ours = False
    except sqlite3.DatabaseError as error:
        is_ours = error.sqlite_errorcode != sqlite3.SQLITE_NOTADB
    if not is_ours:
        raise StoreError(f"{path} is no database of srs.", hint)


def copy_whole(path: Path, copy: Path) -> None:
    """Copy a store, whole and brought to the current schema; what is wrong is said of the original, which is only read.

    Raises:
        BrokenStore: it is no store, or damaged.
        NewerStore: a newer srs wrote it.
        StoreError: it cannot be read.
    """
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as source:
            if not check_owner(source, str(path)):
                raise BrokenStore(str(path), "there is no collection in it")
            with closing(sqlite3.connect(copy)) as target:
                source.backup(target)
                damage = target.execute("PRAGMA quick_check(1)").fetchone()[0]
        if damage != "ok":
            raise BrokenStore(str(path), damage)
        brought_up_to_date = open_store(copy, keep=False)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        if not isinstance(error, sqlite3.OperationalError):
            raise BrokenStore(str(path), str(error)) from error
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_IOERR:
            raise unreadable(path, str(error)) from error
        raise StoreError(f"{path} cannot be read: {error}.", "Copy it anew, with no srs at work on it.") from error
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error}.", "Copy it anew, with no srs at work on it.") from error
    assert brought_up_to_date is not None  # noqa: S101  (it is there)
    brought_up_to_date.close()


def unreadable(path: Path, reason: str) -> StoreError:
    """Return the error of a file that the disk does not give back; no command of ours reads around its bad places."""
    return StoreError(
        f"{path} cannot be read: {reason}.",
        "Its disk may be failing. Copy the file with a program that reads around bad places (ddrescue), put the copy in its place, and run: "
        "srs doctor --repair. Or move it away, and bring the last backup back: srs restore latest",
    )
