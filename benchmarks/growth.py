"""Measures what twice the work takes: each work at four sizes, each the double of the one before.

    python benchmarks/growth.py [NAME ...]

Each size in a process of its own, the fastest of a few runs. The aim is at most 2.2 times the time for twice the work, and no more memory for more files.
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import tempfile
from functools import partial
from itertools import pairwise
from pathlib import Path
from time import sleep, time_ns
from typing import TYPE_CHECKING

from process import Run, run, srs, timed
from scale import own_peak_mb
from table import Table, markdown, megabytes, milliseconds, ratio, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from srs.store.open import Store

    Timed = Callable[[Path, int], float | Run]

DOUBLINGS = 3
RUNS = 3
AIM = 2.2
SHRUNK = 50
SETTLED_SECONDS = 0.1


def main() -> None:
    """Print the table, or the seconds of one size."""
    if sys.argv[1:2] == ["--one"]:
        name, size = sys.argv[2], int(sys.argv[3])
        with tempfile.TemporaryDirectory() as folder:
            taken = WORKS[name][2](Path(folder), size)
        done = taken if isinstance(taken, Run) else Run(taken, own_peak_mb())
        print(json.dumps([done.seconds, done.peak_mb]))
        return
    print(markdown(tables(names=sys.argv[1:])))


def tables(*, quick: bool = False, names: list[str] | None = None) -> list[Table]:
    """Measure each work at each size."""
    rows = []
    for name in names or WORKS:
        of_what, largest, _ = WORKS[name]
        sizes = [largest // 2**step // (SHRUNK if quick else 1) for step in range(DOUBLINGS, -1, -1)]
        rows.append(row(name, of_what, sizes, [one_size(name, size) for size in sizes]))
    sizes_named = [f"n / {2**step}" for step in range(DOUBLINGS, 0, -1)]
    columns = ("work", "n", *sizes_named, "n", f"ratio of each doubling (aim: {AIM})", "memory at n / 8", "at n")
    return [table("Time at four sizes, each twice the one before:", columns, rows)]


def row(name: str, of_what: str, sizes: list[int], found: list[list[float]]) -> list[str]:
    """Return a row about a work."""
    times = [milliseconds(taken * 1000) for taken, _ in found]
    grown = [ratio(later[0] / before[0]) for before, later in pairwise(found)]
    return [name, f"{sizes[-1]:,} {of_what}", *times, ", ".join(grown), megabytes(found[0][1]), megabytes(found[-1][1])]


def one_size(name: str, size: int) -> list[float]:
    """Return the seconds that a work takes at a size, and the largest memory of its process."""
    command = [sys.executable, __file__, "--one", name, str(size)]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    found: list[float] = json.loads(told)
    return found


def fastest(work: Callable[[], object]) -> float:
    """Return the fewest seconds of a few runs; a busy machine only adds."""
    gc.collect()
    return min(timed(work) for _ in range(RUNS))


def first_sync(folder: Path, files: int) -> Run:
    """Sync a new collection, as a whole process."""
    from trees import write_tree

    write_tree(folder / "notes", files)
    return run(srs(folder, "sync", "--yes"))


def still_sync(folder: Path, files: int, *, edit: bool = False) -> float:
    """Sync when nothing changed, or one note, the store opened for it."""
    from sync import path, text, write_notes

    from srs.app.collection import find_collection
    from srs.app.sync import sync

    write_notes(folder / "notes", files)
    collection = find_collection(folder)

    def once() -> None:
        store = collection.open()
        sync(store, collection, at=time_ns() // 1_000_000, started_ns=time_ns())
        store.close()

    def change(number: int) -> None:
        path(folder / "notes", number).write_text(text(number, f"a device of another kind {time_ns()}"), "utf-8")
        sleep(SETTLED_SECONDS)

    times = []
    once()
    for number in range(RUNS + 2):
        sleep(SETTLED_SECONDS)
        once()
        if edit:
            change(number)
        times.append(timed(once))
    return min(times)


def extraction(folder: Path, files: int) -> float:
    """Read notes into facts, in one process."""
    from trees import walk, write_tree

    from srs.extract import default_vocabulary, extract_note

    write_tree(folder / "notes", files)
    vocabulary, taken = default_vocabulary(), 0.0
    for path in sorted(walk(folder / "notes")):
        text = Path(path).read_text("utf-8")
        taken += timed(partial(extract_note, path, text, vocabulary))
    return taken


def matching(_: Path, cards: int, *, share: float, sides: str) -> float:
    """Plan for drafts of which a share was edited."""
    from matching import afresh, edited, facts_of, made, plan_of

    before = made(cards)
    facts = facts_of(before)
    drafts = afresh(edited(before, share, sides))
    return fastest(lambda: plan_of(drafts, facts))


def _asking_store(folder: Path, cards: int) -> Path:
    from asking import make_store

    make_store(folder / ".srs" / "srs.db", cards)
    return folder / ".srs" / "srs.db"


def due(folder: Path, cards: int) -> float:
    """Count what is due as `srs due` does."""
    from datetime import UTC, datetime

    from asking import NOW_MS

    from srs.app.collection import find_collection
    from srs.app.due import count

    _asking_store(folder, cards)
    collection, now = find_collection(folder), datetime.fromtimestamp(NOW_MS / 1000, UTC)

    def once() -> None:
        store = collection.open_existing()
        count(store, collection, NOW_MS, now)
        store.close()

    return fastest(once)


def first_card(folder: Path, cards: int) -> float:
    """Open a drill and ask its first card."""
    from asking import measure_srs

    return measure_srs(_asking_store(folder, cards))[0] / 1000


def next_card(folder: Path, cards: int) -> float:
    """Answer a card and ask the next."""
    from asking import measure_srs

    return min(measure_srs(_asking_store(folder, cards))[1]) / 1000


def export(folder: Path, facts: int) -> float:
    """Write a package from a store with five answers a card."""
    from export import from_store

    work = from_store(facts, folder / "deck.apkg")
    next(work)
    return timed(lambda: next(work, None))


def importing(folder: Path, answers: int) -> Run:
    """Take over five answers to each of as many cards, as a whole process."""
    from importing import make_notes, with_log

    make_notes(folder / "notes", answers // 5)
    run(srs(folder, "sync", "--yes"))
    run(srs(folder, "export", "-o", folder / "out.apkg"))
    return run(srs(folder, "import", with_log(folder / "out.apkg", 5)))


def figures(folder: Path, answers: int) -> float:
    """Count all figures of a log."""
    from stats import TODAY, fill

    from srs.app.stats import figures as count
    from srs.model import Moment
    from srs.schedule import DayClock, Preset
    from srs.store.open import open_store
    from srs.store.selection import Selection

    store: Store | None = open_store(folder / "srs.db")
    assert store is not None
    fill(store, answers)
    now = Moment(TODAY * 86_400_000 + 43_200_000, TODAY)
    taken = fastest(lambda: count(store, Selection(), Preset(), DayClock(0), now, 30))
    store.close()
    return taken


WORKS: dict[str, tuple[str, int, Timed]] = {
    "the first sync, as a process": ("files", 4_000, first_sync),
    "a sync, nothing changed": ("files", 20_000, still_sync),
    "a sync, one note edited": ("files", 20_000, partial(still_sync, edit=True)),
    "extraction": ("files", 2_000, extraction),
    "matching, 1 % edited": ("cards", 80_000, partial(matching, share=0.01, sides="front back")),
    "matching, every back edited": ("cards", 80_000, partial(matching, share=1.0, sides="back")),
    "what is due": ("cards", 200_000, due),
    "the first card of a drill": ("cards", 200_000, first_card),
    "an answer and the next card": ("cards", 200_000, next_card),
    "export": ("cards", 80_000, export),
    "import, as a process": ("answers", 80_000, importing),
    "figures": ("answers", 800_000, figures),
}
"""What is done, of what, and how many at most."""


if __name__ == "__main__":
    main()
