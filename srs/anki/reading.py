"""What a file from Anki tells of facts: the log, marks and tags of those that came from here, and how many others there are."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from srs.anki.reading_errors import NotAnki, reading
from srs.anki.reading_file import opened
from srs.anki.reading_log import read_log
from srs.model import Due, ForeignCard, ForeignFact, Origin

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, KeysView, Mapping, Sequence
    from pathlib import Path

    from srs.model import FactId

AWAY: Final = "srs::retired"
"""The tag that srs gives to notes whose facts are not in the drill; it suspends their cards for that alone."""
_COLUMNS: Final = {
    "col": "crt mod ver conf",
    "notes": "id guid mod tags flds",
    "cards": "id nid did ord mod type queue due ivl left odue odid flags",
    "revlog": "id cid ease ivl lastIvl factor time type",
}
_CHANGED: Final = """
SELECT guid FROM notes WHERE usn >= :usn OR usn = -1
UNION SELECT guid FROM notes WHERE id IN (SELECT nid FROM cards WHERE usn >= :usn OR usn = -1)
UNION SELECT guid FROM notes WHERE id IN (
  SELECT nid FROM cards WHERE id IN (SELECT cid FROM revlog WHERE usn >= :usn OR usn = -1))
"""
_WHOLE: Final = (".colpkg", ".anki2")
_SCHEDULED: Final = (
    "SELECT 1 FROM revlog UNION ALL SELECT 1 FROM cards WHERE type <> 0 OR queue < 0 OR flags <> 0 LIMIT 1"
)
"""What a package may have that was exported with scheduling; without, all cards are new and some tags are left out."""
_OLDEST, _NEWEST = 11, 18
"""The versions of the schema whose tables these are."""
_FEW: Final = 500
_LEARNING, _REVIEW, _RELEARNING = 1, 2, 3
_SUSPENDED = -1
_FIRST_SECOND = 1_000_000_000
"""What a card is due at is a day below this, else seconds."""
_LATEST = 1 << 45
_FARTHEST_DAYS = 100_000
_MOST_ORDS = 10_000
_MOST_TAGS = 1_000
_LONGEST_TAG = 200
_FLAGS = 7
_DAY_SECONDS = 86_400
_NAME_PARTS = "\x1f"


class AnkiFile:
    """A file from Anki that is open; `crammed` and `unreadable` count rows of the log that were left out, as it is read.

    `is_whole` tells that it is a whole collection, so that a note that is not in it was deleted.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, offset_seconds: int) -> None:
        self._connection = connection
        self._path = path
        _check_schema(connection, path)
        row: tuple[Any, ...] = connection.execute("SELECT ver, crt, mod, conf FROM col").fetchone() or (None,) * 4
        if not all(type(value) is int and 0 <= value < _LATEST for value in row[:3]):
            raise NotAnki(path, "it holds no collection")
        self._version: int = row[0]
        created, modified, conf = row[1:]
        if not _OLDEST <= self._version <= _NEWEST:
            raise NotAnki(path, f"it is of schema {self._version}, which this srs does not know")
        self.is_whole = path.suffix.lower() in _WHOLE
        scheduled = self.is_whole or connection.execute(_SCHEDULED).fetchone() is not None
        self.origin = Origin(f"anki {created}", modified, is_whole_log=scheduled, has_marks=True, is_bare=not scheduled)
        self.crammed = 0
        self.unreadable = 0
        west = self._setting("creationOffset", conf)
        self.first_day = (created + (offset_seconds if west is None else -60 * west)) // _DAY_SECONDS
        self._notes: dict[str, int] = {}
        for note, guid in connection.execute("SELECT id, guid FROM notes ORDER BY id"):
            if type(note) is int and type(guid) is str:
                self._notes.setdefault(guid, note)
            else:
                self.unreadable += 1

    @property
    def guids(self) -> KeysView[str]:
        """Return what its notes are called wherever they go."""
        return self._notes.keys()

    @property
    def mark(self) -> tuple[str, int]:
        """Return what a collection is called until one takes the place of the other, and the number of its last synchronisation."""
        created, schema, usn = self._connection.execute("SELECT crt, scm, usn FROM col").fetchone()
        return f"{created} {schema}", usn if type(usn) is int else 0

    def changed_since(self, usn: int) -> set[str]:
        """Return the guids of notes that changed, or a card or an answer of which did, since a synchronisation or not yet in one."""
        with reading(self._path):
            rows = self._connection.execute(_CHANGED, {"usn": usn})
            return {guid for (guid,) in rows if type(guid) is str}

    def facts(self, names: Mapping[str, FactId], progress: Callable[[int, int], None]) -> Iterator[ForeignFact]:
        """Yield what is told of the notes with these guids, under the ids that they have here.

        Notes that became one fact here are told as one.
        """
        for _, some in groupby(self._told(names, progress), key=itemgetter(0)):
            yield _joined([*some])

    def fields(self) -> Iterator[tuple[str, list[str]]]:
        """Yield the fields of all notes as HTML, by their guid."""
        with reading(self._path):
            for note, guid, fields in self._connection.execute("SELECT id, guid, flds FROM notes ORDER BY id"):
                if type(fields) is str and self._notes.get(guid) == note:
                    yield guid, fields.split("\x1f")

    def decks_of_others(self, names: Mapping[str, FactId]) -> Counter[str]:
        """Count the cards of all other notes by the name of their deck."""
        known = {note for guid, note in self._notes.items() if guid in names}
        decks: Counter[object] = Counter()
        with reading(self._path):
            for note, deck in self._connection.execute("SELECT nid, iif(odid, odid, did) FROM cards"):
                if note not in known:
                    decks[deck] += 1
            names_of_decks = self._decks() if decks else {}
        counts: Counter[str] = Counter()
        for deck, cards in decks.items():
            counts[names_of_decks.get(deck, "?")] += cards
        return counts

    def _told(self, names: Mapping[str, FactId], progress: Callable[[int, int], None]) -> Iterator[ForeignFact]:
        """Yield the notes in the order of their facts."""
        wanted = sorted((names[guid], note, guid) for guid, note in self._notes.items() if guid in names)
        for start in range(0, len(wanted), _FEW):
            progress(start, len(wanted))
            few = {note: guid for _, note, guid in wanted[start : start + _FEW]}
            with reading(self._path):
                found = sorted(self._few(few, names), key=itemgetter(0))
            yield from found

    def _few(self, few: Mapping[int, str], names: Mapping[str, FactId]) -> list[ForeignFact]:
        cards = self._rows(
            "SELECT {cards} FROM cards WHERE nid IN (SELECT value FROM json_each(?)) ORDER BY nid, ord", few
        )
        ids = [card["id"] for card in cards if type(card["id"]) is int]
        query = (
            "SELECT cid, id, ease, ivl, lastIvl, factor, time, type FROM revlog "
            "WHERE cid IN (SELECT value FROM json_each(?)) ORDER BY cid, id"
        )
        log = self._connection.execute(query, (json.dumps(ids),)).fetchall()
        logs = {card: [row[1:] for row in rows] for card, rows in groupby(log, key=itemgetter(0))}
        by_note: dict[int, dict[int, ForeignCard]] = {}
        for card in cards:
            read = self._card(card, logs.get(card["id"], []))
            if read is None:
                self.unreadable += 1
            else:
                by_note.setdefault(card["nid"], {}).setdefault(read.ord, read)
        notes = self._rows("SELECT {notes} FROM notes WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id", few)
        return [_fact(note, names[few[note["id"]]], by_note.get(note["id"], {}).values()) for note in notes]

    def _rows(self, query: str, few: Iterable[int]) -> list[dict[str, Any]]:
        table = query.partition("{")[2].partition("}")[0]
        names = _COLUMNS[table].split()
        rows = self._connection.execute(query.format(**{table: ", ".join(names)}), (json.dumps(list(few)),))
        return [dict(zip(names, row, strict=True)) for row in rows]

    def _card(self, card: Mapping[str, Any], rows: Sequence[Sequence[object]]) -> ForeignCard | None:
        if not all(type(value) is int for value in card.values()) or not 0 <= card["ord"] < _MOST_ORDS:
            return None
        on_step = card["type"] in (_LEARNING, _RELEARNING)
        log = read_log(rows, on_step=on_step)
        self.crammed += log.crammed
        self.unreadable += log.unreadable
        return ForeignCard(
            card["ord"],
            log.events,
            self._due(card, on_step=on_step),
            card["queue"] == _SUSPENDED,
            card["flags"] & _FLAGS,
            card["mod"],
        )

    def _due(self, card: Mapping[str, int], *, on_step: bool) -> Due:
        due = card["odue"] or card["due"] if card["odid"] else card["due"]
        interval = min(max(0, card["ivl"]), _FARTHEST_DAYS)
        left = card["left"] % 1000 if on_step else 0
        if on_step and _FIRST_SECOND <= due < _LATEST // 1000:
            return Due(None, due * 1000, left, interval)
        if (on_step or card["type"] == _REVIEW) and abs(due) <= _FARTHEST_DAYS:
            return Due(self.first_day + due, None, left, interval)
        return Due()

    def _decks(self) -> dict[object, str]:
        if self._version > _OLDEST:
            rows = self._connection.execute("SELECT id, name FROM decks").fetchall()
        else:
            (text,) = self._connection.execute("SELECT decks FROM col").fetchone()
            decks = _object(text).values()
            rows = [(deck.get("id"), deck.get("name")) for deck in decks if isinstance(deck, dict)]
        return {deck: str(name).replace(_NAME_PARTS, "::") for deck, name in rows}

    def _setting(self, name: str, conf: object) -> int | None:
        if self._version > _OLDEST:
            row = self._connection.execute("SELECT val FROM config WHERE key = ?", (name,)).fetchone()
            try:
                value = json.loads(row[0]) if row else None
            except (ValueError, TypeError, RecursionError):
                value = None
        else:
            value = _object(conf).get(name)
        return value if type(value) is int and abs(value) <= _DAY_SECONDS // 60 else None


