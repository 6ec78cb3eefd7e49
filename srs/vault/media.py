"""Finds the images and sounds that notes embed by their names alone, wherever they are: so do embeds of wikis mean them."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from srs.model.media import IMAGES, SOUNDS

if TYPE_CHECKING:
    from pathlib import Path


class MediaNames:
    """The images and sounds below a folder by their names; that one came or went is told by the time of its folder."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._times: dict[str, int] = {}
        self._paths: dict[str, list[PurePosixPath]] = {}

    def find(self, name: str) -> PurePosixPath | None:
        """Return the path below the folder of the file with this name, or whose path ends so; of several the shortest."""
        wanted = PurePosixPath(name)
        if wanted.suffix.removeprefix(".").lower() not in IMAGES | SOUNDS:
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
                if file.rpartition(".")[2].lower() in IMAGES | SOUNDS:
                    self._paths.setdefault(file.casefold(), []).append(below / file)


@lru_cache(maxsize=4)
def media_names(root: Path) -> MediaNames:
    """Return the names below a folder, which are read once and kept up to date."""
    return MediaNames(root)
