"""The images of a card, as files."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from srs.markdown.embeds import embeds_of
from srs.model.media import Unfound
from srs.vault.media import find_embedded

if TYPE_CHECKING:
    from pathlib import Path


class Image(NamedTuple):
    """An image by its path as the note names it, its file, and its size in bytes; both None where there is no such file."""

    name: str
    file: Path | None
    size: int | None


def images_in(text: str, notes: Path, note: str) -> list[Image]:
    """Return the images that a text in a note names, each once; those on the web are left out."""
    images = (find_image(address, notes, note) for address in embeds_of(text))
    return list(dict.fromkeys(image for image in images if image is not None))


def find_image(address: str, notes: Path, note: str) -> Image | None:
    """Return the image that an address in a note means; None where it is one on the web."""
    file = find_embedded(notes, note, address)
    name = unquote(address).strip()
    if isinstance(file, Unfound):
        return None if file is Unfound.REMOTE else Image(name, None, None)
    try:
        return Image(name, file, file.stat().st_size)
    except OSError:  # it went meanwhile
        return Image(name, None, None)
