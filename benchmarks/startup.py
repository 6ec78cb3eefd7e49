"""Measures what `srs due` adds to starting Python with click and sqlite3.

    python benchmarks/startup.py [ROUNDS]

Run it with the Python of an environment in which srs is installed (not as an editable: that adds its own start-up).
Both commands run in turns, so that a busy moment of the machine meets both, and the ratio is taken pair by pair.
The aim is a ratio of at most 1.5 in wall time on a collection of 10,000 cards.
"""

from __future__ import annotations

import platform
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

NOTES = 200
FACTS_IN_A_NOTE = 50
AIM = 1.5
BASE = [sys.executable, "-c", "import click, sqlite3"]


def main() -> None:
    """Build a collection, measure, and print a table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    with tempfile.TemporaryDirectory() as folder:
        collection = Path(folder)
        write_notes(collection / "notes")
        srs(collection, "sync")
        due = srs_command(collection, "due")
        pairs = [(wall_ms(BASE), wall_ms(due)) for _ in range(rounds + 3)][3:]
    print_table(pairs)


def write_notes(folder: Path) -> None:
    """Write as many notes as give 10,000 definitions."""
    folder.mkdir()
    for number in range(NOTES):
        words = [word(number * FACTS_IN_A_NOTE + item) for item in range(FACTS_IN_A_NOTE)]
        items = [f"- **{term.title()}**: a device of the kind {term} with wheels and a handle" for term in words]
        (folder / f"note-{number:03}.md").write_text("\n".join([f"# Note {number}", "", *items, ""]), "utf-8")


def word(number: int) -> str:
    """Return a word that does not exist, another for each number; numbered terms would not be read as definitions."""
    syllables = [first + second for first in "bdfklmnprst" for second in "aeiou"]
    size = len(syllables)
    return syllables[number // size**2 % size] + syllables[number // size % size] + syllables[number % size] + "tor"


def srs_command(collection: Path, command: str) -> list[str]:
    """Return a command of the installed srs."""
    return [str(Path(sys.executable).with_name("srs")), "-C", str(collection), command]


def srs(collection: Path, command: str) -> None:
    """Run a command and let its failure show."""
    subprocess.run(srs_command(collection, command), check=True, stdout=subprocess.DEVNULL)


def wall_ms(command: list[str]) -> float:
    """Return how long a command takes."""
    begun = perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return (perf_counter() - begun) * 1000


def print_table(pairs: list[tuple[float, float]]) -> None:
    """Print medians and the median of the ratios."""
    ratio = median(due / base for base, due in pairs)
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.machine()}")
    print(f"{NOTES * FACTS_IN_A_NOTE} cards, {len(pairs)} pairs, wall time in ms\n")
    print(f"{'command':32}{'median':>8}{'fastest':>9}")
    for name, column in (('python -c "import click, sqlite3"', 0), ("srs due", 1)):
        times = [pair[column] for pair in pairs]
        print(f"{name:32}{median(times):8.1f}{min(times):9.1f}")
    print(f"\nratio {ratio:.2f} (aim: at most {AIM})")


if __name__ == "__main__":
    main()
