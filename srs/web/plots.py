"""Charts as places and sizes: across in per cent, so that they fit any width; up in pixels, so that letters keep their size."""

from __future__ import annotations

from itertools import count
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

HEIGHT = 140
"""Pixels between the lowest level and the highest."""
HEAD, FOOT = 10, 22
"""Pixels above, for half a letter, and below, for the names of places."""
BOX = 1000
"""The width of the box that curves are drawn in; the page stretches it."""
_WHOLE = 100.0
_MOST_LEVELS = 4
_MOST_NAMES = 4
_LEAST_PIXELS = 2.0
_LETTER = 6.8
_EDGE = 9.0
_ROW, _ROW_BAR, _ROW_TEXT = 48, 18, 16
_ROOM = 11.0
"""A part of a bar that is so many per cent wide has room for its number."""


class Bar(NamedTuple):
    """A rectangle, in a colour that the style sheet knows by its kind."""

    x: float
    width: float
    y: float
    height: float
    kind: str


class Curve(NamedTuple):
    """A line through points, in a box that is `BOX` wide."""

    points: str
    kind: str


class Point(NamedTuple):
    """A part of a chart that can be pointed at, and what it says then."""

    x: float
    width: float
    y: float
    height: float
    told: str


class Label(NamedTuple):
    """Words within a chart; `anchor` tells what of them stands at x."""

    x: float
    y: float
    anchor: str
    text: str
    kind: str = ""


class Level(NamedTuple):
    """A line across with its value."""

    y: float
    text: str


class Table(NamedTuple):
    """The same figures to be read and copied; the first cell of a row names it."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]


class Head(NamedTuple):
    """What a chart is called: its name in the page, its title, and a remark with units and sums."""

    key: str
    title: str
    remark: str = ""


class Series(NamedTuple):
    """Values in one colour; None is no value."""

    name: str
    kind: str
    values: Sequence[float | None]


class Chart(NamedTuple):
    """A chart with everything the page shows of it; `margin` is how many pixels the values at the left take."""

    head: Head
    height: float
    table: Table
    bars: Sequence[Bar] = ()
    curves: Sequence[Curve] = ()
    points: Sequence[Point] = ()
    labels: Sequence[Label] = ()
    levels: Sequence[Level] = ()
    legend: Sequence[tuple[str, str]] = ()
    margin: float = 0


class Axis(NamedTuple):
    """The values that a chart reaches from and to, the steps between its levels, and how they are written."""

    low: float
    high: float
    step: float
    label: Callable[[float], str]

    def y(self, value: float) -> float:
        """Return how far down a value stands; what lies outside stands at the edge."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return round(HEAD + HEIGHT * (1 - share), 1)

    def levels(self) -> list[Level]:
        """Return the lines across, the lowest first."""
        steps = round((self.high - self.low) / self.step)
        values = [self.low + self.step * number for number in range(steps + 1)]
        return [Level(self.y(value), self.label(value)) for value in values]


class Places(NamedTuple):
    """What stands side by side: the full name of each for tables and readings, and a short one below some of them."""

    kind: str
    names: Sequence[str]
    short: Sequence[str]


def decimal_steps(exponent: int = 0) -> Iterator[float]:
    """Yield 1, 2, 5, 10, 20 and so on, from a power of ten on."""
    for power in count(exponent):
        for digit in (1, 2, 5):
            yield digit * 10.0**power


def time_steps() -> Iterator[float]:
    """Yield round times in milliseconds: seconds, minutes, hours."""
    for unit in (1_000, 60_000):
        yield from (unit * number for number in (1, 2, 5, 10, 20, 30))
    yield from (3_600_000 * number for number in decimal_steps())


def axis_to(top: float, steps: Iterator[float], label: Callable[[float], str]) -> Axis:
    """Return an axis from 0 to the first level that is not below the highest value."""
    step = next(step for step in steps if step * _MOST_LEVELS >= top)
    return Axis(0, max(ceil(top / step), 1) * step, step, label)


def column_chart(
    head: Head,
    places: Places,
    series: Sequence[Series],
    axis: Axis,
    *,
    remarks: Sequence[str] = (),
    table: Table | None = None,
) -> Chart:
    """Draw a column for each place, the series on top of each other; `remarks` are added to what places say."""
    size = len(places.names)
    width = _WHOLE / max(size, 1)
    gap = min(width * 0.2, 1.0)
    bars = []
    for place in range(size):
        below = 0.0
        for one in series:
            value = one.values[place] or 0
            if value:
                y = min(axis.y(below + value), axis.y(below) - _LEAST_PIXELS)
                bars.append(
                    Bar(_short(place * width + gap / 2), _short(width - gap), y, _short(axis.y(below) - y), one.kind)
                )
                below += value
    return _chart(head, places, series, axis, remarks)._replace(
        bars=bars, table=table or table_of(places, series, axis)
    )


