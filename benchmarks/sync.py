"""Measures what `srs sync` adds to a bare walk of the notes, when nothing changed and when one note did.

    python benchmarks/sync.py [ROUNDS [FILES ...]]

Run it with the Python of an environment in which srs is installed. For each number of notes (1,000, 10,000 and 100,000)
a tree of small notes is written, 100 in a folder, two folders deep, and read in. Then everything runs in turns, so that
a busy moment of the machine meets all, and ratios are taken round by round:

- in one process: a walk with `os.scandir` and the status of each file; opening the database, a sync in which nothing
  changed, closing it; the same after the definition in one note was edited; and, as the floor under every sync that
  writes, one transaction that changes one row of another database beside it
- as whole processes: the walk; the walk by a Python that also imports click and sqlite3; `srs sync` without and with an
  edit; and the peak memory of the former

Aims: nothing changed, at most 1.6 times the walk on 10,000 files and 1.2 times on 100,000, with less than 60 MB; one
edit adds at most a quarter.
"""

from __future__ import annotations

import inspect
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter, sleep, time_ns
from typing import TYPE_CHECKING

from srs.app.collection import Collection, find_collection
from srs.app.sync import SyncReport, sync
from srs.store.open import open_store
from srs.store.snapshot import save_meta

if TYPE_CHECKING:
    from collections.abc import Callable

    Times = dict[str, list[float]]

SIZES = (1_000, 10_000, 100_000)
IN_A_FOLDER = 100
FOLDERS_IN_A_FOLDER = 10
SETTLED_SECONDS = 0.1
# A child counts the memory of the process that started it as its own until it runs: this one is small.
MEASURE = """
import os, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
import resource
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def main() -> None:
    """Measure each number of notes and print a table."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an srs that is installed need not be compiled at each start
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    sizes = [int(size) for size in sys.argv[2:]] or SIZES
    print(
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.machine()}, "
        f"{os.cpu_count()} processors, {platform.system()}; {rounds} rounds, medians\n"
    )
    print("| files | measured | ms | ratio | to |\n|---|---|---|---|---|")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            measure(Bench(Path(folder), size), rounds)


