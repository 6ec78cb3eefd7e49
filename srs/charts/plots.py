"""The plots of `srs stats`: retention over time, the calendar, days, hours, what comes, and memory."""

from __future__ import annotations

from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from srs.app.wording import counted
from srs.charts.lines import drawn, last, number, paint, span, span_on_axis, title
from srs.charts.shapes import SHADES, Tick, bars, columns, curve, day_name, heatmap, margin_of, month_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from srs.app.stats import Stats
    from srs.stats.outlook import Distribution

_SIDE_BY_SIDE = 75
"""From so many columns on the three distributions stand side by side."""
_HEIGHT = 4
_CURVE_HEIGHT = 5
_CURVE_LOWEST = 0.9
_FEWEST = 3
"""So many points make a curve."""
_WEEK, _YEAR = 7, 365
_DATE = 14
"""Two dates side by side with a gap."""
_HOUR_CELL = 4


def curve_lines(stats: Stats, width: int) -> Iterator[str]:
    """Yield true retention over time; too few points make no curve."""
    known = [share for share in stats.curve if share is not None]
    if len(known) < _FEWEST:
        return
    low = min(_CURVE_LOWEST, int(min(known) * 10) / 10)
    ticks = _day_ticks(stats, len(stats.days), 1, (width - 6) / len(stats.days))
    yield from title("Retention over time", "each day with the six before it", width)
    yield from drawn(curve(stats.curve, ticks, width=width - 6, height=_CURVE_HEIGHT, low=low), "green")


def calendar_lines(stats: Stats, width: int) -> Iterator[str]:
    """Yield the calendar of the last year."""
    counts = stats.calendar.counts[-_YEAR:]
    busy = [count for count in counts if count]
    remark = f"{sum(busy):,} answers on {counted(len(busy), 'day')}"
    yield from title("The last year", remark, width)
    yield from drawn(heatmap(stats.calendar, width), "green")
    yield paint("    less ", "dim") + paint(SHADES, "green") + paint(" more", "dim")


def day_charts(stats: Stats, width: int) -> Iterator[Iterator[str]]:
    """Yield the charts of what was done day by day: answers, time, new cards."""
    days = stats.days
    active = sum(day.answers > 0 for day in days)
    if not active:
        yield iter([f"No answers in the last {counted(len(days), 'day')}."])
        return
    answers, taken = [day.answers for day in days], [day.taken_ms for day in days]
    new = [day.new for day in days]
    remark = f"{sum(answers):,} on {active} of {counted(len(days), 'day')}"
    yield _per_day(stats, "Answers", remark, answers, number, width, "cyan")
    if any(taken):
        remark = f"{span(sum(taken))} in all, {span(sum(taken) // active)} a day with answers"
        yield _per_day(stats, "Time", remark, taken, span_on_axis, width, "yellow")
    if any(new):
        yield _per_day(stats, "New cards", f"{sum(new):,} in all", new, number, width, "blue")


