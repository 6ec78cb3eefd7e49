"""The orders in which the database chooses the cards of a day, as SQL; `:day` is the scheduling day."""

from __future__ import annotations

from srs.schedule.preset import NewOrder, ReviewOrder

DUE_ORDERS = {
    ReviewOrder.DUE: "card.due_day",
    ReviewOrder.OVERDUENESS: "(card.due_day - :day) * 1.0 / max(1, card.interval_days)",
    ReviewOrder.RETRIEVABILITY: "(card.last_day - :day) / coalesce(card.stability, 1)",
    ReviewOrder.DIFFICULTY: "-coalesce(card.difficulty, 0)",
    ReviewOrder.RANDOM: "(card.id * 40503 + :day * 9973) % 65521",
}
"""By what the database chooses the reviews of a day where more are due than a drill looks at."""
NEW_ORDERS = {
    NewOrder.NOTE: "card.place, card.ord",
    NewOrder.ADDED: "card.id",
    NewOrder.RANDOM: "(card.id * 40503 + :day * 9973) % 65521",
}
"""By what the database chooses the new cards of a day."""
