"""The images of a card, as files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from srs.vault.media import media_names

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_IMAGE = re.compile(r"!\[[^\]\n]*\]\((?:<([^>\n]+)>|([^)>\s]+))|!\[\[([^\]|#\n]+)")
_REMOTE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class Image(NamedTuple):
    """An image by its path as the note names it, its file, and its size in bytes; both None where there is no such file."""

    name: str
    file: Path | None
    size: int | None


def images_in(text: str, notes: Path, note: str) -> list[Image]:
    """Return the images that a text in a note names, each once; those on the web are left out."""
    found = dict.fromkeys(next(filter(None, names)) for names in _IMAGE.findall(text))
    images = (find_image(name, notes, note) for name in found)
    return list(dict.fromkeys(image for image in images if image is not None))


def find_image(address: str, notes: Path, note: str) -> Image | None:
    """Return the image that an address in a note means; None where it is one on the web.

    It is looked for beside the note, from the top, and at last by its name anywhere. What is no part of the notes folder, by a link either, is not looked at.
    """
    name = unquote(address).strip()
    if _REMOTE.match(name):
        return None
    for file in _places(name, notes, note):
        found = _at(file, notes, name)
        if found is not None:
            return found
    elsewhere = media_names(notes).find(name)
    return (elsewhere and _at(notes / elsewhere, notes, name)) or Image(name, None, None)


def _at(file: Path, notes: Path, name: str) -> Image | None:
    try:
        real = file.resolve()
        if real.is_relative_to(notes.resolve()) and real.is_file():
            return Image(name, real, real.stat().st_size)
    except (OSError, ValueError, RuntimeError):  # no file has such a name, or links go round
        pass
    return None


def _places(name: str, notes: Path, note: str) -> Iterator[Path]:
    yield (notes / note).parent / name
    yield notes / name.lstrip("/")
