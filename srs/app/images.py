"""The images of a card, as files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_IMAGE = re.compile(r"!\[[^\]\n]*\]\(<?([^)>\s]+)|!\[\[([^\]|#\n]+)")
_REMOTE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class Image(NamedTuple):
    """An image by its path as the note names it, and its size in bytes; None where there is no such file."""

    name: str
    size: int | None


def images_in(text: str, notes: Path, note: str) -> list[Image]:
    """Return the images that a text in a note names, each once; those on the web are left out."""
    found = dict.fromkeys(unquote(one or other).strip() for one, other in _IMAGE.findall(text))
    return [Image(name, _size(name, notes, note)) for name in found if not _REMOTE.match(name)]


def _size(name: str, notes: Path, note: str) -> int | None:
    """Look beside the note, then from the top; what is no part of the notes folder is not looked at."""
    for file in _places(name, notes, note):
        try:
            if file.resolve().is_relative_to(notes.resolve()) and file.is_file():
                return file.stat().st_size
        except (OSError, ValueError):  # no file has such a name
            continue
    return None


def _places(name: str, notes: Path, note: str) -> Iterator[Path]:
    yield (notes / note).parent / name
    yield notes / name.lstrip("/")
