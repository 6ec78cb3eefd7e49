"""Answers that stand in the log twice, as they were given here or in another store and also came by an import.

Both rows stay. The one that does not count is named in `undone` with the time 0, which no answer was taken back at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.model import CardId
from srs.schedule.same_answer import Known, find_doubles

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator

    from srs.schedule.same_answer import Double

COUNTS_ELSEWHERE = "coalesce(undone.at, 1) = 0"
"""The condition on a row of the log, joined with `undone`, that is a double."""
_GIVEN_AT = "max(review.at, coalesce(json_extract(before, '$.last_at'), 0))"
_RATING = "iif(kind = 'manual', 0, rating)"
_LATEST_MS = 600_000
_CLOSE = f"""
    WITH said AS MATERIALIZED (
      SELECT card, {_GIVEN_AT} AS at, {_RATING} AS rating, origin FROM main.review
      WHERE card IN (SELECT card FROM main.review GROUP BY card HAVING min(origin) <> max(origin)))
    SELECT DISTINCT one.card FROM said AS one JOIN said AS other ON other.card = one.card AND other.rating = one.rating
    AND other.origin < one.origin AND other.at BETWEEN one.at - {_LATEST_MS} AND one.at
    ORDER BY one.card
"""


def known_logs(connection: sqlite3.Connection, cards: str, *values: object) -> dict[CardId, list[Known]]:
    """Return the rows of the log in short, by card; `cards` is a query that chooses the cards."""
    logs: dict[CardId, list[Known]] = {}
    query = (
        f"SELECT review.card, id, {_GIVEN_AT}, {_RATING}, taken_ms, interval_days, origin, undone.at FROM main.review "
        f"LEFT JOIN main.undone ON undone.review = review.id WHERE review.card IN ({cards})"
    )
    for row in connection.execute(query, values):
        logs.setdefault(CardId(row[0]), []).append(Known._make(row[1:]))
    return logs


def doubles_anywhere(connection: sqlite3.Connection) -> Iterator[Double]:
    """Yield the doubles in the whole log."""
    for (card,) in connection.execute(_CLOSE).fetchall():
        for log in known_logs(connection, "?", card).values():
            yield from find_doubles(log)


def count_once(connection: sqlite3.Connection, doubles: Iterable[Double]) -> set[int]:
    """Let doubles count no longer; an answer that was taken back in one of its rows is so in the other. Return the rows that changed."""
    changed = set()
    for row, counted in doubles:
        if row.undone_at and (counted.undone_at is None or row.undone_at < counted.undone_at):
            _take_back(connection, counted.id, row.undone_at)
            changed.add(counted.id)
        if not row.is_double:
            _take_back(connection, row.id, 0)
            changed.add(row.id)
    return changed


def forget_rows(connection: sqlite3.Connection, rows: Collection[int]) -> None:
    """Leave rows out that were about to come in this transaction: they were never in the log."""
    numbers = [(row,) for row in rows]
    connection.executemany("DELETE FROM main.undone WHERE review = ?", numbers)
    connection.executemany("DELETE FROM main.review WHERE id = ?", numbers)


def _take_back(connection: sqlite3.Connection, row: int, at: int) -> None:
    connection.execute(
        "INSERT INTO main.undone (review, at) VALUES (?, ?) ON CONFLICT (review) DO UPDATE SET at = min(at, excluded.at)",
        (row, at),
    )
