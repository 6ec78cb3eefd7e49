"""When the database is copied, and which copies stay."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from srs.errors import StoreError, UsageError
from srs.store.backup import Reason as Reason  # noqa: PLC0414  (who calls `save_before` takes its reasons from here)
from srs.store.backup import UnsavedStore, backup_folder, is_saved, list_backups, moment_in_name, save_backup

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from srs.app.collection import Collection
    from srs.store.backup import Backup

_WITHOUT = "To go on without backups: automatic = false in [backup] of srs.toml."


def save_now(collection: Collection, at: int, target: Path | None = None) -> Backup:
    """Write a backup because the user wants one; to a file or into a folder, if one is named.

    Raises:
        UsageError: there is no database, no such folder, a file of that name, or the place is none for a backup.
        UnsavedStore: it cannot be written.
    """
    collection.open_existing().close()  # so that what is wrong with it is told as ever
    if target is not None and target.is_dir():
        target /= f"{collection.folder.name or 'srs'}-{moment_in_name(at)}.db"
    if target is not None:
        _check_new(target, collection)
    return save_backup(collection.database, Reason.MANUAL, at, target)


def _check_new(target: Path, collection: Collection) -> None:
    from srs.app.outgoing_place import check_target  # here: nearly all backups go to their own folder

    if str(target) == "-":
        raise UsageError("A backup needs a file; it cannot go to standard output.", "Name one: srs backup -o FILE")
    if os.path.lexists(target):
        raise UsageError(f"There is a file at {target} already.", "Name another: srs backup -o FILE")
    if not target.absolute().parent.is_dir():
        raise UsageError(f"There is no folder {target.absolute().parent}.", "Make it first, or name another.")
    hint = "Name a file elsewhere: srs backup -o FILE"
    check_target(target, collection, "nothing was saved", hint, beside_notes=False)


def save_before(collection: Collection, reason: Reason, at: int) -> Backup | None:
    """Keep the database as it is before something that changes much of it; None where the settings want no backups.

    Raises:
        UnsavedStore: it cannot be kept. What was to come must not be done then.
    """
    if not collection.config.backup.automatic:
        return None
    backups = list_backups(collection.database)
    if is_saved(collection.database, backups):
        return backups[-1]
    try:
        saved = save_backup(collection.database, reason, at)
    except UnsavedStore as error:
        raise UnsavedStore(f"{error.message[:-1]}; nothing was changed.", f"{error.hint} {_WITHOUT}") from error
    _thin(collection, at)
    return saved


def save_daily(collection: Collection, now: datetime) -> str:
    """Keep the database once a scheduling day, if it changed; return what to tell the user, who is stopped by nothing here."""
    if not collection.config.backup.automatic:
        return ""
    at, backups = round(now.timestamp() * 1000), list_backups(collection.database)
    if is_saved(collection.database, backups) or _has_today(collection, backups, now):
        return ""
    try:
        save_backup(collection.database, Reason.DAILY, at)
        _thin(collection, at)
    except StoreError as error:
        return f"No backup today: {error.told}"
    return ""


def folder_of_backups(collection: Collection) -> Path:
    """Return where the backups of a collection are."""
    return backup_folder(collection.database)


def _has_today(collection: Collection, backups: list[Backup], now: datetime) -> bool:
    """Tell whether there is a backup of this scheduling day; the newest may be of another, where a clock was ahead."""
    from srs.schedule.day import DayClock  # alone: a sync that finds nothing needs no more of the scheduler

    set_hour = next((value for key, value, _ in collection.config.review.settings if key == "rollover_hour"), None)
    clock = DayClock.of(now) if set_hour is None else DayClock.of(now, set_hour)
    today = clock.day_of(round(now.timestamp() * 1000))
    return any(clock.day_of(one.at) == today for one in reversed(backups))


def _thin(collection: Collection, at: int) -> None:
    """Remove what the settings keep no longer; one that cannot be removed is in nobody's way."""
    from contextlib import suppress

    from srs.app.thinning import superfluous

    for one in superfluous(list_backups(collection.database), collection.config.backup, at):
        with suppress(OSError):
            one.path.unlink()
