"""Rows for tests of figures, with everything a test does not speak about filled in."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from srs.model import CardId
from srs.schedule import Preset, kernel_for
from srs.stats.cards import CardFigures, count_cards
from srs.stats.rows import CardNow, DayCount, LogSums
from srs.stats.tally import MATURE_DAYS, RECENT_DAYS, Recall, Tally, tally_sums

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

TODAY = 20_513
"""2026-03-01, a Sunday."""
DAY_MS = 86_400_000
HOUR_MS = 3_600_000


class Answered(NamedTuple):
    """One answer that counts: the interval before it, 0 but for reviews, and whether the card was new."""

    card: CardId
    at: int
    day: int
    rating: int
    taken_ms: int
    kind: str
    interval_days: int
    first: int


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


def tally_log(rows: Iterable[Answered], *, today: int, days: int, offset_seconds: int) -> Tally:
    """Count rows as of a day."""
    return tally_sums(add_up(rows, today=today, days=days, offset_seconds=offset_seconds), today=today, days=days)


def add_up(rows: Iterable[Answered], *, today: int, days: int, offset_seconds: int) -> LogSums:
    """Add up rows one by one, in the plainest way; the store has to come to the same."""
    counts: dict[tuple[int, str, int], list[int]] = {}
    first: dict[CardId, int] = {}
    hours: Counter[tuple[int, int]] = Counter()
    for row in rows:
        if row.day > today:
            continue
        count = counts.setdefault((row.day, row.kind, row.rating), [0, 0, 0])
        count[0] += 1
        count[1] += row.interval_days >= MATURE_DAYS
        count[2] += row.taken_ms
        if row.first:
            first[row.card] = min(row.day, first.get(row.card, row.day))
        if row.day > today - days and row.kind != "early":
            hours[(row.at + offset_seconds * 1000) // HOUR_MS % 24, int(row.rating > 1)] += 1
    days_ = [DayCount(*key, *numbers) for key, numbers in sorted(counts.items())]
    return LogSums(days_, dict(Counter(first.values())), hours)


def recall_of(rows: Iterable[Answered], notes: Mapping[CardId, str]) -> dict[str, Recall]:
    """Return what the reviews of the last 90 days knew, by the notes of their cards, in the plainest way."""
    found: dict[str, Recall] = {}
    for row in rows:
        if TODAY - RECENT_DAYS < row.day <= TODAY and row.kind in {"review", "early"}:
            note, passed = notes[row.card], row.rating > 1
            found[note] = found.get(note, Recall()) + Recall(int(passed), int(not passed))
    return found


def card_figures(
    cards: Iterable[CardNow],
    recent: Mapping[str, Recall] | None = None,
    *,
    today: int = TODAY,
    presets: Sequence[Preset] = (Preset(),),
) -> CardFigures:
    """Count cards, which the store gives note by note."""
    in_notes = sorted(cards, key=lambda card: card.path)
    kernels = [kernel_for(preset) for preset in presets]
    return count_cards(in_notes, recent or {}, today=today, day_of=lambda at: at // DAY_MS, kernels=kernels)


def card_now(
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
    preset: int = 0,
) -> CardNow:
    """Return a card that is due so many days from today and was answered `last` days ago."""
    due_day = None if due is None else TODAY + due
    last_day = None if last is None else TODAY - last
    values = (due_at, due_day, stability, difficulty, lapses, last_day, int(asleep), buried_until, preset)
    return CardNow(fact, path, line, front, state, *values)
