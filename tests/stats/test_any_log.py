"""What holds of the figures of any log."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st
from stats.rows import TODAY, answered, card_now, tally

from srs.schedule import Preset, kernel_for
from srs.stats.activity import calendar, last_days, streak, today_figures
from srs.stats.hardest import hardest_notes
from srs.stats.outlook import FORECAST_DAYS, chances_of, forecast, memories
from srs.stats.retention import ratings, true_retention
from srs.stats.tally import Recall, Stage

ROWS = st.lists(
    st.builds(
        answered,
        ago=st.integers(-2, 500),
        rating=st.integers(1, 4),
        kind=st.sampled_from(("learn", "review", "relearn", "early")),
        interval_days=st.integers(0, 60),
        card=st.integers(1, 9),
        ms=st.integers(0, 60_000),
        first=st.booleans(),
        hour=st.integers(0, 23),
    ),
    max_size=60,
)
CARDS = st.lists(
    st.builds(
        card_now,
        st.integers(1, 9),
        fact=st.sampled_from("abcd"),
        path=st.sampled_from(("a.md", "b.md", "c.md")),
        state=st.sampled_from(("new", "learning", "review", "relearning")),
        due=st.integers(-50, 400),
        stability=st.none() | st.floats(0.001, 36_500),
        lapses=st.integers(0, 9),
        last=st.none() | st.integers(0, 400),
        asleep=st.booleans(),
        buried_until=st.none() | st.integers(TODAY - 1, TODAY + 2),
    ),
    max_size=40,
)
KERNEL = kernel_for(Preset())


@given(ROWS, st.integers(0, 99))
def test_the_order_of_the_rows_does_not_matter(rows, seed: int) -> None:
    shuffled = rows.copy()
    Random(seed).shuffle(shuffled)

    assert tally(*shuffled) == tally(*rows)


@given(ROWS, st.integers(1, 600))
def test_the_parts_make_the_whole(rows, days: int) -> None:
    counted = tally(*rows, days=days)
    lately = [row for row in rows if 0 <= TODAY - row.day < days]
    ever = counted.recall(Stage)

    assert ever.total == sum(row.day <= TODAY for row in rows)
    assert sum(day.answers for day in last_days(counted)) == len(lately)
    assert sum(day.taken_ms for day in last_days(counted)) == sum(row.taken_ms for row in lately)
    assert sum(sum(one.counts) for one in ratings(counted)) == len(lately)
    assert sum(counted.hours, Recall()).total == sum(row.kind != "early" for row in lately)
    assert sum(counted.new.values()) == len({row.card for row in rows if row.first and row.day <= TODAY})


@given(ROWS)
def test_a_longer_period_holds_the_shorter_ones(rows) -> None:
    found = {one.period: one.total for one in true_retention(tally(*rows))}
    days = today_figures(tally(*rows))

    assert found["today"].total <= days.review + days.early
    for shorter, longer in (
        ("today", "week"),
        ("yesterday", "week"),
        ("week", "month"),
        ("month", "year"),
        ("year", "all"),
    ):
        assert found[shorter].passed <= found[longer].passed
        assert found[shorter].failed <= found[longer].failed


@given(st.sets(st.integers(TODAY - 60, TODAY)))
def test_a_streak_is_no_longer_than_its_days(days: set[int]) -> None:
    found = streak(days, TODAY)

    assert found.current <= found.longest <= len(days)
    assert (found.longest > 0) == bool(days)


@given(st.dictionaries(st.integers(TODAY - 500, TODAY), st.integers(1, 999)))
def test_more_answers_are_never_shown_lighter(answers: dict[int, int]) -> None:
    found = calendar(answers, TODAY)
    levels = [found.level(count) for count in sorted(found.counts)]

    assert levels == sorted(levels)
    assert all((level > 0) == (count > 0) for level, count in zip(levels, sorted(found.counts), strict=True))
    assert (found.first_day + 3) % 7 == 0
    assert found.first_day + len(found.counts) == TODAY + 1


@given(CARDS)
def test_every_card_that_is_asked_again_is_in_one_place_of_the_forecast(cards) -> None:
    found = forecast(cards, TODAY, lambda at: at)
    asked = [card for card in cards if card.state != "new" and not card.asleep]
    put_off = [card for card in asked if card.due_day <= TODAY < (card.buried_until or 0)]

    assert len(found.days) == FORECAST_DAYS
    assert found.overdue + sum(found.days) + found.later == len(asked) - len(put_off)


@given(CARDS)
def test_every_card_that_was_answered_is_in_one_bucket(cards) -> None:
    found = memories(chances_of(cards, TODAY, KERNEL))

    assert 0 <= found.known <= found.cards
    assert found.cards == sum(card.stability is not None and card.last_day is not None for card in cards)
    for one in (found.stability, found.difficulty, found.retrievability):
        assert sum(bucket.cards for bucket in one.buckets) == found.cards


@given(CARDS, ROWS)
def test_the_hardest_notes_add_up_their_cards(cards, rows) -> None:
    found = hardest_notes(chances_of(cards, TODAY, KERNEL), tally(*rows).recent)
    known = [card for card in cards if card.stability is not None and card.last_day is not None]

    for note in found:
        own = [card for card in known if card.path == note.path]
        assert (note.cards, note.lapses) == (len(own), sum(card.lapses for card in own))
        assert 0 <= note.lowest <= 1
