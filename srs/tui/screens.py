"""Makes the screens beside the drill, for the drill itself and for the commands that open one alone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from srs.errors import UsageError

if TYPE_CHECKING:
    from textual.screen import Screen

    from srs.app.collection import Collection
    from srs.app.doors import Doors
    from srs.model import Fact, FactId
    from srs.store.open import Store
    from srs.tui.browse import BrowseScreen
    from srs.tui.figures import FiguresScreen
    from srs.tui.plan import PlanScreen


class Screens:
    """The screens of one collection; each is imported when it is wanted."""

    def __init__(self, store: Store, collection: Collection, doors: Doors) -> None:
        self._store = store
        self._collection = collection
        self._doors = doors

    def browser(self, query: str = "", *, asks: bool = False, at: FactId | None = None) -> BrowseScreen:
        """Return the browser, with what a query finds, on a fact or on the first; with `asks` keys go to the query."""
        from srs.app.backup import Reason, save_before
        from srs.app.browse import Browser
        from srs.tui.browse import BrowseScreen

        presets = self._collection.presets()
        keep = partial(save_before, self._collection, Reason.RESET)
        browser = Browser(self._store, presets, presets.clock(self._doors.now()), keep)
        return BrowseScreen(browser, self._doors.now_ms, self._edit, query, self.named, asks=asks, at=at)

    def plan(self) -> PlanScreen:
        """Return what a sync would do."""
        from srs.tui.plan import PlanScreen

        return PlanScreen(self._collection, self._doors)

    def figures(self, query: str = "", days: int = 30) -> FiguresScreen:
        """Return the figures of what a query finds, those of single days for so many days."""
        from srs.tui.figures import FiguresScreen

        return FiguresScreen(self._collection, self._doors, query, days)

    def named(self, name: str) -> Screen[None]:
        """Return the plan or the figures."""
        return self.plan() if name == "plan" else self.figures()

    def _edit(self, fact: Fact) -> str:
        return edit_note(self._store, self._collection, self._doors, fact)


def edit_note(store: Store, collection: Collection, doors: Doors, fact: Fact) -> str:
    """Open the note of a fact in the editor, read the notes by the settings as they are then, and say what changed.

    Raises:
        SrsError: the note is gone, there is no editor, or the notes cannot be read.
    """
    from srs.app.collection import settings_now
    from srs.app.sync import sync
    from srs.app.wording import summary_of

    source = fact.draft.source
    file = collection.notes / source.path
    if not file.exists():
        raise UsageError(f"The note {source.path} is gone.", "srs sync finds out where it went.")
    doors.open_editor(file, source.first_line)
    collection, wrong = settings_now(collection)
    told = summary_of(sync(store, collection, at=doors.now_ms(), started_ns=doors.wall_ns()))
    return " ".join(filter(None, (told, wrong)))
