"""Finds the images and sounds that notes embed: by their addresses, or, as embeds of wikis mean them, by their names alone."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from srs.model.media import IMAGES, SOUNDS, Unfound

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_REMOTE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def find_embedded(notes: Path, note: str, address: str) -> Path | Unfound:
    """Return the real path of the file that a note, by its path below `notes`, embeds by an address, or why there is none.

    An address is first read as it stands, then without what a page adds behind `#` and `?`; as a name of a file, then with its escapes
    decoded. Each is looked for beside the note, from the top (where one with a `/` in front begins), and at last by its name anywhere. What lies
    outside of the notes folder, by a link either, is not taken.
    """
    address = address.strip().replace("\\", "/")
    if _REMOTE.match(address):
        return Unfound.REMOTE
    root, why = notes.resolve(), Unfound.OUTSIDE
    for place in _places(notes, note, address):
        try:
            real = (root / place).resolve()
            if real.is_relative_to(root):
                why = Unfound.ABSENT
                if real.is_file():
                    return real
        except (OSError, ValueError, RuntimeError):  # no file has such a name, or links go round
            continue
    return why


def _places(notes: Path, note: str, address: str) -> Iterator[PurePosixPath]:
    bare = address.partition("#")[0]
    forms = (address, bare, bare.partition("?")[0])
    for name in dict.fromkeys(name for form in forms for name in (form, unquote(form))):
        below = PurePosixPath(name.lstrip("/"))
        if not name.startswith("/"):
            yield PurePosixPath(note).parent / below
        yield below
        elsewhere = media_names(notes).find(str(below))
        if elsewhere is not None:
            yield elsewhere


class FileNames:
    """The files with some endings below a folder by their names; that one came or went is told by the time of its folder."""

    def __init__(self, root: Path, endings: frozenset[str] = IMAGES | SOUNDS) -> None:
        self._root = root
        self._endings = endings
        self._times: dict[str, int] = {}
        self._paths: dict[str, list[PurePosixPath]] = {}

    def find(self, name: str) -> PurePosixPath | None:
        """Return the path below the folder of the file with this name, or whose path ends so; of several the shortest."""
        wanted = PurePosixPath(name)
        if wanted.suffix.removeprefix(".").lower() not in self._endings:
            return None
        if not self._is_current():
            self._walk()
        found = self._paths.get(wanted.name.casefold(), [])
        fitting = [path for path in found if path.parts[-len(wanted.parts) :] == wanted.parts] or found
        return min(fitting, key=lambda path: (len(path.parts), str(path)), default=None)

    def _is_current(self) -> bool:
        try:
            return bool(self._times) and all(os.stat(path).st_mtime_ns == at for path, at in self._times.items())  # noqa: PTH116
        except (OSError, ValueError):
            return False

    def _walk(self) -> None:
        self._times, self._paths = {}, {}
        for folder, folders, files in os.walk(self._root):
            folders[:] = [name for name in folders if not name.startswith(".")]
            below = PurePosixPath(os.path.relpath(folder, self._root).replace(os.sep, "/"))
            try:
                self._times[folder] = os.stat(folder).st_mtime_ns  # noqa: PTH116
            except OSError:  # it went meanwhile
                continue
            for file in files:
                if file.rpartition(".")[2].lower() in self._endings:
                    self._paths.setdefault(file.casefold(), []).append(below / file)


@lru_cache(maxsize=4)
def media_names(root: Path) -> FileNames:
    """Return the names of images and sounds below a folder, which are read once and kept up to date."""
    return FileNames(root)


@lru_cache(maxsize=4)
def note_names(root: Path) -> FileNames:
    """Return the names of notes below a folder, kept in the same way."""
    return FileNames(root, frozenset({"md"}))


def find_linked(notes: Path, note: str, name: str) -> PurePosixPath | None:
    """Return the path below `notes` of the note that a wiki link in another means: beside it, from the top, or anywhere by its name."""
    bare = name.partition("#")[0].partition("^")[0].strip().removesuffix(".md")
    if not bare:
        return None
    for folder in (PurePosixPath(note).parent, PurePosixPath()):
        place = folder / f"{bare}.md"
        if ".." not in place.parts and not place.is_absolute() and (notes / place).is_file():
            return place
    return note_names(notes).find(f"{bare}.md")
