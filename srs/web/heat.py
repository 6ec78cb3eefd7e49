"""The calendar of a year as squares: a column a week, darker for more answers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from srs.app.wording import counted
from srs.web.plots import Label, Level, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from srs.stats.activity import Calendar

SIDE, PITCH = 15, 18
TOP = 18
"""Pixels above the squares, for the months."""
_WEEK = 7
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_YEAR = 365
_EPOCH = date(1970, 1, 1)
_ROOM = 2
"""So many weeks a month needs for its name."""


class Square(NamedTuple):
    """A day: where it stands, how dark it is from 0 to 4, and what it says."""

    x: int
    y: int
    level: int
    told: str


class Heat(NamedTuple):
    """The calendar; `table` has a row a week."""

    remark: str
    width: int
    height: int
    squares: Sequence[Square]
    months: Sequence[Label]
    weekdays: Sequence[Level]
    table: Table


def heat_of(calendar: Calendar) -> Heat:
    """Return the calendar as squares."""
    days = [_EPOCH + timedelta(days=calendar.first_day + place) for place in range(len(calendar.counts))]
    squares = [
        Square(place // _WEEK * PITCH, TOP + place % _WEEK * PITCH, calendar.level(count), _told(day, count))
        for place, (day, count) in enumerate(zip(days, calendar.counts, strict=True))
    ]
    year = [count for count in calendar.counts[-_YEAR:] if count]
    rows = [
        [f"{days[first].isoformat()}", *(f"{count:,}" for count in calendar.counts[first : first + _WEEK])]
        for first in range(0, len(days), _WEEK)
    ]
    return Heat(
        remark=f"{sum(year):,} answers on {counted(len(year), 'day')} of the last {_YEAR}",
        width=-(-len(days) // _WEEK) * PITCH,
        height=TOP + _WEEK * PITCH,
        squares=squares,
        months=_months(days),
        weekdays=[Level(TOP + place * PITCH + SIDE - 3, _WEEKDAYS[place]) for place in range(0, _WEEK, 2)],
        table=Table(["Week from", *_WEEKDAYS], [[*row, *[""] * (_WEEK + 1 - len(row))] for row in rows]),
    )


def _told(day: date, count: int) -> str:
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}: {counted(count, 'answer')}"


def _months(days: Sequence[date]) -> list[Label]:
    """Name each month above the week with its first day."""
    labels: list[Label] = []
    for place, day in enumerate(days):
        x = place // _WEEK * PITCH
        has_room = x <= len(days) // _WEEK * PITCH - _ROOM * PITCH and (not labels or x - labels[-1].x >= _ROOM * PITCH)
        if has_room and (day.day == 1 or not place):
            labels.append(Label(x, TOP - 6, "start", _MONTHS[day.month - 1]))
    return labels
