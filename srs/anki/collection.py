"""Anki's `collection.anki2` (SQLite, schema 11), written row by row, so that it is as small in memory with a million cards.

genanki gives the schema, the settings of a new collection, and decks and note types as JSON; its rows are not taken: it
stamps every note with the time of the export, so that each import overwrites what its user edited, makes no cards for
nested gaps, and holds everything in memory twice.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from genanki.apkg_col import APKG_COL
from genanki.apkg_schema import APKG_SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import genanki

    from srs.anki.cards import CardRow, LogRow

_CONF: Final = {"schedVer": 2, "sched2021": True, "creationOffset": 0}
"""Without them Anki takes the collection for one of its first scheduler, and counts days from another zone."""
_CACHE_KIB: Final = 32_768
_NOTES: Final = "INSERT OR IGNORE INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, 0, 0, '')"
_CARDS: Final = "INSERT OR IGNORE INTO cards VALUES (?, ?, ?, ?, ?, -1, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?)"
_LOG: Final = "INSERT OR IGNORE INTO revlog VALUES (?, ?, -1, ?, ?, ?, ?, ?, ?)"


class NoteRow(NamedTuple):
    """What Anki's row of a note holds; `changed` (UTC seconds) is when the fact changed, not when it is exported."""

    id: int
    model: int
    fields: Sequence[str]
    guid: str
    tags: Sequence[str]
    changed: int


@contextmanager
def new_collection(path: Path) -> Iterator[CollectionFile]:
    """Give a new `collection.anki2` to write to, and close it; a disk that is full, or fails, is an OSError."""
    try:
        with closing(CollectionFile(path)) as file:
            yield file
    except sqlite3.Error as error:
        raise OSError(str(error)) from error


class CollectionFile:
    """A `collection.anki2` that is being written; where an id is taken, a row gets the next that is free."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._cursor = self._connection.cursor()
        self._next_free: dict[tuple[str, int], int] = {}
        """Where an id was taken: the one behind the last that was found taken after it."""
        execute = self._connection.execute
        # A file of which nothing is left after a fault needs no journal.
        for pragma in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_CACHE_KIB}", "temp_store = FILE"):
            execute(f"PRAGMA {pragma}")
        tables, self._indexes = _statements()
        execute("BEGIN")
        for statement in (*tables, APKG_COL):
            execute(statement)

    def add(self, note: NoteRow, deck: int, cards: Iterable[tuple[CardRow, Iterable[LogRow]]]) -> None:
        """Add a note, its cards, and the log of each."""
        fields = note.fields
        tags = f" {' '.join(note.tags)} "
        texts = (tags, "\x1f".join(fields), fields[0])
        note_id = self._insert(_NOTES, note.id, (note.guid, note.model, note.changed, *texts))
        for card, log in cards:
            card_id = self._insert(_CARDS, card.id, (note_id, deck, card.ord, note.changed, *card[2:]))
            for row in log:
                self._insert(_LOG, row.id, (card_id, *row[1:]))

    def finish(
        self,
        decks: Iterable[dict[str, Any]],
        models: Iterable[genanki.Model],
        presets: Iterable[dict[str, Any]],
        settings: Mapping[str, Any],
    ) -> None:
        """Write the decks, note types and presets."""
        for statement in self._indexes:
            self._connection.execute(statement)
        conf, own_decks, own_presets = map(
            json.loads, self._connection.execute("SELECT conf, decks, dconf FROM col").fetchone()
        )
        values = (
            conf | _CONF | dict(settings),
            {str(model.model_id): model.to_json(0, None) for model in models},
            own_decks | {str(deck["id"]): deck for deck in decks},
            own_presets | {str(preset["id"]): preset for preset in presets},
        )
        self._connection.execute(
            "UPDATE col SET conf = ?, models = ?, decks = ?, dconf = ?", tuple(map(json.dumps, values))
        )
        self._connection.execute("COMMIT")

    def close(self) -> None:
        """Close the file; one that is not finished is of no use."""
        self._connection.close()

    def _insert(self, statement: str, wanted: int, values: tuple[object, ...]) -> int:
        """Write a row under the id that it wants, or the next that is free; return it.

        Answers from tools that know the day alone all want the same one.
        """
        execute, found = self._cursor.execute, wanted
        while not execute(statement, (found, *values)).rowcount:
            found = self._next_free.get((statement, found), found + 1)
        if found != wanted:
            self._next_free[statement, wanted] = found + 1
        return found


def _statements() -> tuple[list[str], list[str]]:
    """Return genanki's statements that make tables, and those that make indexes: these are cheaper when all rows are there."""
    every = [one.strip() for one in APKG_SCHEMA.split(";") if one.strip()]
    return [one for one in every if "INDEX" not in one], [one for one in every if "INDEX" in one]
