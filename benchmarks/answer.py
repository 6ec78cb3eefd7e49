"""Measures the way of an answer, from the rating to the moment at which it is durable, against a bare commit of SQLite.

    python benchmarks/answer.py [CARDS]

On a store of a million cards a drill answers one card after the other. In turns with it, and with the same settings: a commit in a database
of its own, which changes a row of one table and adds one to another, neither with an index; and the same two rows of the store itself, in a copy of it, written by
hand. What the disk takes for a block is measured beside them. The aim is 1.5 times the bare commit.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import tempfile
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from asking import CARDS, CLOCK, DAY_MS, NOW_MS, make_store, timed
from table import Table, markdown, milliseconds, ratio, table

from srs.app.drill import Drill, Wish
from srs.model import Rating
from srs.schedule import Preset
from srs.schedule.presets import Presets
from srs.store.open import open_store

if TYPE_CHECKING:
    from collections.abc import Callable

ANSWERS, FIRST = 200, 10
"""So many answers, after the first ones, which do not count."""
BLOCK = bytes(4096)
AIM = 1.5
BARE = "a bare commit"
FAR_APART = 7919


def main() -> None:
    """Print the table."""
    print(markdown(measure(*map(int, sys.argv[1:]))))


def tables(*, quick: bool = False) -> list[Table]:
    """Measure on a million cards, or a few."""
    return measure(2_000, 10) if quick else measure()


def measure(cards: int = CARDS, answers: int = ANSWERS) -> list[Table]:
    """Do everything in turns and compare."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_store(folder / "srs.db", cards)
        shutil.copyfile(folder / "srs.db", folder / "copy.db")
        works = {
            "a block of 4 kB on the disk": block(folder / "block"),
            BARE: bare(folder / "bare.db", cards),
            "the same rows of the store, by hand": by_hand(folder / "copy.db", cards),
            "an answer in a drill": drill(folder / "srs.db", FIRST + answers),
        }
        rounds = [{name: work() for name, work in works.items()} for _ in range(FIRST + answers)][FIRST:]
    rows = [row(name, rounds) for name in works]
    says = f"{cards:,} cards, {answers} answers in turns, each durable at the end:"
    return [table(says, ("", "median", "slowest of 20", f"ratio to the bare commit (aim: {AIM})"), rows)]


def row(name: str, rounds: list[dict[str, float]]) -> list[str]:
    """Return a row about a work."""
    times = sorted(one[name] for one in rounds)
    compared = median(one[name] / one[BARE] for one in rounds)
    return [name, milliseconds(median(times)), milliseconds(times[-len(times) // 20]), ratio(compared)]


def block(path: Path) -> Callable[[], float]:
    """Return what writes a block behind the others."""
    file = path.open("wb", buffering=0)

    def work() -> None:
        file.write(BLOCK)
        os.fsync(file.fileno())

    return partial(timed, work)


def bare(path: Path, cards: int) -> Callable[[], float]:
    """Return what changes a row of one table and adds one to another."""
    connection = connect(path)
    connection.execute("CREATE TABLE card (id INTEGER PRIMARY KEY, due INTEGER, stability REAL, difficulty REAL)")
    connection.execute("CREATE TABLE review (id INTEGER PRIMARY KEY, card INTEGER, at INTEGER, before TEXT)")
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO card VALUES (?, 1, 2.5, 3.5)", ((number,) for number in range(cards)))
    connection.execute("COMMIT")

    def work(card: int) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE card SET due = due + 1, stability = stability + 1 WHERE id = ?", (card,))
        connection.execute("INSERT INTO review (card, at, before) VALUES (?, ?, ?)", (card, NOW_MS, "x" * 200))
        connection.execute("COMMIT")

    return in_order(work, cards)


def by_hand(path: Path, cards: int) -> Callable[[], float]:
    """Return what writes the rows of an answer as they are, looking at nothing."""
    connection = connect(path)

    def work(card: int) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "UPDATE card SET state = 'review', due_day = ?, stability = 9.5, difficulty = 5.5, interval_days = 9, reps = 6, last_at = ?, "
            "last_day = ? WHERE id = ?",
            (NOW_MS // DAY_MS + 9, NOW_MS, NOW_MS // DAY_MS, card),
        )
        connection.execute(
            "INSERT INTO review (card, at, day, rating, taken_ms, kind, before, state, step, due_day, stability, difficulty, interval_days, "
            "reps, lapses) VALUES (?, ?, ?, 3, 1000, 'review', ?, 'review', 0, ?, 9.5, 5.5, 9, 6, 0)",
            (card, NOW_MS, NOW_MS // DAY_MS, "x" * 200, NOW_MS // DAY_MS + 9),
        )
        connection.execute("COMMIT")

    return in_order(work, cards)


def connect(path: Path) -> sqlite3.Connection:
    """Open a database as the store is opened."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA synchronous = EXTRA")
    return connection


def in_order(work: Callable[[int], None], cards: int) -> Callable[[], float]:
    """Return what takes the next card, far from the last one, and tells the milliseconds it took."""
    numbers = iter(range(1, cards * FAR_APART, FAR_APART))
    return lambda: timed(partial(work, next(numbers) % cards))


def drill(path: Path, answers: int) -> Callable[[], float]:
    """Return what answers the next card; asking it is not counted."""
    store = open_store(path)
    assert store is not None
    sitting = Drill(store, Presets(Preset()), CLOCK, Wish(new=0, reviews=answers), NOW_MS)

    def work() -> float:
        assert sitting.question(NOW_MS) is not None
        sitting.outcomes(NOW_MS)
        return timed(lambda: sitting.answer(Rating.GOOD, NOW_MS, 1000))

    return work


if __name__ == "__main__":
    main()
