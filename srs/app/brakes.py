"""Stops what looks like an accident: an unmounted folder, a wrong path, a rule or a note gone wild, another copy."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from srs.errors import Flood, MassChange, RefusedError
from srs.model import Created, Edited, Moved, Refreshed, Retired
from srs.store.snapshot import load_hashes, load_meta

if TYPE_CHECKING:
    from srs.app.collection import Collection
    from srs.model import Plan, PlanChange
    from srs.store.open import Store

_COMMAND = "srs sync"
_FEWEST_RETIRED = 10
_FEW_GONE = 10
_LARGEST_SHARE = 5
_MOST_NEW_IN_A_NOTE = 40
_MOST_NEW = 200


def check(plan: Plan, store: Store, collection: Collection, live: int, notes: int) -> None:
    """Refuse a plan that looks like an accident; `live` facts and `notes` are what there is before and after it.

    Raises:
        RefusedError: it retires or adds too much.
    """
    _check_retired(plan, collection, live, notes)
    _check_new(plan, store)


def refusal_of(plan: Plan, store: Store, collection: Collection, live: int, notes: int) -> RefusedError | None:
    """Return how `check` would refuse a plan, None if it would not."""
    try:
        check(plan, store, collection, live, notes)
    except RefusedError as error:
        return error
    return None


def is_unlikely_gone(gone: int, known: int) -> bool:
    """Tell whether so much of what came from another program is gone there that it is more likely another copy of it."""
    return gone > max(_FEW_GONE, known // _LARGEST_SHARE)


def _check_retired(plan: Plan, collection: Collection, live: int, notes: int) -> None:
    """Refuse a plan that leaves no note, or retires ten facts and more than a fifth of all."""
    if not live:
        return  # none to retire, and the new ones of a first sync need not be looked at
    retired = sum(isinstance(change, Retired) for change in plan.changes)
    is_many = retired >= _FEWEST_RETIRED and retired * _LARGEST_SHARE > live
    if not (is_many or (retired and not notes)):
        return
    from srs.app.beside import READ_ALL, left_told

    if cause := left_told(collection, plan):
        raise MassChange(retired, live, _COMMAND, f", since {cause}", READ_ALL)
    if notes:
        raise MassChange(retired, live, _COMMAND)
    raise RefusedError(
        f"The notes folder is empty, but the collection has {live} facts; nothing was changed.",
        f"Check that it is mounted. To retire them all: {_COMMAND} --yes",
    )


def _check_new(plan: Plan, store: Store) -> None:
    """Refuse a plan that adds more than 40 cards to a known note or 200 to a known collection; the first sync is free."""
    if not load_meta(store, "reader"):
        return
    new: Counter[str] = Counter()
    for change in plan.changes:
        if not isinstance(change, Retired):
            new[change.draft.source.path] += _new_cards(change)
    full = [path for path, count in new.items() if count > _MOST_NEW_IN_A_NOTE]
    known = load_hashes(store, full)
    flooded = next((path for path in full if path in known), None)
    if flooded is not None:
        raise Flood(flooded, new[flooded], _COMMAND)
    if new.total() > _MOST_NEW:
        raise Flood("the collection", new.total(), _COMMAND)


def _new_cards(change: PlanChange) -> int:
    """Count the cards that a change adds to the drill; what is held asks nothing yet."""
    if isinstance(change, Created):
        return 0 if change.draft.held else len(change.draft.ords)
    if isinstance(change, Edited | Moved | Refreshed):
        return len(set(change.fact.ords_with(change.draft)).difference(change.fact.ords))
    return 0
