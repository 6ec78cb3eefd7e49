"""The log added up and the cards as slim rows, for figures over all of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from srs.stats.rows import CardNow, DayCount, LogSums
from srs.stats.tally import MATURE_DAYS, RECENT_DAYS, Recall
from srs.store.counts import IS_ANSWER, STANDS
from srs.store.preset_cards import number_of_preset

if TYPE_CHECKING:
    from collections.abc import Iterator

    from srs.schedule.presets import Presets
    from srs.store.open import Store
    from srs.store.selection import Selection

_BY_DAY = (
    "SELECT review.day, review.kind, review.rating, count(*), sum(review.interval_before >= :sum_mature), "
    "sum(review.taken_ms)"
)
_BEHIND_PATH = "length(rtrim(card.place, '0123456789'))"
_PATH = f"substr(card.place, 1, {_BEHIND_PATH} - 1)"
_LINE = f"CAST(substr(card.place, {_BEHIND_PATH} + 1) AS INTEGER)"
"""Note and line of a card as `place` has them: the path, a tab, and the line in digits."""
_REMEMBERED = "card.stability IS NOT NULL AND card.difficulty IS NOT NULL AND card.last_day IS NOT NULL"


def sum_log(store: Store, selection: Selection, *, today: int, days: int, offset_seconds: int) -> LogSums:
    """Add up the answers that count, those to retired facts too, up to and including `today`.

    `days` is how far back hours go, `offset_seconds` the local time's offset from UTC. Answers of days to come (a clock was set
    back) do not count. One row of the log is no row of Python's: that would take most of the time.
    """
    counts = f"{IS_ANSWER} AND review.day <= :sum_today AND {_chosen(selection)}"
    stands = f"FROM review WHERE {counts} AND {STANDS}"
    numbers = {
        "sum_today": today,
        "sum_hours": today - days,
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
    query = (
        "SELECT (review.at + :sum_offset) / 3600000 % 24, review.rating > 1 "
        f"{stands} AND review.day > :sum_hours AND review.kind <> 'early'"
    )
    with store.read() as connection:  # counted as they come: there may be a million
        hours = Counter(connection.execute(query, {**selection.parameters, **numbers}))
    return LogSums(_less(every, undone), dict(new), hours)


def _less(every: list[Any], undone: list[Any]) -> list[DayCount]:
    """Return the counts without those of answers that were taken back."""
    gone = {row[:3]: row[3:] for row in undone}
    counts = []
    for day, kind, rating, answers, mature, taken_ms in every:
        less = gone.get((day, kind, rating), (0, 0, 0))
        if answers > less[0]:
            counts.append(DayCount(day, kind, rating, answers - less[0], mature - less[1], taken_ms - less[2]))
    return counts


def recall_by_note(store: Store, selection: Selection, today: int) -> dict[str, Recall]:
    """Return what the answers of the last 90 days knew of cards that are remembered and in the drill, by note."""
    query = f"""
        SELECT {_PATH}, sum(recent.passed), sum(recent.failed)
        FROM (SELECT review.card, sum(review.rating > 1) AS passed, sum(review.rating = 1) AS failed FROM review
              WHERE review.day > :sum_recent AND review.day <= :sum_today AND review.kind IN ('review', 'early')
              AND {STANDS} GROUP BY review.card) AS recent
        JOIN card ON card.id = recent.card
        WHERE card.live AND {_REMEMBERED} AND {selection.cards} GROUP BY 1
    """
    days = {"sum_today": today, "sum_recent": today - RECENT_DAYS}
    with store.read() as connection:
        rows = connection.execute(query, {**selection.parameters, **days})
        return {path: Recall(passed, failed) for path, passed, failed in rows}


def cards_now(store: Store, selection: Selection, presets: Presets) -> Iterator[CardNow]:
    """Yield the cards of active facts, one by one and note by note."""
    preset = number_of_preset(presets)
    # Where a fact stands is written on its cards, too: a look at each of a million facts would take twice as long as all else.
    query = f"""
        SELECT card.fact, {_PATH} AS path, {_LINE},
          CASE WHEN card.lapses THEN (SELECT fact.front FROM fact WHERE fact.id = card.fact) ELSE '' END,
          card.state, card.due_at, card.due_day, card.stability, card.difficulty, card.lapses, card.last_day,
          card.suspended, card.buried_until, {preset.where}
        FROM card WHERE card.live AND {selection.cards} ORDER BY path
    """
    with store.read() as connection:
        rows = connection.execute(query, {**selection.parameters, **preset.parameters})
        yield from map(CardNow._make, rows)


def _chosen(selection: Selection) -> str:
    """Return the condition on `review`."""
    every = selection.cards == "1"
    return "1" if every else f"review.card IN (SELECT card.id FROM card WHERE {selection.cards})"
