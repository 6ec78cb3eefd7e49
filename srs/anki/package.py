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

_LARGE: Final = 1 << 30
"""Files from this size on get the header of such as may be larger than 2 GB, compressed or not."""
_LEVEL: Final = 5
"""A twentieth larger than by the default level, in half the time."""
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
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as package:
        _add_file(package, "collection.anki2", collection)
        with package.open("media", "w") as listed:
            listed.write(json.dumps(names).encode())
        for number, (name, path) in enumerate(files):
            package.compression = zipfile.ZIP_DEFLATED if PurePosixPath(name).suffix in _LOOSE else zipfile.ZIP_STORED
            _add_file(package, str(number), path)


def _add_file(package: zipfile.ZipFile, name: str, path: Path) -> None:
    # Entries opened by their names bear the first day that a zip knows, and not the time of the export.
    with path.open("rb") as source, package.open(name, "w", force_zip64=path.stat().st_size >= _LARGE) as copy:
        shutil.copyfileobj(source, copy, _PIECE)


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
