"""Measures what it costs to take over reviews from a file of Anki's, and what the same file costs again.

    python benchmarks/importing.py [FACTS] [ANSWERS_EACH]

Made facts, exported and with a log of so many answers each written beside their cards. Each figure is of a process of its own.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

from table import Table, markdown, megabytes, milliseconds, seconds, table

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZES = ((10_000, 5), (20_000, 5))
DAY_MS = 86_400_000
BEGUN = 1_750_000_000_000
SYLLABLES = [first + second for first in "bdfklmnprst" for second in "aeiou"]
RUN = "import resource, sys; from srs.cli import main\ntry: main()\nfinally: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"


def main() -> None:
    """Print the table."""
    print(markdown(measure([tuple(map(int, sys.argv[1:])) or SIZES[0]])))


def tables(*, quick: bool = False) -> list[Table]:
    """Measure small and large files, or a tiny one."""
    return measure([(100, 2)] if quick else SIZES)


def measure(sizes: Sequence[tuple[int, ...]]) -> list[Table]:
    """Make collections and files, and import each file twice."""
    columns = ("answers", "the first time", "an answer", "memory", "the same file again", "memory")
    rows = [imported(facts, *each) for facts, *each in sizes]
    return [table("`srs import` as a whole process:", columns, rows)]


def imported(facts: int, each: int = 5) -> list[str]:
    """Return a row about a file of so many facts and answers to each."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        make_notes(folder / "notes", facts)
        run(folder, "sync", "--yes")
        run(folder, "export", "-o", str(folder / "out.apkg"))
        file = with_log(folder / "out.apkg", each)
        first, again = (run(folder, "import", str(file), "--json") for _ in range(2))
    answers = first[2]["answers"]
    told = [seconds(first[0]), milliseconds(first[0] * 1000 / answers), megabytes(first[1] / 1024)]
    return [f"{answers:,}", *told, seconds(again[0]), megabytes(again[1] / 1024)]


def make_notes(folder: Path, facts: int) -> None:
    """Write notes of a hundred definitions each."""
    folder.mkdir()
    for first in range(0, facts, 100):
        words = ("".join(SYLLABLES[n // 55**place % 55] for place in range(3)) for n in range(first, first + 100))
        lines = [f"- **{word.title()}**: a device of the kind {word} with wheels and a handle" for word in words]
        (folder / f"{first:06}.md").write_text("# Devices\n\n" + "\n".join(lines) + "\n", "utf-8")


def with_log(package: Path, each: int) -> Path:
    """Return the collection of a package with a log beside its cards."""
    file = package.with_suffix(".anki2")
    with zipfile.ZipFile(package) as opened:
        file.write_bytes(opened.read("collection.anki2"))
    connection = sqlite3.connect(file)
    cards = [row[0] for row in connection.execute("SELECT id FROM cards")]
    rows = [
        (BEGUN + n * 5 * DAY_MS + number, card, -1, 3, 5 * (n + 1), 5 * n, 500, 4000, int(n > 0))
        for number, card in enumerate(cards)
        for n in range(each)
    ]
    connection.executemany("INSERT INTO revlog VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    connection.execute("UPDATE cards SET type = 2, queue = 2, ivl = 1")
    connection.commit()
    connection.close()
    return file


def run(folder: Path, *arguments: str) -> tuple[float, int, dict[str, int]]:
    """Run `srs`; return seconds, the peak of its memory in kB, and the counts of the last line it printed, if it has any."""
    begun = perf_counter()
    ran = subprocess.run(
        [sys.executable, "-c", RUN, "-C", str(folder), *arguments],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"SRS_TZ": "UTC"},
    )
    took = perf_counter() - begun
    last = ran.stdout.splitlines()[-1]
    return took, int(ran.stderr.split()[-1]), json.loads(last)["counts"] if last.startswith("{") else {}


if __name__ == "__main__":
    main()
