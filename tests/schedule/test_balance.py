from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from schedule.cards import CLOCK, DAY, NOON, PRESETS, RATINGS, review_card

from srs.model import Memory, Rating
from srs.schedule import Load, Preset, answer_card, outcomes
from srs.schedule.fuzz import fuzz_bounds, fuzz_factor

FIRST, LAST = fuzz_bounds(30, 1, 36_500)
FACTORS = st.floats(0, 1, exclude_max=True)
LOADS = st.builds(
    Load,
    st.dictionaries(st.integers(DAY, DAY + 120), st.integers(0, 500), max_size=60),
    st.frozensets(st.integers(DAY, DAY + 120), max_size=3),
    st.tuples(*[st.sampled_from((0.0, 0.25, 0.5, 1.0))] * 7),
)


def chosen(load: Load, tries: int = 400) -> list[int]:
    """Return how often each day of the range of 30 days is chosen, over evenly spaced factors."""
    days = [load.choose(DAY, 30, number / tries, 1, 36_500) for number in range(tries)]
    return [days.count(day) for day in range(FIRST, LAST + 1)]


def test_days_without_cards_are_all_as_likely() -> None:
    counts = chosen(Load({}))

    assert max(counts) - min(counts) <= 1


def test_a_full_day_is_avoided() -> None:
    full = {DAY + day: 50 for day in range(FIRST, LAST + 1)} | {DAY + 30: 5}

    assert chosen(Load(full))[30 - FIRST] > 350


def test_an_easy_day_gets_its_share_and_a_free_day_next_to_nothing() -> None:
    weekday = (DAY + 30 + 3) % 7
    even = {DAY + day: 20 for day in range(FIRST, LAST + 1)}

    def share_of(share: float) -> int:
        shares = tuple(share if day == weekday else 1.0 for day in range(7))
        return chosen(Load(even, frozenset(), shares))[30 - FIRST]

    assert share_of(0) <= 1 < share_of(0.5) < share_of(1)


def test_the_weekday_is_that_of_the_calendar() -> None:
    monday = (1.0, 0, 0, 0, 0, 0, 0)  # 1970-01-05, day 4, was a Monday

    assert [Load({}, frozenset(), monday).choose(4 - 30, 30, factor, 1, 36_500) for factor in (0.01, 0.5, 0.99)] == [
        30
    ] * 3


def test_siblings_are_pushed_apart() -> None:
    counts = chosen(Load({}, frozenset({DAY + FIRST})))

    assert counts[0] <= 1
    assert counts[:5] == sorted(counts[:5])
    assert min(counts[5:]) > counts[4]


def test_what_is_far_off_is_not_balanced() -> None:
    assert Load({}).choose(DAY, 91, 0.5, 1, 36_500) is None


@given(LOADS, st.floats(0.5, 90), FACTORS, st.integers(1, 90), st.integers(1, 36_500))
def test_the_day_is_always_within_the_range_of_fuzz(
    load: Load, days: float, factor: float, minimum: int, maximum: int
) -> None:
    first, last = fuzz_bounds(days, minimum, maximum)

    interval = load.choose(DAY, days, factor, minimum, maximum)

    assert interval is not None
    assert first <= interval <= last


@given(LOADS, PRESETS, st.floats(0.1, 400), st.floats(1, 10), st.integers(1, 90))
def test_balanced_outcomes_keep_the_order_of_the_buttons(
    load: Load, preset: Preset, stability: float, difficulty: float, interval: int
) -> None:
    card = review_card(memory=Memory(stability, difficulty), interval_days=interval)
    found = outcomes(card, NOON, preset, CLOCK, load)
    days = [found[rating].schedule.interval_days for rating in (Rating.HARD, Rating.GOOD, Rating.EASY)]

    longest = preset.maximum_interval
    assert all(one < other or other == longest for one, other in pairwise(days))
    assert all((outcome.schedule.due_day or DAY + 1) > DAY for outcome in found.values())


@given(LOADS, RATINGS)
def test_balance_moves_the_day_and_leaves_the_memory(load: Load, rating: Rating) -> None:
    card = review_card()

    balanced = answer_card(card, rating, NOON, 0, Preset(), CLOCK, load).after
    fuzzed = answer_card(card, rating, NOON, 0, Preset(), CLOCK).after

    assert replace(balanced, due_day=0, interval_days=0) == replace(fuzzed, due_day=0, interval_days=0)


@pytest.mark.parametrize("preset", [Preset(load_balance=False), Preset(fuzz=False)])
def test_balance_can_be_turned_off_and_needs_fuzz(preset: Preset) -> None:
    card = review_card()
    full = Load({DAY + day: day for day in range(200)})

    assert outcomes(card, NOON, preset, CLOCK, full) == outcomes(card, NOON, preset, CLOCK)


def test_the_choice_is_the_same_for_the_same_card_and_count() -> None:
    load = Load({DAY + day: day * 7 % 5 for day in range(60)})

    assert len({load.choose(DAY, 30, fuzz_factor("k/0", 3), 1, 36_500) for _ in range(5)}) == 1
