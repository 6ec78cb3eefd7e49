"""Answers that stand in the log twice, as they were given here or in another store and also came by an import.

All rows stay, and one of each answer is looked at: one that was taken back, else the one `same_answer` names. The others give way:
they are in `undone` with a time not above zero, which no answer was taken back at. It is 0, or as far below zero as the time above it
at which the row itself was taken back. So the marks follow from the log and from what was taken back, and each merge makes them anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.model import CardId
from srs.schedule.same_answer import LATEST_MOVE_MS, Known, find_doubles
from srs.store.rows import GIVEN_AT

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from srs.schedule.same_answer import Double

_RATING = "iif(kind = 'manual', 0, rating)"
_CLOSE = f"""
    WITH said AS MATERIALIZED (
      SELECT card, {GIVEN_AT} AS at, {_RATING} AS rating, origin FROM main.review
      WHERE card IN (SELECT card FROM main.review GROUP BY card HAVING min(origin) <> max(origin)))
    SELECT DISTINCT one.card FROM said AS one JOIN said AS other ON other.card = one.card AND other.rating = one.rating
    AND other.origin < one.origin AND abs(other.at - one.at) <= {LATEST_MOVE_MS}
    ORDER BY one.card
"""
"""Cards with two rows of one rating that came from two places and stand near each other; which of them are one answer the rule tells."""


def known_logs(connection: sqlite3.Connection, cards: str, *values: object) -> dict[CardId, list[Known]]:
    """Return the rows of the log in short, by card; `cards` is a query that chooses the cards."""
    logs: dict[CardId, list[Known]] = {}
    query = (
        f"SELECT review.card, id, {GIVEN_AT}, {_RATING}, taken_ms, interval_days, origin, due_day - day, undone.at FROM main.review "
        f"LEFT JOIN main.undone ON undone.review = review.id WHERE review.card IN ({cards})"
    )
    for row in connection.execute(query, values):
        logs.setdefault(CardId(row[0]), []).append(Known._make(row[1:]))
    return logs


def clear_marks(connection: sqlite3.Connection) -> None:
    """Let no row give way any more."""
    connection.execute("DELETE FROM main.undone WHERE at = 0")
    connection.execute("UPDATE main.undone SET at = -at WHERE at < 0")


def give_again(connection: sqlite3.Connection, card: CardId, row: int) -> None:
    """Let an answer count again, whichever of its rows told that it was taken back."""
    log = known_logs(connection, "?", card)[card]
    answers = ([one.id for one in rows] for rows in _rows_by_answer(find_doubles(log)))
    numbers = next((rows for rows in answers if row in rows), [row])
    connection.executemany("DELETE FROM main.undone WHERE review = ?", [(one,) for one in numbers])
    connection.executemany("INSERT INTO main.undone (review, at) VALUES (?, 0)", [(one,) for one in numbers[1:]])


def doubles_anywhere(connection: sqlite3.Connection) -> Iterator[Double]:
    """Yield the doubles in the whole log."""
    for (card,) in connection.execute(_CLOSE).fetchall():
        yield from find_doubles(known_logs(connection, "?", card)[card])


def mark(connection: sqlite3.Connection, doubles: Iterable[Double]) -> None:
    """Let all rows of an answer but one give way."""
    marks: dict[int, int] = {}
    for rows in _rows_by_answer(doubles):
        looked_at = next((row for row in rows if row.is_undone), rows[0])
        marks |= {row.id: -(row.undone_at or 0) for row in rows if row is not looked_at}
    connection.executemany(
        "INSERT INTO main.undone (review, at) VALUES (?, ?) ON CONFLICT (review) DO UPDATE SET at = excluded.at",
        marks.items(),
    )


def _rows_by_answer(doubles: Iterable[Double]) -> Iterable[list[Known]]:
    """Return the rows of each answer that has several, first the one that counts if none was taken back."""
    answers: dict[int, list[Known]] = {}
    for row, counted in doubles:
        answers.setdefault(counted.id, [counted]).append(row)
    return answers.values()
