"""Simulates what comes, one wish at a time, and keeps what it came to until the store changes."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from srs.app.simulate import Ground, Outlook, foretell, survey
from srs.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from srs.app.collection import Collection
    from srs.schedule.simulate import Forecast
    from srs.store.open import Store
    from srs.web.tickets import SessionId

_MOST_KEPT = 500


class Wish(NamedTuple):
    """What to simulate: so many days with so many new cards a day, None for those that wait, at each retention."""

    days: int
    new_per_day: int | None
    retentions: Sequence[float]


class Forecaster:
    """One a server. Simulating keeps a processor busy, so only one page has its wish fulfilled at a time, and the last wish of a browser counts."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._wishes: dict[SessionId, int] = {}
        self._ground: tuple[object, Ground] | None = None
        self._kept: dict[tuple[int, int | None, float], Forecast] = {}

    def ask(self, session: SessionId, store: Store, collection: Collection, day: int, wish: Wish) -> Outlook:
        """Return forecasts from a scheduling day on.

        Raises:
            UsageError: the same browser wished for something else meanwhile.
        """
        number = self._wishes[session] = self._wishes.get(session, 0) + 1
        with self._lock:
            ground = self._look(store, collection, day).with_new(wish.new_per_day, wish.days)
            forecasts = {}
            for retention in wish.retentions:
                if self._wishes[session] != number:
                    raise UsageError("Another simulation was asked for meanwhile.")
                key = wish.days, wish.new_per_day, retention
                if key not in self._kept:
                    self._kept[key] = foretell(ground, retention, wish.days)
                forecasts[retention] = self._kept[key]
        return Outlook(forecasts, ground.known, ground.new, ground.answers)

    def _look(self, store: Store, collection: Collection, day: int) -> Ground:
        """Read what forecasts begin with, unless the file of the store is as it was on the same day."""
        file = store.path.stat()
        seen = file.st_mtime_ns, file.st_size, day
        if self._ground is None or self._ground[0] != seen or len(self._kept) > _MOST_KEPT:
            self._kept.clear()
            self._ground = seen, survey(store, collection.presets(store), day)
        return self._ground[1]
