"""Time, size and memory of a package for Anki against genanki's own, for the same notes with their HTML already rendered.

    python benchmarks/export.py [NOTES [ROUNDS]]

Each package is made in a process of its own, in turns: genanki builds notes, decks and package and writes it; srs writes the
same notes row by row. The aims are at most 0.7 of the time, 0.4 of the size, and 200 MB. Then a store of as many facts with five
answers each is exported as `srs export` does it.
"""

from __future__ import annotations

import platform
import resource
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from table import Table, markdown, megabytes, ratio, seconds, table

if TYPE_CHECKING:
    from collections.abc import Iterator

NOTES, ROUNDS = 100_000, 5
FACT = (
    "id, kind, way, front, back, context, extra, deck, tags, rule, held, accepted, path, first_line, last_line, status, "
    "fingerprint, changed_at"
)
BODIES = 9_973
"""So many different texts come round again far beyond what a compressor looks back."""
CHANGED = 1_770_000_000
DAY_MS = 86_400_000
WORDS = [
    "memory",
    "model",
    "layer",
    "gradient",
    "attention",
    "token",
    "loss",
    "network",
    "sample",
    "prior",
    "entropy",
    "feature",
    "latent",
    "space",
    "weight",
    "bias",
    "kernel",
    "margin",
    "policy",
    "reward",
    "agent",
    "graph",
    "node",
    "edge",
    "matrix",
    "vector",
    "tensor",
    "field",
    "energy",
    "signal",
    "noise",
    "filter",
    "code",
]


class Made(NamedTuple):
    """What one process tells of the package it made."""

    seconds: float
    size: int
    peak_mb: int
    digest: str


def main() -> None:
    """Make packages in turns and print tables, or make one."""
    if sys.argv[1:2] == ["--make"]:
        make(sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]))
        return
    print(f"Python {platform.python_version()}, {platform.machine()}\n")
    print(markdown(measure(*map(int, sys.argv[1:]))))


def tables(*, quick: bool = False) -> list[Table]:
    """Measure with 100,000 notes, or a few."""
    return measure(500, 1) if quick else measure()


def measure(notes: int = NOTES, rounds: int = ROUNDS) -> list[Table]:
    """Return how the two compare, and what a whole export takes."""
    runs = [(measured("genanki", notes), measured("srs", notes)) for _ in range(rounds)]
    theirs, ours = ([pair[side] for pair in runs] for side in (0, 1))
    middles = [
        (name, median(one.seconds for one in made), made[0].size, median(one.peak_mb for one in made))
        for name, made in (("genanki", theirs), ("srs", ours))
    ]
    compared = [ratio(median(one.seconds / other.seconds for other, one in runs)), ratio(ours[0].size / theirs[0].size)]
    same = "the same" if len({one.digest for one in ours}) == 1 else "not the same"
    says = (
        f"{notes:,} notes, their HTML ready, medians of {rounds} rounds in turns; the bytes of srs were {same} in all:"
    )
    columns = ("", "time", "file", "largest memory")
    rows = [*(row(*one) for one in middles), ["ratio (aims: 0.7, 0.4)", *compared, ""]]
    whole = measured("store", notes)
    store = [row(f"`srs export`, {notes:,} facts", whole.seconds, whole.size, whole.peak_mb)]
    told = "From a store, with schedules and five answers a card, everything rendered:"
    return [table(says, columns, rows), table(told, columns, store)]


def row(name: str, took: float, size: int, peak_mb: float) -> list[str]:
    """Return a line of the table."""
    return [name, seconds(took), megabytes(size / 1e6), megabytes(peak_mb)]


