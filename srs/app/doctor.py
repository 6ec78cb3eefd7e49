"""Looks whether everything is as it should be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from srs.app.memories import stale_memories
from srs.store.snapshot import load_problems
from srs.vault.scan import scan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from srs.app.collection import Collection
    from srs.store.open import Store


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: its name, whether it is well, and what was found."""

    name: str
    well: bool
    found: str


def examine(store: Store, collection: Collection) -> Iterator[Check]:
    """Yield the checks one by one; nothing is changed."""
    from srs.store.check import check_integrity, orphans

    fault = check_integrity(store)
    yield Check("database", not fault, fault or "intact")
    lost = orphans(store)
    yield Check(
        "references",
        not lost,
        f"{lost} {'row refers' if lost == 1 else 'rows refer'} to nothing" if lost else "complete",
    )
    yield _check_mode(collection)
    yield _check_replay(store, collection)
    notes = collection.notes.is_dir()
    yield Check("notes", notes, str(collection.notes) if notes else f"{collection.notes} is not there")
    found = scan(str(collection.notes), {}, started_ns=0, exclude=collection.exclude).problems if notes else []
    for problem in [*found, *load_problems(store)]:
        yield Check("note", well=False, found=str(problem))


def _check_mode(collection: Collection) -> Check:
    mode = collection.database.stat().st_mode & 0o777
    return Check("file mode", not mode & 0o077, f"{mode:04o}" + (" (others can read it)" if mode & 0o077 else ""))


def _check_replay(store: Store, collection: Collection) -> Check:
    """Compute every memory anew from the log and compare."""
    stale, cards = stale_memories(store, collection.presets(store))
    different = len(stale)
    found = (
        f"{different} of {cards} memory states differ from the log (srs optimize computes them anew)"
        if different
        else f"{cards} {'card agrees' if cards == 1 else 'cards agree'} with the log"
    )
    return Check("replay", not different, found)
