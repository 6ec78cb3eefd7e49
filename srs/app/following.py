"""Follows the notes and the settings of a collection while a program runs that reads them again and again."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from srs.app.collection import settings_now
from srs.app.config import mark_of
from srs.vault.watch import bursts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from threading import Event

    from srs.app.collection import Collection


class Followed:
    """A collection by its settings as they were read last, and what is wrong with those that stand in the file now."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self.trouble = ""

    def read(self) -> Collection:
        """Read the settings where their file is another than before, and return the collection by them."""
        self.collection, self.trouble = settings_now(self.collection)
        return self.collection

    def changes(self, stop: Event | None = None) -> Iterator[bool]:
        """Yield True at once and whenever there may be something to read, False about once a second between.

        The settings are read before. While their file is being written, that is waited for: half of it would be settings, too.

        Raises:
            UsageError: the folder cannot be watched.
        """
        tried = seen = self.collection.config.mark
        waiting = True
        for changed in chain([True], self._bursts(stop)):
            before, seen = seen, mark_of(self.collection.root)
            waiting |= changed or seen != tried
            if not waiting or seen != before:
                yield False
                continue
            waiting, tried = False, seen
            self.read()
            yield True

    def _bursts(self, stop: Event | None) -> Iterator[bool]:
        """Yield whether notes changed; where the settings name another folder, those in it from then on."""
        while stop is None or not stop.is_set():
            folder, is_new = self.collection.notes, True
            for changed in bursts(folder, stop):
                # Something may have changed before the moment from which the folder is watched.
                yield changed or is_new
                is_new = False
                if self.collection.notes != folder:
                    break
