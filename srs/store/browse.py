"""Facts for a list of any length: their ids in an order, and what a line shows of the few that are in view."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from srs.model import FactId
from srs.schedule.day import DAY_MS
from srs.store.arrays import array_text
from srs.store.cards import live_cards
from srs.store.rows import FACT, fact_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from srs.model import Fact
    from srs.store.cards import LiveCard
    from srs.store.open import Store
    from srs.store.search import Today
    from srs.store.selection import Selection


class Order(StrEnum):
    """What a list of facts is sorted by; a fact with several cards by the one that comes first."""

    NOTE = "note"
    DUE = "due"
    STABILITY = "stability"
    DIFFICULTY = "difficulty"
    LAPSES = "lapses"
    ADDED = "added"


class ShownFact(NamedTuple):
    """A fact with its live cards, and when it came (UTC ms)."""

    fact: Fact
    cards: tuple[LiveCard, ...]
    added: int


_PLACE = "fact.path, fact.first_line, fact.last_line, fact.id"
# A step belongs to the day on which its time comes.
_DUE = f"iif(card.suspended, NULL, coalesce(card.due_day, :b_day + (card.due_at - :b_start) / {DAY_MS}))"
_OF_CARDS = {
    Order.DUE: f"min({_DUE})",
    Order.STABILITY: "min(card.stability)",
    Order.DIFFICULTY: "max(card.difficulty)",
    Order.LAPSES: "max(card.lapses)",
}
_HIGHEST_FIRST = frozenset({Order.DIFFICULTY, Order.LAPSES, Order.ADDED})
_ADDED = "(SELECT min(descent.at) FROM descent WHERE descent.fact = fact.id)"


def sorted_ids(
    store: Store, selection: Selection, today: Today, order: Order = Order.NOTE, *, reverse: bool = False
) -> list[FactId]:
    """Return the ids of the facts that are chosen in an order; those without the quantity come last, retired ones where named."""
    where = selection.facts if selection.retired else f"fact.status <> 'retired' AND {selection.facts}"
    joined, key = "", "NULL"
    if order in _OF_CARDS:
        own = f"SELECT card.fact, {_OF_CARDS[order]} AS value FROM card WHERE card.live GROUP BY card.fact"
        joined, key = f"LEFT JOIN ({own}) AS own ON own.fact = fact.id", "own.value"
    elif order is Order.ADDED:
        key = _ADDED
    descending = "DESC" if (order in _HIGHEST_FIRST) != reverse else "ASC"
    place = ", ".join(f"{name} {descending if order is Order.NOTE else ''}" for name in _PLACE.split(", "))
    by_key = "" if order is Order.NOTE else f"value IS NULL, value {descending}, "
    query = f"SELECT fact.id, {key} AS value FROM fact {joined} WHERE {where} ORDER BY {by_key}{place}"
    values = {"b_day": today.day, "b_start": today.start, **selection.parameters}
    with store.read() as connection:
        return [FactId(row[0]) for row in connection.execute(query, values)]


def shown_facts(store: Store, ids: Iterable[FactId]) -> dict[FactId, ShownFact]:
    """Return what lines show of facts; one that a merge joined with another is left out."""
    wanted = list(ids)
    cards = live_cards(store, wanted)
    query = f"SELECT {_ADDED}, {FACT} FROM fact WHERE id IN (SELECT value FROM json_each(?))"
    with store.read() as connection:
        rows = connection.execute(query, (array_text(wanted),)).fetchall()
    facts = ((fact_of(row[1:]), row[0]) for row in rows)
    return {fact.id: ShownFact(fact, tuple(cards.get(fact.id, ())), added or 0) for fact, added in facts}


def version_of(store: Store) -> int:
    """Return a number that changes once another connection has written to the database."""
    with store.read() as connection:
        return int(connection.execute("PRAGMA data_version").fetchone()[0])