def _per_day(
    stats: Stats,
    name: str,
    remark: str,
    values: Sequence[int],
    label: Callable[[float], str],
    width: int,
    colour: str,
) -> Iterator[str]:
    """Yield a chart with a column a day, or one for several days where there are too many."""
    group, sums = _grouped(values, label, width)
    cell = max(1, min(3, (width - margin_of(max(sums), label)) // len(sums)))
    yield from title(f"{name} {'a day' if group == 1 else f'in {group} days'}", remark, width)
    yield from drawn(
        columns(sums, _day_ticks(stats, len(sums), group, cell), cell=cell, height=_HEIGHT, label=label), colour
    )


def _grouped(values: Sequence[int], label: Callable[[float], str], width: int) -> tuple[int, list[int]]:
    """Return how many days make a column for all to have room, and the sums; the last group ends today."""
    group = -(-len(values) // width)
    while True:
        ends = range(len(values), 0, -group)
        sums = [sum(values[max(0, end - group) : end]) for end in ends][::-1]
        if len(sums) + margin_of(max(sums), label) <= width:
            return group, sums
        group += 1


def _day_ticks(stats: Stats, count: int, group: int, cell: float) -> list[Tick]:
    """Return dates below the columns, some weeks apart where columns are narrow; the last is today."""
    today = stats.days[-1].day
    every = ceil(_DATE / cell / _WEEK) * _WEEK
    date_name = month_name if count * group > _YEAR else day_name
    back = range((count - 1) // every * every, 0, -every)
    ticks = [Tick(count - 1 - columns_back, date_name(today - columns_back * group)) for columns_back in back]
    return [*ticks, Tick(count - 1, "today")]


def hour_lines(stats: Stats, width: int) -> Iterator[str]:
    """Yield the answers by hour, from the first to the last hour with any."""
    busy = [hour for hour, recall in enumerate(stats.hours) if recall.total]
    if not busy:
        return
    first, end = busy[0], busy[-1] + 1
    margin = margin_of(max(recall.total for recall in stats.hours) * 4, number)
    block = next(
        size
        for size in (1, 2, 3, 4, 6, 8)
        if len(range(first // size * size, end, size)) * _HOUR_CELL <= width - margin
    )
    begins = range(first // block * block, end, block)
    recalls = [sum(stats.hours[begin + 1 : begin + block], stats.hours[begin]) for begin in begins]
    cell = max(_HOUR_CELL, min(6, (width - margin) // len(recalls)))
    ticks = [Tick(place, str(begin)) for place, begin in enumerate(begins)]
    yield from title("Hours of the day", f"{last(len(stats.days))}, with the share passed in %", width)
    lines = columns([recall.total for recall in recalls], ticks, cell=cell, height=_HEIGHT, label=number)
    yield from drawn(lines, "cyan")
    shares = ("" if recall.share is None else f"{recall.share * 100:.0f}" for recall in recalls)
    yield (" " * len(lines[0].label) + "".join(share.ljust(cell) for share in shares)).rstrip()


def forecast_lines(stats: Stats, width: int) -> Iterator[str]:
    """Yield when cards come back."""
    coming, today = stats.forecast, stats.days[-1].day
    total = sum(coming.days)
    remark = f"{coming.overdue:,} overdue, {coming.days[0]:,} today, {total:,} in {len(coming.days)} days"
    yield from title("What comes", remark, width)
    if not total:
        return
    cell = max(1, min(3, (width - margin_of(max(coming.days), number)) // len(coming.days)))
    ticks = [Tick(ahead, day_name(today + ahead) if ahead else "today") for ahead in range(0, len(coming.days), _WEEK)]
    yield from drawn(columns(coming.days, ticks, cell=cell, height=_HEIGHT, label=number), "magenta")


def memory_lines(stats: Stats, width: int) -> Iterator[str]:
    """Yield how stability, difficulty and the chance of recall are distributed, side by side where there is room."""
    found = stats.memories
    if not found.cards:
        return
    yield from title("Memory", f"{found.cards:,} cards asked, with medians", width)
    side_by_side = width >= _SIDE_BY_SIDE
    size = (width - 6) // 3 if side_by_side else width
    blocks = [
        _block("Stability", _median(found.stability, "{:,.0f} days"), found.stability, " d", 1, size),
        _block("Difficulty", _median(found.difficulty, "{:.1f}"), found.difficulty, "", 1, size),
        _block("Recall today", _median(found.retrievability, "{:.1%}"), found.retrievability, " %", 100, size),
    ]
    if not side_by_side:
        for block in blocks:
            yield from (text for text, _ in block)
        return
    for place in range(max(map(len, blocks))):
        cells = [block[place] if place < len(block) else ("", 0) for block in blocks]
        yield "   ".join(text + " " * (size - length) for text, length in cells).rstrip()


def _block(name: str, median: str, found: Distribution, unit: str, times: int, width: int) -> list[tuple[str, int]]:
    """Return the lines of one distribution, each with its width."""
    lows = [f"{bucket.low * times:g}" for bucket in found.buckets]
    names = [f"{low}–{high}{unit}" for low, high in pairwise(lows)]
    names.append(f"{lows[-1]}–100{unit}" if times > 1 else f"{lows[-1]}{unit} +" if unit else f"{lows[-1]}–10")
    lines = bars([(name, bucket.cards) for name, bucket in zip(names, found.buckets, strict=True)], width)
    head = f"{name}  {median}"
    bodies = zip(drawn(lines, "green"), (len(line.label + line.drawn + line.note) for line in lines), strict=True)
    return [(name + "  " + paint(median, "dim"), len(head)), *bodies]


def _median(found: Distribution, form: str) -> str:
    return form.format(found.median).replace("%", " %")
