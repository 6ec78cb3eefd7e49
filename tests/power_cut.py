r"""A disk whose power fails: what a traced run wrote and synced, played back up to a moment, without what was not synced.

What a disk keeps then is all that was synced and any part of the rest: of writes to a file any, in any order, torn at the borders of
sectors; of changes to a folder (files made, moved, removed) the first so many. That is what SQLite reckons with, too
(https://www.sqlite.org/atomiccommit.html).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from random import Random

SECTOR = 512
_UNKNOWN = ("writev", "pwritev", "pwritev2", "sendfile", "copy_file_range", "link", "linkat", "fallocate")
"""Other ways to write, which this cannot play back: that a run takes none of them is made sure of."""
CALLS = (
    *("openat", "lseek", "write", "pwrite64", "ftruncate", "fsync", "fdatasync"),
    *("rename", "renameat", "renameat2", "unlink", "unlinkat", "mkdir", "mkdirat", "rmdir"),
    *_UNKNOWN,
)
WHOLE = ("-xx", "-s", str(1 << 26))
"""Options of strace that let it write down all data."""
_LINE = re.compile(r"\d+ +(?P<name>\w+)\((?P<arguments>.*)\) += (?P<result>\d+)")
_FILE = re.compile(r"(?:(?P<number>\d+)|AT_FDCWD)<(?P<path>[^>]*)>")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True, slots=True)
class Event:
    """One call that changed something, or may have: its file, a second path, data, and a place or size."""

    name: str
    path: str
    other: str = ""
    data: bytes = b""
    at: int = 0


@dataclass(slots=True)
class _File:
    """What of a file is surely on disk, and the writes (place, data) and sizes that may be."""

    synced: bytes = b""
    pending: list[tuple[int, bytes] | int] = field(default_factory=list)

    def change(self, change: tuple[int, bytes] | int) -> None:
        self.pending.append(change)

    def sync(self) -> None:
        self.synced = self._with(self.pending)
        self.pending = []

    def after_cut(self, chance: Random | None) -> bytes:
        """Return what is left: nothing of what was not synced, or by chance any part of it."""
        return self._with([] if chance is None else list(_torn(self.pending, chance)))

    def _with(self, changes: list[tuple[int, bytes] | int]) -> bytes:
        data = bytearray(self.synced)
        for change in changes:
            size, piece = (change, b"") if isinstance(change, int) else (change[0], change[1])
            if isinstance(change, int):
                del data[size:]
            data.extend(bytes(max(0, size - len(data))))
            data[size : size + len(piece)] = piece
        return bytes(data)


def _torn(changes: list[tuple[int, bytes] | int], chance: Random) -> Iterator[tuple[int, bytes] | int]:
    """Yield some of the changes, some of them whole."""
    for change in changes:
        fate = chance.choice(("kept", "lost", "torn"))
        if fate == "torn" and not isinstance(change, int):
            place, data = change
            for start in range(0, len(data), SECTOR):
                if chance.random() < 0.5:
                    yield place + start, data[start : start + SECTOR]
        elif fate == "kept":
            yield change


_Names = dict[str, "_File | None"]
"""Files by path; folders are None."""


class Disk:
    """Files and folders below a few folders, as they were before a run."""

    def __init__(self, roots: list[Path]) -> None:
        self.roots = [str(root) for root in roots]
        self._parents = {str(root.parent) for root in roots}
        self._names: _Names = {
            str(path): None if path.is_dir() else _File(path.read_bytes())
            for root in roots
            for path in (root, *root.rglob("*"))
            if path.exists()
        }
        self._durable = dict(self._names)
        self._pending: dict[str, list[Callable[[_Names], None]]] = {}
        self.output = b""

    def play(self, event: Event) -> None:
        """Let a call do what it did."""
        if event.name == "output":
            self.output += event.data
        elif event.name in ("fsync", "fdatasync"):
            self._sync(event.path)
        elif self._is_below(event.other or event.path):
            getattr(self, f"_{event.name}")(event)

    def _is_below(self, path: str) -> bool:
        return any(path == root or path.startswith(f"{root}/") for root in self.roots)

    def _rename_in(self, path: str, change: Callable[[_Names], None]) -> None:
        change(self._names)
        self._pending.setdefault(str(PurePosixPath(path).parent), []).append(change)

    def _sync(self, path: str) -> None:
        node = self._names.get(path)
        if isinstance(node, _File):
            node.sync()
        for change in self._pending.pop(path, []):
            change(self._durable)

    def _open(self, event: Event) -> None:
        if event.path not in self._names:
            node = _File()
            self._rename_in(event.path, lambda names: names.__setitem__(event.path, node))
        elif event.at == 0 and event.data:
            self._truncate(event)

    def _write(self, event: Event) -> None:
        if isinstance(node := self._names.get(event.path), _File):
            node.change((event.at, event.data))

    def _truncate(self, event: Event) -> None:
        if isinstance(node := self._names.get(event.path), _File):
            node.change(event.at)

    def _mkdir(self, event: Event) -> None:
        self._rename_in(event.path, lambda names: names.__setitem__(event.path, None))

    def _remove(self, event: Event) -> None:
        self._rename_in(event.path, lambda names: names.pop(event.path, None) and None)

    def _rename(self, event: Event) -> None:
        node = self._names.get(event.path)

        def change(names: _Names) -> None:
            names.pop(event.path, None)
            names[event.other] = node

        self._rename_in(event.other, change)

    def after_cut(self, chance: Random | None) -> dict[str, bytes | None]:
        """Return the files that are left after a cut, and the folders as None.

        Without chance all that was not synced is gone.
        """
        names = dict(self._durable)
        for changes in self._pending.values():
            for change in changes[: chance.randint(0, len(changes)) if chance else 0]:
                change(names)
        reached = {path: node for path, node in names.items() if self._is_reached(path, names)}
        return {path: node.after_cut(chance) if isinstance(node, _File) else None for path, node in reached.items()}

    def _is_reached(self, path: str, names: _Names) -> bool:
        parent = str(PurePosixPath(path).parent)
        return parent in self._parents or (
            parent in names and names[parent] is None and self._is_reached(parent, names)
        )


def write_files(files: dict[str, bytes | None], roots: list[Path]) -> None:
    """Put what a cut left where it belongs, and nothing else; modes are not what is looked at."""
    import shutil
    from pathlib import Path as File

    for root in roots:
        shutil.rmtree(root, ignore_errors=True)
    for path, data in sorted(files.items()):
        if data is None:
            File(path).mkdir(mode=0o700, parents=True)
        else:
            File(path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            File(path).write_bytes(data)
            File(path).chmod(0o600)


def events_in(log: Path) -> Iterator[Event]:
    """Yield the changes of a traced run; see `WHOLE`."""
    places: dict[str, int] = {}
    for line in log.read_text("ascii").splitlines():
        found = _LINE.match(line)
        if found:
            yield from _events(found["name"], found["arguments"], found["result"], places)


def _events(name: str, arguments: str, result: str, places: dict[str, int]) -> Iterator[Event]:
    assert name not in _UNKNOWN, f"cannot be played back: {name}"
    file = _FILE.match(arguments)
    number, path = (file["number"] or "", _decoded(file["path"]).decode()) if file else ("", "")
    texts = [_decoded(text) for text in _TEXT.findall(arguments)]
    if name == "openat":
        places[result] = 0
        if "O_CREAT" in arguments or "O_TRUNC" in arguments:
            yield Event("open", _join(path, texts[0]), data=b"t" if "O_TRUNC" in arguments else b"")
    elif name == "lseek":
        places[number] = int(result)
    elif name == "write" and number == "1":
        yield Event("output", "", data=texts[0])
    elif name == "write":
        yield Event("write", path, data=texts[0][: int(result)], at=places.get(number, 0))
        places[number] = places.get(number, 0) + int(result)
    elif name == "pwrite64":
        yield Event("write", path, data=texts[0], at=int(arguments.rsplit(",", 1)[1]))
    elif name == "ftruncate":
        yield Event("truncate", path, at=int(arguments.rsplit(",", 1)[1]))
    elif name in ("fsync", "fdatasync"):
        yield Event(name, path)
    elif name.startswith("rename"):
        yield Event("rename", *(_join(path, text) for text in texts))
    else:
        yield Event("mkdir" if name.startswith("mkdir") else "remove", _join(path, texts[0]))


def _decoded(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", "")) if text.startswith("\\x") else text.encode()


def _join(folder: str, name: bytes) -> str:
    return str(PurePosixPath(folder, name.decode()))
