"""The figures of `srs stats` as charts, tables and numbers for a page."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from srs.app.wording import counted
from srs.charts.lines import last, number, percent, share_of, span, span_on_axis
from srs.charts.shapes import day_name, month_name
from srs.markdown.seen_line import seen_line
from srs.search.printer import write_name
from srs.search.words import Field
from srs.web.plots import (
    Axis,
    Chart,
    Head,
    Places,
    Series,
    Table,
    axis_to,
    column_chart,
    curve_chart,
    decimal_steps,
    row_chart,
    spaced,
    time_steps,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from srs.app.stats import Stats
    from srs.stats.hardest import HardNote
    from srs.stats.outlook import Distribution

PERIODS = {"week": "7 days", "month": "30 days", "year": "365 days", "all": "ever"}
_RATINGS = ("again", "hard", "good", "easy")
_GROUPS = (1, 7, 30, 91, 365)
_MOST_COLUMNS = 122
_YEAR, _WEEK = 365, 7
_LONGEST_PATH = 40
_SHARES = ((0.9, 0.02), (0.8, 0.05), (0.5, 0.1), (0.0, 0.25))
"""Where the axis of shares may begin, and its steps then."""
_EPOCH = date(1970, 1, 1)


class Tile(NamedTuple):
    """A number with its name."""

    name: str
    value: str


class Rewrite(NamedTuple):
    """A line to rewrite: its place, how often it lapsed, and its front."""

    fact: str
    place: str
    lapses: int
    front: str


class Decay(NamedTuple):
    """A note that is hard to keep: the query that finds its cards, and the lines to rewrite."""

    path: str
    query: str
    told: str
    lines: Sequence[Rewrite]


class Figures(NamedTuple):
    """Everything the page shows, in its order; `nothing` is said in place of all of it, `quiet` where the last days have no answers."""

    nothing: str = ""
    quiet: str = ""
    tiles: Sequence[Tile] = ()
    retention: Table = Table((), ())
    charts: Sequence[Chart] = ()
    memory: Sequence[Chart] = ()
    ratings: Chart | None = None
    hardest: Chart | None = None
    decays: Sequence[Decay] = ()


def view_of(stats: Stats, *, is_chosen: bool) -> Figures:
    """Return what there is to see; `is_chosen` tells that a query was asked."""
    if is_chosen and not stats.cards and not stats.answers:
        return Figures("No card matches.")
    if not stats.answers:
        return Figures("No answers yet: begin with the review." if stats.cards else "No cards yet: write notes first.")
    curve = [_curve(stats)] if any(share is not None for share in stats.curve) else []
    is_active = any(day.answers for day in stats.days)
    return Figures(
        quiet="" if is_active else f"No answers in the last {counted(len(stats.days), 'day')}.",
        tiles=_tiles(stats),
        retention=_retention(stats),
        charts=[*curve, _forecast(stats), *(_days(stats) if is_active else ())],
        memory=_memory(stats) if stats.memories.cards else (),
        ratings=_ratings(stats) if is_active else None,
        hardest=_hardest(stats.hardest) if stats.hardest else None,
        decays=[_decay(note) for note in stats.hardest],
    )


def full_date(day: int) -> str:
    """Return a scheduling day with its weekday and year: `Sun 1 Mar 2026`."""
    moment = _EPOCH + timedelta(days=day)
    return f"{moment:%a} {day_name(day)} {moment.year}"


def span_name(first: int, end: int) -> str:
    """Return some scheduling days in a row by the dates of the first and the last."""
    if first == end:
        return full_date(first)
    return " to ".join(full_date(day).partition(" ")[2] for day in (first, end))


def bucket_names(found: Distribution, unit: str, times: int, end: str) -> list[str]:
    """Name the buckets of a distribution by where they begin and end."""
    lows = [f"{bucket.low * times:g}" for bucket in found.buckets]
    return [*(f"{low}–{high}{unit}" for low, high in pairwise(lows)), f"{lows[-1]}{end}"]


def _tiles(stats: Stats) -> list[Tile]:
    today, run, known = stats.today, stats.streak, stats.memories
    return [
        Tile("answers today", f"{today.recall.total:,}"),
        Tile("time today", span(today.taken_ms)),
        Tile("new today", f"{today.new:,}"),
        Tile("days in a row", f"{run.current:,}"),
        Tile("longest streak", f"{run.longest:,}"),
        Tile(f"known of {known.cards:,} asked", f"{known.known:,.0f}"),
        Tile("cards", f"{stats.cards:,}"),
        Tile("answers ever", f"{stats.answers:,}"),
    ]


def _retention(stats: Stats) -> Table:
    rows = [
        # On a phone a line breaks before "of", not within the share.
        [PERIODS.get(one.period, one.period), *(share_of(recall).replace(" %", "\u00a0%") for recall in recalls)]
        for one in stats.retention
        for recalls in [(one.young, one.mature, one.total)]
    ]
    return Table(["", "young", "mature", "total"], rows)


def _curve(stats: Stats) -> Chart:
    known = [share for share in stats.curve if share is not None]
    low, step = next(pair for pair in _SHARES if min(known) >= pair[0])
    axis = Axis(low, 1, step, lambda share: percent(share).replace(".0 %", " %"))
    days = [day.day for day in stats.days]
    every = _group_size(len(days))
    places = Places("Day", [full_date(day) for day in days], _date_ticks(days, every))
    head = Head("retention", "Retention over time", "share that passed, each day with the six before it")
    return curve_chart(head, places, [Series("passed", "c1", stats.curve)], axis, every=every)


def _ratings(stats: Stats) -> Chart:
    rows, table = [], []
    for one in stats.ratings:
        total = one.recall.total
        shares = [given / total if total else 0 for given in one.counts]
        told = [
            f"{one.group}, {name}: {given:,}, {percent(share)}"
            for name, given, share in zip(_RATINGS, one.counts, shares, strict=True)
        ]
        rows.append((f"{one.group}: {counted(total, 'answer')}", [*zip(_RATINGS, shares, told, strict=True)]))
        table.append([one.group, *(f"{given:,}" for given in one.counts), percent(one.recall.share), f"{total:,}"])
    head = Head("ratings", "Answers by rating", last(len(stats.days)))
    legend = [(name, name) for name in _RATINGS]
    return row_chart(head, rows, Table(["", *_RATINGS, "passed", "answers"], table), legend)


def _days(stats: Stats) -> list[Chart]:
    """Return what was done when: answers a day and an hour, and time and new cards where there were any."""
    days = stats.days
    active = sum(day.answers > 0 for day in days)
    answers, taken, new = ([getattr(day, name) for day in days] for name in ("answers", "taken_ms", "new"))
    remark = f"{sum(answers):,} on {active} of {counted(len(days), 'day')}"
    charts = [_per_day(stats, Head("answers", "Answers", remark), "answers", answers)]
    if any(taken):
        remark = f"{span(sum(taken))} in all, {span(sum(taken) // active)} a day with answers"
        charts.append(_per_day(stats, Head("time", "Time", remark), "spent", taken, span_on_axis))
    if any(new):
        charts.append(_per_day(stats, Head("new", "New cards", f"{sum(new):,} in all"), "new", new))
    return [*charts, _hours(stats)]


def _per_day(
    stats: Stats, head: Head, name: str, values: Sequence[int], label: Callable[[float], str] = number
) -> Chart:
    """Return a chart with a column a day, or one for several days where there are too many; the last group ends today."""
    size = _group_size(len(values))
    ends = range(len(values), 0, -size)
    sums = [sum(values[max(0, end - size) : end]) for end in ends][::-1]
    spans = [(stats.days[max(0, end - size)].day, stats.days[end - 1].day) for end in ends][::-1]
    names = [span_name(first, end) for first, end in spans]
    places = Places("Day" if size == 1 else f"{size} days", names, _date_ticks([end for _, end in spans], 1, size))
    axis = axis_to(max(sums), time_steps() if label is span_on_axis else decimal_steps(), label)
    title = f"{head.title} {'a day' if size == 1 else f'in {size} days'}"
    return column_chart(head._replace(title=title), places, [Series(name, "c1", sums)], axis)


def _hours(stats: Stats) -> Chart:
    names = [f"{hour}:00 to {hour}:59" for hour in range(len(stats.hours))]
    places = Places("Hour", names, [str(hour) if hour % 6 == 0 else "" for hour in range(len(stats.hours))])
    passed, failed = ([getattr(hour, name) for hour in stats.hours] for name in ("passed", "failed"))
    axis = axis_to(max(hour.total for hour in stats.hours), decimal_steps(), number)
    shares = [percent(hour.share) if hour.total else "" for hour in stats.hours]
    rows = [
        [name, f"{hour.passed:,}", f"{hour.failed:,}", percent(hour.share)]
        for name, hour in zip(names, stats.hours, strict=True)
    ]
    table = Table(["Hour", "passed", "failed", "share passed"], rows)
    head = Head("hours", "Hours of the day", f"answers, {last(len(stats.days))}")
    series = [Series("passed", "c1", passed), Series("failed", "again", failed)]
    remarks = [f"{share} passed" if share else "" for share in shares]
    return column_chart(head, places, series, axis, remarks=remarks, table=table)


def _forecast(stats: Stats) -> Chart:
    coming, today = stats.forecast, stats.days[-1].day
    days = [today + ahead for ahead in range(len(coming.days))]
    late = [coming.overdue] if coming.overdue else []
    short = ["today" if not ahead else day_name(day) if ahead % _WEEK == 0 else "" for ahead, day in enumerate(days)]
    names = [f"{full_date(day)}{' (today)' if day == today else ''}" for day in days]
    places = Places("Day", [*["overdue" for _ in late], *names], [*["" for _ in late], *short])
    counts = [*late, *coming.days]
    overdue = [count if late and not place else 0 for place, count in enumerate(counts)]
    due = [0 if late and not place else count for place, count in enumerate(counts)]
    series = [Series("cards due", "c1", due), *([Series("overdue", "again", overdue)] if late else [])]
    rows = [["overdue", f"{coming.overdue:,}"]]
    rows += [[name, f"{count:,}"] for name, count in zip(names, coming.days, strict=True)]
    rows.append(["later", f"{coming.later:,}"])
    remark = f"{coming.overdue:,} overdue, {coming.days[0]:,} today, {sum(coming.days):,} in {len(days)} days, {coming.later:,} later"
    axis = axis_to(max(counts), decimal_steps(), number)
    head = Head("forecast", "What comes", remark)
    return column_chart(head, places, series, axis, table=Table(["Day", "cards"], rows))


def _memory(stats: Stats) -> list[Chart]:
    found = stats.memories
    return [
        _distribution("stability", "Stability", found.stability, "{:,.1f} days", (" d", 1, " d +")),
        _distribution("difficulty", "Difficulty", found.difficulty, "{:.1f}", ("", 1, "–10")),
        _distribution("recall", "Chance of recall today", found.retrievability, "{:.1%}", (" %", 100, "–100 %")),
    ]


def _distribution(key: str, title: str, found: Distribution, form: str, unit: tuple[str, int, str]) -> Chart:
    median, mean = (form.format(value).replace("%", " %") for value in (found.median or 0, found.mean or 0))
    names = bucket_names(found, *unit)
    places = Places(title, names, [name.replace(unit[0], "") if unit[0] else name for name in names])
    counts = [bucket.cards for bucket in found.buckets]
    axis = axis_to(max(counts), decimal_steps(), number)
    return column_chart(
        Head(key, title, f"cards; median {median}, mean {mean}"), places, [Series("cards", "c1", counts)], axis
    )


def _hardest(notes: Sequence[HardNote]) -> Chart:
    rows, table = [], []
    for note in notes:
        share = note.recall.share
        told = f"{note.path}: {share_of(note.recall)} passed, lowest chance of recall today {percent(note.lowest, 0)}"
        rows.append((_end_of(note.path), [("c1", share or 0, told)]))
        table.append([note.path, f"{note.cards:,}", share_of(note.recall), f"{note.lapses:,}", percent(note.lowest, 0)])
    head = Head("hardest", "Hardest notes", "share that passed in the last 90 days")
    return row_chart(head, rows, Table(["Note", "cards", "retention", "lapses", "lowest recall"], table), ())


def _decay(note: HardNote) -> Decay:
    told = f"{counted(note.cards, 'card')}, {counted(note.lapses, 'lapse')}, lowest chance of recall today {percent(note.lowest, 0)}"
    lines = [Rewrite(line.fact, f"{line.path}:{line.line}", line.lapses, seen_line(line.front)) for line in note.lines]
    return Decay(note.path, write_name(Field.PATH, note.path), told, lines)


def _end_of(path: str) -> str:
    """Return a path that has room above a bar on a phone; its end tells more than its beginning."""
    return path if len(path) <= _LONGEST_PATH else f"…{path[1 - _LONGEST_PATH :]}"


def _group_size(days: int) -> int:
    """Return how many days make a column for all to have room."""
    return next((size for size in _GROUPS if -(-days // size) <= _MOST_COLUMNS), _GROUPS[-1])


def _date_ticks(days: Sequence[int], every: int, size: int = 1) -> list[str]:
    """Return short dates for days, of those that are shown some weeks apart; the last is today."""
    shown = days[(len(days) - 1) % every :: every]
    name = month_name if len(shown) * max(every, size) > _YEAR else day_name
    short = iter([*spaced([name(day) for day in shown])[:-1], "today"])
    first = (len(days) - 1) % every
    return [next(short) if (place - first) % every == 0 and place >= first else "" for place in range(len(days))]
