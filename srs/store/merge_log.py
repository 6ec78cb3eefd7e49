"""The union of two logs, every answer once. Answers that come in get numbers below zero.

The log goes on growing at its end, and what is undone is what was answered here.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from srs.store.counts import IS_ANSWER
from srs.store.doubles import clear_marks, doubles_anywhere, mark
from srs.store.log import card_now, log_of, set_schedule

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

    from srs.model import Card, Review, Schedule

_ANSWER = (
    "at, day, rating, taken_ms, kind, before, state, step, due_at, due_day, stability, difficulty, interval_days, "
    "reps, lapses, origin"
)
_NAMES_FOREIGN = ("at", "rating", "kind", "origin")
"""What tells an answer that came from another program, whatever each store made of the card with it."""
_ROW = f"id INTEGER PRIMARY KEY, fact TEXT, ord INTEGER, {_ANSWER}, nth INTEGER"
_TABLES = {
    "counted": "id INTEGER PRIMARY KEY",
    "ours": _ROW,
    "theirs": _ROW,
    "pair": "theirs INTEGER PRIMARY KEY, ours INTEGER, at INTEGER",
    "reading": "ours INTEGER PRIMARY KEY, theirs INTEGER",
}
"""What a union notes: rows that counted here before, the rows of each store, which are one, and those that hold another reading now."""


def unite_reviews(connection: sqlite3.Connection) -> tuple[int, int]:
    """Take over the answers that are not here and those taken back there; return how many came, and how many changes by hand.

    Two rows are one if they are of the same card and the same in everything; the same row twice in one store is two. Where both took
    a row over from another program, each beside a log of its own, the reading stays that comes first as text. Rows that are one
    answer, as `same_answer` tells, count once.
    """
    (lowest,) = connection.execute("SELECT min(0, coalesce(min(id), 0)) FROM main.review").fetchone()
    with _tables(connection):
        _note_what_counts(connection)
        _pair_rows(connection, lowest)
        _insert_missing(connection)
        _agree_on_readings(connection, lowest)
        clear_marks(connection)
        _unite_undone(connection)
        came = _count_once(connection, lowest)
        _name_changed(connection)
    return came


@contextmanager
def _tables(connection: sqlite3.Connection) -> Iterator[None]:
    """Give the connection the tables in which two logs are compared."""
    for name, columns in _TABLES.items():
        connection.execute(f"CREATE TEMP TABLE {name} ({columns})")
    yield
    for name in _TABLES:
        connection.execute(f"DROP TABLE temp.{name}")


def _note_what_counts(connection: sqlite3.Connection) -> None:
    connection.execute(
        "INSERT INTO temp.counted SELECT id FROM main.review WHERE id NOT IN (SELECT review FROM main.undone)"
    )


def _pair_rows(connection: sqlite3.Connection, lowest: int) -> None:
    """Give each row of the other store the number of the row here that it is, else one below all that are here."""
    for name, schema in (("ours", "main"), ("theirs", "other")):
        _number_answers(connection, name, schema)
    same = " AND ".join(f"theirs.{column} IS ours.{column}" for column in f"fact, ord, nth, {_ANSWER}".split(", "))
    connection.execute(
        f"INSERT INTO temp.pair SELECT theirs.id, ours.id, theirs.at FROM temp.theirs LEFT JOIN temp.ours ON {same}"
    )
    connection.execute(
        "UPDATE temp.pair SET ours = new.number FROM (SELECT theirs, ? - row_number() OVER (ORDER BY at DESC, theirs DESC) AS number "
        "FROM temp.pair WHERE ours IS NULL) AS new WHERE pair.theirs = new.theirs",
        (lowest,),
    )


def _insert_missing(connection: sqlite3.Connection) -> None:
    """Take over the rows that are not here."""
    connection.execute(
        f"INSERT INTO main.review (id, card, {_ANSWER}) "
        f"SELECT pair.ours, card.id, {_of('given', _ANSWER)} FROM temp.pair "
        "JOIN temp.theirs ON theirs.id = pair.theirs JOIN main.card USING (fact, ord) "
        "JOIN other.review AS given ON given.id = pair.theirs "
        "WHERE pair.ours NOT IN (SELECT id FROM main.review) ORDER BY pair.ours"
    )


def _unite_undone(connection: sqlite3.Connection) -> None:
    """Let what was taken back there be so here; of two times the first holds."""
    connection.execute(
        "INSERT INTO main.undone (review, at) SELECT pair.ours, abs(undone.at) FROM temp.pair "
        "JOIN other.undone ON undone.review = pair.theirs WHERE undone.at <> 0 "
        "ON CONFLICT (review) DO UPDATE SET at = min(at, excluded.at)"
    )


def _name_changed(connection: sqlite3.Connection) -> None:
    """Name the cards to settle: a schedule follows from the answers that count, and from what was read of them.

    Those of the other store count, too. A card that a reschedule left here where it stands there is named at once, not when the
    other has settled it.
    """
    connection.execute(
        "INSERT OR IGNORE INTO unsettled SELECT fact, ord FROM main.card WHERE id IN (SELECT card FROM main.review "
        "WHERE (id IN (SELECT id FROM temp.counted)) <> (id NOT IN (SELECT review FROM main.undone)) "
        "OR (id IN (SELECT ours FROM temp.pair WHERE theirs NOT IN (SELECT review FROM other.undone))) "
        "<> (id NOT IN (SELECT review FROM main.undone)) "
        "OR id IN (SELECT ours FROM temp.reading))"
    )


def _agree_on_readings(connection: sqlite3.Connection, lowest: int) -> None:
    """Give a row that both stores took over from another program the reading that comes first as text; list those that change in `reading`."""
    read = ", ".join(column for column in _ANSWER.split(", ") if column not in _NAMES_FOREIGN)
    connection.execute(
        "INSERT INTO temp.reading SELECT pair.ours, pair.theirs FROM temp.pair "
        "JOIN main.review AS mine ON mine.id = pair.ours JOIN other.review AS given ON given.id = pair.theirs "
        f"WHERE pair.ours >= ? AND mine.origin <> '' AND json_array({_of('given', read)}) < json_array({_of('mine', read)})",
        (lowest,),
    )
    connection.execute(
        f"UPDATE main.review SET ({read}) = (SELECT {_of('given', read)} FROM temp.reading "
        "JOIN other.review AS given ON given.id = reading.theirs WHERE reading.ours = review.id) "
        "WHERE id IN (SELECT ours FROM temp.reading)"
    )


def _count_once(connection: sqlite3.Connection, lowest: int) -> tuple[int, int]:
    """Let an answer count once that also came by an import, in either store; return how many answers and changes by hand are new.

    Rows that came have numbers below `lowest`; of an answer that came and was known so, none is new.
    """
    doubles = list(doubles_anywhere(connection))
    mark(connection, doubles)
    known = {row.id: row for row, _ in doubles if row.id < lowest}
    known |= {counted.id: counted for row, counted in doubles if row.id >= lowest > counted.id}
    query = f"SELECT count(*), coalesce(sum({IS_ANSWER}), 0) FROM main.review WHERE id < ?"
    came, answers = connection.execute(query, (lowest,)).fetchone()
    known_answers = sum(row.rating > 0 for row in known.values())  # of a change by hand it is 0
    return answers - known_answers, came - answers - (len(known) - known_answers)


def settle_cards(
    connection: sqlite3.Connection,
    settle: Callable[[Card, list[Review]], Schedule],
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Give the cards named in `unsettled` the schedule that all their answers make; return how many changed."""
    query = f"SELECT {_of('card', 'id')} FROM main.card JOIN temp.unsettled USING (fact, ord) ORDER BY card.id"
    cards = [row[0] for row in connection.execute(query)]
    changed = 0
    for number, card_id in enumerate(cards):
        if progress:
            progress(number, len(cards))
        card = card_now(connection, card_id)
        schedule = settle(card, log_of(connection, card.id))
        set_schedule(connection, card.id, schedule)
        _ask_early(connection, card)
        changed += card_now(connection, card_id) != card
    return changed


