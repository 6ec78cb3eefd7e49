"""Looks whether everything is as it should be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from srs.app.queue import preset_of
from srs.schedule import replay
from srs.store.log import logs_by_card
from srs.store.snapshot import load_problems
from srs.vault.scan import scan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from srs.app.collection import Collection
    from srs.schedule import DayClock
    from srs.store.open import Store


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: its name, whether it is well, and what was found."""

    name: str
    well: bool
    found: str


def examine(store: Store, collection: Collection, clock: DayClock) -> Iterator[Check]:
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
    yield _check_replay(store, collection, clock)
    notes = collection.notes.is_dir()
    yield Check("notes", notes, str(collection.notes) if notes else f"{collection.notes} is not there")
    found = scan(str(collection.notes), {}, started_ns=0, exclude=collection.exclude).problems if notes else []
    for problem in [*found, *load_problems(store)]:
        yield Check("note", well=False, found=str(problem))


def _check_mode(collection: Collection) -> Check:
    mode = collection.database.stat().st_mode & 0o777
    return Check("file mode", not mode & 0o077, f"{mode:04o}" + (" (others can read it)" if mode & 0o077 else ""))


def _check_replay(store: Store, collection: Collection, clock: DayClock) -> Check:
    """Compute every schedule anew from the log and compare."""
    presets = collection.presets()
    cards = different = 0
    for card, reviews in logs_by_card(store):
        cards += 1
        different += replay(card, reviews, preset_of(store, presets, card), clock).memory != card.schedule.memory
    found = (
        f"{different} of {cards} memory states differ from the log"
        if different
        else f"{cards} {'card agrees' if cards == 1 else 'cards agree'} with the log"
    )
    return Check("replay", not different, found)
