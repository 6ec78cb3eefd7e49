"""Real faults at a chosen system call of a real process: strace lists the calls of a run, and spoils one of the next.

`strace -e inject` (Linux) kills the process as it enters the call, or lets the call fail without being carried out.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

WRITING = (
    *("write", "pwrite64", "fsync", "fdatasync", "ftruncate"),
    *("rename", "renameat", "renameat2", "unlink", "unlinkat", "mkdir", "mkdirat", "rmdir"),
)
"""The calls that change what is on disk."""
READING = ("pread64", "read")
OPENING = ("openat",)
_LINE = re.compile(r"(?P<process>\d+) +(?P<name>\w+)\((?P<arguments>.*)", re.DOTALL)
_FILE = re.compile(r"(?:\d+|AT_FDCWD)<(?P<path>[^>]*)>")
_TEXT = re.compile(r'"(?P<text>(?:[^"\\]|\\.)*)"')
_OUTPUT = "1<"
_BESIDE_FOLDER = {"openat", "unlinkat", "mkdirat", "renameat", "renameat2"}
"""Calls that name a file by a folder and what comes behind it."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a process: the how-manieth of its name it is, the path it is about (of a move the new one), and strace's line.

    `is_late` tells that all that its deed changes had been changed by then.
    """

    name: str
    number: int
    path: str
    line: str
    is_late: bool = False

    @property
    def is_output(self) -> bool:
        """Tell that it writes to standard output."""
        return self.name == "write" and self.line.startswith(_OUTPUT)

    @property
    def is_of_note(self) -> bool:
        """Tell that it writes something, or opens a file to write to it, or reads."""
        opens_to_read = self.name in OPENING and not re.search("O_CREAT|O_RDWR|O_WRONLY", self.line)
        return not opens_to_read and not self.line.endswith('"", 0) = 0')

    @property
    def shows_changes(self) -> bool:
        """Tell that what was written before it holds from then on: a transaction ends, or a file takes its place."""
        is_copy = "/backups/" in self.path
        return not is_copy and (
            self.name.startswith("rename") or (self.name == "unlink" and self.path.endswith("-journal"))
        )

    def __str__(self) -> str:
        return f"{self.name} {self.number} of {PurePosixPath(self.path).name}"


@cache
def why_not() -> str:
    """Return why nothing can be traced here, empty where it can."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    tried = subprocess.run(
        ["strace", "-f", "--seccomp-bpf", "-o", "/dev/null", "-e", "trace=write", "true"],
        check=False,
        capture_output=True,
    )
    return "" if tried.returncode == 0 else f"strace may not trace here: {tried.stderr.decode().strip()}"


def tracing(log: Path, names: Iterable[str], *options: str) -> list[str]:
    """Return what stands before a command whose calls are to be listed."""
    # A call that this processor does not have is left out.
    wanted = ",".join(f"?{name}" for name in names)
    return ["strace", "-f", "-y", "--seccomp-bpf", "-o", str(log), *options, "-e", f"trace={wanted}"]


def injecting(log: Path, call: Call, fault: str) -> list[str]:
    """Return what stands before a command one call of which is to meet a fault: `signal=SIGKILL`, `error=ENOSPC`."""
    # strace 6.1 sends no signal where it lets the system filter calls (--seccomp-bpf).
    wanted = ["-e", f"trace={call.name}", "-e", f"inject={call.name}:{fault}:when={call.number}"]
    return ["strace", "-f", "-y", "-o", str(log), *wanted]


def calls_in(log: Path, names: Iterable[str]) -> Iterator[Call]:
    """Yield the calls of a run, numbered as strace counts them: by name, each process for itself."""
    wanted = set(names)
    count: Counter[tuple[str, str]] = Counter()
    for line in log.read_text("utf-8", "replace").splitlines():
        found = _LINE.match(line)
        if found and found["name"] in wanted:
            count[found["process"], found["name"]] += 1
            number = count[found["process"], found["name"]]
            yield Call(found["name"], number, _path_of(found["name"], found["arguments"]), found["arguments"])


def was_hit(log: Path, call: Call) -> bool:
    """Tell whether a fault met the call that it was meant for, and it was not carried out; names made by chance may differ."""
    hit = [one for one in calls_in(log, [call.name]) if one.number == call.number]
    is_hit = bool(hit) and ("(INJECTED)" in hit[0].line or hit[0].line.endswith("= ?"))
    return is_hit and _without_chance(hit[0].path) == _without_chance(call.path)


def _without_chance(path: str) -> str:
    return re.sub(r"(srs|writing)-[\w-]+|pipe:\[\d+\]|pts/\d+|(?<=/tmp/)\w{8}$", "", path)


def _path_of(name: str, arguments: str) -> str:
    file, text = _FILE.match(arguments), _TEXT.search(arguments)
    if name == "rename":
        return _TEXT.findall(arguments)[-1]
    if file and text and name in _BESIDE_FOLDER:
        return str(PurePosixPath(file["path"], text["text"]))
    return file["path"] if file else text["text"] if text else ""
