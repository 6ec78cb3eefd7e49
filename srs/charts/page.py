"""All figures of a collection, section by section, from 40 columns on; nothing is told by colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.app.wording import counted
from srs.charts.lines import span
from srs.charts.plots import calendar_lines, curve_lines, day_charts, forecast_lines, hour_lines, memory_lines
from srs.charts.tables import hardest_lines, rating_lines, retention_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from srs.app.stats import Stats

NARROWEST, WIDEST = 40, 120
"""Columns a page can be drawn for."""
_BELOW = " " * 10


def sections(stats: Stats, width: int) -> list[list[str]]:
    """Return the lines of each section, in colours; an empty collection or log is one sentence."""
    if not stats.answers:
        return [
            ["No answers yet. Begin with: srs review" if stats.cards else "No cards yet. Write notes, then: srs sync"]
        ]
    drawn = (
        _summary(stats, width),
        retention_lines(stats, width),
        curve_lines(stats, width),
        rating_lines(stats, width),
        calendar_lines(stats, width),
        *day_charts(stats, width),
        hour_lines(stats, width),
        forecast_lines(stats, width),
        memory_lines(stats, width),
        hardest_lines(stats, width),
    )
    return [lines for lines in map(list, drawn) if lines]


def _summary(stats: Stats, width: int) -> Iterator[str]:
    today, run, known = stats.today, stats.streak, stats.memories
    if today.recall.total:
        steps = today.learn + today.relearn - today.new
        told = [f"{today.new} new", counted(today.review + today.early, "review"), counted(max(steps, 0), "step")]
        yield f"Today     {counted(today.recall.total, 'answer')} in {span(today.taken_ms)}"
        yield from _listed(told, width)
    else:
        yield "Today     no answers yet"
    yield f"Streak    {counted(run.current, 'day')}, longest {run.longest}"
    yield f"In all    {stats.answers:,} answers, {stats.cards:,} cards"
    yield f"Known     about {known.known:,.0f} of {known.cards:,} asked"


def _listed(told: Iterable[str], width: int) -> Iterator[str]:
    """Yield counts below what they are of; a line ends between two of them."""
    line = ""
    for one in told:
        if line and len(_BELOW) + len(f"{line}, {one}") > width:
            yield f"{_BELOW}{line},"
            line = ""
        line = f"{line}, {one}" if line else one
    yield _BELOW + line
