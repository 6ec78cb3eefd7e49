"""What holds of the figures of any log."""

from __future__ import annotations

from collections import Counter
from random import Random
from statistics import mean, median

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stats.rows import TODAY, answered, card_figures, card_now, tally

from srs.schedule import Preset, kernel_for
from srs.stats.activity import calendar, last_days, streak, today_figures
from srs.stats.hardest import MOST_LINES, MOST_NOTES
from srs.stats.outlook import FORECAST_DAYS
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
    found = card_figures(cards).forecast
    asked = [card for card in cards if card.state != "new" and not card.asleep]
    put_off = [card for card in asked if card.due_day <= TODAY < (card.buried_until or 0)]

    assert len(found.days) == FORECAST_DAYS
    assert found.overdue + sum(found.days) + found.later == len(asked) - len(put_off)


@given(CARDS)
def test_every_card_that_was_answered_is_in_one_bucket(cards) -> None:
    found = card_figures(cards).memories

    assert 0 <= found.known <= found.cards
    assert found.cards == sum(card.stability is not None and card.last_day is not None for card in cards)
    for one in (found.stability, found.difficulty, found.retrievability):
        assert sum(bucket.cards for bucket in one.buckets) == found.cards


@given(CARDS, st.integers(0, 99))
def test_the_order_of_the_cards_of_a_note_does_not_matter(cards, seed: int) -> None:
    shuffled = cards.copy()
    Random(seed).shuffle(shuffled)

    assert card_figures(shuffled) == card_figures(cards)


@given(CARDS)
def test_what_is_remembered_is_told_as_of_all_cards_at_once(cards) -> None:
    found = card_figures(cards).memories
    known = [card for card in cards if card.stability is not None and card.last_day is not None]
    chances = [KERNEL.recall(card.stability, TODAY - card.last_day) for card in known]

    assert found.known == pytest.approx(sum(chances))
    for one, values in (
        (found.stability, [card.stability for card in known]),
        (found.difficulty, [card.difficulty for card in known]),
        (found.retrievability, chances),
    ):
        assert one.mean == (pytest.approx(mean(values)) if known else None)
        assert one.median == (pytest.approx(median(values)) if known else None)
        ends = [bucket.low for bucket in one.buckets[1:]]
        places = Counter(sum(value >= end for end in ends) for value in values)
        assert [bucket.cards for bucket in one.buckets] == [places[place] for place in range(len(one.buckets))]


@given(
    st.lists(
        st.builds(
            card_now,
            fact=st.sampled_from("abcdef"),
            path=st.integers(0, 2000).map("{}.md".format) | st.sampled_from(("a.md", "b.md")),
            line=st.integers(1, 9),
            stability=st.none() | st.floats(0.1, 900),
            lapses=st.integers(0, 3),
            last=st.integers(0, 400),
        ),
        max_size=120,
    ),
    st.dictionaries(
        st.integers(0, 2000).map("{}.md".format) | st.just("a.md"),
        st.builds(Recall, st.integers(0, 9), st.integers(0, 9)),
    ),
)
def test_the_hardest_notes_are_those_that_all_notes_at_once_give(cards, recent) -> None:
    known = [card for card in cards if card.stability is not None]
    recent = {path: recall for path, recall in recent.items() if path in {card.path for card in known}}

    found = card_figures(cards, recent).hardest

    average = sum(recent.values(), Recall()).share or 0
    ranked = []
    for path in {card.path for card in known}:
        own, recall = [card for card in known if card.path == path], recent.get(path, Recall())
        lapses, lowest = (
            sum(card.lapses for card in own),
            min(KERNEL.recall(one.stability, TODAY - one.last_day) for one in own),
        )
        expected = (recall.passed + 10 * average) / (recall.total + 10)
        if lapses or recall.failed:
            ranked.append((not recall.failed, expected, -lapses, lowest, path, len(own), recall))
    assert [(*key[2:], recall) for *key, recall in sorted(ranked)[:MOST_NOTES]] == [
        (-note.lapses, note.lowest, note.path, note.cards, note.recall) for note in found
    ]
    for note in found:
        lapsed = Counter[str]()
        for card in known:
            if card.path == note.path:
                lapsed[card.fact] += card.lapses
        assert [line.lapses for line in note.lines] == sorted(filter(None, lapsed.values()), reverse=True)[:MOST_LINES]
        assert all(lapsed[line.fact] == line.lapses for line in note.lines)
