"""Reads the notes whenever they change, and sees when another srs has written."""

from __future__ import annotations

from itertools import chain
from threading import Event, Thread
from typing import TYPE_CHECKING

from srs.app.news import read_notes
from srs.errors import SrsError
from srs.store.browse import version_of
from srs.vault.watch import bursts

if TYPE_CHECKING:
    from srs.web.desk import Desk

_PATIENCE_SECONDS = 5


class Watcher:
    """A thread beside the pages."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._stop = Event()
        self._last = ""
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
            with self._desk.store() as store:
                seen = version_of(store)
                for number, changed in enumerate(chain([True], bursts(self._desk.collection.notes, self._stop))):
                    if self._stop.is_set():
                        return
                    # Something may have changed between the first reading and the moment from which the folder is watched.
                    if changed or number == 1:
                        self._read()
                    now = version_of(store)
                    if now != seen:
                        self._desk.hub.publish("store", is_change=True)
                    seen = now
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
        if news.told and not (news.is_warning and news.told == self._last):
            desk.hub.publish("notes", told=news.told, changed=news.changed, warning=news.is_warning)
        self._last = news.told if news.is_warning else ""
