"""The union of two logs, every answer once. Answers that come in get numbers below zero.

The log goes on growing at its end, and what is undone is what was answered here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.store.doubles import clear_marks, doubles_anywhere, mark
from srs.store.log import log_of, set_schedule
from srs.store.rows import CARD, card_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from srs.model import Card, Review, Schedule

_ANSWER = (
    "at, day, rating, taken_ms, kind, before, state, step, due_at, due_day, stability, difficulty, interval_days, "
    "reps, lapses, origin"
)
_NAMES_FOREIGN = ("at", "rating", "kind", "origin")
"""What tells an answer that came from another program, whatever each store made of the card with it."""


def unite_reviews(connection: sqlite3.Connection) -> int:
    """Take over the answers that are not here and those taken back there; return how many came.

    Two rows are one if they are of the same card and the same in everything; the same row twice in one store is two. Of one that
    came to both from another program, and that each read on a log of its own, the reading stays that is the lesser as text. Rows
    that are one answer, as `same_answer` tells, count once.
    """
    (lowest,) = connection.execute("SELECT min(0, coalesce(min(id), 0)) FROM main.review").fetchone()
    connection.execute("CREATE TEMP TABLE counted (id INTEGER PRIMARY KEY)")
    connection.execute(
        "INSERT INTO temp.counted SELECT id FROM main.review WHERE id NOT IN (SELECT review FROM main.undone)"
    )
    for name, schema in (("ours", "main"), ("theirs", "other")):
        _number_answers(connection, name, schema)
    same = " AND ".join(f"theirs.{column} IS ours.{column}" for column in f"fact, ord, nth, {_ANSWER}".split(", "))
    connection.execute(
        "CREATE TEMP TABLE pair AS SELECT theirs.id AS theirs, ours.id AS ours, theirs.at AS at FROM temp.theirs "
        f"LEFT JOIN temp.ours ON {same}"
    )
    connection.execute(
        "UPDATE temp.pair SET ours = new.number FROM (SELECT theirs, ? - row_number() OVER (ORDER BY at DESC, theirs DESC) AS number "
        "FROM temp.pair WHERE ours IS NULL) AS new WHERE pair.theirs = new.theirs",
        (lowest,),
    )
    added = connection.execute(
        f"INSERT INTO main.review (id, card, {_ANSWER}) "
        f"SELECT pair.ours, card.id, {_of('given', _ANSWER)} FROM temp.pair "
        "JOIN temp.theirs ON theirs.id = pair.theirs JOIN main.card USING (fact, ord) "
        "JOIN other.review AS given ON given.id = pair.theirs "
        "WHERE pair.ours NOT IN (SELECT id FROM main.review) ORDER BY pair.ours"
    ).rowcount
    _agree_on_readings(connection, lowest)
    clear_marks(connection)
    connection.execute(
        "INSERT INTO main.undone (review, at) SELECT pair.ours, abs(undone.at) FROM temp.pair "
        "JOIN other.undone ON undone.review = pair.theirs WHERE undone.at <> 0 "
        "ON CONFLICT (review) DO UPDATE SET at = min(at, excluded.at)"
    )
    known = _count_once(connection, lowest)
    # The schedule of a card follows from the answers that count, and from what was read of them.
    connection.execute(
        "INSERT OR IGNORE INTO unsettled SELECT fact, ord FROM main.card WHERE id IN (SELECT card FROM main.review "
        "WHERE (id IN (SELECT id FROM temp.counted)) <> (id NOT IN (SELECT review FROM main.undone)) "
        "OR id IN (SELECT ours FROM temp.reading))"
    )
    for name in ("ours", "theirs", "pair", "counted", "reading"):
        connection.execute(f"DROP TABLE temp.{name}")
    return added - known


def _agree_on_readings(connection: sqlite3.Connection, lowest: int) -> None:
    """Let a row that came to both stores from another program hold the lesser of the two readings; name those that change in `reading`."""
    read = ", ".join(column for column in _ANSWER.split(", ") if column not in _NAMES_FOREIGN)
    connection.execute(
        "CREATE TEMP TABLE reading AS SELECT pair.ours, pair.theirs FROM temp.pair "
        "JOIN main.review AS mine ON mine.id = pair.ours JOIN other.review AS given ON given.id = pair.theirs "
        f"WHERE pair.ours >= ? AND mine.origin <> '' AND json_array({_of('given', read)}) < json_array({_of('mine', read)})",
        (lowest,),
    )
    connection.execute(
        f"UPDATE main.review SET ({read}) = (SELECT {_of('given', read)} FROM temp.reading "
        "JOIN other.review AS given ON given.id = reading.theirs WHERE reading.ours = review.id) "
        "WHERE id IN (SELECT ours FROM temp.reading)"
    )


def _count_once(connection: sqlite3.Connection, lowest: int) -> int:
    """Let an answer count once that also came by an import, in either store; return how many of the rows that came were known so.

    Rows that came have numbers below `lowest`.
    """
    doubles = list(doubles_anywhere(connection))
    mark(connection, doubles)
    known = {row.id for row, _ in doubles if row.id < lowest}
    return len(known | {counted.id for row, counted in doubles if row.id >= lowest > counted.id})


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
        card = _card(connection, card_id)
        schedule = settle(card, log_of(connection, card.id))
        set_schedule(connection, card.id, schedule)
        _ask_early(connection, card)
        changed += _card(connection, card_id) != card
    return changed


def _number_answers(connection: sqlite3.Connection, name: str, schema: str) -> None:
    """Make a table of the answers of a store, each with the how manyth of its like it is; those taken back come first."""
    columns = {column: f"review.{column}" for column in _ANSWER.split(", ")}
    key = {
        column: value if column in _NAMES_FOREIGN else f"iif(review.origin = '', {value}, NULL)"
        for column, value in columns.items()
    }
    shown = ", ".join(f"{value} AS {column}" for column, value in key.items())
    connection.execute(
        f"CREATE TEMP TABLE {name} AS SELECT review.id, fact, ord, {shown}, "
        f"row_number() OVER (PARTITION BY fact, ord, {', '.join(key.values())} "
        f"ORDER BY review.id NOT IN (SELECT review FROM {schema}.undone), review.id) AS nth "
        f"FROM {schema}.review AS review JOIN {schema}.card AS card ON card.id = review.card"
    )
    connection.execute(f"CREATE INDEX temp.{name}_answer ON {name} (fact, ord, at)")


def _ask_early(connection: sqlite3.Connection, card: Card) -> None:
    """Ask a card soon whose fact got another meaning after its last answer, as the store did that saw it."""
    connection.execute(
        "UPDATE main.card SET due_day = last_day + 1 WHERE id = ? AND due_day > last_day + 1 AND EXISTS ("
        "SELECT 1 FROM main.descent AS new WHERE new.fact = card.fact AND new.change = 'meaning' AND new.at > card.last_at)",
        (card.id,),
    )


def _card(connection: sqlite3.Connection, card_id: int) -> Card:
    return card_of(connection.execute(f"SELECT {CARD} FROM main.card WHERE id = ?", (card_id,)).fetchone())


def _of(table: str, columns: str) -> str:
    return ", ".join(f"{table}.{column}" for column in columns.split(", "))
