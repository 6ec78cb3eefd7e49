"""Measures the queue: the first card of a drill, and the next after an answer, in a store of a million cards.

    python benchmarks/asking.py [CARDS [ANKI_CARDS]]

The store is made here: 30 % new cards, the others with intervals up to 300 days, a fifth of all due. A drill is opened as
`srs review` opens it after reading the notes, in a process that has imported what it needs; then cards are answered one by
one, each durable before the next is asked. In the same run Anki builds its queue and answers cards in a collection of 100,000,
where the `anki` package is installed. The aims are 100 ms to the first card and 10 ms to the next.
"""

from __future__ import annotations

import gc
import platform
import sqlite3
import sys
import tempfile
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any

from table import Table, markdown, milliseconds, table

from srs.app.drill import Drill, Wish
from srs.model import Rating
from srs.schedule import DayClock, Preset
from srs.schedule.presets import Presets
from srs.store.open import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CARDS = 1_000_000
ANKI_CARDS = 100_000
ANSWERS = 100
NOW_MS = 1_772_355_600_000
DAY_MS = 86_400_000
CLOCK = DayClock(0)
FACT = (
    "id, kind, way, front, back, context, extra, deck, tags, rule, held, path, first_line, last_line, status, "
    "fingerprint, changed_at"
)
CARD = "fact, ord, live, place, state, due_day, stability, difficulty, interval_days, reps, last_at, last_day"


def main() -> None:
    """Make the stores, measure, and print a table."""
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.machine()}\n")
    print(markdown(measure(*map(int, sys.argv[1:]))))


def tables(*, quick: bool = False) -> list[Table]:
    """Measure with a million cards, or a few."""
    return measure(2_000, 1_000) if quick else measure()


def measure(cards: int = CARDS, anki_cards: int = ANKI_CARDS) -> list[Table]:
    """Return the times of srs, and of Anki where it is installed."""
    with tempfile.TemporaryDirectory() as folder:
        make_store(Path(folder) / "srs.db", cards)
        rows = [row("srs", cards, *measure_srs(Path(folder) / "srs.db"))]
    missing = []
    with tempfile.TemporaryDirectory() as folder:
        try:
            from anki.collection import Collection
        except ImportError:
            missing = [Table("(The package anki is not installed.)")]
        else:
            file = str(Path(folder) / "collection.anki2")
            rows.append(row("Anki", anki_cards, *measure_anki(Collection(file), anki_cards)))
    says = "A drill opened in a process that has begun; each answer is durable before the next card is asked:"
    return [table(says, ("", "cards", "first card", "next card after an answer", "slowest of 20"), rows), *missing]


