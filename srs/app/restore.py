"""Brings the database of a backup back; what it replaces is kept."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from srs.errors import BrokenStore, NewerStore, StoreError, UsageError
from srs.model.values import dataclass
from srs.store.backup import Reason, list_backups
from srs.store.copies import check_ours
from srs.store.drilling import without_drills
from srs.store.replacement import Difference, checked_copy, difference, replace, take_back_unfinished

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from srs.app.collection import Collection

_LATEST = "latest"


@dataclass(frozen=True, slots=True)
class Prospect:
    """What a restore would do: the answers and facts that only the database has, and those that only the backup has.

    Both are None where the database cannot be compared; `fault` tells why, empty where there is no database at all.
    """

    backup: Path
    lost: Difference | None = None
    gained: Difference | None = None
    fault: str = ""


def find_backup(collection: Collection, given: str, path: Path) -> Path:
    """Return the backup that is meant: a file, `latest`, or the beginning of a name in the folder of backups.

    Raises:
        UsageError: there is none, or there are several.
    """
    backups = list_backups(collection.database)
    if given == _LATEST and backups:
        return backups[-1].path
    matches = [one.path for one in backups if one.path.name.startswith(given)]
    exact = [one for one in matches if given in (one.name, one.stem)]
    if len(exact or matches) == 1:
        return (exact or matches)[0]
    if path.is_file():
        return path
    if matches:
        raise UsageError(f"{len(matches)} backups have a name that begins with '{given}'.", "List them: srs restore")
    raise UsageError(f"There is no backup '{given}'.", "List them: srs restore; or name a file.")


def look_ahead(collection: Collection, backup: Path) -> Prospect:
    """Tell what it would mean to bring a backup back; nothing is changed but what a command that was ended left half written.

    Raises:
        StoreError: it is damaged, no backup, or of a newer srs.
    """
    database = collection.database
    with _usable(backup, database) as copy:
        if not database.exists() or not database.stat().st_size:
            return Prospect(backup)
        take_back_unfinished(database)
        try:
            with checked_copy(database, database) as current:
                return Prospect(backup, difference(current, copy), difference(copy, current))
        except NewerStore as error:
            return Prospect(backup, fault=error.message)
        except BrokenStore as error:
            return Prospect(backup, fault=f"{error.message} What can be read in it: srs doctor --repair")


def restore(collection: Collection, backup: Path, at: int) -> Path | None:
    """Bring a backup back, and return where the database that it replaced is kept, None if there was none.

    Raises:
        StoreError: the backup cannot be used, or the database cannot be kept or written; it is as it was.
        SrsError: a drill has a card on screen.
    """
    with _usable(backup, collection.database) as copy, without_drills(collection.database):
        return replace(collection.database, copy, Reason.RESTORE, at)


@contextmanager
def _usable(backup: Path, database: Path) -> Iterator[Path]:
    """Give a checked copy of a backup; of one that is none, another is the way out."""
    if database.exists() and backup.samefile(database):
        raise UsageError(f"{backup} is the database itself.", "List the backups: srs restore")
    hint = "Take another: srs restore lists them."
    check_ours(backup, hint)
    with ExitStack() as opened:
        try:
            copy = opened.enter_context(checked_copy(backup, database))
        except BrokenStore as error:
            raise StoreError(error.message, hint) from error
        yield copy
