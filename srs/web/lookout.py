"""Sees when somebody has written to the store: pages of this server, another srs, or its sync."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from srs.errors import SrsError
from srs.store.browse import version_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from srs.app.collection import Collection
    from srs.store.open import Store
    from srs.web.hub import Hub

VERSION = "srs.version"
"""Where a request keeps which version of the store its page shows at least."""


class Lookout:
    """One connection that never writes, in a thread of its own: what it sees change, others have changed."""

    def __init__(self, collection: Collection, hub: Hub) -> None:
        self._collection = collection
        self._hub = hub
        self._store: Store | None = None
        self._seen = 0
        self._thread = ThreadPoolExecutor(1, "lookout")

    def look(self) -> int:
        """Tell open pages of what was written since the last look, and return the version of the store."""
        return self._thread.submit(self._look).result()

    async def look_soon(self) -> int:
        """Look without keeping other pages waiting."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._look)

    def close(self) -> None:
        """End it."""
        self._thread.submit(self._end).result()
        self._thread.shutdown()

    def _look(self) -> int:
        try:
            if self._store is None:
                self._store = self._collection.open_existing()
                self._seen = version_of(self._store)
            now = version_of(self._store)
        except SrsError:  # whoever reads the store meets the same, and tells it
            return self._hub.version
        if now != self._seen:
            self._seen = now
            self._hub.publish("store", is_change=True)
        return self._hub.version

    def _end(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None


class WithVersion:
    """Looks before a page reads the store, so that the page hears of what is written after that and of nothing else."""

    def __init__(self, app: ASGIApp, lookout: Lookout) -> None:
        self.app = app
        self._lookout = lookout

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with the version of the store."""
        if scope["type"] == "http" and scope["method"] == "GET":
            scope[VERSION] = await self._lookout.look_soon()
        await self.app(scope, receive, send)
