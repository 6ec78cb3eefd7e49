"""Measures the first sync of a folder of notes against the parser alone, and the syncs after it against a bare walk.

    python benchmarks/cold.py [FILES ...]

Notes made of the example notebook (10,000 of them are 27 MB). Whole processes, in turns: a walk with the status of each file; walk, read and
parse, which delivers every event of every note (in one process); `srs sync` of a new collection, on all processors; the same again when
nothing changed, and when one line did. The aims: at most 4 times the parser for the first, 1.6 times the walk on 10,000 files when nothing changed, 300 MB.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from itertools import count
from pathlib import Path
from time import sleep

from process import Run, in_turns, middle, ratios, run, srs
from table import Table, markdown, megabytes, ratio, seconds, table
from trees import walk, write_tree

SIZES = (1_000, 10_000, 43_000)
QUICK = (200, 400)
ROUNDS_AGAIN = 7
LARGE = 5_000
"""From so many files on the first sync is measured once: it takes long enough."""
SETTLED_SECONDS = 0.1
HERE = Path(__file__).parent
WALK = "import sys; sys.path.insert(0, sys.argv[1]); from trees import walk; sum(1 for _ in walk(sys.argv[2]))"
PARSE = """
import sys
sys.path.insert(0, sys.argv[1])
import pyromark
from srs.markdown.parse import OPTIONS
from trees import walk
for path in walk(sys.argv[2]):
    with open(path, "rb") as file:
        for _ in pyromark.events_with_range(file.read().decode(), options=OPTIONS):
            pass
"""


def main() -> None:
    """Print the tables."""
    print(markdown(tables(sizes=tuple(map(int, sys.argv[1:])))))


def tables(*, quick: bool = False, sizes: tuple[int, ...] = ()) -> list[Table]:
    """Measure each number of notes."""
    first, again = [], []
    for size in sizes or (QUICK if quick else SIZES):
        with tempfile.TemporaryDirectory() as folder:
            one, other = measure(Path(folder), size)
        first.append(one)
        again.append(other)
    return [
        table(
            "The first sync, whole processes; the parser delivers its events in one process, srs uses all processors:",
            ("files", "text", "facts", "parser", "`srs sync`", "ratio (aim: 4)", "files a second", "largest memory"),
            first,
        ),
        table(
            "The syncs after it, whole processes:",
            (
                "files",
                "walk",
                "nothing changed",
                "ratio",
                "one line edited",
                "against nothing changed",
                "largest memory",
            ),
            again,
        ),
    ]


def measure(folder: Path, size: int) -> tuple[list[str], list[str]]:
    """Return a row about the first sync of so many notes, and one about those after it."""
    notes = folder / "notes"
    text = write_tree(notes, size)
    parse = [sys.executable, "-c", PARSE, HERE, notes]

    def first() -> Run:
        shutil.rmtree(folder / ".srs", ignore_errors=True)
        return run(srs(folder, "sync", "--yes"))

    if size < LARGE:
        runs = in_turns({"parse": lambda: run(parse), "sync": first}, 3)
    else:
        runs = {"parse": [run(parse), run(parse)][1:], "sync": [first()]}
    sync = middle(runs["sync"])
    cells = (seconds(middle(runs["parse"]).seconds), seconds(sync.seconds), ratio(ratios(runs["sync"], runs["parse"])))
    speed = (f"{size / sync.seconds:.0f}", megabytes(sync.peak_mb))
    return [f"{size:,}", megabytes(text / 1e6), f"{facts(folder):,}", *cells, *speed], after(folder, size)


def after(folder: Path, size: int) -> list[str]:
    """Return a row about syncs in which little changed."""
    notes = folder / "notes"
    paths, numbers = sorted(walk(notes)), count()

    def edited() -> Run:
        number = next(numbers)
        path = Path(paths[number * 7919 % size])
        path.write_text(f"{path.read_text('utf-8')}\nOne more line, the {number}.\n", "utf-8")
        sleep(SETTLED_SECONDS)
        return run(srs(folder, "sync", "--yes"))

    def still() -> Run:
        return run(srs(folder, "sync"))

    sleep(SETTLED_SECONDS)
    still()
    bare = [sys.executable, "-c", WALK, HERE, notes]
    works = {"walk": lambda: run(bare), "still": still, "edited": edited, "settle": still}
    runs = in_turns(works, ROUNDS_AGAIN)
    shown = [seconds(middle(runs[name]).seconds) for name in ("walk", "still", "edited")]
    compared = [ratio(ratios(runs["still"], runs["walk"])), ratio(ratios(runs["edited"], runs["still"]))]
    peak = max(one.peak_mb for one in (*runs["still"], *runs["edited"]))
    return [f"{size:,}", shown[0], shown[1], compared[0], shown[2], compared[1], megabytes(peak)]


def facts(folder: Path) -> int:
    """Return how many facts a store has."""
    from srs.store.counts import count_live
    from srs.store.open import open_store

    store = open_store(folder / ".srs" / "srs.db", create=False)
    assert store is not None
    found = count_live(store)
    store.close()
    return found


if __name__ == "__main__":
    main()
