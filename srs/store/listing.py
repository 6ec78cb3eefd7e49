"""Lists of facts with their cards, a few at a time: a million of them never sit in memory, and nobody waits while a list is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.store.cards import live_cards
from srs.store.rows import FACT, fact_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from srs.model import Fact
    from srs.store.cards import LiveCard
    from srs.store.open import Store
    from srs.store.selection import Selection

FEW = 500
"""How many facts are read at a time."""


def write_down(store: Store, table: str, where: str, selection: Selection) -> int:
    """Write the chosen facts that fulfil a condition into a temporary table, in the order of the notes; return how many.

    Its rows have a `place`, from 1 on, and a `fact`.
    """
    with store.read() as connection:
        connection.execute(f"DROP TABLE IF EXISTS temp.{table}")
        connection.execute(f"CREATE TEMP TABLE {table} (place INTEGER PRIMARY KEY, fact TEXT NOT NULL) STRICT")
        query = (
            f"INSERT INTO {table} (fact) SELECT id FROM fact WHERE {where} AND {selection.facts} "
            "ORDER BY path, first_line, last_line, id"
        )
        return connection.execute(query, selection.parameters).rowcount


def list_with_cards(
    store: Store, selection: Selection, *, retired: bool = False
) -> Iterator[tuple[Fact, list[LiveCard]]]:
    """Yield the facts that are chosen in the order of the notes, each with its live cards; retired ones where they are wanted or named.

    Which they are is settled when the first is asked for, and written down in a temporary table. They come as they stand when they
    are reached, with no lock between: a list in a pager must not keep anybody from answering.
    """
    is_there = "1" if retired or selection.retired else "status <> 'retired'"
    count = write_down(store, "listed", is_there, selection)
    for after in range(0, count, FEW):
        facts = _facts_behind(store, after)
        cards = live_cards(store, [fact.id for fact in facts])
        for fact in facts:
            yield fact, cards.get(fact.id, [])


def _facts_behind(store: Store, after: int) -> list[Fact]:
    """Return the few facts of the list behind a place; one that a merge joined with another meanwhile is left out."""
    query = (
        f"SELECT {FACT} FROM listed CROSS JOIN fact ON fact.id = listed.fact "
        "WHERE listed.place > ? AND listed.place <= ? ORDER BY listed.place"
    )
    with store.read() as connection:
        return [fact_of(row) for row in connection.execute(query, (after, after + FEW))]
