"""Looks at the files around a database: who can read them, what copies them, what was left behind, and the backups."""

from __future__ import annotations

import os
from glob import escape
from shlex import quote
from typing import TYPE_CHECKING

from srs.app.finding import Check
from srs.app.synced_folders import conflicted_copies, synced_by
from srs.app.wording import counted
from srs.schedule.day import DAY_MS
from srs.store.backup import UNFINISHED, backup_folder, is_saved, list_backups, whole_backup

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from srs.app.collection import Collection

_OLD_DAYS = 14
_STALE_NS = 3_600 * 10**9
_HAS_MODES = os.name == "posix"


def examine_files(collection: Collection, at: int, wall_ns: int) -> Iterator[Check]:
    """Yield the checks one by one, by the time it is (UTC ms) and that of the file system; nothing is changed or opened for writing."""
    if _HAS_MODES:
        yield from _check_modes(collection)
    yield _check_place(collection)
    yield _check_copies(collection)
    left = unfinished(collection, wall_ns)
    yield Check(
        "temporary files",
        not left,
        f"{counted(len(left), 'file')} left by an srs that was ended: {left[0]} ... (remove them: srs doctor --repair)"
        if left
        else "none was left behind",
    )
    yield _check_backups(collection, at)


def open_to_others(collection: Collection) -> list[Path]:
    """Return the database and what is around it as far as others than their owner may read it: all of `.srs`, or its files and backups elsewhere."""
    database = collection.database
    if database.parent.name == ".srs":
        around = [database.parent, *database.parent.glob("*"), *database.parent.glob(".*")]
    else:
        around = [*database.parent.glob(f"{escape(database.name)}*")]
    files = sorted({*around, *(one.path for one in list_backups(database))})
    return [one for one in files if one.exists() and not one.is_symlink() and one.stat().st_mode & 0o077]


def unfinished(collection: Collection, wall_ns: int) -> list[Path]:
    """Return what commands that were ended left behind; what is younger than an hour may still be written."""
    folders = (collection.database.parent, backup_folder(collection.database))
    found = [file for folder in folders if folder.is_dir() for file in folder.glob(f"{UNFINISHED}*")]
    return [file for file in sorted(found) if file.lstat().st_mtime_ns < wall_ns - _STALE_NS]


def _check_modes(collection: Collection) -> Iterator[Check]:
    wide = open_to_others(collection)
    database = collection.database
    mode = f"{database.stat().st_mode & 0o777:04o}" if database.exists() else "no file"
    yield Check(
        "file mode",
        database not in wide,
        mode + (" (others can read it; mend: srs doctor --repair)" if database in wide else ""),
    )
    others = [one for one in wide if one != database]
    found = ", ".join(f"{one.name} {one.stat().st_mode & 0o777:04o}" for one in others[:3])
    yield Check(
        "folder mode",
        not others,
        f"others can look into {found} (mend: srs doctor --repair)" if others else "for their owner alone",
    )


def _check_place(collection: Collection) -> Check:
    """Warn of a folder that is copied between machines: it works as long as one of them is at work at a time."""
    program = synced_by(collection.database.parent)
    if not program:
        return Check("place", well=True, found="in no folder that another program copies")
    found = (
        f"{program} seems to copy this folder to other machines; drill on one at a time and let it finish first, or keep the database "
        "elsewhere (srs --db FILE) and join two with srs merge"
    )
    return Check("place", well=True, found=found, warning=True)


def _check_copies(collection: Collection) -> Check:
    copies = conflicted_copies(collection.database)
    if not copies:
        return Check("copies", well=True, found="no conflicted copy beside the database")
    named = "; ".join(f"srs merge {quote(os.path.relpath(one))}" for one in copies)
    return Check("copies", well=False, found=f"take over what each knows, then remove it: {named}")


def _check_backups(collection: Collection, at: int) -> Check:
    backups = list_backups(collection.database)
    if not backups:
        return Check("backups", well=True, found="none yet (make one: srs backup)", warning=True)
    newest = next((one for one in reversed(backups) if one.at < at + DAY_MS), backups[-1])
    age = (at - newest.at) // DAY_MS
    day = f"{counted(age, 'day')} ago" if age > 0 else "today" if newest.at < at + DAY_MS else "the future"
    found = f"{len(backups)}, the newest {newest.path.name} of {day}"
    fault = whole_backup(newest.path)
    if fault:
        return Check("backups", well=False, found=f"{found} cannot be used: {fault} (make another: srs backup)")
    if backups[-1].at >= at + DAY_MS:
        ahead = f"; a clock was ahead when {backups[-1].path.name} was made, which srs restore takes for the latest"
        return Check("backups", well=True, found=found + ahead, warning=True)
    is_old = age > _OLD_DAYS and not is_saved(collection.database, backups)
    return Check("backups", well=True, found=found + " (make one: srs backup)" * is_old, warning=is_old)
