"""Takes what another store knows into this one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from srs.app.memories import stale_memories
from srs.errors import UsageError
from srs.reconcile.kin import elders
from srs.schedule import settle
from srs.store.merge import Union, aliases_of_both, attached, lines_of_both, unite
from srs.store.merge_log import settle_cards
from srs.store.parameters import load_fitted, set_memories, unite_fitted
from srs.store.snapshot import save_meta

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from srs.schedule import DayClock, Preset
    from srs.store.open import Store


@dataclass(frozen=True, slots=True)
class Merged:
    """What another store added, how many schedules were computed anew, and whether it was written down."""

    union: Union
    cards: int
    applied: bool

    @property
    def is_empty(self) -> bool:
        """Tell that everything was known."""
        return not any(self.union) and not self.cards


class _OnlyLook(Exception):
    """Takes back what was done to see what it would do."""


def merge(
    store: Store,
    other: Path,
    preset: Preset,
    clock: DayClock,
    *,
    fitted: bool = True,
    apply: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> Merged:
    """Take over the facts and answers of another store, all or nothing; its file is only read.

    The next sync reads all notes again: it decides which of the facts stand in the notes here. `fitted` tells that the
    parameters of the preset are those fitted to the log: of both stores' the ones fitted later hold.

    Raises:
        UsageError: there is no such file, or it is this store itself.
        StoreError: the file is no store, or cannot be read.
    """
    if not other.is_file():
        raise UsageError(f"There is no database at {other}.", "Name the file: srs merge FOLDER/.srs/srs.db")
    if other.samefile(store.path):
        raise UsageError(f"{other} is the database of this collection itself.", "Name that of another.")
    with attached(store, other):
        try:
            with store.write() as connection:
                union = unite(connection, elders(lines_of_both(connection), aliases_of_both(connection)))
                differ = unite_fitted(connection)
                in_force = _with_fitted(store, preset) if fitted else preset
                cards = settle_cards(connection, lambda card, log: settle(card, log, in_force, clock), progress)
                if union.reviews or differ:
                    # Cards that came from the other store get the memory that the parameters of this one make.
                    stale, _ = stale_memories(store, in_force.parameters)
                    set_memories(connection, stale)
                    cards += len(stale)
                if union.facts or union.versions or union.joined:
                    save_meta(connection, "reader", "merged")
                if not apply:
                    raise _OnlyLook
        except _OnlyLook:
            pass
    return Merged(union, cards, apply)


def _with_fitted(store: Store, preset: Preset) -> Preset:
    found = load_fitted(store)
    return replace(preset, parameters=found.parameters) if found else preset
