"""Anki packages written with genanki, and without what it gets wrong.

A package is a zip of `collection.anki2` (SQLite, schema 11), a JSON map `media` from file numbers to names, and the
numbered files (https://docs.ankiweb.net/exporting.html). genanki stamps every note with the time of the export, so
that each import overwrites what its user edited; makes no cards for nested gaps; leaves its database in the temporary
folder; and writes other bytes each time.
"""

from __future__ import annotations

import io
import itertools
import json
import os
import re
import tempfile
import unicodedata
import zipfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import genanki

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_CONF: Final = {"schedVer": 2, "sched2021": True, "creationOffset": 0, "rollover": 4}
_ZIP_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_DECK_IDS: Final = 1 << 40
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
_TAG_BREAK: Final = re.compile(r"[\s\x00-\x1f\x7f\"]+")


class FactNote(genanki.Note):  # type: ignore[misc]
    """A note with the identity of a fact: `changed` (UTC seconds) is when the fact changed, not when it is exported."""

    def __init__(
        self,
        model: genanki.Model,
        fields: Sequence[str],
        *,
        guid: str,
        tags: Iterable[str],
        ords: Iterable[int],
        position: int,
        changed: int,
    ) -> None:
        super().__init__(model=model, fields=list(fields), guid=guid, tags=anki_tags(tags), due=position)
        self.ords = tuple(ords)
        self.changed = changed

    @property
    def cards(self) -> list[genanki.Card]:
        """The cards of the note: those of the fact, which genanki would guess from the text."""
        return [genanki.Card(ord) for ord in self.ords]

    def write_to_db(self, cursor: Any, timestamp: float, deck_id: int, id_gen: Iterator[int]) -> None:  # noqa: ARG002
        """Write the note and its cards as of the time when the fact changed."""
        super().write_to_db(cursor, self.changed, deck_id, id_gen)


class FactPackage(genanki.Package):  # type: ignore[misc]
    """A package whose bytes follow from its notes; `media` maps packed names to files."""

    def __init__(self, decks: Iterable[genanki.Deck], media: Mapping[str, Path]) -> None:
        super().__init__(sorted(decks, key=lambda deck: deck.name))
        self._media = sorted(media.items())
        self._database: Path | None = None

    def write_to_db(self, cursor: Any, timestamp: float, id_gen: Iterator[int]) -> None:
        """Write all notes, and the settings without which Anki takes the collection for one of its first scheduler."""
        self._database = Path(cursor.execute("PRAGMA database_list").fetchone()[2])
        try:
            super().write_to_db(cursor, timestamp, id_gen)
            conf, models = cursor.execute("SELECT conf, models FROM col").fetchone()
            # genanki names a note type once for every deck; reading it leaves one of each.
            settings = (json.dumps(json.loads(conf) | _CONF), json.dumps(json.loads(models)))
            cursor.execute("UPDATE col SET conf = ?, models = ?", settings)
        except BaseException:
            cursor.connection.close()  # an open file cannot be removed on Windows
            raise

    def write(self, target: Path) -> None:
        """Write the package beside the target and move it into place when it is complete and on disk."""
        handle, name = tempfile.mkstemp(prefix=".srs-", dir=target.parent)
        beside = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                self._write_zip(file)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(target)
            _sync_folder(target.parent)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise

    def _write_zip(self, file: io.BufferedIOBase) -> None:
        names = {str(number): name for number, (name, _) in enumerate(self._media)}
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
            _add(package, "collection.anki2", self._collection())
            _add(package, "media", json.dumps(names).encode())
            for number, (_, path) in enumerate(self._media):
                _add(package, str(number), path.read_bytes())

    def _collection(self) -> bytes:
        """Return the bytes of genanki's database, and remove the file it leaves behind."""
        changed = [note.changed for deck in self.decks for note in deck.notes]
        first = max(min(changed, default=0), 1)
        try:
            # The ids of notes and cards count up from the timestamp.
            self.write_to_file(io.BytesIO(), timestamp=first)
            return self._database.read_bytes() if self._database else b""
        finally:
            if self._database:
                with suppress(OSError):
                    self._database.unlink()


def deck_name(*parts: str) -> str:
    """Join deck names that may hold `::` themselves as Anki stores them: no empty levels, no control characters, NFC."""
    levels = itertools.chain.from_iterable(part.split("::") for part in parts)
    cleaned = (_CONTROL.sub("", unicodedata.normalize("NFC", level)).strip() for level in levels)
    return "::".join(level for level in cleaned if level) or "srs"


def make_deck(name: str) -> genanki.Deck:
    """Return a deck whose id follows from its name."""
    digest = sha256(name.encode()).digest()
    return genanki.Deck(_DECK_IDS + int.from_bytes(digest[:5]), name)


def anki_tags(tags: Iterable[str]) -> list[str]:
    """Return tags as Anki takes them: without white space, each once, `::` kept."""
    fit = (_TAG_BREAK.sub("_", unicodedata.normalize("NFC", tag).strip()).strip(":") for tag in tags)
    return list(dict.fromkeys(tag for tag in fit if tag.strip("_")))


def _add(package: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    package.writestr(entry, content)


def _sync_folder(folder: Path) -> None:
    """Make the move itself durable, where folders can be opened."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
