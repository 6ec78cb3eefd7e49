"""Keeps the store up to date while notes are edited."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from srs.errors import RefusedError, SrsError
from srs.store.drilling import between_drills
from srs.vault.watch import bursts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from srs.store.open import Store


def watch(store: Store, notes: Path, sync: Callable[[], None], tell: Callable[[str], None]) -> None:
    """Call `sync` at once and after each burst of changes in the notes folder, until the user interrupts.

    While a drill has a card on screen nothing is read: `tell` hears so once, and the notes wait for its end.

    Raises:
        UsageError: the folder cannot be watched.
    """
    last = ""
    waiting = True
    for number, changed in enumerate(chain([True], bursts(notes))):
        # Something may have changed between the first sync and the moment from which the folder is watched.
        waiting |= changed or number == 1
        if not waiting:
            continue
        waiting, trouble = _try(store, sync)
        if trouble and trouble != last:
            tell(trouble)
        last = trouble


def _try(store: Store, sync: Callable[[], None]) -> tuple[bool, str]:
    """Sync; return whether it is to be tried again soon, and what is wrong."""
    try:
        with between_drills(store) as free:
            if not free:
                return True, "The notes are read when the drill that is on ends (or the other srs that reads them)."
            sync()
    except RefusedError as error:
        return False, error.told  # another change of the notes may make it right
    except SrsError as error:
        return True, error.told
    return False, ""
