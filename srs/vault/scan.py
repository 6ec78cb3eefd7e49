"""Walks the notes folder and tells which notes changed since the last walk.

A folder is one line of text for each of its notes (name, mtime in ns, size, inode). Equal text, nothing changed: no file
is opened. A note that was written just before the walk, or during it, is marked with `?`, which never compares equal, since
a second write within the clock's grain would not show (git calls this racily clean).

Making the lines takes longer than anything else that Python does for a file. So a folder also has a mark, a hash of the same
names and numbers; while it is the mark of the last walk, there are no lines. A folder with a `?` has none.
"""

from __future__ import annotations

import os
import re
from fnmatch import translate
from typing import TYPE_CHECKING
from zlib import crc32

from srs.model import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    Test = Callable[[str], object]

NOTE_ENDINGS = (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd", ".txt")
_NOT_NOTES = frozenset(
    {"requirements.txt", "robots.txt", "cmakelists.txt", "license.txt", "constraints.txt", "license.md"}
)
_SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})
_NONE: Mapping[str, int | None] = {}
_EACH = 3
"""How many numbers there are for each note."""
_GRAIN_NS, _COARSE_GRAIN_NS = 20_000_000, 2_000_000_000
"""How far the time of a file may lag behind that of its writing: by a tick of the system, or where whole seconds are kept (FAT: two)."""
_BY_DESCRIPTOR = os.scandir in os.supports_fd


class Scan:
    """What a walk found: the notes to read again, those that are gone, problems, and how many notes there are.

    `folders` has the listing of each folder, and `marks` its mark, apart from the folders that are the `same` by their marks.
    """

    def __init__(self) -> None:
        self.folders: dict[str, str] = {}
        self.marks: dict[str, int | None] = {}
        self.same: set[str] = set()
        self.changed: list[str] = []
        self.vanished: list[str] = []
        self.problems: list[Problem] = []
        self.notes = 0


