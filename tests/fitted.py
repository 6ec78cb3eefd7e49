"""Parameters that are fitted beside a drill."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from srs.app.collection import find_collection
from srs.app.memories import stale_memories
from srs.app.optimise import Plan, carry_out
from srs.schedule.optimise import Fit
from srs.schedule.preset import DEFAULT_PARAMETERS
from srs.store.parameters import Fitted

if TYPE_CHECKING:
    from command import Collection

FITTED = (1.0, 2.0, 5.0, 12.0, *DEFAULT_PARAMETERS[4:])


def optimise(collection: Collection) -> None:
    """Keep parameters as `srs optimize` does; fitting them would take hundreds of answers."""
    found = find_collection(collection.folder)
    with closing(found.open_existing()) as store:
        fitted = Fitted("", 0, FITTED, 500, 0.4, 0.3)
        carry_out(store, found, Plan("", Fit(FITTED, 500), found.presets(store).general, fitted, 1), move=False)


def count_stale(collection: Collection) -> int:
    """Return how many memories are not those that the log gives by the parameters in force."""
    found = find_collection(collection.folder)
    with closing(found.open_existing()) as store:
        return len(stale_memories(store, found.presets(store))[0])
