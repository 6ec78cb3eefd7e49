"""Measures the start of each command that does its work and ends, and of `srs due` on a million cards, against bare imports.

    python benchmarks/commands.py [ROUNDS [CARDS]]

Whole processes, in turns, on a collection of 10,000 cards in 200 notes, 500 of them answered; ratios are taken round by round. The aim is 1.4 times
`python -c "import click, sqlite3"` for `srs due`, on a million cards too.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

from asking import NOW_MS, make_store
from process import Run, in_turns, middle, ratios, run, srs
from startup import BASE, write_notes
from table import Table, markdown, megabytes, milliseconds, ratio, table

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS, CARDS = 11, 1_000_000
ANSWERED = 500
AIM = 1.4
THEN = {"SRS_NOW": datetime.fromtimestamp(NOW_MS / 1000, UTC).isoformat(), "SRS_TZ": "UTC"}
"""When the cards of the large store are due in the shares that it was made with."""
NAMED = 'python -c "import click, sqlite3"'


def main() -> None:
    """Print the tables."""
    print(markdown(measure(*map(int, sys.argv[1:]))))


def tables(*, quick: bool = False) -> list[Table]:
    """Measure with a million cards, or a few."""
    return measure(2, 10_000) if quick else measure()


def measure(rounds: int = ROUNDS, cards: int = CARDS) -> list[Table]:
    """Measure all commands in turns, then the large store."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        runs = in_turns({NAMED: partial(run, BASE), **works(folder)}, rounds)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_store(folder / ".srs" / "srs.db", cards)
        due = partial(run, srs(folder, "due"), env=THEN)
        large = in_turns({NAMED: partial(run, BASE), f"srs due, {cards:,} cards": due}, rounds)
    columns = ("command", "median", f"ratio (aim for `srs due`: {AIM})", "largest memory")
    return [
        table(
            f"10,000 cards, whole processes in turns, medians of {rounds} rounds:",
            columns,
            [*rows(runs), *rows(large)[1:]],
        ),
    ]


def rows(runs: dict[str, list[Run]]) -> list[list[str]]:
    """Return a row for each command."""
    return [
        [f"`{name}`", milliseconds(one.seconds * 1000), ratio(ratios(taken, runs[NAMED])), megabytes(one.peak_mb)]
        for name, taken in runs.items()
        for one in [middle(taken)]
    ]


def works(folder: Path) -> dict[str, Callable[[], Run]]:
    """Make the collection, and return what runs each command."""
    write_notes(folder / "notes")
    run(srs(folder, "sync"))
    listed = subprocess.run(srs(folder, "cards", "--json"), check=True, capture_output=True, text=True).stdout
    ids = [json.loads(line)["id"] for line in listed.splitlines()]
    given = "\n".join(json.dumps({"id": one, "rating": 3}) for one in ids[:ANSWERED])
    subprocess.run(srs(folder, "answer", "-"), check=True, input=given, text=True, stdout=subprocess.DEVNULL)
    note, fresh = folder / "notes" / "note-100.md", cycle(ids[ANSWERED:])
    commands: dict[str, tuple[str | Path, ...]] = {
        "srs --help": ("--help",),
        "srs due": ("due",),
        "srs due deck:none": ("due", "deck:none"),
        "srs sync, nothing changed": ("sync",),
        "srs card ID": ("card", ids[0]),
        "srs history": ("history",),
        "srs held": ("held",),
        "srs cards is:due": ("cards", "is:due"),
        "srs cards, all of them": ("cards",),
        "srs undo": ("undo",),
        "srs suspend ID": ("suspend", ids[1]),
        "srs explain NOTE": ("explain", note),
        "srs extract NOTE": ("extract", note),
        "srs stats": ("stats",),
        "srs check": ("check",),
        "srs doctor": ("doctor",),
        "srs export": ("export", "-o", folder / "deck.apkg"),
        "srs completion bash": ("completion", "bash"),
    }
    found: dict[str, Callable[[], Run]] = {
        name: partial(run, srs(folder, *arguments), ends=(0, 1)) for name, arguments in commands.items()
    }
    return {**found, "srs answer ID good": lambda: run(srs(folder, "answer", next(fresh), "good"))}


if __name__ == "__main__":
    main()
