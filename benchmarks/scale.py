"""Measures everything a user waits for on collections of 10,000, 100,000 and 1,000,000 cards.

    python benchmarks/scale.py [NOTES ...]

Notes of ten definitions each, read in by `srs sync`; then 70 % of the cards get a schedule and half of all two answers in the log. Whole processes, each with the
largest memory it held; what happens inside of a drill or of the server is measured in a process that has begun. The store and the notes need 2.5 GB at
1,000,000 cards, and are removed.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from statistics import median
from time import sleep
from typing import TYPE_CHECKING

from asking import DAY_MS, NOW_MS, measure_srs, schedules
from process import Run, middle, run, shown, srs, timed
from table import Table, markdown, megabytes, milliseconds, table

from srs.cli.group import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SIZES = (1_000, 10_000, 100_000)
QUICK = (50, 100)
IN_A_NOTE, IN_A_FOLDER = 10, 100
ROUNDS = 3
THEN = {"SRS_NOW": datetime.fromtimestamp(NOW_MS / 1000, UTC).isoformat(), "SRS_TZ": "UTC"}
SETTLED_SECONDS = 0.1
SYLLABLES = [first + second for first in "bdfklmnprst" for second in "aeiou"]
PAGES = ("/review", "/browse", "/browse?q=is%3Adue&order=due", "/notes", "/figures")
Rows = dict[str, Run]


def main() -> None:
    """Print the table, or do what one of its processes does."""
    if sys.argv[1:2] == ["--drill"]:
        print(json.dumps(drill(Path(sys.argv[2]))))
    elif sys.argv[1:2] == ["--pages"]:
        print(json.dumps(pages(Path(sys.argv[2]))))
    else:
        print(markdown(tables(sizes=tuple(map(int, sys.argv[1:])))))


def tables(*, quick: bool = False, sizes: tuple[int, ...] = ()) -> list[Table]:
    """Measure each size and put them side by side."""
    columns: list[str] = []
    found: list[Rows] = []
    for size in sizes or (QUICK if quick else SIZES):
        with tempfile.TemporaryDirectory() as folder:
            found.append(measure(Path(folder), size))
        columns.append(f"{size * IN_A_NOTE:,} cards in {size:,} notes")
    rows = [[name, *(cell(one[name]) for one in found)] for name in found[-1]]
    return [table("Time and largest memory:", ("", *columns), rows)]


def cell(one: Run) -> str:
    """Write a time and a memory, each where it was measured."""
    parts = (milliseconds(one.seconds * 1000) if one.seconds else "", megabytes(one.peak_mb) if one.peak_mb else "")
    return ", ".join(filter(None, parts))


def measure(folder: Path, notes: int) -> Rows:
    """Return what everything takes on so many notes."""
    write_notes(folder / "notes", notes)
    rows = {"`srs sync`, the first": run(srs(folder, "sync", "--yes"), env=THEN)}
    database = folder / ".srs" / "srs.db"
    fill(database, notes * IN_A_NOTE)
    sleep(SETTLED_SECONDS)
    run(srs(folder, "sync"), env=THEN)
    edits = count()
    works: dict[str, Callable[[], Run]] = {
        "`srs sync`, nothing changed": partial(run, srs(folder, "sync"), env=THEN),
        "`srs sync`, one note edited": lambda: run_after_edit(folder, notes, next(edits)),
        "`srs due`": partial(run, srs(folder, "due"), env=THEN),
        "`srs review`, the first question on the screen": partial(shown, srs(folder, "review"), b"answer", THEN),
        "`srs review --plain`, the first question": partial(shown, srs(folder, "review", "--plain"), b"any key", THEN),
    }
    for name, work in works.items():
        rows[name] = several(work)
    for name, answer in child("--drill", folder).items():
        rows[name] = Run(*answer)
    rows["`srs browse`, the first screen"] = several(partial(shown, srs(folder, "browse"), b"definition", THEN))
    rows["`srs cards WORD`"] = several(partial(run, srs(folder, "cards", "babebi"), env=THEN))
    rows["`srs stats`"] = several(partial(run, srs(folder, "stats"), env=THEN))
    rows["`srs doctor`"] = run(srs(folder, "doctor"), ends=(0, 1), env=THEN)
    rows["`srs export`"] = run(srs(folder, "export", "-o", folder / "deck.apkg"), env=THEN)
    if "backup" in COMMANDS:
        rows["`srs backup`"] = run(srs(folder, "backup"), env=THEN)
    for name, answer in child("--pages", folder).items():
        rows[name] = Run(*answer)
    rows["size of the database, beside the notes"] = Run(0, database.stat().st_size / 1e6)
    return rows


def several(work: Callable[[], Run]) -> Run:
    """Return the medians of a few runs, the first of which does not count."""
    return middle([work() for _ in range(ROUNDS + 1)][1:])


def child(what: str, folder: Path) -> dict[str, list[float]]:
    """Return what a process of its own measured."""
    told = subprocess.run([sys.executable, __file__, what, str(folder)], check=True, capture_output=True, text=True)
    found: dict[str, list[float]] = json.loads(told.stdout)
    return found


def drill(folder: Path) -> dict[str, tuple[float, float]]:
    """Return how long a drill takes to its first card, and from an answer to the next card."""
    first, answers = measure_srs(folder / ".srs" / "srs.db")
    return {
        "a drill, to its first card": (first / 1000, own_peak_mb()),
        "a drill, from an answer to the next card": (median(answers) / 1000, own_peak_mb()),
    }


def pages(folder: Path) -> dict[str, tuple[float, float]]:
    """Return how long pages take, the median of a few."""
    from web import served

    found = {}
    with served(folder, NOW_MS - NOW_MS % DAY_MS) as browser:
        for path in PAGES:
            browser.get(path)
            times = [timed(lambda path=path: browser.get(path)) for _ in range(ROUNDS)]
            found[f"page `{path}`"] = (median(times), own_peak_mb())
    return found


def own_peak_mb() -> float:
    """Return the most memory that this process has held."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)


