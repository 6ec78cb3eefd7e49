"""Rows of the mirror, which is Anki's own `collection.anki2`: what stands in it of facts, and what srs writes there.

Anki's code has closed the file meanwhile. Whatever is written gets the number -1 in `usn`, by which Anki knows what to send.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, contextmanager
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from srs.anki.cards import LogRow
from srs.anki.reading import AWAY, AnkiFile
from srs.anki.reading_errors import reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from srs.anki.mirror_plan import CardChange

_CARDS: Final = (
    "SELECT nid, id, ord, type, queue, due, ivl, factor, reps, lapses, left, odid, flags, data FROM cards "
    "WHERE nid IN (SELECT value FROM json_each(?)) ORDER BY id"
)
_LOG: Final = (
    "SELECT cid, id, ease, ivl, lastIvl, factor, time, type FROM revlog "
    "WHERE cid IN (SELECT id FROM cards WHERE nid IN (SELECT value FROM json_each(?))) ORDER BY cid, id"
)


class NoteThere(NamedTuple):
    """A note of a fact: its id, when it changed (UTC seconds), and whether srs has put it aside."""

    id: int
    changed: int
    is_away: bool


class CardThere(NamedTuple):
    """Anki's row of a card, with its log."""

    id: int
    ord: int
    type: int
    queue: int
    due: int
    ivl: int
    factor: int
    reps: int
    lapses: int
    left: int
    odid: int
    flags: int
    data: str
    log: tuple[LogRow, ...] = ()


class MirrorRows:
    """The mirror while it is compared and written to; `notes` are those in it by their guid."""

    def __init__(self, connection: sqlite3.Connection, path: Path, offset_seconds: int) -> None:
        self._connection = connection
        file = AnkiFile(connection, path, offset_seconds)
        self.first_day = file.first_day
        self.origin = file.origin
        self.notes: dict[str, NoteThere] = {}
        for note, guid, changed, tags in connection.execute("SELECT id, guid, mod, tags FROM notes ORDER BY id"):
            if type(note) is type(changed) is int and type(guid) is str:
                self.notes.setdefault(guid, NoteThere(note, changed, AWAY in str(tags).split()))

    def ords(self) -> dict[int, set[int]]:
        """Return which cards each note has."""
        found: dict[int, set[int]] = {}
        for note, ord_ in self._connection.execute("SELECT nid, ord FROM cards"):
            found.setdefault(note, set()).add(ord_)
        return found

    def fields(self, notes: Iterable[int]) -> Iterator[tuple[int, list[str]]]:
        """Yield notes with their fields as HTML."""
        query = "SELECT id, flds FROM notes WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
        for note, fields in self._connection.execute(query, (json.dumps(list(notes)),)):
            yield note, str(fields).split("\x1f")

    def date_back(self, times: Iterable[tuple[int, int]]) -> None:
        """Let notes have changed at other times (UTC seconds), so that an import that comes next takes their text for older."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany("UPDATE notes SET mod = ?2 WHERE id = ?1", times)
        self._connection.execute("COMMIT")

    def asked(self) -> set[int]:
        """Return the notes with a card that is not suspended."""
        return {note for (note,) in self._connection.execute("SELECT DISTINCT nid FROM cards WHERE queue <> -1")}

    def cards(self, notes: Iterable[int]) -> dict[int, dict[int, CardThere]]:
        """Return the cards of notes by their number."""
        ids = json.dumps(list(notes))
        rows = self._connection.execute(_LOG, (ids,)).fetchall()
        logs = {
            card: tuple(LogRow._make(row[1:]) for row in log if _are_numbers(row))
            for card, log in groupby(rows, key=itemgetter(0))
        }
        found: dict[int, dict[int, CardThere]] = {}
        for note, *row in self._connection.execute(_CARDS, (ids,)):
            if _are_numbers(row[:-1]):
                card = CardThere._make((*row, logs.get(row[0], ())))
                found.setdefault(note, {}).setdefault(card.ord, card)
        return found

    def write(self, changes: Sequence[CardChange], at: int) -> None:
        """Write all changes, or none; `at` is the time (UTC ms)."""
        execute = self._connection.execute
        execute("BEGIN IMMEDIATE")
        try:
            for change in changes:
                self._write(change, at)
            execute("UPDATE col SET mod = max(mod + 1, ?)", (at,))
            execute("COMMIT")
        except BaseException:
            execute("ROLLBACK")
            raise

    def _write(self, change: CardChange, at: int) -> None:
        if change.row:
            # Of two devices that changed a card the later wins, in whole seconds; where they are the same each keeps its own for good.
            self._connection.execute(
                "UPDATE cards SET type = ?, queue = ?, due = ?, ivl = ?, factor = ?, reps = ?, lapses = ?, left = ?, flags = ?, "
                "data = ?, mod = max(mod, ?), usn = -1 WHERE id = ?",
                (*change.row, at // 1000 + 1, change.card),
            )
        for row in change.new:
            self._add(row, change.card)

    def _add(self, row: LogRow, card: int) -> None:
        """Add a row to the log; where another card was answered in its millisecond it gets the next that is free."""
        at = row.id
        query = "INSERT OR IGNORE INTO revlog (id, cid, usn, ease, ivl, lastIvl, factor, time, type) VALUES (?, ?, -1, ?, ?, ?, ?, ?, ?)"
        while not self._connection.execute(query, (at, card, *row[1:])).rowcount:
            at += 1


def _are_numbers(row: Sequence[object]) -> bool:
    """Tell whether a row holds what Anki writes there; SQLite keeps nothing else out."""
    return all(type(value) is int for value in row)


def mark_of(path: Path) -> tuple[str, int]:
    """Return what `AnkiFile.mark` says of the mirror, without a copy of it."""
    with reading(path), closing(sqlite3.connect(path)) as connection:
        created, schema, usn = connection.execute("SELECT crt, scm, usn FROM col").fetchone()
        return f"{created} {schema}", int(usn)


@contextmanager
def opened_rows(path: Path, offset_seconds: int) -> Iterator[MirrorRows]:
    """Give the rows of the mirror, while Anki's code has it closed."""
    with reading(path), closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        yield MirrorRows(connection, path, offset_seconds)
