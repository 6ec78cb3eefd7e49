"""Keeps the store up to date while notes are edited."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from srs.app.following import Followed
from srs.errors import RefusedError, SrsError
from srs.store.drilling import between_drills

if TYPE_CHECKING:
    from collections.abc import Callable

    from srs.app.collection import Collection
    from srs.store.open import Store


def watch(
    store: Store, collection: Collection, sync: Callable[[Collection], None], tell: Callable[[str], None]
) -> None:
    """Call `sync` at once and after each burst of changes in the notes or the settings, until the user interrupts.

    While a drill has a card on screen nothing is read: `tell` hears so once, and the notes wait for its end. It also hears once what
    is wrong with the settings; until that is mended, those before hold.

    Raises:
        UsageError: the folder cannot be watched.
    """
    followed = Followed(collection)
    last = ["", ""]
    waiting = False
    for changed in followed.changes():
        waiting |= changed
        if not waiting:
            continue
        waiting, trouble = _try(store, partial(sync, followed.collection))
        for told, before in zip((followed.trouble, trouble), last, strict=True):
            if told and told != before:
                tell(told)
        last = [followed.trouble, trouble]


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
