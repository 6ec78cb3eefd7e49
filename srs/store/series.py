"""The log and the cards as slim rows, for figures over all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.stats.rows import Answered, CardNow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from srs.store.open import Store
    from srs.store.selection import Selection


def answered(store: Store, selection: Selection) -> Iterator[Answered]:
    """Yield the answers that count, one by one and in no order; those to retired facts too."""
    # Most of the time would go into reading the JSON of the schedule before, so only reviews are asked for it.
    query = f"""
        SELECT review.card, review.at, review.day, review.rating, review.taken_ms, review.kind,
          CASE WHEN review.kind IN ('review', 'early') THEN json_extract(review.before, '$.interval_days') ELSE 0 END,
          review.reps = 1
        FROM review
        WHERE review.kind <> 'manual' AND review.id NOT IN (SELECT review FROM undone) AND {_chosen(selection)}
    """
    with store.read() as connection:
        yield from map(Answered._make, connection.execute(query, selection.parameters))


def cards_now(store: Store, selection: Selection) -> Iterator[CardNow]:
    """Yield the cards of active facts, one by one."""
    query = f"""
        SELECT card.id, card.fact, fact.path, fact.first_line, CASE WHEN card.lapses THEN fact.front ELSE '' END,
          card.state, card.due_at, card.due_day, card.stability, card.difficulty, card.lapses, card.last_day,
          card.suspended, card.buried_until
        FROM card JOIN fact ON fact.id = card.fact WHERE card.live AND {selection.where}
    """
    with store.read() as connection:
        yield from map(CardNow._make, connection.execute(query, selection.parameters))


def _chosen(selection: Selection) -> str:
    """Return the condition on `review`."""
    every = selection.cards == "1"
    return "1" if every else f"review.card IN (SELECT card.id FROM card WHERE {selection.cards})"