def curve_chart(head: Head, places: Places, series: Sequence[Series], axis: Axis, *, every: int = 1) -> Chart:
    """Draw a line for each series, which breaks where there is no value; every so many places can be pointed at and have a row."""
    size = len(places.names)
    curves = [Curve(_points(run, size, axis), one.kind) for one in series for run in _runs(one.values)]
    shown = range((size - 1) % every, size, every)
    fewer = Places(places.kind, [places.names[place] for place in shown], [places.short[place] for place in shown])
    picked = [one._replace(values=[one.values[place] for place in shown]) for one in series]
    return _chart(head, fewer, picked, axis, ())._replace(curves=curves, table=table_of(fewer, picked, axis))


def row_chart(
    head: Head,
    rows: Sequence[tuple[str, Sequence[tuple[str, float, str]]]],
    table: Table,
    legend: Sequence[tuple[str, str]],
) -> Chart:
    """Draw a bar across for each named row, made of parts: their kinds, their shares of the whole, and what they say.

    Where all shares are 0, the empty bar says what the first part does.
    """
    bars, points, labels = [], [], []
    for place, (name, parts) in enumerate(rows):
        top = place * _ROW
        labels.append(Label(0, top + _ROW_TEXT, "start", name))
        bars.append(Bar(0, _WHOLE, top + _ROW_TEXT + 6, _ROW_BAR, "none"))
        x = 0.0
        for kind, share, told in parts:
            width = share * _WHOLE
            if width:
                bars.append(Bar(_short(x), _short(width), top + _ROW_TEXT + 6, _ROW_BAR, kind))
                points.append(Point(_short(x), _short(width), top + _ROW_TEXT + 3, _ROW_BAR + 6, told))
            if width >= _ROOM:
                y = top + _ROW_TEXT + 6 + _ROW_BAR * 0.75
                labels.append(Label(_short(x + width / 2), y, "middle", f"{width:.0f} %", f"on-{kind}"))
            x += width
        if not x:
            points.append(Point(0, _WHOLE, top + _ROW_TEXT + 3, _ROW_BAR + 6, parts[0][2]))
    return Chart(head, len(rows) * _ROW, table, bars=bars, points=points, labels=labels, legend=legend)


def table_of(places: Places, series: Sequence[Series], axis: Axis) -> Table:
    """Return the values of a chart as a table."""
    rows = [[name, *(_value(one.values[place], axis) for one in series)] for place, name in enumerate(places.names)]
    return Table([places.kind, *(one.name for one in series)], rows)


def spaced(names: Sequence[str], most: int = _MOST_NAMES) -> list[str]:
    """Return names with most of them left out, so that those that stay have room; the last one stays."""
    every = -(-len(names) // most) or 1
    last = len(names) - 1
    return [name if (last - place) % every == 0 else "" for place, name in enumerate(names)]


def _chart(head: Head, places: Places, series: Sequence[Series], axis: Axis, remarks: Sequence[str]) -> Chart:
    """Return what all charts with levels have."""
    size = len(places.names)
    width = _WHOLE / max(size, 1)
    points = []
    for place, name in enumerate(places.names):
        given = [one for one in series if one.values[place]] or series[:1]
        said = ", ".join(f"{_value(one.values[place], axis)} {one.name}" for one in given)
        told = f"{name}: {said}" + (f", {remarks[place]}" if remarks and remarks[place] else "")
        points.append(Point(_short(place * width), _short(width), 0, HEAD + HEIGHT, told))
    levels = axis.levels()
    return Chart(
        head,
        HEAD + HEIGHT + FOOT,
        Table((), ()),
        points=points,
        labels=_names(places.short, width),
        levels=levels,
        legend=[(one.kind, one.name) for one in series] if len(series) > 1 else (),
        margin=max(len(level.text) for level in levels) * _LETTER + 8,
    )


def _names(short: Sequence[str], width: float) -> list[Label]:
    """Return the names below a chart; those at its edges stay inside."""
    labels = []
    for place, text in enumerate(short):
        x = (place + 0.5) * width
        if text and x < _EDGE and width < _EDGE:
            labels.append(Label(_short(place * width), HEAD + HEIGHT + FOOT - 6, "start", text))
        elif text and x > _WHOLE - _EDGE and width < _EDGE:
            labels.append(Label(_short((place + 1) * width), HEAD + HEIGHT + FOOT - 6, "end", text))
        elif text:
            labels.append(Label(_short(x), HEAD + HEIGHT + FOOT - 6, "middle", text))
    return labels


def _runs(values: Sequence[float | None]) -> Iterator[list[tuple[int, float]]]:
    """Yield the places and values between gaps."""
    run: list[tuple[int, float]] = []
    for place, value in enumerate(values):
        if value is not None:
            run.append((place, value))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _points(run: Sequence[tuple[int, float]], size: int, axis: Axis) -> str:
    """Write a line through the middles of its places; a single value is a line as wide as its place."""
    middles = [((place + 0.5) * BOX / size, axis.y(value)) for place, value in run]
    if len(middles) == 1:
        (x, y), half = middles[0], BOX / size / 2
        middles = [(x - half, y), (x + half, y)]
    return " ".join(f"{_short(x)},{y}" for x, y in middles)


def _value(value: float | None, axis: Axis) -> str:
    return "–" if value is None else axis.label(value)


def _short(value: float) -> float:
    return round(value, 2)
