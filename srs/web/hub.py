"""Tells open pages what happens: server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html)."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

MOST_LISTENERS = 100
_MOST_WAITING = 32
_SILENCE_SECONDS = 15


class Hub:
    """Passes events on to every page that listens; `publish` may be called from any thread."""

    def __init__(self) -> None:
        self.version = 0
        """Counts changes of the store, so that a page which was asleep can tell whether it missed one."""
        self._queues: set[asyncio.Queue[bytes | None]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def is_full(self) -> bool:
        """Tell whether more pages listen than anybody has open."""
        return len(self._queues) >= MOST_LISTENERS

    def open(self) -> None:
        """Take the event loop that runs as the one in which pages listen."""
        self._loop = asyncio.get_running_loop()

    def close(self) -> None:
        """End all that listen; called in the loop."""
        for queue in self._queues:
            _put(queue, None)
        self._loop = None

    def publish(self, name: str, *, is_change: bool = False, **data: Any) -> None:
        """Tell all pages of something; what changed the store has a number."""
        self.version += is_change
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._spread, _event(name, {"version": self.version, **data}))

    async def listen(self) -> AsyncIterator[bytes]:
        """Yield events as they are written on the wire, the version first, and a sign of life where nothing happens."""
        queue: asyncio.Queue[bytes | None] = asyncio.Queue(_MOST_WAITING)
        self._queues.add(queue)
        try:
            yield _event("version", {"version": self.version})
            while True:
                try:
                    event = await asyncio.wait_for(queue.get(), _SILENCE_SECONDS)
                except TimeoutError:
                    event = b": here\n\n"
                if event is None:
                    return
                yield event
        finally:
            self._queues.discard(queue)

    def _spread(self, event: bytes) -> None:
        for queue in self._queues:
            _put(queue, event)


def _put(queue: asyncio.Queue[bytes | None], event: bytes | None) -> None:
    """Put an event into a queue; the oldest gives way where a page does not keep up."""
    if queue.full():
        queue.get_nowait()
    queue.put_nowait(event)


def _event(name: str, data: dict[str, Any]) -> bytes:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()
