"""Rows for tests of figures, with everything a test does not speak about filled in."""

from __future__ import annotations

from srs.model import CardId
from srs.stats.rows import Answered, CardNow
from srs.stats.tally import Tally, tally_log

TODAY = 20_513
"""2026-03-01, a Sunday."""
DAY_MS = 86_400_000
HOUR_MS = 3_600_000


def answered(
    ago: int = 0,
    rating: int = 3,
    kind: str = "review",
    interval_days: int = 5,
    *,
    card: int = 1,
    ms: int = 1000,
    first: bool = False,
    hour: int = 9,
) -> Answered:
    """Return an answer given so many days ago, at an hour of UTC."""
    day = TODAY - ago
    at = day * DAY_MS + hour * HOUR_MS
    return Answered(CardId(card), at, day, rating, ms, kind, interval_days, int(first))


def tally(*rows: Answered, days: int = 30, offset_seconds: int = 0) -> Tally:
    """Count rows as of today."""
    return tally_log(rows, today=TODAY, days=days, offset_seconds=offset_seconds)


def card_now(
    card: int = 1,
    *,
    fact: str = "fact-1",
    path: str = "a.md",
    line: int = 1,
    front: str = "Term",
    state: str = "review",
    due: int | None = 3,
    due_at: int | None = None,
    stability: float | None = 10.0,
    difficulty: float | None = 5.0,
    lapses: int = 0,
    last: int | None = 2,
    asleep: bool = False,
    buried_until: int | None = None,
) -> CardNow:
    """Return a card that is due so many days from today and was answered `last` days ago."""
    due_day = None if due is None else TODAY + due
    last_day = None if last is None else TODAY - last
    values = (due_at, due_day, stability, difficulty, lapses, last_day, int(asleep), buried_until)
    return CardNow(CardId(card), fact, path, line, front, state, *values)
