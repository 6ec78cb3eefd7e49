"""Small charts of block characters, readable without colours, and a curve of braille dots.

A chart is a list of lines, each with its label and what is drawn, so that the two can be painted apart.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from srs.stats.activity import Calendar

SHADES = "·░▒▓█"
"""A day without answers, and four levels of them."""
_EIGHTHS_UP = " ▁▂▃▄▅▆▇█"
_EIGHTHS_ACROSS = " ▏▎▍▌▋▊▉█"
_FULL = 8
_NO_DOTS = "\u2800"
_LABELLED, _NARROWEST = (54, 7), 10
_AXES = 15
"""Columns that the axes of a labelled curve take beside it."""
_LARGE = 100
"""Numbers of such a size need no decimal."""
IN_ASCII: dict[int, str] = {
    **dict.fromkeys(range(0x2801, 0x2900), "*"),
    **{ord(sign): plain for sign, plain in zip(SHADES, ".-+x#", strict=True)},
    **{ord(sign): plain for sign, plain in zip(_EIGHTHS_UP, " ..::::##", strict=True)},
    **{ord(sign): plain for sign, plain in zip(_EIGHTHS_ACROSS, " ---===##", strict=True)},
    ord("–"): "-",
    ord("×"): "x",
    ord("…"): "...",
}
"""What to write instead where the output has ASCII alone."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "   ", "Wed", "   ", "Fri", "   ", "Sun")
_WEEK = len(_WEEKDAYS)
_EPOCH = date(1970, 1, 1)


class Line(NamedTuple):
    """One line of a chart; a `label` that stands behind what is drawn is its `note`."""

    label: str
    drawn: str = ""
    note: str = ""


class Tick(NamedTuple):
    """A text below the column it begins at."""

    column: int
    text: str


def day_name(day: int) -> str:
    """Return a scheduling day as a short date: `3 Mar`."""
    moment = _EPOCH + timedelta(days=day)
    return f"{moment.day} {_MONTHS[moment.month - 1]}"


def month_name(day: int) -> str:
    """Return the month of a scheduling day with its year: `Mar 2026`."""
    moment = _EPOCH + timedelta(days=day)
    return f"{_MONTHS[moment.month - 1]} {moment.year}"


def columns(
    values: Sequence[float], ticks: Sequence[Tick], *, cell: int, height: int, label: Callable[[float], str]
) -> list[Line]:
    """Draw a column for each value, `cell` characters wide with the gap; what is not 0 can be seen."""
    top = max(values)
    name, floor = label(top), label(0)
    margin = max(len(name), len(floor))
    lines = []
    for row in reversed(range(height)):
        drawn = "".join(_pillar(value, top, row, height) * max(1, cell - 1) + " " * (cell > 1) for value in values)
        text = name if row == height - 1 else floor if row == 0 else ""
        lines.append(Line(f"{text:>{margin}} ", drawn.rstrip()))
    return [*lines, Line(" " * (margin + 1) + _tick_line(ticks, cell, len(values)))]


def margin_of(top: float, label: Callable[[float], str]) -> int:
    """Return how many characters `columns` needs at the left."""
    return max(len(label(top)), len(label(0))) + 1


def bars(rows: Sequence[tuple[str, int]], width: int) -> list[Line]:
    """Draw a bar for each labelled count, all in `width` columns."""
    margin = max(len(name) for name, _ in rows)
    counts = [f"{count:,}" for _, count in rows]
    room = max(width - margin - 2 - max(map(len, counts)), 1)
    top = max(max(count for _, count in rows), 1)
    return [
        Line(f"{name:>{margin}} ", _bar(count / top * room), f"{' ' if count else ''}{text}")
        for (name, count), text in zip(rows, counts, strict=True)
    ]