def measured(what: str, notes: int) -> Made:
    """Make a package in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, __file__, "--make", what, str(notes), str(Path(folder) / "deck.apkg")]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return Made(float(told[0]), int(told[1]), int(told[2]), told[3])


def make(what: str, notes: int, target: Path) -> None:
    """Make a package and print how it went; importing and making the texts does not count."""
    work = {"genanki": with_genanki, "srs": with_srs, "store": from_store}[what](notes, target)
    next(work)
    begun = perf_counter()
    next(work, None)
    seconds = perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(seconds, target.stat().st_size, peak, sha256(target.read_bytes()).hexdigest())


def texts(count: int) -> Iterator[tuple[str, list[str], str]]:
    """Yield id, fields as HTML, and deck, the same each time; at next to no cost, so that memory is that of the package."""
    random = Random(1)
    choices = [random.choices(WORDS, k=22) for _ in range(BODIES)]
    bodies = [
        f"<p>{' '.join(words[2:12])} <strong>{words[12]}</strong> {' '.join(words[13:])}</p>" for words in choices
    ]
    for number in range(count):
        words, guid = choices[number % BODIES], f"{number * 2_654_435_761 % 2**64:016x}"
        front, path = f"{words[0].title()} {words[1]} {number}", f"notes/{number // 40:05}.md"
        fields = [front, bodies[number % BODIES], f"Notes › {words[3]}", "", path, guid, "", "", "", ""]
        yield guid, fields, f"Notes::{words[4]}"


def with_genanki(count: int, target: Path) -> Iterator[None]:
    """Make it with genanki alone, as its manual says."""
    import genanki

    from srs.anki.notetypes import BASIC
    from srs.anki.package import make_deck

    given = texts(count)
    yield
    decks: dict[str, genanki.Deck] = {}
    for number, (guid, fields, name) in enumerate(given):
        deck = decks.get(name) or decks.setdefault(name, make_deck(name))
        deck.add_note(genanki.Note(BASIC, fields, guid=guid, tags=["bench"], due=number + 1))
    genanki.Package(list(decks.values())).write_to_file(target, timestamp=CHANGED)


def with_srs(count: int, target: Path) -> Iterator[None]:
    """Make it as srs does, from the rendered note on."""
    from srs.anki.cards import CardRow
    from srs.anki.collection import NoteRow, new_collection
    from srs.anki.notetypes import BASIC
    from srs.anki.package import make_deck, write_zip

    given = texts(count)
    yield
    decks: dict[str, int] = {}
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        path = Path(folder) / "collection.anki2"
        with new_collection(path) as file:
            for number, (guid, fields, name) in enumerate(given):
                deck = decks.get(name) or decks.setdefault(name, make_deck(name).deck_id)
                note = NoteRow(CHANGED * 1000 + number, BASIC.model_id, fields, guid, ("bench",), CHANGED)
                file.add(note, deck, ((CardRow(CHANGED * 1000 + number, 0, due=number + 1), ()),))
            file.finish([make_deck(name).to_json() for name in sorted(decks)], [BASIC], (), {})
        write_zip(target, path, {})


def from_store(count: int, target: Path) -> Iterator[None]:
    """Make it from a store, as `srs export` does."""
    from srs.app.collection import find_collection
    from srs.app.export import Wanted, export_facts
    from srs.schedule import DayClock

    collection = find_collection(target.parent)
    clock, now_ms = DayClock(0), CHANGED * 1000
    fill(collection.database, count, now_ms)
    store = collection.open_existing()
    yield
    export_facts(store, collection, Wanted(target=target), clock.moment(now_ms), clock)
    store.close()


def fill(path: Path, count: int, now_ms: int) -> None:
    """Write a store of facts, each with a card that was answered five times."""
    from srs.store.open import open_store

    store = open_store(path)
    assert store is not None
    with store.write() as connection:
        connection.executemany(
            f"INSERT INTO fact ({FACT}) VALUES (?, 'definition', 'forward', ?, ?, '[]', '', ?, '[]', 'benchmark', '', NULL, ?, ?, ?, "
            "'active', ?, ?)",
            (
                (
                    guid,
                    fields[0],
                    fields[1][3:-4],
                    deck[7:],
                    fields[4],
                    number % 40,
                    number % 40,
                    guid,
                    now_ms - 900 * DAY_MS,
                )
                for number, (guid, fields, deck) in enumerate(texts(count))
            ),
        )
        connection.execute(
            "INSERT INTO descent (fact, at, change, fingerprint, front, back, path, line) "
            "SELECT id, changed_at, 'created', id, front, back, path, first_line FROM fact"
        )
        connection.execute(
            "INSERT INTO card (fact, ord, live, state, due_day, stability, difficulty, interval_days, reps, last_at, last_day) "
            "SELECT id, 0, 1, 'review', ?, 33.25, 5.5, 30, 5, ?, ? FROM fact",
            (now_ms // DAY_MS + 10, now_ms - 20 * DAY_MS, now_ms // DAY_MS - 20),
        )
        connection.execute(
            "WITH RECURSIVE five (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM five WHERE n < 5) "
            "INSERT INTO review (card, at, day, rating, taken_ms, kind, before, state, step, due_day, stability, difficulty, "
            "interval_days, reps, lapses) SELECT card.id, :at - (5 - n) * :gap * 3 - card.id * 1001, :day - (5 - n) * 3, 3, 5000, "
            "'review', json_object('state', 'review', 'step', 0, 'due_day', :day - (6 - n) * 3, 'stability', 3.5, 'difficulty', 5, "
            "'interval_days', 3, 'reps', n - 1, 'last_at', NULL, 'last_day', NULL), 'review', 0, :day, 33.25, 5.5, 30, n, 0 "
            "FROM card, five",
            {"at": now_ms - 20 * DAY_MS, "day": now_ms // DAY_MS - 20, "gap": DAY_MS},
        )
    store.close()


if __name__ == "__main__":
    main()
