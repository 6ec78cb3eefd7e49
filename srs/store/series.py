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

_BY_DAY = (
    "SELECT review.day, review.kind, review.rating, count(*), sum(review.interval_before >= :sum_mature), "
    "sum(review.taken_ms)"
)


def sum_log(store: Store, selection: Selection, *, today: int, days: int, offset_seconds: int) -> LogSums:
    """Add up the answers that count, those to retired facts too, up to and including `today`.

    `days` is how far back hours go, `offset_seconds` the local time's offset from UTC. Answers of days to come (a clock was set
    back) do not count. One row of the log is no row of Python's: that would take most of the time.
    """
    counts = f"review.kind <> 'manual' AND review.day <= :sum_today AND {_chosen(selection)}"
    stands = f"FROM review WHERE {counts} AND review.id NOT IN (SELECT review FROM undone)"
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

    # All, in the order of the index `review_day`, so that nothing is sorted; less the few that were taken back, which are dearer to skip.
    every = read(f"{_BY_DAY} FROM review WHERE {counts} GROUP BY 1, 2, 3")
    undone = read(
        f"{_BY_DAY} FROM undone CROSS JOIN review ON review.id = undone.review WHERE {counts} GROUP BY 1, 2, 3"
    )
    # Stores that were merged may both have asked a card for the first time.
    new = read(
        f"SELECT day, count(*) FROM (SELECT min(review.day) AS day {stands} AND review.reps = 1 GROUP BY review.card) GROUP BY 1"
    )
    hours = read(
        "SELECT (review.at + :sum_offset) / 3600000 % 24, review.rating > 1 "
        f"{stands} AND review.day > :sum_hours AND review.kind <> 'early'"
    )
    recent = read(
        f"SELECT review.card, review.rating > 1 {stands} AND review.day > :sum_recent AND review.kind IN ('review', 'early')"
    )
    return LogSums(_less(every, undone), dict(new), Counter(hours), recent)


def _less(every: list[Any], undone: list[Any]) -> list[DayCount]:
    """Return the counts without those of answers that were taken back."""
    gone = {row[:3]: row[3:] for row in undone}
    counts = []
    for day, kind, rating, answers, mature, taken_ms in every:
        less = gone.get((day, kind, rating), (0, 0, 0))
        if answers > less[0]:
            counts.append(DayCount(day, kind, rating, answers - less[0], mature - less[1], taken_ms - less[2]))
    return counts


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