def curve(values: Sequence[float | None], ticks: Sequence[Tick], *, width: int, height: int, low: float) -> list[Line]:
    """Draw shares from `low` to 1 as a curve; it breaks where there is no value."""
    from plotille import Canvas

    step = (1 - low) / height / 4
    canvas = Canvas(width, height, -0.5, low - step / 2, len(values) - 0.5, 1 + step / 2)
    before: float | None = None
    for place, value in enumerate(values):
        if value is not None:
            at = max(value, low)
            canvas.line(place if before is None else place - 1, at if before is None else before, place, at)
            before = at
        else:
            before = None
    drawn = canvas.plot("\n").replace(_NO_DOTS, " ").split("\n")
    names = ["100 %", *[""] * (height - 2), f"{low:.0%}".replace("%", " %")]
    lines = [Line(f"{name:>5} ", line.rstrip()) for name, line in zip(names, drawn, strict=True)]
    placed = [Tick(tick.column * width // len(values), tick.text) for tick in ticks]
    return [*lines, Line(" " * 6 + _tick_line(placed, 1, width))]


def labelled_curve(across: Sequence[float], up: Sequence[float], width: int) -> list[str]:
    """Draw one quantity over another with numbers at both axes, at most 80 columns wide; in fewer than 40 it runs over."""
    from plotille import Figure

    bottom = 0 if max(up) > 2 * min(up) else min(up) * 2 - max(up)
    top = max(max(up) * 1.05, bottom + 1)
    figure = Figure()
    widest, figure.height = _LABELLED
    figure.width = max(min(widest, width - _AXES), _NARROWEST)
    figure.with_colors = figure.origin = False
    figure.set_x_limits(across[0], across[-1])
    figure.set_y_limits(bottom, top)
    figure.x_label = figure.y_label = ""
    figure.y_ticks_fkt = lambda value, _next: f"{value:>8,.{0 if top > _LARGE else 1}f}"
    figure.x_ticks_fkt = lambda value, _next: f"{value:.2f}"
    figure.plot(across, up)
    return [line.removesuffix("> ()").rstrip("\u2800 ") for line in figure.show().splitlines()[1:]]


def heatmap(calendar: Calendar, width: int) -> list[Line]:
    """Draw a column a week, as many of the last as there is room for, with the months above."""
    margin = len(_WEEKDAYS[0]) + 1
    weeks = -(-len(calendar.counts) // _WEEK)
    cell = 2 if margin + 2 * weeks <= width else 1
    shown = range(max(0, weeks - (width - margin) // cell), weeks)
    lines = [Line(" " * margin + _tick_line(_month_ticks(calendar, shown), cell, len(shown)))]
    for weekday, name in enumerate(_WEEKDAYS):
        places = (week * _WEEK + weekday for week in shown)
        shades = (
            SHADES[calendar.level(calendar.counts[place])] if place < len(calendar.counts) else " " for place in places
        )
        lines.append(Line(f"{name} ", "".join(shade * cell for shade in shades).rstrip()))
    return lines


def _month_ticks(calendar: Calendar, shown: range) -> list[Tick]:
    """Name each month above the week with its first day, and the month the chart begins in."""
    ticks = []
    for column, week in enumerate(shown):
        first = _EPOCH + timedelta(days=calendar.first_day + week * _WEEK)
        last = first + timedelta(days=_WEEK - 1)
        if last.day <= _WEEK or not column:
            ticks.append(Tick(column, _MONTHS[last.month - 1]))
    return ticks


def _tick_line(ticks: Sequence[Tick], cell: int, count: int) -> str:
    """Write each tick at its column; one that has no room before the next, or at the end, is moved or left out."""
    line = ""
    for tick in ticks:
        begin = min(tick.column * cell, count * cell - len(tick.text))
        if begin >= len(line) + bool(line):
            line = line.ljust(begin) + tick.text
    return line


def _pillar(value: float, top: float, row: int, height: int) -> str:
    """Return the character of a column at a row, counted from the bottom."""
    if not value:
        return " "
    eighths = max(1, round(value / top * height * _FULL)) - row * _FULL
    return _EIGHTHS_UP[min(max(eighths, 0), _FULL)]


def _bar(length: float) -> str:
    """Return a bar so many characters long."""
    eighths = max(1, round(length * _FULL)) if length else 0
    whole, rest = divmod(eighths, _FULL)
    return _EIGHTHS_ACROSS[_FULL] * whole + (_EIGHTHS_ACROSS[rest] if rest else "")
