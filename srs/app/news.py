"""Reads the notes behind a screen or a page, with a connection of its own, and keeps the backup of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from srs.errors import RefusedError, SrsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from srs.app.collection import Collection
    from srs.app.doors import Doors


class News(NamedTuple):
    """What a sync has to say, empty for nothing, and whether it changed the store."""

    told: str = ""
    changed: bool = False
    is_warning: bool = False
    refused: str = ""
    """What a plan that was refused would do; there is nothing to be done about it but to look at it."""


class Left(Exception):
    """The user left while the notes were read."""


def read_notes(collection: Collection, doors: Doors, has_left: Callable[[], bool]) -> News:
    """Bring the store up to date; what goes wrong is news, since the cards that are due can be asked all the same."""
    from srs.app.backup import save_daily
    from srs.app.sync import sync
    from srs.app.wording import refusal_told, summary_of

    def look(*_: int) -> None:
        if has_left():
            raise Left

    try:
        store = collection.open()
        try:
            report = sync(store, collection, at=doors.now_ms(), started_ns=doors.wall_ns(), progress=look)
        finally:
            store.close()
        unsaved = "" if has_left() else save_daily(collection, doors.now())
    except Left:
        return News()
    except SrsError as error:
        refused = refusal_told(error) if isinstance(error, RefusedError) else ""
        return News(error.told, is_warning=True, refused=refused)
    told = "" if report.is_empty else f"Notes: {summary_of(report)}"
    if report.is_first:
        from srs.app.beside import beside_told

        told = ". ".join(filter(None, (told, beside_told(collection))))
    return News(" ".join(filter(None, (told, unsaved))), not report.is_empty, is_warning=bool(unsaved))