class Bench:
    """A collection of so many notes that was read in and stands still."""

    def __init__(self, folder: Path, size: int) -> None:
        self.folder = folder
        self.size = size
        self.edits = 0
        write_notes(folder / "notes", size)
        self.collection: Collection = find_collection(folder)
        self.sync()
        self.settle()

    def sync(self) -> SyncReport:
        """Open the database, sync, and close it."""
        store = self.collection.open()
        try:
            return sync(store, self.collection, at=time_ns() // 1_000_000, started_ns=time_ns())
        finally:
            store.close()

    def settle(self) -> None:
        """Let every note be older than the walk, so that none is read again."""
        sleep(SETTLED_SECONDS)
        self.sync()

    def edit(self) -> None:
        """Change the definition in one note."""
        self.edits += 1
        number = self.edits * 7919 % self.size
        path(self.folder / "notes", number).write_text(text(number, f"a device of the new kind {self.edits}"), "utf-8")

    def walk(self) -> None:
        """Walk as plain as Python can."""
        assert walk(str(self.folder / "notes")) == self.size

    def sync_nothing(self) -> None:
        """Sync when nothing changed."""
        assert self.sync().is_empty

    def sync_edit(self) -> None:
        """Sync when one definition was edited."""
        assert self.sync().counts["edited"] == 1

    def commit(self) -> None:
        """Change one row of a small database."""
        store = open_store(self.folder / "floor.db")
        assert store
        with store.write() as connection:
            save_meta(connection, "time", str(time_ns()))
        store.close()

    def command(self, name: str) -> list[str]:
        """Return a command line to measure."""
        walking = inspect.getsource(walk) + f"walk({str(self.folder / 'notes')!r})"
        return {
            "walk": [sys.executable, "-c", "import os\n" + walking],
            "imports": [sys.executable, "-c", "import os, click, sqlite3\n" + walking],
            "srs sync": [str(Path(sys.executable).with_name("srs")), "-C", str(self.folder), "sync"],
        }[name]


def walk(folder: str) -> int:
    """Ask for the status of every file below a folder and count them."""
    count = 0
    waiting = [folder]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    entry.stat()
                    count += 1
    return count


def write_notes(root: Path, size: int) -> None:
    """Write the tree."""
    for number in range(size):
        if number % IN_A_FOLDER == 0:
            path(root, number).parent.mkdir(parents=True)
        path(root, number).write_text(text(number, "a device with wheels and a handle"), "utf-8")


def path(root: Path, number: int) -> Path:
    folder = number // IN_A_FOLDER
    outer, inner = divmod(folder, FOLDERS_IN_A_FOLDER)
    return root / f"subject-{outer:03}" / f"chapter-{inner:02}" / f"note-{number:06}.md"


def text(number: int, meaning: str) -> str:
    term = word(number)
    return f"# Note {number}\n\n- **{term.title()}**: {meaning}, of the kind {term}\n"


def word(number: int) -> str:
    """Return a word that does not exist, another for each number; numbered terms would not be read as definitions."""
    syllables = [first + second for first in "bdfklmnprst" for second in "aeiou"]
    size = len(syllables)
    return syllables[number // size**2 % size] + syllables[number // size % size] + syllables[number % size] + "tor"


def measure(bench: Bench, rounds: int) -> None:
    """Measure in turns and print the rows of one size."""
    processes = {name: process(bench.command(name)) for name in ("walk", "imports", "srs sync")}
    inside = {"walk": bench.walk, "nothing": bench.sync_nothing, "commit": bench.commit, "edit": bench.sync_edit}
    outside = {**processes, "nothing": processes["srs sync"], "edit": processes["srs sync"]}
    del outside["srs sync"]
    one_round(bench, inside)
    one_round(bench, outside)  # modules are compiled by now, files and pages of the database in memory
    times = [(one_round(bench, inside), one_round(bench, outside)) for _ in range(rounds)]
    print_rows(bench, in_columns([one for one, _ in times]), in_columns([one for _, one in times]))


def one_round(bench: Bench, works: dict[str, Callable[[], None]]) -> dict[str, float]:
    """Take everything in turns, an edit before the last; return how long each took."""
    bench.settle()
    times = {}
    for name, work in works.items():
        if name == "edit":
            bench.edit()
        bench.walk()  # so that each finds the processor as warm as the others do
        times[name] = wall_ms(work)
    return times


def in_columns(rounds: list[dict[str, float]]) -> Times:
    return {name: [times[name] for times in rounds] for name in rounds[0]}


def wall_ms(work: Callable[[], None]) -> float:
    """Return how long it takes."""
    begun = perf_counter()
    work()
    return (perf_counter() - begun) * 1000


def process(command: list[str]) -> Callable[[], None]:
    """Return a function that runs a command and lets its failure show."""

    def run() -> None:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    return run


def peak_mb(command: list[str]) -> float:
    """Return the largest memory of a command."""
    done = subprocess.run([sys.executable, "-c", MEASURE, *command], check=True, capture_output=True, text=True)
    return int(done.stdout) / (1024**2 if sys.platform == "darwin" else 1024)


def print_rows(bench: Bench, inside: Times, outside: Times) -> None:
    """Print medians, and medians of the ratios."""
    rows = (
        ("walk", inside["walk"], None, ""),
        ("sync, nothing changed", inside["nothing"], inside["walk"], "the walk"),
        ("sync, one edit", inside["edit"], inside["nothing"], "the sync without"),
        ("one transaction", inside["commit"], inside["nothing"], "the sync without an edit"),
        ("process: walk", outside["walk"], None, ""),
        ("process: import click and sqlite3, walk", outside["imports"], outside["walk"], "the walk"),
        ("process: `srs sync`, nothing changed", outside["nothing"], outside["walk"], "the walk"),
        ("", outside["nothing"], outside["imports"], "the walk with imports"),
        ("process: `srs sync`, one edit", outside["edit"], outside["nothing"], "the sync without"),
    )
    for name, times, base, to in rows:
        shown = f"{median(times):.1f}" if name else ""
        ratio = f"{median(one / other for one, other in zip(times, base, strict=True)):.2f}" if base else ""
        print(f"| {bench.size:,} | {name} | {shown} | {ratio} | {to} |")
    print(
        f"| {bench.size:,} | memory of `srs sync`, nothing changed | {peak_mb(bench.command('srs sync')):.0f} MB | | |"
    )
    sys.stdout.flush()


if __name__ == "__main__":
    main()
