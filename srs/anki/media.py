"""Images and sounds that go along, by names that are made of what they hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from hashlib import file_digest
from pathlib import Path, PurePosixPath
from typing import Final

from srs.model.media import IMAGES, SOUNDS, Unfound

_LARGEST_BYTES: Final = 100 * 1024 * 1024
"""Anki's own limit for a file that is to be synchronised."""
_WHY: Final = {
    Unfound.REMOTE: "is not a file of the notes, so it is not exported",
    Unfound.OUTSIDE: "lies outside the notes folder, so it is not exported",
    Unfound.ABSENT: "is not there",
}

_NAME: Final = re.compile(r"\bsrs-[0-9a-f]{16}\.[a-z0-9]+")

Find = Callable[[str, str], Path | Unfound]
"""Returns the file that a note (its path below the notes folder) embeds by an address, or why there is none."""


def nowhere(_note: str, _address: str) -> Unfound:
    """Find no file."""
    return Unfound.ABSENT


class Refused(Exception):
    """The file named in a note is not packed; the message says why."""


class MediaShelf:
    """The files that notes embed; `packed` maps the name in the package, made from the content, to the file."""

    def __init__(self, find: Find = nowhere) -> None:
        self._find = find
        self._names: dict[Path, str] = {}
        self.packed: dict[str, Path] = {}

    def pack(self, source: str, note: str) -> str:
        """Return the packed name of what `note` (path below the notes folder) embeds as `source`, or raise Refused."""
        path = self._find(note, source)
        if isinstance(path, Unfound):
            raise Refused(f"'{source}' {_WHY[path]}.")
        if path not in self._names:
            self._names[path] = content_name(path, source)
            self.packed.setdefault(self._names[path], path)
        return self._names[path]


def packed_names(fields: Iterable[str]) -> set[str]:
    """Return the names of packed files that stand in the fields of a note."""
    return {name for field in fields for name in _NAME.findall(field)}


def _extension(name: str) -> str:
    return PurePosixPath(name).suffix.removeprefix(".").lower()


def content_name(path: Path, source: str) -> str:
    """Return the name that a file, which a note embeds as `source`, gets from its content.

    Raises:
        Refused: it is neither an image nor a sound, too large, or cannot be read.
    """
    extension = _extension(path.name)
    if extension not in IMAGES | SOUNDS:
        raise Refused(f"'{source}' is neither an image nor a sound, so it is not exported.")
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            raise Refused(f"'{source}' is larger than 100 MB, so it is not exported.")
        with path.open("rb") as file:
            return f"srs-{file_digest(file, 'sha1').hexdigest()[:16]}.{extension}"
    except OSError as error:
        raise Refused(f"'{source}' cannot be read: {error.strerror}.") from error