def write_notes(root: Path, notes: int) -> None:
    """Write notes of ten definitions each, a hundred in a folder."""
    random = Random(1)
    for number in range(notes):
        folder = root / f"{number // IN_A_FOLDER:04}"
        if number % IN_A_FOLDER == 0:
            folder.mkdir(parents=True)
        terms = (word(number * IN_A_NOTE + place) for place in range(IN_A_NOTE))
        lines = (f"- **{term.title()}**: a device of the kind {term} with {said(random)}\n" for term in terms)
        (folder / f"{number:06}.md").write_text(f"# Note {number}\n\n{''.join(lines)}", "utf-8")


def word(number: int) -> str:
    """Return a word that does not exist, another for each number."""
    return "".join(SYLLABLES[number // 55**place % 55] for place in range(4)) + "tor"


def said(random: Random) -> str:
    """Return a few words."""
    return " ".join("".join(random.choices(SYLLABLES, k=random.randint(1, 3))) for _ in range(8))


def run_after_edit(folder: Path, notes: int, number: int) -> Run:
    """Sync after a word was added to one definition."""
    place = number * 7919 % notes
    note = folder / "notes" / f"{place // IN_A_FOLDER:04}" / f"{place:06}.md"
    note.write_text(f"{note.read_text('utf-8').rstrip()} and more\n", "utf-8")
    sleep(SETTLED_SECONDS)
    return run(srs(folder, "sync"), env=THEN)


def fill(path: Path, cards: int) -> None:
    """Give cards schedules, and half of them two answers each."""
    from srs.store.open import open_store

    store = open_store(path)
    assert store is not None
    with store.write() as connection:
        connection.executemany(
            "UPDATE card SET state = ?, due_day = ?, stability = ?, difficulty = ?, interval_days = ?, reps = ?, last_at = ?, "
            "last_day = ? WHERE id = ?",
            scheduled(cards),
        )
        connection.execute(
            "INSERT INTO review (card, at, day, rating, taken_ms, kind, before, state, step, due_day, stability, difficulty, "
            "interval_days, reps, lapses) SELECT id, last_at + id * 37 % :day - (2 - n) * :day * 9, last_day - (2 - n) * 9, 3, 5000, 'review', "
            "json_object('state', 'review', 'step', 0, 'due_at', NULL, 'due_day', last_day - (2 - n) * 9, 'stability', 3.5, "
            "'difficulty', 5, 'interval_days', 8, 'reps', n - 1, 'lapses', 0, 'last_at', NULL, 'last_day', NULL), 'review', 0, "
            "due_day, stability, difficulty, interval_days, n, 0 "
            "FROM card, (SELECT 1 AS n UNION ALL SELECT 2) WHERE card.state = 'review' AND card.id % 7 < 5",
            {"day": DAY_MS},
        )
    store.close()


def scheduled(cards: int) -> Iterator[tuple[object, ...]]:
    """Yield the schedule of each card, in the shares of `asking`."""
    for number, row in enumerate(schedules(cards), 1):
        yield (*row[4:], number)


if __name__ == "__main__":
    main()
