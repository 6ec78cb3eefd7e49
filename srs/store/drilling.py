"""Lets one process know that another has a card on its screen.

The sign is a lock of SQLite's on an empty file beside the database: many drills can hold it at once, and it is gone with the
process that held it, however that ended.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from srs.errors import SrsError
from srs.store.open import PATIENCE_SECONDS, told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from srs.store.open import Store


@contextmanager
def drilling(store: Store) -> Iterator[None]:
    """Hold the sign that a card is on screen; waits while somebody is between drills."""
    with closing(_open(store.file, PATIENCE_SECONDS)) as sign:
        with told(store.file):
            sign.execute("BEGIN")
            sign.execute("SELECT count(*) FROM sqlite_master").fetchone()
        yield


@contextmanager
def between_drills(store: Store) -> Iterator[bool]:
    """Keep drills from beginning meanwhile; gives False, and keeps nobody, while a card is on a screen."""
    with _between(store.path) as alone:
        yield alone


@contextmanager
def _between(database: Path) -> Iterator[bool]:
    with closing(_open(database, 0)) as sign:
        try:
            sign.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            yield False
        else:
            yield True


@contextmanager
def without_drills(database: Path) -> Iterator[None]:
    """Keep drills on a database from beginning meanwhile; it need not be one that can be opened.

    Raises:
        SrsError: a drill has a card on screen.
    """
    with _between(database) as alone:
        if not alone:
            raise SrsError("A drill has a card on screen; nothing was changed.", "End it, and run this again.")
        yield


def _open(database: Path | str, patience: float) -> sqlite3.Connection:
    sign = f"{database}-drill"
    with told(database):
        if not os.path.exists(sign):
            os.close(os.open(sign, os.O_CREAT | os.O_WRONLY, 0o600))
        return sqlite3.connect(sign, timeout=patience, isolation_level=None)
