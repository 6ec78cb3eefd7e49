"""Processor time and memory of all figures over a log of so many answers.

python benchmarks/stats.py [ANSWERS]
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
from pathlib import Path
from random import Random
from time import process_time
from typing import TYPE_CHECKING

from table import Table, markdown, megabytes, seconds, table

from srs.app.stats import figures
from srs.model import Moment
from srs.schedule import DayClock, Preset
from srs.schedule.presets import Presets
from srs.store.open import Store, open_store
from srs.store.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SIZES = (10_000, 100_000, 280_000, 1_000_000)
TODAY = 20_513
DAY_MS = 86_400_000
CARDS_PER_NOTE = 50
ANSWERS_PER_CARD = 20
KINDS = (("learn", "review", "relearn", "early"), (20, 60, 10, 1))


def fill(store: Store, answers: int) -> None:
    """Write facts, a card each, and answers of four years, one in 200 taken back."""
    random, cards = Random(1), max(answers // ANSWERS_PER_CARD, 1)
    facts = (
        (f"{number:016}", f"note{number // CARDS_PER_NOTE}.md", number % CARDS_PER_NOTE) for number in range(cards)
    )
    with store.write() as connection:
        connection.executemany(
            "INSERT INTO fact (id, kind, way, front, back, context, extra, deck, tags, rule, held, path, first_line, "
            "last_line, status, fingerprint, changed_at) VALUES (?1, 'definition', 'forward', 'Front', 'back', '[]', '', "
            "'', '[]', '', '', ?2, ?3, ?3, 'active', ?1, 0)",
            facts,
        )
        connection.executemany(
            "INSERT INTO card (id, fact, ord, live, state, due_day, stability, difficulty, interval_days, reps, lapses, "
            "last_at, last_day) VALUES (?, ?, 0, 1, 'review', ?, ?, ?, 30, 20, ?, 0, ?)",
            (card_values(random, number) for number in range(cards)),
        )
        connection.executemany(
            "INSERT INTO review (card, at, day, rating, taken_ms, kind, before, state, step, due_day, stability, "
            "difficulty, interval_days, reps, lapses) VALUES (?, ?, ?, ?, ?, ?, ?, 'review', 0, ?, 12.5, 5.5, 20, ?, 1)",
            review_values(random, answers, cards),
        )
        connection.execute("INSERT INTO undone SELECT id, 0 FROM review WHERE id % 200 = 0")


def card_values(random: Random, number: int) -> tuple[object, ...]:
    """Return one card in review."""
    memory = (random.expovariate(1 / 80) + 0.1, random.uniform(1, 10))
    due, lapses = TODAY + random.randint(-5, 400), random.choice((0, 0, 0, 1, 4))
    return number + 1, f"{number:016}", due, *memory, lapses, TODAY - random.randint(0, 60)


def review_values(random: Random, answers: int, cards: int) -> Iterator[tuple[object, ...]]:
    """Yield rows of the log, with the schedule before the answer as long as it is in life."""
    for number in range(answers):
        day, interval = TODAY - int(random.random() * 1500), int(random.expovariate(1 / 25))
        before = {"state": "review", "step": 0, "due_at": None, "due_day": day, "stability": random.random() * 50}
        before |= {"difficulty": random.random() * 10, "interval_days": interval, "reps": 1, "lapses": 1}
        before |= {"last_at": day * DAY_MS, "last_day": day - interval}
        at = day * DAY_MS + random.randint(6, 22) * 3_600_000
        rating, kind = random.choices((1, 2, 3, 4), (10, 5, 70, 5))[0], random.choices(*KINDS)[0]
        reps = number // cards + 1
        yield number % cards + 1, at, day, rating, random.randint(1000, 20_000), kind, json.dumps(before), day, reps


def main() -> None:
    """Fill a store and count it."""
    print(markdown(measure([int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1]])))


def tables(*, quick: bool = False) -> list[Table]:
    """Measure all sizes, or a small one."""
    return measure([2_000] if quick else SIZES)


def measure(sizes: Sequence[int]) -> list[Table]:
    """Return time and memory of each size, the smallest first: memory is never given back."""
    columns = ("answers", "cards", "time", "memory more")
    return [table("All figures, processor time:", columns, [counted(size) for size in sizes])]


def counted(answers: int) -> list[str]:
    """Return a row about a log of so many answers."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "srs.db")
        assert store is not None
        fill(store, answers)
        now = Moment(TODAY * DAY_MS + DAY_MS // 2, TODAY)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        started = process_time()
        found = figures(store, Selection(), Presets(Preset()), DayClock(0), now, 30)
        taken = process_time() - started
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        store.close()
    return [f"{found.answers:,}", f"{found.cards:,}", seconds(taken), megabytes(grown / 1024)]


if __name__ == "__main__":
    main()
