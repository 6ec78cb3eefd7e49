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

DAY_MS = 86_400_000
BEGUN = 1_750_000_000_000
SYLLABLES = [first + second for first in "bdfklmnprst" for second in "aeiou"]
RUN = "import resource, sys; from srs.cli import main\ntry: main()\nfinally: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"


def main() -> None:
    """Make a collection and a file, import it twice, and print a table."""
    facts = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    each = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with TemporaryDirectory() as name:
        folder = Path(name)
        make_notes(folder / "notes", facts)
        run(folder, "sync", "--yes")
        run(folder, "export", "-o", str(folder / "out.apkg"))
        file = with_log(folder / "out.apkg", each)
        print(f"{facts} facts, {each} answers each, a file of {file.stat().st_size / 1e6:.1f} MB")
        for what in ("first", "again"):
            took, peak, counts = run(folder, "import", str(file), "--json")
            print(f"{what:8}{took:8.2f} s{peak / 1024:8.0f} MB  {counts['answers']} answers")


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
