"""Measures what queries cost on a large collection, and what a full-text index would cost and give.

    python benchmarks/queries.py [FACTS] [ROUNDS]

Made facts of 28 words each, a quarter of them with a schedule. Each query is asked as `srs cards` and as `srs due` ask it. The
index is one of trigrams (FTS5) kept by a trigger, as SQLite's manual has it: https://www.sqlite.org/fts5.html
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

from table import Table, markdown, megabytes, milliseconds, table

from srs.search.parser import parse
from srs.store.counts import count_due
from srs.store.open import Store, open_store
from srs.store.search import Today, compile_query

if TYPE_CHECKING:
    from collections.abc import Callable

FACTS, ROUNDS = 100_000, 9
DAY_MS = 86_400_000
TODAY = Today(1000, 1000 * DAY_MS)
SYLLABLES = [first + second for first in "bdfklmnprst" for second in "aeiou"]
FACT = (
    "id, kind, way, front, back, context, extra, deck, tags, rule, held, accepted, path, first_line, last_line, status, "
    "fingerprint, changed_at"
)
COLUMNS = "front, back, path, deck, tags"
NEW = ", ".join(f"new.{column}" for column in COLUMNS.split(", "))
INDEX = (
    "PRAGMA trusted_schema = ON",  # without it no trigger may write to a virtual table
    f"CREATE VIRTUAL TABLE word USING fts5({COLUMNS}, content='fact', tokenize='trigram')",
    f"CREATE TRIGGER word_new AFTER INSERT ON fact BEGIN INSERT INTO word (rowid, {COLUMNS}) VALUES (new.rowid, {NEW}); END",
)


def main() -> None:
    """Build both stores, measure, and print two tables."""
    print(markdown(measure(*map(int, sys.argv[1:]))))


def tables(*, quick: bool = False) -> list[Table]:
    """Measure with 100,000 facts, or a few."""
    return measure(1_000, 2) if quick else measure()


def measure(count: int = FACTS, rounds: int = ROUNDS) -> list[Table]:
    """Return what an index would cost, and what queries cost without."""
    random = Random(1)
    words = ["".join(random.choices(SYLLABLES, k=random.randint(1, 4))) for _ in range(20_000)]
    facts = [fact(number, words, random) for number in range(count)]
    with TemporaryDirectory() as folder:
        plain, plain_ms = build(Path(folder) / "plain.db", facts, ())
        indexed, indexed_ms = build(Path(folder) / "indexed.db", facts, INDEX)
        asked = compile_query(plain, parse(words[7]), TODAY)
        match = "SELECT fact.id FROM fact WHERE rowid IN (SELECT rowid FROM word WHERE word MATCH ?)"
        stores = []
        for name, store, written, query, values in (
            ("without an index", plain, plain_ms, f"SELECT fact.id FROM fact WHERE {asked.facts}", asked.parameters),
            ("with FTS5, trigrams", indexed, indexed_ms, match, (f'"{words[7]}"',)),
        ):
            took = median_ms(rounds, lambda: store.connection.execute(query, values).fetchall())  # noqa: B023
            size = megabytes(store.path.stat().st_size / 1e6)
            stores.append((name, milliseconds(written), size, milliseconds(took)))
        queries = [row(plain, name, query, rounds) for name, query in {
            "a word": words[7], "a phrase of two words": f'"{words[7]} {words[8]}"', "`re:ba+t`": "re:ba+t",
            "`deck:papers::d7`": "deck:papers::d7", "`tag:t3`": "tag:t3", "`is:due`": "is:due",
            "`is:due` and a word": f"is:due {words[7]}", "`is:new`": "is:new", "`prop:r<0.8`": "prop:r<0.8",
            "`added:3`": "added:3", "`rated:7`": "rated:7",
        }.items()]  # fmt: skip
        plain.close()
        indexed.close()
    says = f"{count:,} facts with a card each, a quarter of them with a schedule, without starting Python:"
    return [
        table(says, ("query", "found", "`srs cards`", "`srs due`"), queries),
        table("What an index of words would cost and give:", ("", "facts written in", "size", "a word"), stores),
    ]


def fact(number: int, words: list[str], random: Random) -> tuple[object, ...]:
    """Return the columns of a made fact."""
    front, back = (" ".join(random.choices(words, k=k)) for k in (3, 25))
    place = (f"papers::d{number % 50}", f'["t{number % 30}"]', "made", "", None, f"papers/n{number // 50}.md")
    return (f"{number:016x}", "definition", "forward", front, back, "[]", "", *place, number, number, "active", "", 0)


def build(path: Path, facts: list[tuple[object, ...]], index: tuple[str, ...]) -> tuple[Store, float]:
    """Return a store of facts with their cards, and how many milliseconds the facts took."""
    store = open_store(path)
    assert store is not None
    for statement in index:
        store.connection.execute(statement)
    begun = perf_counter()
    with store.write() as connection:
        connection.executemany(f"INSERT INTO fact ({FACT}) VALUES ({', '.join('?' * len(facts[0]))})", facts)
    took = (perf_counter() - begun) * 1000
    with store.write() as connection:
        connection.execute("INSERT INTO card (fact, ord, live) SELECT id, 0, 1 FROM fact")
        connection.execute(
            "UPDATE card SET state = 'review', due_day = 997 + id % 203, stability = 10 + id % 100, difficulty = 5, "
            "last_day = 990, interval_days = 10, reps = 5, lapses = id % 9 WHERE id % 4 = 0"
        )
    return store, took


def row(store: Store, name: str, query: str, rounds: int) -> list[str]:
    """Return what a query costs."""
    asked = compile_query(store, parse(query), TODAY)
    listing = f"SELECT fact.id FROM fact WHERE status <> 'retired' AND {asked.facts}"
    found = len(store.connection.execute(listing, asked.parameters).fetchall())
    cards = median_ms(rounds, lambda: store.connection.execute(listing, asked.parameters).fetchall())
    due = median_ms(rounds, lambda: count_due(store, TODAY.day, asked))
    return [name, f"{found:,}", milliseconds(cards), milliseconds(due)]


def median_ms(rounds: int, work: Callable[[], object]) -> float:
    """Return how many milliseconds something takes."""
    times = []
    for _ in range(rounds):
        begun = perf_counter()
        work()
        times.append(perf_counter() - begun)
    return median(times) * 1000


if __name__ == "__main__":
    main()
