"""Mends what `srs doctor` finds: modes, leftovers, the mode of the journal, answers of the future, and a damaged database."""

from __future__ import annotations

import os
import shutil
from contextlib import closing, contextmanager, suppress
from errno import EIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from srs.app.answers import settler
from srs.app.doctor_files import open_to_others, unfinished
from srs.app.future import latest_day
from srs.app.wording import counted
from srs.errors import BrokenStore, ForeignStore, StoreError
from srs.model.values import dataclass
from srs.store.agreement import differing_texts
from srs.store.backup import UNFINISHED, Reason, UnsavedStore, backup_folder, list_backups, save_backup, whole_backup
from srs.store.check import check_integrity, count_anew, journal_mode, leave_wal, orphans
from srs.store.copies import copy_whole, unreadable
from srs.store.damaged import has_our_tables
from srs.store.drilling import without_drills
from srs.store.log import take_back_future
from srs.store.open import open_store, told
from srs.store.replacement import last_set_aside, replace
from srs.store.salvage import meaningless, salvage
from srs.store.snapshot import forget_reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from srs.app.collection import Collection
    from srs.schedule import DayClock
    from srs.store.open import Store
    from srs.store.salvage import Salvage


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What became of a damaged database: by table what was read, filled and lost, where the damaged one is kept, and the backup that helped."""

    salvage: Salvage
    kept: Path | None
    backup: Path | None
    settled: int


def mend_files(collection: Collection, wall_ns: int) -> tuple[list[Path], list[Path]]:
    """Close files and folders to others, and remove what ended commands left; return both."""
    wide = open_to_others(collection) if os.name == "posix" else []
    with told(collection.database):
        for path in wide:
            path.chmod(0o700 if path.is_dir() else 0o600)
        left = unfinished(collection, wall_ns)
        for path in left:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    return wide, left


def damage_of(collection: Collection) -> str:
    """Return what is wrong with the content of the database, empty when it is whole.

    Raises:
        UsageError: there is none yet.
        NewerStore: a newer srs wrote it.
        StoreError: it cannot be read for another reason than damage, or is a database of another program.
    """
    try:
        with closing(collection.open_existing()) as store:
            if fault := check_integrity(store):
                return fault
            if lost := orphans(store):
                return f"{counted(lost, 'row')} that refer to nothing"
            bad = sum(meaningless(store).values())
            return f"{counted(bad, 'row')} that mean nothing" if bad else ""
    except ForeignStore as error:
        if not has_our_tables(collection.database):
            raise
        return error.message
    except BrokenStore as error:
        return error.message


def mend_journal(collection: Collection) -> bool:
    """Bring a database back from WAL, which somebody has set; tell whether that was so."""
    with closing(collection.open_existing()) as store:
        if journal_mode(store) != "wal":
            return False
        leave_wal(store)
    return True


def mend_records(store: Store, collection: Collection, clock: DayClock, now_ms: int) -> int:
    """Take back the answers that are dated in the future, and count what is due anew; return how many answers they were.

    They stay in the log, marked as undone. Where texts are not what was read, the next sync reads all notes.
    """
    count_anew(store)
    if differing_texts(store):
        with store.write() as connection:
            forget_reader(connection)
    presets = collection.presets(store)
    return take_back_future(store, latest_day(clock, now_ms), now_ms, settler(store, presets, clock))


def salvage_database(collection: Collection, clock: DayClock, at: int) -> Salvaged:
    """Build the database anew from what can be read in it and what the last backup knows; the damaged one is kept.

    Raises:
        StoreError: nothing can be read and there is no backup, or there is no space; everything is as it was.
        SrsError: a drill has a card on screen.
    """
    database = collection.database
    with without_drills(database), told(database), _workshop(database) as folder:
        working, new = folder / "damaged.db", folder / "srs.db"
        written = database.stat().st_mtime_ns
        _copy_raw(database, working)
        found = salvage(working, new, _earlier_states(collection, folder))
        if not (found.read.get("fact") or found.read.get("review")) and found.backup is None:
            raise StoreError(
                f"Nothing can be read in {database}, and there is no backup; it was left as it is.",
                "Look for a copy of it elsewhere, and bring that back: srs restore FILE",
            )
        settled = _settle(collection, new, found, clock)
        kept = replace(database, new, Reason.REPAIR, at, written)
        with suppress(UnsavedStore):  # it is done; a day without a backup is told anyway
            save_backup(database, Reason.REPAIR, at)
        backup = found.backup and backup_folder(database) / found.backup.name
    return Salvaged(found, kept, backup, settled)


@contextmanager
def _workshop(database: Path) -> Iterator[Path]:
    with TemporaryDirectory(prefix=UNFINISHED, dir=database.parent) as folder:
        yield Path(folder)


def _copy_raw(database: Path, copy: Path) -> None:
    """Copy the file as it is, with its journal, which is played back in the copy; no connection is open here."""
    for ending in ("", "-journal", "-wal"):
        source = database.with_name(database.name + ending)
        if source.exists():
            try:
                shutil.copyfile(source, copy.with_name(copy.name + ending))
            except OSError as error:
                if error.errno != EIO:
                    raise
                raise unreadable(source, error.strerror or str(error)) from error


def _earlier_states(collection: Collection, folder: Path) -> Iterator[Path]:
    """Yield copies of the whole backups since this database was last replaced, the newest first, each under the name of the backup."""
    began = last_set_aside(collection.database)
    for one in reversed(list_backups(collection.database)):
        if one.reason == Reason.RESTORE or one.at < began:
            return
        if not whole_backup(one.path):
            copy = folder / one.path.name
            copy.touch(mode=0o600)
            copy_whole(one.path, copy)
            yield copy
            copy.unlink()  # another one was wanted


def _settle(collection: Collection, new: Path, found: Salvage, clock: DayClock) -> int:
    """Take over what else the backup knows, and compute what cannot be trusted from the log; return how many cards that changed."""
    from srs.app.memories import stale_memories
    from srs.app.merge import merge
    from srs.store.cards import load_card
    from srs.store.merge import scratch
    from srs.store.merge_log import settle_cards

    store = open_store(new, keep=False)
    assert store is not None  # noqa: S101  (it is there)
    with closing(store):
        presets = collection.presets(store)
        if found.backup is not None:
            merged = merge(store, found.backup, presets, clock, yes=True)
            for table, count in (
                ("fact", merged.union.facts),
                ("descent", merged.union.versions),
                ("review", merged.union.reviews + merged.union.by_hand),
            ):
                found.filled[table] = found.filled.get(table, 0) + count
            found.lost["descent"] = max(0, found.lost["descent"] - merged.union.versions)
            presets = collection.presets(store)
        stale, _ = stale_memories(store, presets)
        cards = {*found.rebuilt, *((card.fact, card.ord) for card in (load_card(store, one)[0] for one in stale))}
        with store.write() as connection, scratch(connection):
            connection.executemany("INSERT OR IGNORE INTO temp.unsettled VALUES (?, ?)", sorted(cards))
            return settle_cards(connection, settler(store, presets, clock))
