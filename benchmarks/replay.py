"""Measures how long it takes to compute the memory of all cards from a log, against py-fsrs answering it one by one.

    python benchmarks/replay.py [REVIEWS]

All run in this process, in turns over chunks of cards, so that a busy moment of the machine meets each. py-fsrs gets what it is best
at: no steps, no fuzz, and cards, ratings and times ready made. Stability, difficulty and due day have to be equal to the
last bit for every card. The aim is at most 0.15 of py-fsrs's time at 1,000,000 reviews.

Then `replay`, which computes schedules by Anki's rules with py-fsrs, on one chunk; and the log as `srs doctor` reads it from a database.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import fsrs
from table import Table, markdown, table

from srs.app.memories import stale_memories
from srs.model import Card, CardId, FactId, Memory, Moment, Rating, Review, ReviewKind, Schedule
from srs.schedule import DayClock, Preset, kernel_for, replay
from srs.schedule.batch import replay_memory
from srs.schedule.presets import Presets
from srs.store.open import open_store

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

AIM = 0.15
REVIEWS = 1_000_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY_MS = 86_400_000
ANSWERS_A_CARD = 10
CHUNK = 2_000
PRESET = Preset(fuzz=False, learning_steps=(), relearning_steps=())
KERNEL = kernel_for(PRESET)
Log = list[tuple[int, int, int]]
Known = tuple[float, float, int]
"""Stability, difficulty and due day of a card."""


def main() -> None:
    """Print the table."""
    print(markdown(measure(int(sys.argv[1]) if len(sys.argv) > 1 else REVIEWS)))


def tables(*, quick: bool = False) -> list[Table]:
    """Measure with a million reviews, or a few."""
    return measure(2_000 if quick else REVIEWS)


def measure(reviews: int) -> list[Table]:
    """Replay a log both ways, compare, and return the times."""
    logs = make_logs(reviews // ANSWERS_A_CARD)
    total = sum(map(len, logs))
    ours = theirs = 0.0
    for start in range(0, len(logs), CHUNK):
        chunk = logs[start : start + CHUNK]
        asked = [[(fsrs.Rating(rating), EPOCH + timedelta(days=day)) for _, day, rating in log] for log in chunk]
        seconds, found = timed(answered_by_py_fsrs, asked)
        theirs += seconds
        seconds, given = timed(replayed, chunk)
        ours += seconds
        assert found == given, "stability, difficulty or due day differ"
    chunk = logs[:CHUNK]
    full, _ = timed(replayed_in_full, [as_reviews(log) for log in chunk])
    size = sum(map(len, chunk))
    database = seconds_from_database(logs)
    rows = [
        row("py-fsrs answering them one by one", theirs, theirs, total),
        row("memory of every card by `srs.schedule.batch`, and the day it is due", ours, theirs, total),
        row(
            "the same with the log read from the database, as `srs doctor` and `srs optimize` do",
            database,
            theirs,
            total,
        ),
        row(f"`replay`: all four outcomes through py-fsrs (of {size:,})", full * total / size, theirs, total),
    ]
    says = f"{total:,} reviews of {len(logs):,} cards; stability, difficulty and due day were equal to the last bit for all:"
    return [table(says, ("", "time", "a review", f"ratio (aim: {AIM})"), rows)]


def row(name: str, seconds: float, theirs: float, reviews: int) -> list[str]:
    """Return the time of one way, and how it compares with py-fsrs."""
    return [name, f"{seconds:.2f} s", f"{seconds / reviews * 1e6:.2f} µs", f"{seconds / theirs:.3f}"]


def make_logs(cards: int) -> list[Log]:
    """Return logs of answers after gaps of 0 to 200 days, the way gaps grow in a collection."""
    chance = random.Random(1)
    logs = []
    for _ in range(cards):
        day, log = 18_000 + chance.randrange(1000), []
        for number in range(ANSWERS_A_CARD):
            log.append((day * DAY_MS + number, day, chance.choices((1, 2, 3, 4), (10, 10, 70, 10))[0]))
            day += 0 if chance.random() < 0.15 else round(chance.uniform(1, 3) ** (1 + number / 2))
        logs.append(log)
    return logs


def timed(function: Callable[[Any], Any], argument: object) -> tuple[float, Any]:
    """Return how long a call takes, and what it gives."""
    begun = perf_counter()
    result = function(argument)
    return perf_counter() - begun, result


def answered_by_py_fsrs(logs: list[list[tuple[fsrs.Rating, datetime]]]) -> list[Known]:
    scheduler = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    found = []
    for number, log in enumerate(logs, 1):
        card = fsrs.Card(card_id=number)
        for rating, moment in log:
            card, _ = scheduler.review_card(card, rating, moment)
        found.append((card.stability, card.difficulty, (card.due - EPOCH).days))
    return found


def replayed(logs: list[Log]) -> list[Known]:
    found = []
    for log in logs:
        memory = replay_memory(log, PRESET.parameters)
        days = min(max(round(KERNEL.interval(memory)), 1), PRESET.maximum_interval)
        found.append((memory.stability, memory.difficulty, log[-1][1] + days))
    return found


def as_reviews(log: Log) -> list[Review]:
    new = Schedule()
    kinds = [ReviewKind.LEARN] + [ReviewKind.REVIEW] * (len(log) - 1)
    return [
        Review(at, CardId(1), Moment(at, day), Rating(rating), 0, kind, new, new)
        for (at, day, rating), kind in zip(log, kinds, strict=True)
    ]


def replayed_in_full(logs: list[list[Review]]) -> list[Memory | None]:
    card, clock = Card(CardId(1), FactId("fact"), 0, Schedule()), DayClock(0)
    return [replay(card, log, PRESET, clock).memory for log in logs]


def seconds_from_database(logs: list[Log]) -> float:
    """Return how long it takes to compare a log in a database with the memories stored there."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "srs.db")
        assert store is not None
        with closing(store):
            fill(store.connection, logs)
            seconds, (stale, cards) = timed(lambda opened: stale_memories(opened, Presets(PRESET)), store)
    assert (stale, cards) == ({}, len(logs))
    return seconds


def fill(connection: sqlite3.Connection, logs: list[Log]) -> None:
    """Write logs into an empty store, with memories that they give."""
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN")
    for number, log in enumerate(logs, 1):
        memory = replay_memory(log, PRESET.parameters)
        connection.execute(
            "INSERT INTO card (id, fact, ord, live, reps, stability, difficulty) VALUES (?, ?, 0, 1, ?, ?, ?)",
            (number, f"fact{number}", len(log), memory.stability, memory.difficulty),
        )
        rows = []
        for reps, (at, day, rating) in enumerate(log):
            before = {"state": "review" if reps else "new", "step": 0, "due_at": None, "due_day": day, "stability": 1.5}
            before |= {
                "difficulty": 5.5,
                "interval_days": 1,
                "reps": reps,
                "lapses": 0,
                "last_at": log[reps - 1][0] if reps else None,
            }
            rows.append((number, at, day, rating, json.dumps(before), reps + 1))
        connection.executemany(
            "INSERT INTO review (card, at, day, rating, taken_ms, kind, before, state, step, stability, difficulty, interval_days, "
            "reps, lapses) VALUES (?, ?, ?, ?, 0, 'review', ?, 'review', 0, 1.5, 5.5, 1, ?, 0)",
            rows,
        )
    connection.execute("COMMIT")


if __name__ == "__main__":
    main()
