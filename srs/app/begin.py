"""How a drill begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.app.drill import Drill

if TYPE_CHECKING:
    from datetime import datetime

    from srs.app.collection import Collection
    from srs.app.drill import Wish
    from srs.store.open import Store


def begin_drill(store: Store, collection: Collection, wish: Wish, now: datetime) -> Drill:
    """Return a drill of what the store knows, by the day that it is now in the user's zone."""
    presets = collection.presets(store)
    clock = presets.clock(now)
    at = round(now.timestamp() * 1000)
    if wish.cram:
        from srs.app.cram import Cram

        return Cram(store, presets, clock, wish, at)
    return Drill(store, presets, clock, wish, at)


def finds_nothing(store: Store, wish: Wish) -> bool:
    """Tell whether a drill without a question has none because no card matches, not because none is due."""
    from srs.store.cards import has_cards
    from srs.store.selection import EVERYTHING

    return wish.cram or not (wish.selection == EVERYTHING or has_cards(store, wish.selection))
