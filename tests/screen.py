"""Plays a drill on a screen that no terminal shows."""

from __future__ import annotations

import asyncio
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from command import NOW

from srs.app.collection import find_collection
from srs.app.cram import Cram
from srs.app.doors import Doors, no_browser
from srs.app.drill import Drill, Wish
from srs.app.sitting import Sitting
from srs.cli.editor import open_editor
from srs.schedule import DayClock
from srs.tui.review_app import ReviewApp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from command import Collection

    from srs.app.doors import Aside
    from srs.store.open import Store
    from srs.tui.graphics import Painter

SIZE = (80, 24)


@dataclass(slots=True)
class Clock:
    """A clock that a test turns."""

    at: datetime = field(default_factory=lambda: datetime.fromisoformat(NOW).astimezone(UTC))

    def now(self) -> datetime:
        return self.at

    def tick_ms(self) -> int:
        return round(self.at.timestamp() * 1000)

    def pass_time(self, **span: float) -> None:
        self.at += timedelta(**span)


@contextmanager
def seated(
    collection: Collection,
    wish: Wish | None = None,
    *,
    clock: Clock | None = None,
    reads_notes: bool = False,
    colour: bool = True,
    painter: Painter | None = None,
    open_page: Callable[[Path, Aside], str] = no_browser,
) -> Iterator[ReviewApp]:
    """Sit down at the cards of a collection whose notes were read."""
    found, wish, clock = find_collection(collection.folder), wish or Wish(), clock or Clock()
    store = found.open()
    doors = Doors(clock.now, clock.tick_ms, time.time_ns, open_editor, colour, open_page)
    kind = Cram if wish.cram else Drill
    drill = kind(store, found.presets(store), DayClock.of(clock.now()), wish, doors.now_ms())
    sitting = Sitting(drill, found, doors)
    try:
        sitting.advance()
        yield ReviewApp(sitting, reads_notes=reads_notes, painter=painter)
    finally:
        sitting.leave()
        store.close()


def play(app: ReviewApp, *keys: str | Callable[[], object], size: tuple[int, int] = SIZE) -> list[str]:
    """Press keys one by one, and return what the screen shows before the first and after each.

    What is no key is called when its turn comes, to look at what was done so far.
    """

    async def session() -> list[str]:
        async with app.run_test(size=size) as pilot:
            while app.is_reading:
                await pilot.pause(0.01)
            await pilot.pause()
            shown = [shown_by(app)]
            for key in keys:
                if callable(key):
                    key()
                    continue
                await pilot.press(key)
                await pilot.pause()
                shown.append(shown_by(app))
            return shown

    return asyncio.run(session())


def shown_by(app: ReviewApp) -> str:
    """Return the lines of the screen."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


def state_of(store: Store) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Return all cards and the answers that count."""
    read = store.connection.execute
    cards = read("SELECT * FROM card ORDER BY id").fetchall()
    answers = read("SELECT * FROM review WHERE id NOT IN (SELECT review FROM undone) ORDER BY id").fetchall()
    return cards, answers
