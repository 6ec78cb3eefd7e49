"""How many of the cards that wait a drill asks today: where siblings are buried, one of a fact.

As `schedule.build_queue` chooses them, in SQL and only as far as the limits of the day reach, so that `srs due` tells it of a million cards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.store.counts import COUNTS, asked
from srs.store.orders import DUE_ORDERS, NEW_ORDERS
from srs.store.selection import EVERYTHING

if TYPE_CHECKING:
    from srs.schedule import Preset
    from srs.store.open import Store
    from srs.store.selection import Selection

_MORE = 3
"""How many times the daily limit is read, so that siblings left out do not leave a drill short."""
_DONE = f"""
    done AS MATERIALIZED (
      SELECT card.fact, card.id FROM review JOIN card ON card.id = review.card WHERE review.day = :day AND {COUNTS})
"""
_IS_FREE = "(waits.fact NOT IN (SELECT fact FROM done) OR waits.id IN (SELECT id FROM done))"
"""The condition on a card that no other one of its fact was answered today."""
_BURIED = {
    (True, True): "1",
    (True, False): "card.state = 'review'",
    (False, True): "card.state <> 'review'",
    (False, False): "0",
}
"""The condition on a card due by day that a sibling keeps it back, by `bury_reviews` and `bury_interday`."""


def reach_of_due(preset: Preset) -> int:
    """Return how many cards due by day are looked at for a day's drill."""
    return preset.reviews_per_day * _MORE + 100


def reach_of_new(preset: Preset, answered: int) -> int:
    """Return how many new cards are looked at for a day's drill; siblings of the facts that were answered today may stand in front."""
    return (preset.new_per_day + answered) * _MORE


def count_due_asked(
    store: Store, day: int, preset: Preset, room: int, selection: Selection | None = None, among: Selection = EVERYTHING
) -> int:
    """Return how many cards due by day are asked on a scheduling day, `room` at most.

    Where of steps from other days and reviews only the one kind is buried, it counts as if the other went first.
    """
    wanted, parameters = asked(day, selection, among)
    buried = _BURIED[preset.bury_reviews, preset.bury_interday]
    due = f"{wanted} AND card.due_day IS NOT NULL AND card.due_day <= :day"
    order = DUE_ORDERS[preset.review_order]
    query = f"""
        WITH {_DONE}
        SELECT count(*) FROM (
          SELECT DISTINCT waits.fact, iif(waits.is_buried, 0, waits.id) FROM (
            SELECT card.id, card.fact, {buried} AS is_buried FROM card WHERE {due} ORDER BY {order}, card.id LIMIT :reach
          ) AS waits
          WHERE NOT waits.is_buried OR {_IS_FREE}
          AND waits.fact NOT IN (SELECT card.fact FROM card WHERE {wanted} AND card.due_at IS NOT NULL)
          AND NOT EXISTS (SELECT 1 FROM card WHERE card.fact = waits.fact AND {due} AND NOT {buried})
          LIMIT :room)
    """
    with store.read() as connection:
        return int(connection.execute(query, {**parameters, "room": room, "reach": reach_of_due(preset)}).fetchone()[0])


def count_new_asked(
    store: Store, day: int, preset: Preset, room: int, selection: Selection | None = None, among: Selection = EVERYTHING
) -> int:
    """Return how many new cards are asked on a scheduling day, `room` at most."""
    wanted, parameters = asked(day, selection, among)
    order = NEW_ORDERS[preset.new_order]
    query = f"""
        WITH {_DONE}
        SELECT count(*) FROM (
          SELECT DISTINCT waits.fact, iif(:buries, 0, waits.id) FROM (
            SELECT card.id, card.fact FROM card WHERE {wanted} AND card.state = 'new' ORDER BY {order}
            LIMIT :reach + :more * (SELECT count(DISTINCT fact) FROM done)
          ) AS waits
          WHERE NOT :buries OR {_IS_FREE}
          AND NOT EXISTS (SELECT 1 FROM card WHERE card.fact = waits.fact AND {wanted}
                          AND (card.due_at IS NOT NULL OR card.due_day <= :day))
          LIMIT :room)
    """
    limits = {"room": room, "reach": reach_of_new(preset, 0), "more": _MORE, "buries": preset.bury_new}
    with store.read() as connection:
        return int(connection.execute(query, {**parameters, **limits}).fetchone()[0])
