"""Cards: what is due, one by one, and the marks a user puts on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from srs.store.counts import ASKED
from srs.store.rows import CARD, FACT, card_of, fact_of

if TYPE_CHECKING:
    from srs.model import Card, CardId, Fact, FactId, Moment
    from srs.store.open import Store


@dataclass(frozen=True, slots=True)
class Selection:
    """Which cards a drill takes: a deck with its subdecks, a tag, only new ones; empty means all."""

    deck: str = ""
    tag: str = ""

    @property
    def where(self) -> str:
        """Return the condition on `fact`."""
        parts = []
        if self.deck:
            parts.append("(fact.deck = :deck OR fact.deck LIKE :below ESCAPE '\\')")
        if self.tag:
            parts.append(
                "EXISTS (SELECT 1 FROM json_each(fact.tags) WHERE value = :tag OR value LIKE :narrower ESCAPE '\\')"
            )
        return " AND ".join(parts) or "1"

    @property
    def parameters(self) -> dict[str, str]:
        """Return the values of its parameters."""
        return {"deck": self.deck, "below": _below(self.deck), "tag": self.tag, "narrower": _below(self.tag)}


def _below(name: str) -> str:
    """Return the pattern for LIKE of everything below a deck or tag."""
    escaped = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"{escaped}::%"


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


def live_cards(store: Store) -> dict[str, list[tuple[int, str, int | None, int | None]]]:
    """Return by fact its live cards as (ord, state, due_at, due_day)."""
    found: dict[str, list[tuple[int, str, int | None, int | None]]] = {}
    with store.read() as connection:
        for fact, *rest in connection.execute(
            "SELECT fact, ord, state, due_at, due_day FROM card WHERE live ORDER BY ord"
        ):
            found.setdefault(fact, []).append(tuple(rest))
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


def bury_fact(store: Store, fact: FactId, until: int) -> None:
    """Put all cards of a fact off until a scheduling day."""
    with store.write() as connection:
        connection.execute("UPDATE card SET buried_until = ? WHERE fact = ?", (until, fact))
