"""Walks the notes folder and tells which notes changed since the last walk.

A folder is one line of text for each of its notes (name, mtime in ns, size, inode). Equal text, nothing changed: no file
is opened. A note written at or after the walk is marked with `?`, which never compares equal, since a second write within
the clock's grain would not show (git calls this racily clean).
"""

from __future__ import annotations

import os
import re
from fnmatch import translate
from typing import TYPE_CHECKING

from srs.model import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Test = Callable[[str], object]

NOTE_ENDINGS = (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd", ".txt")
_NOT_NOTES = frozenset(
    {"requirements.txt", "robots.txt", "cmakelists.txt", "license.txt", "constraints.txt", "license.md"}
)
_SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})
_BY_DESCRIPTOR = os.scandir in os.supports_fd


class Scan:
    """What a walk found: every folder's listing, the notes to read again, those that are gone, and problems."""

    def __init__(self) -> None:
        self.folders: dict[str, str] = {}
        self.changed: list[str] = []
        self.vanished: list[str] = []
        self.problems: list[Problem] = []
        self.notes = 0


def scan(root: str, before: Mapping[str, str], *, started_ns: int, exclude: tuple[str, ...] = ()) -> Scan:
    """Walk the notes below `root` and compare them with the listings of the last walk.

    Hidden names, folders that are links, what `exclude` matches (globs on the path with `/`), and files that are no text
    notes by their ending are left out. Paths are relative to `root`, with `/`.

    Raises:
        OSError: the folder itself is not there or cannot be read.
    """
    result = Scan()
    excluded = _excluding(exclude)
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        try:
            waiting += _visit(root, folder, before, started_ns, excluded, result)
        except OSError as error:
            if not folder:
                raise
            result.problems.append(Problem(folder, 0, f"the folder cannot be read ({error.strerror})"))
            _keep(folder, before, result)
    for folder in before.keys() - result.folders.keys():
        result.vanished += [_join(folder, name) for name in _entries(before[folder])]
    result.changed.sort()
    result.vanished.sort()
    result.problems.sort(key=lambda problem: problem.path)
    return result


def would_read(path: str, exclude: tuple[str, ...] = ()) -> bool:
    """Tell whether a walk takes a file for a note, by its path below the root."""
    excluded = _excluding(exclude)
    name = path.rpartition("/")[2].lower()
    places = [path[: found.start()] for found in re.finditer("/", path)] + [path]
    left_out = any(part.startswith(".") or part in _SKIPPED_FOLDERS for part in path.split("/"))
    left_out = left_out or (excluded is not None and any(map(excluded, places)))
    return name.endswith(NOTE_ENDINGS) and name not in _NOT_NOTES and not left_out


def _visit(
    root: str, folder: str, before: Mapping[str, str], started_ns: int, excluded: Test | None, result: Scan
) -> list[str]:
    """Compare the notes of a folder with the last walk and return the folders in it."""
    path = os.path.join(root, folder) if folder else root  # noqa: PTH118
    # By a descriptor the system need not find the way from the root to each file anew, a tenth of the time.
    place = os.open(path, os.O_RDONLY | os.O_DIRECTORY) if _BY_DESCRIPTOR else path
    try:
        lines, below = _list(place, folder, started_ns, excluded, result)
    finally:
        if isinstance(place, int):
            os.close(place)
    result.notes += len(lines)
    listing = "\n".join(lines)
    result.folders[folder] = listing
    if before.get(folder) != listing or "?" in listing:
        _compare(folder, before.get(folder, ""), listing, result)
    return below


