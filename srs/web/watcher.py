"""Reads the notes whenever they or the settings change, and sees when another srs has written."""

from __future__ import annotations

from threading import Event, Thread
from typing import TYPE_CHECKING

from srs.app.news import read_notes
from srs.errors import SrsError
from srs.web.desk import Trouble

if TYPE_CHECKING:
    from srs.app.news import News
    from srs.web.desk import Desk

_PATIENCE_SECONDS = 5


class Watcher:
    """A thread beside the pages."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._stop = Event()
        self._version = 0
        self._thread = Thread(target=self._watch, name="notes", daemon=True)

    def start(self) -> None:
        """Begin with reading the notes once."""
        self._thread.start()

    def stop(self) -> None:
        """End; what is being read is given up, and nothing of it was written."""
        self._stop.set()
        self._thread.join(_PATIENCE_SECONDS)

    def _watch(self) -> None:
        try:
            for changed in self._desk.followed.changes(self._stop):
                if self._stop.is_set():
                    return
                # What was refused may have been carried out elsewhere.
                if changed or (self._has_changed() and self._desk.trouble.told):
                    self._read()
        except SrsError as error:
            self._desk.tell(error.told)

    def _read(self) -> None:
        """Bring the store up to date and tell the pages; the same trouble is told once."""
        desk = self._desk
        news = read_notes(desk.collection, desk.doors, self._stop.is_set)
        if self._stop.is_set():
            return
        if news.changed:
            desk.take_in_notes()
        self._version = desk.lookout.look()  # before the news: on a page that tells both, the last stands
        before, desk.trouble = desk.trouble, _trouble_of(news, desk.followed.trouble)
        if news.changed or desk.trouble != before:
            told = news.told if news.changed else ""
            desk.hub.publish("notes", told=told, trouble=desk.trouble.told, waits=desk.trouble.waits)

    def _has_changed(self) -> bool:
        before, self._version = self._version, self._desk.lookout.look()
        return self._version != before


def _trouble_of(news: News, settings: str) -> Trouble:
    if news.refused:
        return Trouble(news.refused, waits=True)
    if settings:
        return Trouble(settings)
    # What the notes brought is told for a while alone; a backup that failed beside it is tried again with the next change.
    return Trouble(news.told) if news.is_warning and not news.changed else Trouble()
