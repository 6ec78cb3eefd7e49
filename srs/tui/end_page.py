"""The page at the end of a drill: the day's figures, the coming days, and what is left."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from rich.text import Text

from srs.app.day import day_figures
from srs.app.wording import MORE_TODAY, due_told
from srs.charts.lines import drawn, number
from srs.charts.shapes import Tick, columns, margin_of
from srs.model import Rating

if TYPE_CHECKING:
    from datetime import datetime

    from srs.app.day import Day
    from srs.app.sitting import Sitting

COLOURS = {Rating.AGAIN: "red", Rating.HARD: "yellow", Rating.GOOD: "green", Rating.EASY: "cyan"}
_NOTHING = "Nothing is due."
_HEIGHT = 4
_DAY = 3
"""Columns a day takes in the plot."""


def end_page(sitting: Sitting, width: int) -> Text:
    """Return what was done and what comes; of a pass through cards only what was done."""
    begun = "Done." if sitting.drill.summary().answered else _NOTHING
    parts = [Text(begun, style="bold"), _sitting(sitting)]
    if sitting.is_cram:
        parts.append(Text("Schedules are as they were."))
        return Text("\n\n").join(parts)
    now = sitting.doors.now()
    drill = sitting.drill
    day = day_figures(drill.store, sitting.collection, sitting.doors.now_ms(), now, drill.wish.selection)
    left = due_told(day.left)
    parts += [_today(day), _coming(day.coming, now - timedelta(hours=drill.clock.rollover_hour), width)]
    if waits := left.removeprefix(begun).strip():  # said above already
        parts.append(Text(waits))
    if day.more_new and not day.left.new:
        parts.append(Text(MORE_TODAY, "dim"))
    due = drill.session.next_due_at()
    if due is not None:
        parts.append(Text(f"More is due at {now.fromtimestamp(due / 1000, now.tzinfo):%H:%M}.", style="bold"))
    return Text("\n\n").join(parts)


def _sitting(sitting: Sitting) -> Text:
    summary = sitting.drill.summary()
    return Text(f"This time: {summary.answered} answered in {_clock(summary.taken_ms)}")


def _clock(taken_ms: int) -> str:
    """Return minutes and seconds, as in 12:05."""
    minutes, seconds = divmod(taken_ms // 1000, 60)
    return f"{minutes}:{seconds:02d}"


def _today(day: Day) -> Text:
    answers = sum(day.answers.values())
    text = Text(f"Today: {answers} answered in {_clock(day.taken_ms)}\n")
    for rating, given in day.answers.items():
        text.append(f"{rating.name.lower()} {given}  ", COLOURS[rating])
    return text


def _coming(coming: tuple[int, ...], now: datetime, width: int) -> Text:
    """Draw what the next days bring, as many as there is room for."""
    shown = coming[: max(1, (width - margin_of(max(coming), number)) // _DAY)]
    if not any(shown):
        return Text("Nothing is due in the coming days.")
    days = [Tick(ahead, (now + timedelta(days=ahead + 1)).strftime("%a")[:2]) for ahead in range(len(shown))]
    lines = columns(shown, days, cell=_DAY, height=_HEIGHT, label=number)
    return Text.from_ansi("\n".join(["Coming days", *drawn(lines, "cyan")]))
