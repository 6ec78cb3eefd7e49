"""Images and sounds that go along: found as the note means them, and only inside the notes folder."""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import file_digest
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote

from srs.model.media import IMAGES, SOUNDS

_LARGEST_BYTES: Final = 100 * 1024 * 1024
"""Anki's own limit for a file that is to be synchronised."""
_ADDRESS: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


ByName = Callable[[str], PurePosixPath | None]
"""Finds a file by its name anywhere, and returns its path below the notes folder."""


def nowhere(name: str) -> None:
    """Find no file by its name alone."""


class Refused(Exception):
    """The file named in a note is not packed; the message says why."""


class MediaShelf:
    """The files that notes embed; `packed` maps the name in the package, made from the content, to the file."""

    def __init__(self, notes: Path, by_name: ByName = nowhere) -> None:
        self._root = notes.resolve()
        self._by_name = by_name
        self._names: dict[Path, str] = {}
        self.packed: dict[str, Path] = {}

    def pack(self, source: str, note: str) -> str:
        """Return the packed name of what `note` (path below the notes folder) embeds as `source`, or raise Refused."""
        path = self._find(source, note)
        if path not in self._names:
            self._names[path] = _content_name(path, source)
            self.packed.setdefault(self._names[path], path)
        return self._names[path]

    def _find(self, source: str, note: str) -> Path:
        address = source.replace("\\", "/")
        if _ADDRESS.match(address):
            raise Refused(f"'{source}' is not a file of the notes, so it is not exported.")
        if address.startswith("/"):
            raise Refused(f"'{source}' is an absolute path, so it is not exported.")
        literal = address.partition("#")[0]
        for name in dict.fromkeys((literal, unquote(literal), unquote(literal.partition("?")[0]))):
            path = self._at(Path(note).parent / name, source) or self._at(Path(name), source) or self._named(name)
            if path:
                return path
        raise Refused(f"'{source}' is not there.")

    def _at(self, relative: Path, source: str) -> Path | None:
        """Return the real path of a file below the notes folder, None when there is none; raise when it leads out."""
        try:
            path = (self._root / relative).resolve()
            if not path.is_relative_to(self._root):
                raise Refused(f"'{source}' lies outside the notes folder, so it is not exported.")
            return path if path.is_file() else None
        except (OSError, ValueError, RuntimeError):  # too long, NUL, a loop of links
            return None

    def _named(self, name: str) -> Path | None:
        found = self._by_name(name)
        return self._at(Path(found), name) if found else None


def _extension(name: str) -> str:
    return PurePosixPath(name).suffix.removeprefix(".").lower()


def _content_name(path: Path, source: str) -> str:
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
