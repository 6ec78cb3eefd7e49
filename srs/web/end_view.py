"""What is shown at the end of a drill: what the day came to, and what comes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from srs.app.begin import finds_nothing
from srs.app.day import day_figures
from srs.app.wording import due_told
from srs.charts.lines import span

if TYPE_CHECKING:
    from srs.app.sitting import Sitting

_HEIGHT = 100
_LEAST = 2


class Bar(NamedTuple):
    """A day to come: its name, its date, how many cards, and the height of its bar in a hundred parts."""

    name: str
    date: str
    cards: int
    height: int


class End(NamedTuple):
    """The end of a drill; of a pass through cards only what was done."""

    answered: int
    taken: str
    ratings: list[tuple[str, int]]
    today: int
    today_taken: str
    coming: list[Bar]
    left: str
    next_at: str
    more_new: int
    is_empty: bool
    is_unmatched: bool = False
    """Whether there is no such card at all."""


def end_of(sitting: Sitting) -> End:
    """Return the figures."""
    summary = sitting.drill.summary()
    if not summary.answered and finds_nothing(sitting.drill.store, sitting.drill.wish):
        return End(0, "", [], 0, "", [], "", "", 0, is_empty=True, is_unmatched=True)
    if sitting.is_cram:
        given = [("again", summary.again), ("hard", summary.hard), ("good", summary.good), ("easy", summary.easy)]
        return End(summary.answered, span(summary.taken_ms), given, 0, "", [], "", "", 0, not summary.answered)
    now, drill = sitting.doors.now(), sitting.drill
    day = day_figures(drill.store, sitting.collection, sitting.doors.now_ms(), now, drill.wish.selection)
    first = now - timedelta(hours=drill.clock.rollover_hour)
    most = max(day.coming, default=0) or 1
    bars = [
        Bar(date.strftime("%a"), date.strftime("%d %B"), count, max(_LEAST, _HEIGHT * count // most) if count else 0)
        for ahead, count in enumerate(day.coming, 1)
        for date in [first + timedelta(days=ahead)]
    ]
    due = drill.session.next_due_at()
    return End(
        answered=summary.answered,
        taken=span(summary.taken_ms),
        ratings=[(rating.name.lower(), given) for rating, given in day.answers.items()],
        today=sum(day.answers.values()),
        today_taken=span(day.taken_ms),
        coming=bars,
        left=due_told(day.left),
        next_at=f"{now.fromtimestamp(due / 1000, now.tzinfo):%H:%M}" if due is not None else "",
        more_new=day.more_new,
        is_empty=not summary.answered,
    )
