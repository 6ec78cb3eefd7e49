"""Takes what another store knows into this one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.app.answers import settler
from srs.app.memories import stale_memories
from srs.errors import Unrelated, UsageError
from srs.model.values import dataclass
from srs.store.copies import check_ours
from srs.store.counts import count_live
from srs.store.merge import Union, attached, scratch, unite
from srs.store.merge_log import settle_cards
from srs.store.parameters import set_memories, unite_fitted
from srs.store.snapshot import forget_reader, load_meta

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from srs.schedule import DayClock
    from srs.schedule.presets import Presets
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
        return not any(self.union._replace(shared=0)) and not self.cards


_FEWEST_FOREIGN = 20
_MOST_FOREIGN = 4
"""Facts that are not known for each that is, from which on two collections are hardly of the same notes."""


def check_other(other: Path, database: Path) -> None:
    """Look for another store before anything is done here.

    Raises:
        UsageError: there is no such file, or it is this database itself.
        StoreError: it is no database of srs, or of a newer one.
    """
    try:
        is_there = other.is_file()
        is_this = is_there and database.exists() and other.samefile(database)
    except OSError as error:
        raise UsageError(
            f"{other} cannot be read ({error.strerror}).", "Check its name and its permissions."
        ) from error
    if not is_there:
        raise UsageError(f"There is no database at {other}.", "Name the file: srs merge FOLDER/.srs/srs.db")
    if is_this:
        raise UsageError(f"{other} is the database of this collection itself.", "Name that of another.")
    check_ours(other, "Name that of another collection: srs merge FOLDER/.srs/srs.db")


def merge(
    store: Store,
    other: Path,
    presets: Presets,
    clock: DayClock,
    *,
    refit: Callable[[], Presets] | None = None,
    apply: bool = True,
    yes: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Merged:
    """Take over the facts and answers of another store, all or nothing; its file is only read.

    The next sync reads all notes again: it decides which of the facts stand in the notes here. Of parameters fitted to
    the log those fitted later hold; `refit` gives the presets with them.

    Raises:
        UsageError: there is no such file, or it is this store itself.
        StoreError: the file is no store, or cannot be read.
        Unrelated: it knows hardly any of the facts here, and `yes` was not given.
    """
    check_other(other, store.path)
    with attached(store, other):
        known = count_live(store)
        with store.write(keep=apply) as connection:
            with scratch(connection):
                union = unite(connection)
                if known and not yes and union.facts >= max(_FEWEST_FOREIGN, union.shared * _MOST_FOREIGN):
                    raise Unrelated(str(other), union.facts, union.shared)
                differ = unite_fitted(connection)
                in_force = refit() if refit else presets
                cards = settle_cards(connection, settler(store, in_force, clock), progress)
                if union.reviews or union.by_hand or differ:
                    # Cards that came from the other store get the memory that the parameters of this one make.
                    stale, _ = stale_memories(store, in_force)
                    set_memories(connection, stale)
                    cards += len(stale)
            if (union.facts or union.versions or union.joined) and load_meta(store, "reader"):
                forget_reader(connection)
    return Merged(union, cards, apply)
