"""Figures of small logs, counted by hand."""

from __future__ import annotations

import pytest
from stats.rows import DAY_MS, TODAY, answered, card_figures, card_now, tally

from srs.model import Memory
from srs.schedule import Preset, kernel_for
from srs.stats.activity import Streak, calendar, last_days, streak, today_figures
from srs.stats.outlook import Bucket, distribution
from srs.stats.retention import Ratings, Retention, ratings, retention_curve, true_retention
from srs.stats.tally import Recall

KERNEL = kernel_for(Preset())


def retention_of(*rows, period: str) -> Retention:
    return next(one for one in true_retention(tally(*rows)) if one.period == period)


def forecast_of(*cards):
    return card_figures(cards).forecast


def test_true_retention_parts_young_and_mature_at_21_days_before_the_answer() -> None:
    rows = (answered(interval_days=20), answered(rating=1, interval_days=21), answered(rating=2, interval_days=200))

    found = retention_of(*rows, period="today")

    assert found == Retention("today", young=Recall(1, 0), mature=Recall(1, 1))
    assert found.total == Recall(2, 1)


@pytest.mark.parametrize("kind", ["learn", "relearn"])
def test_true_retention_leaves_steps_out(kind: str) -> None:
    assert retention_of(answered(kind=kind, interval_days=0), period="all").total == Recall()


def test_true_retention_counts_early_answers() -> None:
    assert retention_of(answered(kind="early", interval_days=30), period="all").mature == Recall(1, 0)


@pytest.mark.parametrize(
    ("period", "count"), [("today", 1), ("yesterday", 1), ("week", 3), ("month", 5), ("year", 7), ("all", 8)]
)
def test_each_period_has_its_days(period: str, count: int) -> None:
    rows = [answered(ago) for ago in (0, 1, 6, 7, 29, 30, 364, 365)]

    assert retention_of(*rows, period=period).total == Recall(count, 0)


def test_the_share_of_no_answers_is_none() -> None:
    assert Recall().share is None
    assert Recall(3, 1).share == 0.75


def test_the_curve_holds_the_seven_days_up_to_each() -> None:
    rows = (answered(8, rating=1), answered(2), answered(0, rating=1), answered(0))

    assert retention_curve(tally(*rows, days=4)) == (0.0, 0.5, 1.0, 2 / 3)


def test_the_curve_breaks_where_there_was_nothing_to_review() -> None:
    assert retention_curve(tally(answered(0), days=3)) == (None, None, 1.0)


def test_answers_are_counted_by_rating_and_stage() -> None:
    rows = (
        answered(kind="learn", rating=1),
        answered(kind="relearn", rating=3),
        answered(kind="early", rating=4, interval_days=40),
        answered(rating=2, interval_days=3),
        answered(rating=3, interval_days=21),
        answered(rating=3, interval_days=22),
        answered(40, rating=1),
    )

    assert ratings(tally(*rows)) == (
        Ratings("learning", (1, 0, 1, 1)),
        Ratings("young", (0, 1, 0, 0)),
        Ratings("mature", (0, 0, 2, 0)),
    )


def test_today_is_told_by_kind() -> None:
    rows = (
        answered(kind="learn", first=True, card=1, ms=4000),
        answered(kind="learn", card=1, rating=1),
        answered(kind="relearn", card=2),
        answered(kind="early", card=3, interval_days=30),
        answered(card=4, rating=1, interval_days=21),
        answered(1, card=5),
    )

    today = today_figures(tally(*rows))

    assert (today.recall, today.mature) == (Recall(3, 2), Recall(1, 1))
    assert (today.learn, today.relearn, today.early, today.review, today.new) == (2, 1, 1, 1, 1)
    assert today.taken_ms == 8000


def test_days_without_answers_are_days_too() -> None:
    rows = (answered(2, ms=1500, kind="learn", first=True), answered(2, ms=500), answered(0, ms=700))

    days = last_days(tally(*rows, days=3))

    assert [(TODAY - day.day, day.answers, day.taken_ms, day.new) for day in days] == [
        (2, 2, 2000, 1),
        (1, 0, 0, 0),
        (0, 1, 700, 0),
    ]


def test_a_card_is_new_once_also_where_two_stores_asked_it_first() -> None:
    rows = (answered(1, kind="learn", first=True), answered(3, kind="learn", first=True))

    assert tally(*rows).new == {TODAY - 3: 1}


def test_answers_of_days_to_come_do_not_count() -> None:
    counted = tally(answered(-1), answered(0))

    assert (dict(counted.taken_ms), sum(map(sum, counted.ratings.values()))) == ({TODAY: 1000}, 1)


def test_hours_are_local_and_leave_early_answers_and_older_days_out() -> None:
    rows = (answered(hour=23), answered(29, hour=8, rating=1), answered(30, hour=8), answered(hour=8, kind="early"))

    hours = tally(*rows, offset_seconds=7200).hours

    assert {hour: recall for hour, recall in enumerate(hours) if recall.total} == {1: Recall(1, 0), 10: Recall(0, 1)}


@pytest.mark.parametrize(
    ("ago", "current", "longest"),
    [
        ((), 0, 0),
        ((0,), 1, 1),
        ((1, 2, 3), 3, 3),
        ((0, 1, 3, 4, 5), 2, 3),
        ((2, 3), 0, 2),
    ],
)
def test_a_streak_lasts_until_a_whole_day_without_answers(ago: tuple[int, ...], current: int, longest: int) -> None:
    assert streak([TODAY - days for days in ago], TODAY) == Streak(current, longest)


