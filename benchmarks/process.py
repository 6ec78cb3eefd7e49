"""Runs commands, and tells how long they took and how much memory they held."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

# A child counts the memory of the process that started it as its own until it runs: this one is small.
_MEASURE = """
import os, resource, sys, time
begun = time.perf_counter()
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
_, status, used = os.wait4(child, 0)
took = time.perf_counter() - begun
print(took, used.ru_maxrss, os.waitstatus_to_exitcode(status), file=sys.stderr)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """How a command went: wall time in seconds, and the largest memory of it or of a process it started, in MB."""

    seconds: float
    peak_mb: float


def run(command: Sequence[str | Path], *, ends: Sequence[int] = (0,), env: Mapping[str, str] | None = None) -> Run:
    """Run a command; one that ends in another way than these stops the benchmark with what it said."""
    line = [sys.executable, "-S", "-c", _MEASURE, *map(str, command)]
    told = subprocess.run(line, stderr=subprocess.PIPE, text=True, env={**os.environ, **(env or {})}, check=True).stderr
    took, peak, status = told.splitlines()[-1].split()
    if int(status) not in ends:
        raise SystemExit(f"{' '.join(map(str, command))} ended with {status}:\n{told}")
    return Run(float(took), int(peak) / (1024**2 if sys.platform == "darwin" else 1024))


def srs(folder: Path, *arguments: str | Path) -> list[str]:
    """Return a command of the srs of this environment."""
    return [str(Path(sys.executable).with_name("srs")), "-C", str(folder), *map(str, arguments)]


def in_turns(works: Mapping[str, Callable[[], Run]], rounds: int) -> dict[str, list[Run]]:
    """Do everything in turns, so that a busy moment of the machine meets all; the first round does not count."""
    done = [{name: work() for name, work in works.items()} for _ in range(rounds + 1)][1:]
    return {name: [one[name] for one in done] for name in works}


def middle(runs: Sequence[Run]) -> Run:
    """Return the medians."""
    return Run(median(one.seconds for one in runs), median(one.peak_mb for one in runs))


def ratios(runs: Sequence[Run], base: Sequence[Run]) -> float:
    """Return the median of the ratios, round by round."""
    return median(one.seconds / other.seconds for one, other in zip(runs, base, strict=True))


def timed(work: Callable[[], object]) -> float:
    """Return how many seconds something takes in this process."""
    begun = perf_counter()
    work()
    return perf_counter() - begun


def shown(command: Sequence[str | Path], wanted: bytes, env: Mapping[str, str] | None = None) -> Run:
    """Return how long a command takes to show something in a terminal of its own, and its memory until then (on Linux)."""
    import fcntl
    import pty
    import select
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    given = {**os.environ, "TERM": "xterm-256color", **(env or {})}
    begun = perf_counter()
    process = subprocess.Popen(list(map(str, command)), stdin=theirs, stdout=theirs, stderr=theirs, env=given)
    seen = b""
    while wanted not in seen:
        if not select.select([ours], [], [], 120)[0]:
            process.kill()
            raise SystemExit(f"{command} did not show {wanted!r} but {seen[-300:]!r}")
        seen += os.read(ours, 65_536)
    took = perf_counter() - begun
    status = Path(f"/proc/{process.pid}/status")
    lines = status.read_text("utf-8").splitlines() if status.exists() else []
    peak = next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)
    process.kill()
    process.wait()
    os.close(ours)
    os.close(theirs)
    return Run(took, peak)