def _list(
    place: str | int, folder: str, started_ns: int, excluded: Test | None, result: Scan
) -> tuple[list[str], list[str]]:
    """Return the lines of the notes in a folder, sorted, and the folders in it."""
    lines: list[str] = []
    below: list[str] = []
    with os.scandir(place) as entries:
        for entry in entries:
            name = entry.name
            if name[0] == ".":
                continue
            # What is done for every file stands here, since calling functions for it takes a tenth of the time.
            lowered = name.lower()
            if (
                lowered.endswith(NOTE_ENDINGS)
                and lowered not in _NOT_NOTES
                and not (excluded and excluded(_join(folder, name)))
                and (name.isprintable() or _is_storable(name, folder, result))
                and _is_file(entry, folder, result)
            ):
                try:
                    status = entry.stat()
                except FileNotFoundError:  # removed since the folder was opened
                    continue
                written_ns = status.st_mtime_ns
                racy = "?" if written_ns >= started_ns else ""
                lines.append(f"{name}\t{written_ns}\t{status.st_size}\t{status.st_ino}{racy}")
            elif entry.is_dir(follow_symlinks=False) and _is_walked(name, folder, excluded, result):
                below.append(_join(folder, name))
    lines.sort()
    return lines, below


def mark_unread(result: Scan, paths: Iterable[str]) -> None:
    """Mark notes that could not be read, so that the next walk names them again whatever their status says."""
    for path in paths:
        folder, _, name = path.rpartition("/")
        entries = _entries(result.folders.get(folder, ""))
        if name in entries:
            entries[name] = entries[name].rstrip("?") + "?"
            result.folders[folder] = "\n".join(entries.values())


def _keep(folder: str, before: Mapping[str, str], result: Scan) -> None:
    """Let the notes of a folder that cannot be read stand as they were: they are not gone."""
    for path, listing in before.items():
        if path == folder or path.startswith(f"{folder}/"):
            result.folders[path] = listing
            result.notes += len(_entries(listing))


def _is_file(entry: os.DirEntry[str], folder: str, result: Scan) -> bool:
    """Tell a regular file, or a link to one; a folder may be called `x.md`, a link may lead nowhere, and a pipe would never end."""
    try:
        if entry.is_file():
            return True
        if not entry.is_dir():
            told = (
                "the link leads nowhere" if _leads_nowhere(entry) else "it is no file but a pipe, a socket or a device"
            )
            result.problems.append(Problem(_join(folder, entry.name), 0, told))
    except OSError as error:
        result.problems.append(Problem(_join(folder, entry.name), 0, f"the file cannot be read ({error.strerror})"))
    return False


def _leads_nowhere(entry: os.DirEntry[str]) -> bool:
    try:
        entry.stat()
    except FileNotFoundError:
        return entry.is_symlink()
    return False


def _is_walked(name: str, folder: str, excluded: Test | None, result: Scan) -> bool:
    skipped = name in _SKIPPED_FOLDERS or (excluded and excluded(_join(folder, name)))
    return not skipped and _is_storable(name, folder, result)


def _is_storable(name: str, folder: str, result: Scan) -> bool:
    """Tell whether a name can be written down: Linux allows bytes that are no UTF-8, tabs and line breaks in it."""
    if name.isprintable():  # nearly all are, and then have nothing of the kind
        return True
    path = _join(folder, name)
    named = path.encode("utf-8", "backslashreplace").decode()
    if named == path and "\n" not in path and "\t" not in path:
        return True
    result.problems.append(Problem(named, 0, "the name is not UTF-8 or has a tab or line break in it; rename it"))
    return False


def _excluding(exclude: tuple[str, ...]) -> Test | None:
    """Return what tells whether a path matches one of the globs; None without any."""
    if not exclude:
        return None
    match = re.compile("|".join(translate(glob) for glob in exclude)).match
    return lambda path: match(path) or match(f"{path}/")


def _compare(folder: str, before: str, now: str, result: Scan) -> None:
    old, new = _entries(before), _entries(now)
    result.changed += [_join(folder, name) for name, line in new.items() if old.get(name) != line or line.endswith("?")]
    result.vanished += [_join(folder, name) for name in old.keys() - new.keys()]


def _entries(listing: str) -> dict[str, str]:
    return {line.split("\t", 1)[0]: line for line in listing.split("\n") if line}


def _join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name
