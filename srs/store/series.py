"""The log added up and the cards as slim rows, for figures over all of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from srs.stats.rows import CardNow, DayCount, LogSums
from srs.stats.tally import MATURE_DAYS, RECENT_DAYS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from srs.store.open import Store
    from srs.store.selection import Selection


def sum_log(store: Store, selection: Selection, *, today: int, days: int, offset_seconds: int) -> LogSums:
    """Add up the answers that count, those to retired facts too, up to and including `today`.

    `days` is how far back hours go, `offset_seconds` the local time's offset from UTC. Answers of days to come (a clock was set
    back) do not count. One row of the log is no row of Python's: that would take most of the time.
    """
    chosen = f"""
        FROM review WHERE review.kind <> 'manual' AND review.day <= :sum_today
          AND review.id NOT IN (SELECT review FROM undone) AND {_chosen(selection)}
    """
    numbers = {
        "sum_today": today,
        "sum_hours": today - days,
        "sum_recent": today - RECENT_DAYS,
        "sum_offset": offset_seconds * 1000,
        "sum_mature": MATURE_DAYS,
    }

    def read(query: str) -> list[Any]:
        with store.read() as connection:
            return connection.execute(query, {**selection.parameters, **numbers}).fetchall()

    # In the order of the index `review_day`, so that nothing is sorted.
    by_day = read(
        "SELECT review.day, review.kind, review.rating, count(*), sum(review.interval_before >= :sum_mature), "
        f"sum(review.taken_ms) {chosen} GROUP BY 1, 2, 3"
    )
    # Stores that were merged may both have asked a card for the first time.
    new = read(
        f"SELECT day, count(*) FROM (SELECT min(review.day) AS day {chosen} AND review.reps = 1 GROUP BY review.card) GROUP BY 1"
    )
    hours = read(
        "SELECT (review.at + :sum_offset) / 3600000 % 24, review.rating > 1 "
        f"{chosen} AND review.day > :sum_hours AND review.kind <> 'early'"
    )
    recent = read(
        f"SELECT review.card, review.rating > 1 {chosen} AND review.day > :sum_recent AND review.kind IN ('review', 'early')"
    )
    return LogSums([*map(DayCount._make, by_day)], dict(new), Counter(hours), recent)


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
