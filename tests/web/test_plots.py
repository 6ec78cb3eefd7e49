"""What holds of the charts of any figures: all of it is drawn, within its frame."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stats.rows import TODAY, answered, card_figures, card_now, recall_of, tally

from srs.app.simulate import Outlook
from srs.app.stats import Stats
from srs.charts.lines import number, span
from srs.schedule import Preset, kernel_for
from srs.schedule.simulate import Forecast as Simulated
from srs.stats.activity import calendar, last_days, streak, today_figures
from srs.stats.retention import ratings, retention_curve, true_retention
from srs.web.figures_view import view_of
from srs.web.heat import heat_of
from srs.web.plots import BOX, Chart, axis_to, decimal_steps, spaced, time_steps
from srs.web.render import _environment
from srs.web.workload_view import workload_of

ROWS = st.lists(
    st.builds(
        answered,
        ago=st.integers(0, 500),
        rating=st.integers(1, 4),
        kind=st.sampled_from(("learn", "review", "relearn", "early")),
        interval_days=st.integers(0, 60),
        card=st.integers(1, 9),
        ms=st.integers(0, 10**9),
        first=st.booleans(),
        hour=st.integers(0, 23),
    ),
    min_size=1,
    max_size=60,
)
CARDS = st.lists(
    st.builds(
        card_now,
        path=st.text(min_size=1, max_size=90),
        front=st.text(max_size=30),
        state=st.sampled_from(("new", "learning", "review", "relearning")),
        due=st.integers(-50, 400),
        stability=st.none() | st.floats(0.001, 36_500),
        lapses=st.integers(0, 9),
        last=st.none() | st.integers(0, 400),
    ),
    max_size=40,
)
KERNEL = kernel_for(Preset())


def stats_of(rows, cards, days: int) -> Stats:
    counted = tally(*rows, days=days)
    of_cards = card_figures(cards, recall_of(rows, dict.fromkeys(range(10), cards[0].path if cards else "a.md")))
    answers = {day: sum(counts) for day, counts in counted.ratings.items()}
    return Stats(
        cards=len(cards),
        answers=sum(answers.values()),
        today=today_figures(counted),
        streak=streak(answers, TODAY),
        retention=true_retention(counted),
        curve=retention_curve(counted),
        ratings=ratings(counted),
        calendar=calendar(answers, TODAY),
        days=last_days(counted),
        hours=counted.hours,
        forecast=of_cards.forecast,
        memories=of_cards.memories,
        hardest=of_cards.hardest,
    )


def check(chart: Chart) -> None:
    """A chart lies within its frame, and has a row for each place that can be pointed at."""
    for bar in [*chart.bars, *chart.points]:
        assert bar.width >= 0
        assert bar.height >= 0
        assert -0.01 <= bar.x <= bar.x + bar.width <= 100.05
        assert 0 <= bar.y <= bar.y + bar.height <= chart.height + 0.1
    for curve in chart.curves:
        for point in curve.points.split():
            x, y = map(float, point.split(","))
            assert -0.01 <= x <= BOX + 0.01
            assert 0 <= y <= chart.height
    assert chart.points
    assert chart.table.rows
    assert all(len(row) == len(chart.table.head) for row in chart.table.rows)
    assert 0 < len([label for label in chart.labels if not label.kind]) < 30


@given(ROWS, CARDS, st.integers(1, 4000))
@settings(max_examples=40)
def test_charts_of_any_figures_lie_within_their_frames(rows, cards, days: int) -> None:
    stats = stats_of(rows, cards, days)
    view = view_of(stats, is_chosen=False)
    parts = [*view.charts, *view.memory, view.ratings, view.hardest]
    pieces = _environment().get_template("charts.html").module

    for chart in parts:
        if chart is not None:
            check(chart)
            assert str(pieces.chart(chart)).count("<title>") == len(chart.points)


@given(ROWS)
@settings(max_examples=30)
def test_a_calendar_has_a_square_a_day(rows) -> None:
    stats = stats_of(rows, [], 30)
    heat = heat_of(stats.calendar)

    assert len(heat.squares) == len(stats.calendar.counts) == len(set(heat.squares))
    assert all(0 <= square.x < heat.width and 0 <= square.y < heat.height for square in heat.squares)
    assert all(len(row) == len(heat.table.head) for row in heat.table.rows)


def simulated(seed: int, days: int) -> Simulated:
    random = Random(seed)
    most = random.choice((0, 1, 100, 10**6))
    reviews, begun = ([random.randint(0, most) for _ in range(days)] for _ in range(2))
    seconds = [random.random() * most for _ in range(days)]
    return Simulated(tuple(reviews), tuple(begun), tuple(seconds), random.random() * most, most)


@given(st.sets(st.integers(70, 97)), st.integers(0, 999), st.integers(1, 1095), st.data())
@settings(max_examples=40)
def test_charts_of_any_forecast_lie_within_their_frames(found, seed: int, days: int, data: st.DataObject) -> None:
    forecasts = {percent / 100: simulated(seed + percent, days) for percent in {70, 97, *found}}
    chosen, present = (data.draw(st.sampled_from(sorted(forecasts))) for _ in range(2))

    view = workload_of(Outlook(forecasts, 1, 2, 3), chosen, present, TODAY)

    for chart in view.charts:
        check(chart)
    assert len(view.table.rows) == len(forecasts)


@given(st.floats(0, 10**12))
def test_an_axis_reaches_the_highest_value_with_few_round_levels(top: float) -> None:
    for steps, label in ((decimal_steps(), number), (time_steps(), span)):
        axis = axis_to(top, steps, label)
        assert axis.high >= top
        assert 2 <= len(axis.levels()) <= 6


@pytest.mark.parametrize(("count", "most"), [(1, 4), (4, 4), (30, 4), (31, 5)])
def test_of_names_that_have_no_room_some_are_left_out_and_never_the_last(count: int, most: int) -> None:
    names = spaced([str(place) for place in range(count)], most)

    assert names[-1] == str(count - 1)
    assert 0 < sum(map(bool, names)) <= most
