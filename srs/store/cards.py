"""Cards: what is due, one by one, and the marks a user puts on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from srs.store.counts import ASKED
from srs.store.rows import CARD, FACT, card_of, fact_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from srs.model import Card, CardId, Fact, FactId, Moment
    from srs.store.open import Store
    from srs.store.selection import Selection


def due_cards(store: Store, now: Moment, selection: Selection, *, most_due: int) -> list[Card]:
    """Return the cards in learning and those due by day, the longest overdue first."""
    query = f"""
        SELECT {CARD} FROM card JOIN fact ON fact.id = card.fact
        WHERE {ASKED} AND card.due_at IS NOT NULL AND {selection.where}
        UNION ALL
        SELECT * FROM (
          SELECT {CARD} FROM card JOIN fact ON fact.id = card.fact
          WHERE {ASKED} AND card.due_day IS NOT NULL AND card.due_day <= :day AND {selection.where}
          ORDER BY card.due_day, card.id LIMIT :most
        )
    """
    parameters = {"day": now.day, "most": most_due, **selection.parameters}
    with store.read() as connection:
        return [card_of(row) for row in connection.execute(query, parameters)]


def new_cards(store: Store, now: Moment, selection: Selection, *, most: int) -> list[Card]:
    """Return cards never asked, in the order of the notes."""
    query = f"""
        SELECT {CARD} FROM card JOIN fact ON fact.id = card.fact
        WHERE {ASKED} AND card.state = 'new' AND {selection.where}
        ORDER BY fact.path, fact.first_line, fact.last_line, card.ord LIMIT :most
    """
    parameters = {"day": now.day, "most": most, **selection.parameters}
    with store.read() as connection:
        return [card_of(row) for row in connection.execute(query, parameters)]


def cards_of(store: Store, fact: FactId) -> list[Card]:
    """Return the cards of a fact, retired ways of asking too, by their number."""
    with store.read() as connection:
        rows = connection.execute(f"SELECT {CARD} FROM card WHERE fact = ? ORDER BY ord", (fact,)).fetchall()
    return [card_of(row) for row in rows]


class LiveCard(NamedTuple):
    """What a list of facts shows of a card."""

    ord: int
    state: str
    due_at: int | None
    due_day: int | None
    suspended: bool


def live_cards(store: Store) -> dict[str, list[LiveCard]]:
    """Return the live cards of each fact."""
    found: dict[str, list[LiveCard]] = {}
    query = "SELECT fact, ord, state, due_at, due_day, suspended FROM card WHERE live ORDER BY ord"
    with store.read() as connection:
        for fact, ord_, state, due_at, due_day, suspended in connection.execute(query):
            found.setdefault(fact, []).append(LiveCard(ord_, state, due_at, due_day, bool(suspended)))
    return found


def find_card(store: Store, fact: FactId, ord_: int) -> Card | None:
    """Return one card of a fact if it is asked at present."""
    with store.read() as connection:
        row = connection.execute(
            f"SELECT {CARD} FROM card WHERE fact = ? AND ord = ? AND live", (fact, ord_)
        ).fetchone()
    return card_of(row) if row else None


def load_card(store: Store, card: CardId) -> tuple[Card, Fact, bool]:
    """Return a card with its fact as both stand now, and whether it is still asked."""
    query = f"SELECT card.live AND NOT card.suspended, {CARD}, {FACT} FROM card JOIN fact ON fact.id = card.fact WHERE card.id = ?"
    with store.read() as connection:
        row = connection.execute(query, (card,)).fetchone()
    return card_of(row[1:17]), fact_of(row[17:]), bool(row[0])


def suspend_card(store: Store, card: CardId, *, suspended: bool = True) -> None:
    """Take a card out of the drill until the user wants it back."""
    with store.write() as connection:
        connection.execute("UPDATE card SET suspended = ? WHERE id = ?", (suspended, card))


def suspend_facts(
    store: Store, facts: Iterable[FactId], *, ord_: int | None, suspended: bool
) -> dict[FactId, tuple[int, ...]]:
    """Suspend the cards of facts, or only those with this number, or lift it; return which ones that changed."""
    condition = "fact = ? AND suspended <> ? AND ord = coalesce(?, ord)"
    changed = {}
    with store.write() as connection:
        for fact in facts:
            values = (fact, suspended, ord_)
            rows = connection.execute(f"SELECT ord FROM card WHERE {condition} ORDER BY ord", values).fetchall()
            changed[fact] = tuple(int(row[0]) for row in rows)
            connection.execute(f"UPDATE card SET suspended = ? WHERE {condition}", (suspended, *values))
    return changed


def bury_fact(store: Store, fact: FactId, until: int) -> dict[CardId, int | None]:
    """Put all cards of a fact off until a scheduling day; return until when each was put off before."""
    with store.write() as connection:
        before = dict(connection.execute("SELECT id, buried_until FROM card WHERE fact = ?", (fact,)))
        connection.execute("UPDATE card SET buried_until = ? WHERE fact = ?", (until, fact))
    return before


def restore_burial(store: Store, before: Mapping[CardId, int | None]) -> None:
    """Put each card off until the day it was put off to before, if any."""
    with store.write() as connection:
        rows = [(until, card) for card, until in before.items()]
        connection.executemany("UPDATE card SET buried_until = ? WHERE id = ?", rows)


def answered_cards(store: Store) -> list[Card]:
    """Return the cards that are asked at present and were answered before, suspended ones too."""
    with store.read() as connection:
        rows = connection.execute(f"SELECT {CARD} FROM card WHERE live AND reps > 0 ORDER BY id").fetchall()
    return [card_of(row) for row in rows]
