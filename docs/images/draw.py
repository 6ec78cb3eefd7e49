"""Draws the pictures of the README: screens of the example notebook after ten weeks, by the app's own export.

python docs/images/draw.py
"""

from __future__ import annotations

import asyncio
import re
import shutil
import tempfile
import time
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

from srs.app.collection import find_collection
from srs.app.doors import Doors
from srs.app.drill import Drill, Wish
from srs.app.selection import select, today_of
from srs.app.sitting import Sitting
from srs.app.sync import sync
from srs.model import Rating
from srs.tui.alone import AloneApp
from srs.tui.review_app import ReviewApp
from srs.tui.screens import Screens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import App

    from srs.app.collection import Collection
    from srs.store.open import Store

HERE = Path(__file__).parent
NOTES = HERE.parent.parent / "notes"
TODAY = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
WEEKS = 10
NEW_A_DAY = 3
REWORDED = ("is the representation of more features than", "lets a network store more features than")
ASKED = "front:Superposition -front:Toy"
FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""A picture loads nothing from elsewhere; the reader has a font of his own."""
RATINGS = cycle((3, 3, 1, 3, 4, 3, 2, 3, 3, 3, 3, 1, 3))
"""How well somebody does who learns them."""


def main() -> None:
    """Draw the drill, the browser, the plan and the figures."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(NOTES, Path(folder, "notes"))
        collection = find_collection(Path(folder))
        store = collection.open()
        read(store, collection, TODAY - timedelta(weeks=WEEKS))
        learn(store, collection)
        screens = Screens(store, collection, doors())
        draw(AloneApp(screens.figures(days=70)), "figures", (160, 46))
        edit(collection)
        draw(AloneApp(screens.plan()), "plan", (100, 30), ["j", "j"])
        read(store, collection, TODAY)
        draw(AloneApp(screens.browser("deck:papers")), "browse", (110, 30), ["j", "j", "space", "j"])
        days = collection.presets().clock(TODAY)
        wish = Wish(select(store, (ASKED,), today_of(days, now_ms(TODAY))), ahead=365)
        sitting = Sitting(Drill(store, collection.presets(store), days, wish, now_ms(TODAY)), collection, doors())
        sitting.advance()
        draw(ReviewApp(sitting, reads_notes=False), "review", (84, 24), ["space"])
        sitting.leave()
        store.close()


def read(store: Store, collection: Collection, at: datetime) -> None:
    """Read the notes at a time."""
    sync(store, collection, at=now_ms(at), started_ns=time.time_ns(), yes=True)


def learn(store: Store, collection: Collection) -> None:
    """Drill day after day, with a day off now and then."""
    for day in range(WEEKS * 7, -1, -1):
        if day % 9 == 4 or 30 <= day < 34:
            continue
        at = TODAY - timedelta(days=day, hours=day % 3)
        wish = Wish(new=NEW_A_DAY if day else 1, limit=None if day else 4)
        drill = Drill(store, collection.presets(store), collection.presets().clock(at), wish, now_ms(at))
        while drill.question(now_ms(at)) is not None:
            drill.answer(Rating(next(RATINGS)), now_ms(at), 4_000 + 900 * (day % 5))
            at += timedelta(seconds=9)


def edit(collection: Collection) -> None:
    """Reword one definition, and write down another."""
    file = next(file for file in sorted(collection.notes.rglob("*.md")) if REWORDED[0] in file.read_text("utf-8"))
    text = file.read_text("utf-8").replace(*REWORDED)
    file.write_text(f"{text}\n**Grokking** is sudden generalisation long after the training data is fitted.\n", "utf-8")


def draw(app: App[None], name: str, size: tuple[int, int], keys: Sequence[str] = ()) -> None:
    """Press keys on a screen and write what it shows."""

    async def session() -> str:
        async with app.run_test(size=size) as pilot:
            await pilot.pause(1)
            for key in keys:
                await pilot.press(key)
            await pilot.pause(0.5)
            return app.export_screenshot(title="srs")

    (HERE / f"{name}.svg").write_text(FONT.sub("", asyncio.run(session())), "utf-8")


def doors() -> Doors:
    """Return a clock that stands still, and no editor."""
    return Doors(lambda: TODAY, lambda: 0, time.time_ns, lambda *_: None)


def now_ms(at: datetime) -> int:
    """Return UTC milliseconds."""
    return round(at.timestamp() * 1000)


if __name__ == "__main__":
    main()
