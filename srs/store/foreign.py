"""What came from other programs: rows of the log, marks and tags, and what was seen there last.

All of it is read and written inside the caller's transaction, fact by fact.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from srs.model import FactId
from srs.store.arrays import array_text
from srs.store.doubles import known_logs
from srs.store.rows import CARD, FACT, card_of, fact_of, schedule_text, schedule_values

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from srs.model import Card, CardId, Fact, ForeignFact, Review
    from srs.schedule.same_answer import Known
    from srs.store.open import Store

_COLUMNS = (
    "id, card, at, day, rating, taken_ms, kind, origin, before, state, step, due_at, due_day, stability, difficulty, "
    "interval_days, reps, lapses"
)


class Marked(NamedTuple):
    """Whether a card is suspended, and its flag (0 for none)."""

    suspended: bool
    flag: int


class Held(NamedTuple):
    """A fact as the store has it: its cards by their number with their marks, and the rows of their logs in short."""

    fact: Fact
    cards: dict[int, Card]
    marks: dict[int, Marked]
    logs: dict[CardId, list[Known]]


def names_of_facts(store: Store) -> dict[str, FactId]:
    """Return every id that a fact has or had, with the one it has now."""
    with store.read() as connection:
        names = dict(connection.execute("SELECT id, fact FROM alias"))
        return names | {fact: FactId(fact) for (fact,) in connection.execute("SELECT id FROM fact")}


def held(connection: sqlite3.Connection, fact_id: FactId) -> Held | None:
    """Return a fact with its cards and their logs; None where it has become another one by now."""
    found = connection.execute(f"SELECT {FACT} FROM fact WHERE id = ?", (fact_id,)).fetchone()
    if found is None:
        return None
    fact = fact_of(found)
    rows = connection.execute(f"SELECT flag, {CARD} FROM card WHERE fact = ? ORDER BY ord", (fact_id,)).fetchall()
    cards = {card.ord: card for card in (card_of(row[1:]) for row in rows)}
    marks = {row[3]: Marked(bool(row[4]), row[0]) for row in rows}
    logs = known_logs(connection, "SELECT id FROM card WHERE fact = ?", fact_id)
    return Held(fact, cards, marks, logs)


def times_of_versions(connection: sqlite3.Connection, fact: Fact) -> set[int]:
    """Return the UTC seconds at which a fact changed: an export writes the last of them as when its note did."""
    rows = connection.execute("SELECT at / 1000 FROM descent WHERE fact = ?", (fact.id,))
    return {int(row[0]) for row in rows} | {fact.changed_at // 1000}


def add_reviews(connection: sqlite3.Connection, reviews: Sequence[Review]) -> None:
    """Add rows to the log, given from the oldest on. They get numbers below zero: undo takes back what was answered here."""
    (lowest,) = connection.execute("SELECT min(0, coalesce(min(id), 0)) FROM review").fetchone()
    places = ", ".join("?" * len(_COLUMNS.split(", ")))
    for number, one in enumerate(reversed(reviews), 1):
        moment, after = one.moment, schedule_values(one.after)[:-2]
        values = (lowest - number, one.card, moment.at, moment.day, one.rating, one.taken_ms, one.kind, one.origin)
        connection.execute(
            f"INSERT INTO review ({_COLUMNS}) VALUES ({places})", (*values, schedule_text(one.before), *after)
        )


def take_back_rows(connection: sqlite3.Connection, rows: Iterable[int], at: int) -> None:
    """Mark rows as undone."""
    connection.executemany("INSERT OR IGNORE INTO undone (review, at) VALUES (?, ?)", [(row, at) for row in rows])


def name_unsettled(connection: sqlite3.Connection, fact: FactId, ords: Iterable[int]) -> None:
    """Note cards whose schedule is to be computed anew, in the table that `settle_cards` goes through."""
    connection.executemany("INSERT OR IGNORE INTO temp.unsettled VALUES (?, ?)", [(fact, ord_) for ord_ in ords])


def name_unsettled_of(connection: sqlite3.Connection, rows: Iterable[int]) -> None:
    """Note the cards of rows of the log as `name_unsettled` does."""
    connection.executemany(
        "INSERT OR IGNORE INTO temp.unsettled SELECT fact, ord FROM card "
        "WHERE id = (SELECT card FROM review WHERE id = ?)",
        [(row,) for row in rows],
    )


def set_marks(connection: sqlite3.Connection, fact: FactId, marks: Mapping[int, Marked]) -> None:
    """Suspend cards or bring them back, and give them their flags."""
    rows = [(mark.suspended, mark.flag, fact, ord_) for ord_, mark in marks.items()]
    connection.executemany("UPDATE card SET suspended = ?, flag = ? WHERE fact = ? AND ord = ?", rows)


def set_given_tags(connection: sqlite3.Connection, fact: FactId, tags: Iterable[str]) -> None:
    """Write down which tags a fact was given elsewhere."""
    text = array_text(tags)
    connection.execute("UPDATE fact SET given_tags = ? WHERE id = ?", (text, fact))


def last_modified(connection: sqlite3.Connection, origin: str) -> int:
    """Return when another program's collection had been changed by the last time it was seen (UTC ms); -1 if it never was."""
    row = connection.execute("SELECT modified FROM origin WHERE name = ?", (origin,)).fetchone()
    return int(row[0]) if row else -1


def save_origin(connection: sqlite3.Connection, origin: str, modified: int) -> None:
    """Write down when another program's collection was last changed, as it is seen now."""
    connection.execute(
        "INSERT INTO origin (name, modified) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET modified = excluded.modified",
        (origin, modified),
    )


def seen(connection: sqlite3.Connection, origin: str, fact: FactId) -> tuple[dict[int, Marked], tuple[str, ...] | None]:
    """Return the marks and tags that stood in a collection of another program when it was seen last; None for no tags seen."""
    cards = connection.execute(
        "SELECT ord, suspended, flag FROM seen_card WHERE origin = ? AND fact = ?", (origin, fact)
    )
    marks = {row[0]: Marked(bool(row[1]), row[2]) for row in cards}
    row = connection.execute("SELECT tags FROM seen_fact WHERE origin = ? AND fact = ?", (origin, fact)).fetchone()
    return marks, tuple(json.loads(row[0])) if row else None


def seen_before(store: Store, origin: str, facts: Iterable[FactId]) -> list[Fact]:
    """Return the facts in the drill that stood in a collection of another program earlier and are not among these."""
    query = (
        f"SELECT {FACT} FROM fact JOIN seen_fact ON seen_fact.fact = fact.id WHERE seen_fact.origin = ? "
        "AND fact.status = 'active' AND fact.id NOT IN (SELECT value FROM json_each(?)) ORDER BY path, first_line, id"
    )
    with store.read() as connection:
        return [fact_of(row) for row in connection.execute(query, (origin, array_text(facts)))]


def save_seen(connection: sqlite3.Connection, origin: str, foreign: ForeignFact) -> None:
    """Write down the marks and tags that stand in a collection of another program."""
    connection.executemany(
        "INSERT OR REPLACE INTO seen_card (origin, fact, ord, suspended, flag) VALUES (?, ?, ?, ?, ?)",
        [(origin, foreign.id, card.ord, card.suspended, card.flag) for card in foreign.cards],
    )
    connection.execute(
        "INSERT OR REPLACE INTO seen_fact (origin, fact, tags) VALUES (?, ?, ?)",
        (origin, foreign.id, array_text(foreign.tags)),
    )