@contextmanager
def opened_anki(path: Path, offset_seconds: int) -> Iterator[AnkiFile]:
    """Give what is in a file from Anki: a package, or a copy of a collection; see `reading_file.opened` for what is refused.

    `offset_seconds` is the user's offset from UTC, in which a collection of an old Anki counts its days.
    """
    with opened(path) as connection:
        with reading(path):
            file = AnkiFile(connection, path, offset_seconds)
        yield file


def _fact(note: Mapping[str, Any], fact: FactId, cards: Iterable[ForeignCard]) -> ForeignFact:
    text, fields, changed = note["tags"], note["flds"], note["mod"]
    tags = _tags(text) if type(text) is str else ()
    return ForeignFact(
        fact,
        tuple(cards),
        tuple(tag for tag in tags if tag != AWAY),
        tuple(fields.split("\x1f")) if type(fields) is str else (),
        changed if type(changed) is int else 0,
        AWAY in tags,
    )


def _joined(some: Sequence[ForeignFact]) -> ForeignFact:
    """Return one fact of several that are the same: each card with the logs of all, and as it stands where it was used last."""
    last = max(some, key=lambda one: one.changed)
    if len(some) == 1:
        return last
    cards: dict[int, ForeignCard] = {}
    for card in sorted((card for one in some for card in one.cards), key=lambda card: card.events[-1:]):
        before = cards.get(card.ord, card)
        cards[card.ord] = card._replace(events=tuple(sorted({*before.events, *card.events})))
    return last._replace(cards=tuple(cards[ord_] for ord_ in sorted(cards)))


def _tags(text: str) -> tuple[str, ...]:
    found = (tag for tag in text.split() if tag.isprintable() and len(tag) <= _LONGEST_TAG)
    return tuple(dict.fromkeys(found))[:_MOST_TAGS]


def _check_schema(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a database that is not Anki's, or in which something else stands for a table: a view, or a virtual table."""
    query = "SELECT lower(name), type, sql LIKE 'create virtual%' FROM sqlite_master WHERE lower(name) = ?"
    for table, columns in _COLUMNS.items():
        found = connection.execute(query, (table,)).fetchone()
        if found is None:
            raise NotAnki(path, f"it is a database without the table {table}, so not Anki's")
        if found[1] != "table" or found[2]:
            raise NotAnki(path, f"what it has for the table {table} is none")
        known = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
        missing = next((one for one in columns.split() if one not in known), None)
        if missing:
            raise NotAnki(path, f"its table {table} has no column {missing}, so it is not Anki's")


def _object(text: object) -> dict[str, Any]:
    try:
        value = json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
