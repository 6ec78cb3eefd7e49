"""Cards: what is due, one by one, and the marks a user puts on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from srs.model import FactId
from srs.schedule.preset import NewOrder, ReviewOrder
from srs.store.arrays import array_text
from srs.store.counts import ASKED
from srs.store.orders import DUE_ORDERS, NEW_ORDERS
from srs.store.rows import CARD, FACT, card_of, fact_of
from srs.store.selection import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from srs.model import Card, CardId, Fact, Moment
    from srs.store.open import Store
    from srs.store.selection import Selection


def due_cards(
    store: Store,
    now: Moment,
    selection: Selection,
    *,
    most_due: int,
    ahead: int = 0,
    order: ReviewOrder = ReviewOrder.DUE,
    among: Selection = EVERYTHING,
) -> list[Card]:
    """Return the cards in learning and, of the reviews due by day, as many as go first in an order.

    `ahead` takes those of so many days to come too that were not answered today, `among` narrows the selection, as to the
    cards of one preset.
    """
    where = f"{selection.where} AND {among.where}"
    by_day = "card.due_day <= :day + :ahead AND (card.due_day <= :day OR coalesce(card.last_day, :day - 1) < :day)"
    query = f"""
        SELECT {CARD} FROM card JOIN fact ON fact.id = card.fact
        WHERE {ASKED} AND card.due_at IS NOT NULL AND {where}
        UNION ALL
        SELECT {CARD} FROM card JOIN fact ON fact.id = card.fact
        WHERE {ASKED} AND card.due_day IS NOT NULL AND card.state <> 'review' AND {by_day} AND {where}
        UNION ALL
        SELECT * FROM (
          SELECT {CARD} FROM card JOIN fact ON fact.id = card.fact
          WHERE {ASKED} AND card.due_day IS NOT NULL AND card.state = 'review' AND {by_day} AND {where}
          ORDER BY {DUE_ORDERS[order]}, card.id LIMIT :most
        )
    """
    parameters = {"day": now.day, "ahead": ahead, "most": most_due, **selection.parameters, **among.parameters}
    with store.read() as connection:
        return [card_of(row) for row in connection.execute(query, parameters)]


def new_cards(
    store: Store,
    now: Moment,
    selection: Selection,
    *,
    most: int,
    order: NewOrder = NewOrder.NOTE,
    among: Selection = EVERYTHING,
) -> list[Card]:
    """Return cards never asked, those that go first in an order."""
    # CROSS JOIN keeps the cards in front: their index is in the order wanted, and few are looked at.
    query = f"""
        SELECT {CARD} FROM card CROSS JOIN fact ON fact.id = card.fact
        WHERE {ASKED} AND card.state = 'new' AND {selection.where} AND {among.where}
        ORDER BY {NEW_ORDERS[order]} LIMIT :most
    """
    parameters = {"day": now.day, "most": most, **selection.parameters, **among.parameters}
    with store.read() as connection:
        return [card_of(row) for row in connection.execute(query, parameters)]


def selected_cards(store: Store, selection: Selection) -> list[Card]:
    """Return the cards that are asked at all, due or not, in the order of the notes."""
    query = f"""
        SELECT {CARD} FROM card JOIN fact ON fact.id = card.fact
        WHERE card.live AND NOT card.suspended AND {selection.where} ORDER BY card.place, card.ord
    """
    with store.read() as connection:
        return [card_of(row) for row in connection.execute(query, selection.parameters)]


def has_cards(store: Store, selection: Selection) -> bool:
    """Tell whether a selection holds a card in the drill, suspended and buried ones too."""
    query = f"SELECT 1 FROM card JOIN fact ON fact.id = card.fact WHERE card.live AND {selection.where} LIMIT 1"
    with store.read() as connection:
        return connection.execute(query, selection.parameters).fetchone() is not None


def fronts_of_cards(store: Store, cards: Iterable[Card]) -> dict[FactId, str]:
    """Return the fronts of the facts of cards."""
    ids = array_text(sorted({card.fact for card in cards}))
    query = "SELECT id, front FROM fact WHERE id IN (SELECT value FROM json_each(?))"
    with store.read() as connection:
        return {FactId(row[0]): str(row[1]) for row in connection.execute(query, (ids,))}


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
    buried_until: int | None
    flag: int
    stability: float | None
    difficulty: float | None
    lapses: int


def live_cards(store: Store, facts: Iterable[FactId] | None = None) -> dict[str, list[LiveCard]]:
    """Return the live cards of these facts, or of all."""
    found: dict[str, list[LiveCard]] = {}
    some = "" if facts is None else "AND fact IN (SELECT value FROM json_each(?))"
    query = f"SELECT fact, {', '.join(LiveCard._fields)} FROM card WHERE live {some} ORDER BY fact, ord"
    values = () if facts is None else (array_text(facts),)
    with store.read() as connection:
        for fact, ord_, state, due_at, due_day, suspended, *rest in connection.execute(query, values):
            found.setdefault(fact, []).append(LiveCard(ord_, state, due_at, due_day, bool(suspended), *rest))
    return found


def find_card(store: Store, fact: FactId, ord_: int) -> Card | None:
    """Return one card of a fact if it is asked at present."""
    with store.read() as connection:
        row = connection.execute(
            f"SELECT {CARD} FROM card WHERE fact = ? AND ord = ? AND live", (fact, ord_)
        ).fetchone()
    return card_of(row) if row else None


def load_card(store: Store, card: CardId) -> tuple[Card, Fact, bool]:
    """Return a card with its fact as both stand now, and whether it is still asked.

    Raises:
        LookupError: a merge found it to be another card.
    """
    query = f"SELECT card.live AND NOT card.suspended, {CARD}, {FACT} FROM card JOIN fact ON fact.id = card.fact WHERE card.id = ?"
    with store.read() as connection:
        row = connection.execute(query, (card,)).fetchone()
    if row is None:
        message = f"There is no card {card}."
        raise LookupError(message)
    return card_of(row[1:17]), fact_of(row[17:]), bool(row[0])


def suspend_card(store: Store, card: CardId, *, suspended: bool = True) -> None:
    """Take a card out of the drill until the user wants it back."""
    with store.write() as connection:
        connection.execute("UPDATE card SET suspended = ? WHERE id = ?", (suspended, card))


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


def answered_cards(store: Store, among: Selection = EVERYTHING) -> list[Card]:
    """Return the cards that are asked at present and were answered before, suspended ones too."""
    with store.read() as connection:
        query = f"SELECT {CARD} FROM card WHERE live AND reps > 0 AND {among.cards} ORDER BY id"
        return [card_of(row) for row in connection.execute(query, among.parameters)]