def row(name: str, cards: int, first: float, answers: list[float]) -> list[str]:
    """Return the milliseconds to the first card and from answer to next card, as a row."""
    slow = sorted(answers)[-len(answers) // 20 or -1]
    return [name, f"{cards:,}", *map(milliseconds, (first, median(answers), slow))]


def measure_srs(path: Path) -> tuple[float, list[float]]:
    """Return the milliseconds to the first card, the median of five openings, and of each answer with the next card."""

    def open_drill() -> Drill:
        store = open_store(path)
        assert store is not None
        drill = Drill(store, Presets(Preset()), CLOCK, Wish(), NOW_MS)
        assert drill.question(NOW_MS) is not None
        return drill

    openings = [timed(lambda: open_drill().store.close()) for _ in range(5)]
    drill = open_drill()
    drill.outcomes(NOW_MS)

    def answer() -> None:
        drill.answer(Rating.GOOD, NOW_MS, 1000)
        drill.question(NOW_MS)
        drill.outcomes(NOW_MS)

    answers = [timed(answer) for _ in range(ANSWERS)]
    drill.store.close()
    return median(openings), answers


def measure_anki(collection: Any, cards: int) -> tuple[float, list[float]]:
    """Return the same of Anki: the queue built anew, and an answer with the next card."""
    fill_anki(collection, cards)
    scheduler = collection.sched

    def first() -> None:
        collection.db.execute("update cards set mod = mod where id = 0")
        scheduler.get_queued_cards(fetch_limit=1)

    def answer() -> None:
        queued = scheduler.get_queued_cards(fetch_limit=1)
        card = collection.get_card(queued.cards[0].card.id)
        card.start_timer()
        states = queued.cards[0].states
        scheduler.answer_card(scheduler.build_answer(card=card, states=states, rating=2))

    opening = timed(first)
    return opening, [timed(answer) for _ in range(ANSWERS)]


def fill_anki(collection: Any, cards: int) -> None:
    """Put as many cards into an Anki collection, due and new in the same shares."""
    random = Random(1)
    notes = collection.models.by_name("Basic")
    db = collection.db
    collection.set_config("fsrs", True)
    today = collection.sched.today
    rows, faces = [], []
    for number in range(1, cards + 1):
        faces.append(
            (
                number,
                f"g{number}",
                notes["id"],
                1,
                -1,
                "",
                f"Term {number}\x1fmeaning {number}",
                f"Term {number}",
                0,
                0,
                "",
            )
        )
        if random.random() < 0.3:
            rows.append((number, number, 1, 0, 1, -1, 0, 0, number, 0, 0, 0, 0, 0, 0, 0, 0, ""))
        else:
            interval = max(1, int(10 ** random.uniform(0, 2.5)))
            due = today - random.randrange(0, interval + 1) + interval
            data = f'{{"s":{interval},"d":5,"dr":0.9,"decay":0.154}}'
            rows.append((number, number, 1, 0, 1, -1, 2, 2, due, interval, 2500, 5, 0, 0, 0, 0, 0, data))
    db.executemany(f"insert into notes values ({','.join('?' * 11)})", faces)
    db.executemany(f"insert into cards values ({','.join('?' * 18)})", rows)


def timed(work: Callable[[], object]) -> float:
    """Return how many milliseconds something takes."""
    gc.collect()
    begun = perf_counter()
    work()
    return (perf_counter() - begun) * 1000


def make_store(path: Path, cards: int) -> None:
    """Write a store of facts with a card each."""
    store = open_store(path)
    assert store is not None
    with store.write() as connection:
        connection.executemany(f"INSERT INTO fact ({FACT}) VALUES ({', '.join('?' * 17)})", facts(cards))
        connection.executemany(f"INSERT INTO card ({CARD}) VALUES ({', '.join('?' * 12)})", schedules(cards))
    store.close()


def facts(count: int) -> Iterator[tuple[object, ...]]:
    """Yield as many facts, forty to a note."""
    for number in range(count):
        path, line = f"notes/{number // 40:06}.md", number % 40 + 1
        front, back = f"Term {number}", f"the meaning of term {number}, a few words long"
        texts = (front, back, "[]", "", f"deck::{number % 7}", "[]", "benchmark", "", path, line, line, "active")
        yield (f"f{number:015}", "definition", "forward", *texts, f"print{number}", NOW_MS)


def schedules(count: int) -> Iterator[tuple[object, ...]]:
    """Yield the cards of these facts: new ones, and others on their way through the intervals."""
    random = Random(1)
    today = NOW_MS // DAY_MS
    for number in range(count):
        fact, place = f"f{number:015}", f"notes/{number // 40:06}.md\t{number % 40 + 1:07}"
        if random.random() < 0.3:
            yield (fact, 0, 1, place, "new", None, None, None, 0, 0, None, None)
            continue
        interval = max(1, int(10 ** random.uniform(0, 2.5)))
        last = today - random.randrange(1, interval + 2)
        memory = (float(interval), random.uniform(1, 10))
        yield (fact, 0, 1, place, "review", last + interval, *memory, interval, 5, last * DAY_MS, last)


if __name__ == "__main__":
    main()
