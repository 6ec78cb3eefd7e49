"""Measures the way from notes to a package and to a store against other tools, on the same cards in the syntax of each.

    python benchmarks/peers.py [NOTES [ROUNDS]]

Notes of ten questions each. The others are markdown-anki-decks and md2anki, which write packages, and inka2, which writes into a collection of
Anki's; each in an environment of its own that is made where `peer_tools.CACHE` says, and is left out with the reason where that fails. srs reads the notes
of the first two as they are. Whole processes, in turns; everything starts from nothing. The aims: a package at least 30 times faster, a store
at least 50 times.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from peer_tools import TOOLS, NotInstallableError
from process import Run, in_turns, middle, ratios, run, srs
from table import Table, markdown, megabytes, ratio, seconds, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from peer_tools import Card, Tool

NOTES, ROUNDS = 1_000, 1
IN_A_NOTE = 10
AIMS = {"markdown-anki-decks": ("package", 30), "md2anki": ("package", 30), "inka2": ("store", 50)}


def main() -> None:
    """Print the tables."""
    given = list(map(int, sys.argv[1:]))
    print(markdown(measure(*given)))


def tables(*, quick: bool = False) -> list[Table]:
    """Measure with a thousand notes, or a few."""
    return measure(20, 1) if quick else measure()


def measure(notes: int = NOTES, rounds: int = ROUNDS) -> list[Table]:
    """Do everything in turns and compare."""
    missing = []
    with tempfile.TemporaryDirectory() as name:
        folder, works = Path(name), {}
        for tool in TOOLS:
            try:
                works[tool.name] = work_of(tool, folder, notes)
            except NotInstallableError as error:
                missing.append(f"{tool.name} was left out: {error}.")
        ours = ours_of(folder, notes)
        runs = in_turns({**works, **ours}, rounds)
    rows = [row(name, runs, notes) for name in runs]
    says = f"{notes * IN_A_NOTE:,} cards in {notes:,} notes, whole processes in turns, {rounds + 1} rounds of which the first does not count:"
    columns = ("", "makes", "time", "cards a second", "largest memory", "times that of srs", "aim")
    return [table(says, columns, rows), *map(Table, missing)]


def row(name: str, runs: dict[str, list[Run]], notes: int) -> list[str]:
    """Return a row about a tool, compared with what srs needs to make the same."""
    took = middle(runs[name])
    makes, aim = AIMS.get(name, ("store" if name == "srs sync" else "package", 0))
    same = runs["srs sync"] if makes == "store" else runs["srs sync, srs export"]
    compared = [ratio(ratios(runs[name], same)), str(aim)] if aim else ["1", ""]
    speed = f"{notes * IN_A_NOTE / took.seconds:,.0f}"
    return [name, makes, seconds(took.seconds), speed, megabytes(took.peak_mb), *compared]


def work_of(tool: Tool, folder: Path, notes: int) -> Callable[[], Run]:
    """Return what lets a tool begin anew on fresh notes.

    Raises:
        NotInstallableError: it cannot be had here.
    """
    programs, numbers = tool.install(), count()

    def work() -> Run:
        place = folder / f"{tool.name}-{next(numbers)}"
        (place / "notes").mkdir(parents=True)
        write(tool, place / "notes", notes)
        done = tool.work(programs, place / "notes", place / "made")
        shutil.rmtree(place)
        return done

    return work


def ours_of(folder: Path, notes: int) -> dict[str, Callable[[], Run]]:
    """Return what srs does on the notes of the first tool: a store, and a store and a package."""
    place = folder / "srs"
    (place / "notes").mkdir(parents=True)
    write(TOOLS[0], place / "notes", notes)

    def sync() -> Run:
        shutil.rmtree(place / ".srs", ignore_errors=True)
        return run(srs(place, "sync", "--yes"))

    def package() -> Run:
        done = sync()
        exported = run(srs(place, "export", "-o", place / "deck.apkg"))
        return Run(done.seconds + exported.seconds, max(done.peak_mb, exported.peak_mb))

    return {"srs sync": sync, "srs sync, srs export": package}


def write(tool: Tool, folder: Path, notes: int) -> None:
    """Write all notes."""
    for number in range(notes):
        tool.write(folder, number, [card(number * IN_A_NOTE + place) for place in range(IN_A_NOTE)])


def card(number: int) -> Card:
    """Return a question and an answer as long as those of people."""
    word = "".join("bdfklmnprst"[number // 11**place % 11] + "aeiou"[number // 5**place % 5] for place in range(4))
    return (
        f"What does the {word} of kind {number} lift?",
        f"It lifts a load of **{number} kg** with wheels and a handle, and the {word} puts it down again by itself.",
    )


if __name__ == "__main__":
    main()
