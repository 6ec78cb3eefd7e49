"""All figures of `srs stats` on a terminal, from 40 columns on; nothing is told by colour alone."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from srs.cli.charts import IN_ASCII, SHADES
from srs.cli.figures import span
from srs.cli.output import counted
from srs.cli.stats_plots import calendar_lines, curve_lines, day_charts, forecast_lines, hour_lines, memory_lines
from srs.cli.stats_tables import hardest_lines, rating_lines, retention_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from srs.app.stats import Stats

_NARROWEST, _USUAL, _WIDEST = 40, 80, 120


def print_stats(stats: Stats) -> None:
    """Print all figures; an empty collection or log is one sentence."""
    if not stats.answers:
        click.echo(
            "No answers yet. Begin with: srs review" if stats.cards else "No cards yet. Write notes, then: srs sync"
        )
        return
    width = _width()
    sections = (
        _summary(stats),
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
    text = "\n\n".join("\n".join(lines) for lines in map(list, sections) if lines)
    click.echo(text if _can_draw() else text.translate(IN_ASCII))


def _width() -> int:
    if not sys.stdout.isatty():
        return _USUAL
    import shutil

    return min(max(shutil.get_terminal_size().columns, _NARROWEST), _WIDEST)


def _can_draw() -> bool:
    """Tell whether the output takes blocks, which that of older Windows pipes does not."""
    try:
        SHADES.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _summary(stats: Stats) -> Iterator[str]:
    today, run, known = stats.today, stats.streak, stats.memories
    if today.recall.total:
        steps = today.learn + today.relearn - today.new
        told = [f"{today.new} new", counted(today.review + today.early, "review"), counted(max(steps, 0), "step")]
        yield f"Today     {counted(today.recall.total, 'answer')} in {span(today.taken_ms)}"
        yield f"          {', '.join(told)}"
    else:
        yield "Today     no answers yet"
    yield f"Streak    {counted(run.current, 'day')}, longest {run.longest}"
    yield f"In all    {stats.answers:,} answers, {stats.cards:,} cards"
    yield f"Known     about {known.known:,.0f} of {known.cards:,} asked"
