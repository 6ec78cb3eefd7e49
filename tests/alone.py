"""Sits in front of a screen that is shown alone, over a collection on disk."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from screen import Clock

from srs.app.collection import find_collection
from srs.app.doors import Doors
from srs.cli.editor import open_editor
from srs.tui.alone import AloneApp
from srs.tui.screens import Screens

if TYPE_CHECKING:
    from collections.abc import Callable

    from command import Collection
    from textual.screen import Screen

BUSY_SECONDS = 20


def look(
    collection: Collection,
    make: Callable[[Screens], Screen[None]],
    *keys: str | Callable[[], object],
    size: tuple[int, int] = (80, 24),
    colour: bool = True,
) -> list[str]:
    """Press keys one by one; return what the screen shows before the first and after each, whenever work is done."""
    found, clock = find_collection(collection.folder), Clock()
    store = found.open()
    screen = make(Screens(store, found, Doors(clock.now, clock.tick_ms, time.time_ns, open_editor, colour)))
    app = AloneApp(screen)

    async def session() -> list[str]:
        async with app.run_test(size=size) as pilot:
            shown = []
            for key in ("", *keys):
                if callable(key):
                    key()
                    continue
                if key:
                    await pilot.press(key)
                end = time.monotonic() + BUSY_SECONDS
                while getattr(screen, "is_busy", False) and time.monotonic() < end:
                    await pilot.pause(0.01)
                await pilot.pause()
                shown.append("\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips()))
            return shown

    try:
        return asyncio.run(session())
    finally:
        store.close()
