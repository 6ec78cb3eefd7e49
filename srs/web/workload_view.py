"""Forecasts as charts, numbers and a table for a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from srs.charts.lines import percent
from srs.charts.shapes import day_name, month_name
from srs.web.figures_view import Tile, span_name
from srs.web.plots import (
    Bar,
    Chart,
    Head,
    Places,
    Series,
    Table,
    axis_to,
    curve_chart,
    decimal_steps,
    spaced,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from srs.app.simulate import Outlook
    from srs.schedule.simulate import Forecast

TRUSTED_ANSWERS = 400
"""Fewer tell little about the habits of a learner."""
_MOST_PLACES = 60
_YEAR = 365
_LARGE = 20
"""From here on a number needs no decimal."""


class Workload(NamedTuple):
    """What the page shows: the forecast that was asked for in numbers, charts beside the retention in force, and all as a table."""

    tiles: Sequence[Tile]
    charts: Sequence[Chart]
    table: Table
    outlook: Outlook
    is_trusted: bool


def workload_of(outlook: Outlook, chosen: float, present: float, day: int) -> Workload:
    """Return what there is to see of forecasts, one of which is `chosen` and another `present`, the retention in force."""
    found = outlook.forecasts
    return Workload(
        tiles=_tiles(found[chosen], found[present] if chosen != present else None),
        charts=[
            _by_day(found, chosen, present, day, "minutes", "Minutes a day", _minutes),
            _by_day(found, chosen, present, day, "reviews", "Reviews a day", _reviews),
            _by_retention(found, chosen, "cost", "What retention costs", "minutes a day", _minutes_a_day),
            _by_retention(found, chosen, "gain", "What retention gives", "cards remembered", _remembered),
        ],
        table=Table(
            ["Retention", "reviews a day", "minutes a day", "worst day", "remembered", "hours per 100"],
            [_row(retention, one, chosen, present) for retention, one in sorted(found.items())],
        ),
        outlook=outlook,
        is_trusted=outlook.answers >= TRUSTED_ANSWERS,
    )


def _tiles(one: Forecast, present: Forecast | None) -> list[Tile]:
    def beside(name: str, value: Callable[[Forecast], str]) -> Tile:
        return Tile(name + (f" (now {value(present)})" if present else ""), value(one))

    return [
        beside("minutes a day", lambda it: _number(_minutes_a_day(it))),
        beside("reviews a day", lambda it: _number(_mean(it.reviews))),
        beside("minutes on the worst day", lambda it: _number(max(it.seconds) / 60)),
        beside(f"of {one.cards:,} remembered", lambda it: f"{it.remembered:,.0f}"),
    ]


def _by_day(
    found: dict[float, Forecast],
    chosen: float,
    present: float,
    day: int,
    key: str,
    title: str,
    values_of: Callable[[Forecast], Sequence[float]],
) -> Chart:
    """Draw a value over the days to come, the mean of several days where there are too many."""
    count = len(values_of(found[chosen]))
    size = -(-count // _MOST_PLACES)
    begins = range(0, count, size)
    kinds = {chosen: "c1", present: "c2"} if chosen != present else {chosen: "c1"}
    series = [
        Series(
            f"at {percent(retention, 0)}",
            kind,
            [_mean(values_of(found[retention])[begin : begin + size]) for begin in begins],
        )
        for retention, kind in kinds.items()
    ]
    name = month_name if count > _YEAR else day_name
    names = [span_name(day + begin, day + min(begin + size, count) - 1) for begin in begins]
    short = spaced([name(day + begin) for begin in begins])
    top = max((value or 0 for one in series for value in one.values), default=0)
    axis = axis_to(top, decimal_steps(-1), _number)
    remark = "each day" if size == 1 else f"means of {size} days"
    return curve_chart(Head(key, title, remark), Places("Days", names, short), series, axis)


def _by_retention(
    found: dict[float, Forecast], chosen: float, key: str, title: str, unit: str, value_of: Callable[[Forecast], float]
) -> Chart:
    """Draw a value over the desired retention; what was not simulated lies on the line between what was. A bar marks what was chosen."""
    low, high = (round(edge(found) * 100) for edge in (min, max))
    known = {round(retention * 100): value_of(one) for retention, one in found.items()}
    values = _between(known, range(low, high + 1))
    places = range(low, high + 1)
    short = [f"{place} %" if place % 10 == 0 else "" for place in places]
    axis = axis_to(max(values), decimal_steps(-1), _number)
    chart = curve_chart(
        Head(key, title, f"{unit}, by desired retention"),
        Places("Retention", [f"{place} %" for place in places], short),
        [Series(unit, "c1", values)],
        axis,
    )
    rows = [[f"{place} %", axis.label(value)] for place, value in sorted(known.items())]
    points = [point for point, place in zip(chart.points, places, strict=True) if place in known]
    mark = next(point for point, place in zip(chart.points, places, strict=True) if place == round(chosen * 100))
    y = axis.y(value_of(found[chosen]))
    bars = [Bar(mark.x + mark.width * 0.3, mark.width * 0.4, y, axis.y(0) - y, "c1")]
    return chart._replace(points=points, bars=bars, table=Table(["Retention", unit], rows))


def _between(known: dict[int, float], places: range) -> list[float]:
    marks = sorted(known)
    values = []
    for place in places:
        before = max(mark for mark in marks if mark <= place)
        after = min(mark for mark in marks if mark >= place)
        share = (place - before) / (after - before) if after > before else 0
        values.append(known[before] + (known[after] - known[before]) * share)
    return values


def _row(retention: float, one: Forecast, chosen: float, present: float) -> list[str]:
    hours = sum(one.seconds) / 3600
    name = percent(retention, 0) + (
        " (chosen)" if retention == chosen else " (in force)" if retention == present else ""
    )
    return [
        name,
        f"{_mean(one.reviews):,.1f}",
        f"{_minutes_a_day(one):,.1f}",
        f"{max(one.seconds) / 60:,.0f} min",
        f"{one.remembered:,.0f}",
        f"{hours / one.remembered * 100:,.1f}" if one.remembered else "–",
    ]


def _minutes(one: Forecast) -> list[float]:
    return [seconds / 60 for seconds in one.seconds]


def _reviews(one: Forecast) -> Sequence[float]:
    return one.reviews


def _minutes_a_day(one: Forecast) -> float:
    return _mean(one.seconds) / 60


def _remembered(one: Forecast) -> float:
    return one.remembered


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= _LARGE or value == round(value) else f"{value:,.1f}"
