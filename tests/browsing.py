"""Sits in front of the browser: presses keys, and reads the screen as a person would."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from build import fact
from stores import CLOCK, NOW, PRESETS, new_store, say

from srs.app.browse import Browser
from srs.store.facts import list_facts
from srs.tui.alone import AloneApp
from srs.tui.browse import BrowseScreen
from srs.tui.browse_table import FactTable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from srs.model import Draft, Fact
    from srs.store.open import Store


class Click(NamedTuple):
    """A click on a row of the table."""

    row: int
    shift: bool = False
    times: int = 1


Step = str | float | Click | tuple[int, int] | Callable[[BrowseScreen], object]
"""A key, seconds to wait, a click, a size to take, or something to look at or do in between."""
OPENED: list[Store] = []
"""The stores of desks, to be closed when a test ends."""
PAUSE = 0.25
"""Longer than the browser waits for the next letter of a query."""
LOOK = 1.3
"""Longer than the browser waits before it looks for changes of others."""


@dataclass(slots=True)
class Desk:
    """A store with facts, and a browser over it that is driven by keys alone."""

    store: Store
    edit: Callable[[Fact], str] = field(default=lambda one: f"edited {one.draft.front}")

    def sit(self, *steps: Step, query: str = "", size: tuple[int, int] = (80, 24)) -> str:
        """Open the browser, take these steps and return the screen as text."""
        return asyncio.run(self._sit(steps, query, size))

    async def _sit(self, steps: Sequence[Step], query: str, size: tuple[int, int]) -> str:
        browser = BrowseScreen(Browser(self.store, PRESETS, CLOCK, lambda _at: None), lambda: NOW, self.edit, query)
        app = AloneApp(browser)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            for step in steps:
                if isinstance(step, str):
                    await pilot.press(step)  # waits until the browser is done with it
                elif isinstance(step, float):
                    await pilot.pause(step)
                elif isinstance(step, Click):
                    await pilot.click(FactTable, offset=(4, step.row), shift=step.shift, times=step.times)
                elif isinstance(step, tuple):
                    await pilot.resize_terminal(*step)
                    await pilot.pause()
                else:
                    step(browser)
            await pilot.pause()
            return screen_of(app)

    def rows(self, columns: str, table: str = "card JOIN fact ON fact.id = card.fact") -> list[tuple[object, ...]]:
        """Return columns of the database in the order of the notes."""
        query = f"SELECT {columns} FROM {table} ORDER BY fact.path, fact.first_line, fact.id"
        return self.store.connection.execute(query).fetchall()

    def facts(self) -> list[Fact]:
        """Return the facts in the order of the notes."""
        return list(list_facts(self.store))


def screen_of(app: AloneApp) -> str:
    """Return what is on the screen, a line a line."""
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())


def desk(folder: Path, *drafts: Draft) -> Desk:
    """Return a desk with these facts, or with three."""
    store = new_store(folder)
    OPENED.append(store)
    say(store, drafts or [draft(name, line) for line, name in enumerate(("Alpha", "Beta", "Gamma"), 1)])
    return Desk(store)


def draft(front: str, line: int, back: str = "", *, held: str = "", path: str = "notes/a.md") -> Draft:
    """Return a fact that nobody has seen yet."""
    return replace(fact(front, back or f"the meaning of {front}", path=path, line=line).draft, held=held)


def typed(text: str) -> list[str]:
    """Return the keys that write a text."""
    names = {":": "colon", " ": "space", "-": "minus", "(": "left_parenthesis", "/": "slash"}
    return [names.get(sign, sign) for sign in text]
