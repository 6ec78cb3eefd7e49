"""Keeps the store up to date while notes are edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.store.drilling import between_drills
from srs.vault.watch import bursts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from srs.store.open import Store


def watch(store: Store, notes: Path, sync: Callable[[], None], told: Callable[[str], None]) -> None:
    """Call `sync` after each burst of changes in the notes folder, until the user interrupts.

    While a drill has a card on screen nothing is read: `told` hears so once, and the notes wait for its end.

    Raises:
        UsageError: the folder cannot be watched.
    """
    waiting, postponed = True, False  # something may have changed before the folder was watched
    for changed in bursts(notes):
        waiting |= changed
        if not waiting:
            continue
        with between_drills(store) as free:
            if free:
                sync()
                waiting = False
        if waiting and not postponed:
            told("A drill is on; the notes are read when it ends.")
        postponed = waiting
