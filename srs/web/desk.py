"""What all pages of a server share: the collection, the clocks, the drills that are on, and the news."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from srs.app.following import Followed
from srs.web.forecaster import Forecaster
from srs.web.hub import Hub
from srs.web.ledger import Ledger
from srs.web.lookout import Lookout
from srs.web.seats import Seats

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from starlette.requests import HTTPConnection

    from srs.app.collection import Collection
    from srs.app.doors import Doors
    from srs.store.open import Store

_Result = TypeVar("_Result")


class Trouble(NamedTuple):
    """A sentence, empty for no trouble, and whether the page of the plan is the way out."""

    told: str = ""
    waits: bool = False


class Desk:
    """One a server.

    A page that reads or changes the store is a plain function, which runs in a thread of its own: `with desk.store() as store`.
    A connection of SQLite belongs to the thread that opened it, and a drill lasts longer than a request, so all drills live in one
    thread: `await desk.at_drills(deed)`.
    """

    def __init__(
        self,
        collection: Collection,
        doors: Doors,
        *,
        read_only: bool = False,
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        """`tell` says something to whoever started the server."""
        self.followed = Followed(collection)
        self.doors = doors
        self.read_only = read_only
        self.tell = tell
        self.hub = Hub()
        self.lookout = Lookout(collection, self.hub)
        self.ledger = Ledger()
        self.trouble = Trouble()
        """What keeps the notes from being taken over, for as long as it does."""
        self.forecaster = Forecaster()
        self._seats: Seats | None = None
        self._drills = ThreadPoolExecutor(1, "drills")

    @property
    def collection(self) -> Collection:
        """The collection by its settings as they were read last."""
        return self.followed.collection

    @contextmanager
    def store(self) -> Iterator[Store]:
        """Open the store for one page; it takes less than a millisecond."""
        store = self.collection.open_existing()
        try:
            yield store
        finally:
            store.close()

    async def at_drills(self, deed: Callable[[Seats], _Result]) -> _Result:
        """Do something with the drills, one at a time, in their thread."""
        return await asyncio.get_running_loop().run_in_executor(self._drills, self._do, deed)

    def take_in_notes(self) -> None:
        """Let the drills know what a sync brought; the cards that are asked stay."""
        self._drills.submit(self._do, Seats.restock).result()

    def close(self) -> None:
        """End the drills, so that others know that no card is on a screen."""
        self._drills.submit(self._end).result()
        self._drills.shutdown()
        self.lookout.close()

    def _do(self, deed: Callable[[Seats], _Result]) -> _Result:
        if self._seats is None:
            self._seats = Seats(self.followed, self.doors, self.collection.open_existing())
        return deed(self._seats)

    def _end(self) -> None:
        if self._seats is not None:
            self._seats.close()
            self._seats = None


def desk_of(request: HTTPConnection) -> Desk:
    """Return the desk of the server that was asked."""
    desk: Desk = request.app.state.desk
    return desk