def test_the_calendar_begins_on_a_monday_a_year_ago_and_ends_today() -> None:
    found = calendar({TODAY: 3, TODAY - 1: 1, TODAY - 2: 2, TODAY - 3: 8}, TODAY)

    # 2025-03-03 and 2026-03-01 are 363 days apart; 52 weeks before the Monday of this week is 2025-02-24.
    assert TODAY - found.first_day == 370
    assert (len(found.counts), found.counts[-4:]) == (371, (8, 2, 1, 3))
    assert [found.level(count) for count in (0, 1, 2, 3, 8)] == [0, 1, 2, 3, 4]


def test_what_is_overdue_stands_apart_from_what_comes() -> None:
    cards = (card_now(due=-2), card_now(due=0), card_now(due=29), card_now(due=30), card_now(due=400))

    found = forecast_of(*cards)

    assert (found.overdue, found.days[0], found.days[29], sum(found.days), found.later) == (1, 1, 1, 2, 2)


def test_steps_within_the_day_are_due_by_the_clock() -> None:
    found = forecast_of(card_now(state="learning", due=None, due_at=TODAY * DAY_MS + 5))

    assert found.days[0] == 1


def test_the_forecast_leaves_out_new_and_suspended_cards_and_those_put_off_until_later() -> None:
    put_off = card_now(due=0, buried_until=TODAY + 1)
    cards = (card_now(state="new", due=None), card_now(asleep=True), put_off, card_now(due=3, buried_until=TODAY + 1))

    found = forecast_of(*cards)

    assert (found.overdue, sum(found.days)) == (0, 1)


def test_the_chance_of_recall_counts_whole_scheduling_days() -> None:
    found = card_figures([card_now(stability=10.0, last=10), card_now(stability=None, last=None)]).memories

    # Stability is the number of days after which nine of ten are recalled.
    assert found.cards == 1
    assert found.known == pytest.approx(0.9)
    assert found.retrievability.median == pytest.approx(0.9)


def test_the_chance_of_recall_follows_the_parameters_of_the_preset() -> None:
    preset = Preset(parameters=(*Preset().parameters[:-1], 0.5))

    found = card_figures([card_now(stability=10.0, last=40)], presets=[preset]).memories

    assert found.known == kernel_for(preset).retrievability(Memory(10.0, 5.0), 40)
    assert found.known != card_figures([card_now(stability=10.0, last=40)]).memories.known


def test_each_card_is_forgotten_as_its_preset_says() -> None:
    presets = [Preset(parameters=(*Preset().parameters[:-1], 0.5)), Preset()]
    cards = [card_now(stability=10.0, last=40, preset=number) for number in (0, 1, 1)]

    found = card_figures(cards, presets=presets).memories

    chances = [kernel_for(preset).retrievability(Memory(10.0, 5.0), 40) for preset in presets]
    assert found.known == pytest.approx(chances[0] + 2 * chances[1])


def test_a_distribution_puts_a_limit_into_the_bucket_it_begins() -> None:
    found = distribution([0.5, 1, 6.9, 7, 100], (1, 7, 21))

    assert found.buckets == (Bucket(1, 3), Bucket(7, 1), Bucket(21, 1))
    assert (found.median, found.mean) == (6.9, pytest.approx(23.08))
    assert distribution([1.0, 2.0], (0,)).median == 1.5
    assert distribution([], (0,)).median is None


def test_the_hardest_note_names_the_lines_that_lapsed_most() -> None:
    cards = (
        card_now(fact="one", path="hard.md", line=9, lapses=2, front="One"),
        card_now(fact="two", path="hard.md", line=3, lapses=1, front="Two"),
        card_now(fact="two", path="hard.md", line=3, lapses=4, front="Two", stability=1.0, last=30),
        card_now(fact="three", path="hard.md", line=5),
        card_now(fact="good", path="good.md"),
        card_now(fact="new", path="new.md", stability=None, last=None),
    )
    (note,) = card_figures(cards, {"hard.md": Recall(3, 3), "good.md": Recall(9, 0)}).hardest

    assert (note.path, note.cards, note.recall, note.lapses) == ("hard.md", 4, Recall(3, 3), 7)
    assert [(line.fact, line.line, line.lapses, line.front) for line in note.lines] == [
        ("two", 3, 5, "Two"),
        ("one", 9, 2, "One"),
    ]
    assert note.lowest == KERNEL.retrievability(Memory(1.0, 5.0), 30)


def test_one_slip_makes_no_hardest_note() -> None:
    cards = [card_now(path=path) for path in ("slip.md", "weak.md", "fine.md")]
    recent = {"slip.md": Recall(0, 1), "weak.md": Recall(20, 20), "fine.md": Recall(99, 0)}

    found = card_figures([*cards, card_now(path="once.md", lapses=9)], recent).hardest

    # What failed lately stands before what failed long ago, and what never failed is not named.
    assert [note.path for note in found] == ["weak.md", "slip.md", "once.md"]


def test_of_many_hard_notes_the_hardest_are_named() -> None:
    cards = [card_now(path=f"{number:04}.md", lapses=1 + number * 7 % 2503) for number in range(2503)]

    found = card_figures(cards).hardest

    assert [note.lapses for note in found] == list(range(2503, 2493, -1))
