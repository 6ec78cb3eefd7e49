"""Anki packages: a zip of `collection.anki2`, a JSON map `media` from file numbers to names, and the numbered files.

https://docs.ankiweb.net/exporting.html. The same content gives the same bytes, and files are copied piece by piece.
"""

from __future__ import annotations

import itertools
import json
import re
import shutil
import unicodedata
import zipfile
from hashlib import sha256
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

import genanki

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_ZIP_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_PIECE: Final = 1 << 20
_DECK_IDS: Final = 1 << 40
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
_TAG_BREAK: Final = re.compile(r"[\s\x00-\x1f\x7f\"]+")
_LOOSE: Final = frozenset({".svg", ".bmp", ".ico", ".wav"})
"""Kinds of media that are worth compressing; the others are compressed in themselves."""


def write_zip(target: Path, collection: Path, media: Mapping[str, Path]) -> None:
    """Write a package of a collection and the files it embeds, by the names they have in it."""
    files = sorted(media.items())
    names = {str(number): name for number, (name, _) in enumerate(files)}
    with zipfile.ZipFile(target, "w") as package:
        _add_file(package, "collection.anki2", collection)
        package.writestr(_entry("media"), json.dumps(names), zipfile.ZIP_DEFLATED)
        for number, (name, path) in enumerate(files):
            _add_file(package, str(number), path, packed=PurePosixPath(name).suffix not in _LOOSE)


def _add_file(package: zipfile.ZipFile, name: str, path: Path, *, packed: bool = False) -> None:
    entry = _entry(name)
    entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    entry.file_size = path.stat().st_size  # so that only what is larger than 2 GB gets the header of such a file
    with path.open("rb") as source, package.open(entry, "w") as copy:
        shutil.copyfileobj(source, copy, _PIECE)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    return entry


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