def _number_answers(connection: sqlite3.Connection, name: str, schema: str) -> None:
    """List the answers of a store, each with its number among those that are the same; those taken back come first."""
    key = [
        f"review.{column}" if column in _NAMES_FOREIGN else f"iif(review.origin = '', review.{column}, NULL)"
        for column in _ANSWER.split(", ")
    ]
    connection.execute(
        f"INSERT INTO temp.{name} SELECT review.id, fact, ord, {', '.join(key)}, "
        f"row_number() OVER (PARTITION BY fact, ord, {', '.join(key)} "
        f"ORDER BY review.id NOT IN (SELECT review FROM {schema}.undone), review.id) "
        f"FROM {schema}.review AS review JOIN {schema}.card AS card ON card.id = review.card"
    )
    connection.execute(f"CREATE INDEX temp.{name}_answer ON {name} (fact, ord, at)")


def _ask_early(connection: sqlite3.Connection, card: Card) -> None:
    """Ask a card soon if its fact got another meaning after its last answer or due day set by hand, as the store did that saw the edit."""
    connection.execute(
        "UPDATE main.card SET due_day = last_day + 1 WHERE id = ? AND due_day > last_day + 1 AND EXISTS ("
        "SELECT 1 FROM main.descent AS new WHERE new.fact = card.fact AND new.change = 'meaning' AND new.at > card.last_at "
        "AND NOT EXISTS (SELECT 1 FROM main.review AS set_later WHERE set_later.card = card.id AND set_later.at >= new.at "
        "AND set_later.id NOT IN (SELECT review FROM main.undone)))",
        (card.id,),
    )


def _of(table: str, columns: str) -> str:
    return ", ".join(f"{table}.{column}" for column in columns.split(", "))
