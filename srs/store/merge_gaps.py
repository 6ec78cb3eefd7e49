"""Gives the gaps of facts that two stores know one number each, so that answers to one never become answers to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.reconcile.gap_union import Numbered, united_numbers
from srs.reconcile.gaps import with_numbers

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

_HAS_MORE = (
    "SELECT more.fact FROM {0}.descent AS more JOIN {0}.fact ON fact.id = more.fact AND fact.way = 'cloze' "
    "JOIN {1}.fact AS known ON known.id = more.fact AND known.way = 'cloze' "
    "WHERE NOT EXISTS (SELECT 1 FROM {1}.descent AS less WHERE less.fact = more.fact AND less.front = more.front)"
)
"""The facts with gaps of which one store knows what the other does not; where only one does, all numbers mean the same."""


def number_gaps(connection: sqlite3.Connection) -> None:
    """Number the gaps of the facts of both stores alike, before anything of their cards is compared."""
    query = f"{_HAS_MORE.format('main', 'other')} INTERSECT {_HAS_MORE.format('other', 'main')}"
    for (fact,) in connection.execute(query).fetchall():
        number_gaps_of(connection, ("main", fact), ("other", fact))


def number_gaps_of(connection: sqlite3.Connection, one: tuple[str, str], other: tuple[str, str]) -> None:
    """Number the gaps of a fact alike that is told of in two places, each a schema and an id."""
    changed = united_numbers(_numbered(connection, *one), _numbered(connection, *other))
    for (schema, fact), numbers in zip((one, other), changed, strict=True):
        if numbers:
            _renumber(connection, schema, fact, numbers)
            connection.execute("INSERT OR IGNORE INTO touched VALUES (?)", (fact,))
            for name in ("main", "other"):
                connection.execute(
                    f"INSERT OR IGNORE INTO unsettled SELECT fact, ord FROM {name}.card WHERE fact = ?", (fact,)
                )


def _numbered(connection: sqlite3.Connection, schema: str, fact: str) -> Numbered:
    said = connection.execute(f"SELECT at, front FROM {schema}.descent WHERE fact = ?", (fact,)).fetchall()
    cards = connection.execute(f"SELECT ord + 1 FROM {schema}.card WHERE fact = ?", (fact,)).fetchall()
    return Numbered(said, [number for (number,) in cards])


def _renumber(connection: sqlite3.Connection, schema: str, fact: str, numbers: Mapping[int, int]) -> None:
    """Give the gaps of a fact other numbers, in all it ever said and in what is known of its cards."""
    for table, name in (("fact", "id"), ("descent", "fact")):
        rows = connection.execute(f"SELECT rowid, front FROM {schema}.{table} WHERE {name} = ?", (fact,)).fetchall()
        connection.executemany(
            f"UPDATE {schema}.{table} SET front = ? WHERE rowid = ?",
            [(with_numbers(front, numbers), row) for row, front in rows],
        )
    for table in ("card", "seen_card"):
        connection.executemany(  # two that change places pass each other below zero
            f"UPDATE {schema}.{table} SET ord = -? WHERE fact = ? AND ord = ? - 1",
            [(new, fact, old) for old, new in numbers.items()],
        )
        connection.execute(f"UPDATE {schema}.{table} SET ord = -1 - ord WHERE fact = ? AND ord < 0", (fact,))
    # What the card shows is another text now, and Anki takes only what is newer by a second.
    connection.execute(f"UPDATE {schema}.fact SET changed_at = (changed_at / 1000 + 1) * 1000 WHERE id = ?", (fact,))