def scan(
    root: str,
    before: Mapping[str, str],
    *,
    started_ns: int,
    exclude: tuple[str, ...] = (),
    marks: Mapping[str, int | None] = _NONE,
) -> Scan:
    """Walk the notes below `root` and compare them with the listings of the last walk, and before that with the `marks`.

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
            waiting += _visit(root, folder, before, marks, started_ns, excluded, result)
        except OSError as error:
            if not folder:
                raise
            result.problems.append(Problem(folder, 0, f"the folder cannot be read ({error.strerror})"))
            _keep(folder, before, marks, result)
    for folder in before.keys() - result.folders.keys() - result.same:
        result.vanished += [_join(folder, name) for name in _entries(before.get(folder, ""))]
    result.changed.sort()
    result.vanished.sort()
    result.problems.sort(key=lambda problem: problem.path)
    return result


def list_folders(root: str, exclude: tuple[str, ...] = ()) -> Iterator[list[str]]:
    """Yield the names of the notes in each folder that a walk would come through; those that cannot be read have none."""
    excluded, waiting = _excluding(exclude), [""]
    for folder in waiting:  # grows while it is walked: what is near comes first
        try:
            names, _, below = _list(os.path.join(root, folder), folder, excluded, Scan())  # noqa: PTH118
        except OSError:
            continue
        waiting += below
        yield names


def would_read(path: str, exclude: tuple[str, ...] = ()) -> bool:
    """Tell whether a walk takes a file for a note, by its path below the root."""
    excluded = _excluding(exclude)
    name = path.rpartition("/")[2].lower()
    places = [path[: found.start()] for found in re.finditer("/", path)] + [path]
    left_out = any(part.startswith(".") or part in _SKIPPED_FOLDERS for part in path.split("/"))
    left_out = left_out or (excluded is not None and any(map(excluded, places)))
    return name.endswith(NOTE_ENDINGS) and name not in _NOT_NOTES and not left_out


def _visit(
    root: str,
    folder: str,
    before: Mapping[str, str],
    marks: Mapping[str, int | None],
    started_ns: int,
    excluded: Test | None,
    result: Scan,
) -> list[str]:
    """Compare the notes of a folder with the last walk and return the folders in it."""
    path = os.path.join(root, folder) if folder else root  # noqa: PTH118
    # By a descriptor the system need not find the way from the root to each file anew, a tenth of the time.
    place = os.open(path, os.O_RDONLY | os.O_DIRECTORY) if _BY_DESCRIPTOR else path
    try:
        names, numbers, below = _list(place, folder, excluded, result)
    finally:
        if isinstance(place, int):
            os.close(place)
    result.notes += len(names)
    mark = mark_of(names, numbers) if _are_settled(numbers[::_EACH], started_ns) else None
    if mark is not None and marks.get(folder) == mark:
        result.same.add(folder)
        return below
    listing = "\n".join(sorted(_lines(names, numbers, started_ns)))
    result.folders[folder], result.marks[folder] = listing, mark
    if before.get(folder) != listing or "?" in listing:
        _compare(folder, before.get(folder, ""), listing, result)
    return below


def _list(place: str | int, folder: str, excluded: Test | None, result: Scan) -> tuple[list[str], list[int], list[str]]:
    """Return the names of the notes in a folder, three numbers for each (mtime in ns, size, inode), and the folders in it."""
    names: list[str] = []
    numbers: list[int] = []
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
                and (entry.is_file(follow_symlinks=False) or _is_file(entry, folder, result))
            ):
                try:
                    status = entry.stat()
                except FileNotFoundError:  # removed since the folder was opened
                    continue
                names.append(name)
                numbers += status.st_mtime_ns, status.st_size, status.st_ino
            elif entry.is_dir(follow_symlinks=False) and _is_walked(name, folder, excluded, result):
                below.append(_join(folder, name))
    return names, numbers, below


def _are_settled(written_ns: list[int], started_ns: int) -> bool:
    """Tell whether every note was written so long before the walk that another write would show."""
    if max(written_ns, default=0) < started_ns - _COARSE_GRAIN_NS:
        return True
    return all(_is_settled(one, started_ns) for one in written_ns)


def _is_settled(written_ns: int, started_ns: int) -> bool:
    grain_ns = _GRAIN_NS if written_ns % 1_000_000_000 else _COARSE_GRAIN_NS
    return written_ns < started_ns - grain_ns


def mark_of(names: list[str], numbers: list[int]) -> int:
    """Return a hash of names and numbers in their order; that of integers is the same in every process, that of text is not."""
    text = "/".join(names).encode()
    return hash((crc32(text), int.from_bytes(text, "big"), *numbers))


def _lines(names: list[str], numbers: list[int], started_ns: int) -> Iterator[str]:
    each = iter(numbers)
    for name, written_ns, size, inode in zip(names, each, each, each, strict=True):
        yield f"{name}\t{written_ns}\t{size}\t{inode}{'' if _is_settled(written_ns, started_ns) else '?'}"


def mark_unread(result: Scan, paths: Iterable[str]) -> None:
    """Mark notes that could not be read, so that the next walk names them again whatever their status says."""
    for path in paths:
        folder, _, name = path.rpartition("/")
        entries = _entries(result.folders.get(folder, ""))
        if name in entries:
            entries[name] = entries[name].rstrip("?") + "?"
            result.folders[folder], result.marks[folder] = "\n".join(entries.values()), None


def _keep(folder: str, before: Mapping[str, str], marks: Mapping[str, int | None], result: Scan) -> None:
    """Let the notes of a folder that cannot be read stand as they were: they are not gone."""
    for path in before:
        if path == folder or path.startswith(f"{folder}/"):
            result.folders[path], result.marks[path] = before.get(path, ""), marks.get(path)
            result.notes += len(_entries(result.folders[path]))


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
