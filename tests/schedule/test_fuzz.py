from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srs.schedule.fuzz import fuzz_bounds, fuzz_factor, fuzzed_days, fuzzed_seconds

FACTORS = st.floats(0, 1, exclude_max=True)


@pytest.mark.parametrize(
    ("days", "bounds"),
    [
        (1.0, (1, 1)),
        (2.49, (2, 2)),
        (2.5, (2, 4)),
        (7.0, (5, 9)),
        (17.0, (14, 20)),
        (20.0, (17, 23)),
        (30.0, (27, 33)),
        (37.0, (33, 41)),
        (100.0, (93, 107)),
    ],
)
def test_the_bounds_are_those_of_anki(days: float, bounds: tuple[int, int]) -> None:
    assert fuzz_bounds(days, 1, 1000) == bounds


def test_the_bounds_stay_within_the_limits() -> None:
    assert fuzz_bounds(100.0, 97, 103) == (97, 103)
    assert fuzz_bounds(100.0, 1, 99) == (92, 99)
    assert fuzz_bounds(100.0, 101, 1000) == (101, 108)


def test_a_minimum_above_two_days_leaves_room_for_a_day() -> None:
    assert fuzz_bounds(2.0, 3, 1000) == (3, 4)


def test_no_room_is_made_beyond_the_maximum_or_for_two_days() -> None:
    assert fuzz_bounds(2.0, 3, 3) == (3, 3)
    assert fuzz_bounds(2.0, 2, 1000) == (2, 2)


def test_a_maximum_below_the_minimum_wins() -> None:
    assert fuzz_bounds(1.0, 3, 2) == (2, 2)
    assert fuzzed_days(9.0, None, 3, 2) == 2


def test_the_range_is_spread_over_its_days_evenly() -> None:
    days = [fuzzed_days(7.0, step / 1000, 1, 1000) for step in range(1000)]

    assert {day: days.count(day) for day in days} == {5: 200, 6: 200, 7: 200, 8: 200, 9: 200}


def test_without_fuzz_halves_are_rounded_up() -> None:
    assert [fuzzed_days(days, None, 1, 100) for days in (0.2, 1.5, 2.5, 3.49, 200.0)] == [1, 2, 3, 3, 100]


@given(st.floats(0.01, 40_000), FACTORS, st.integers(1, 400), st.integers(1, 36_500))
def test_a_fuzzed_interval_stays_within_its_bounds(days: float, factor: float, minimum: int, maximum: int) -> None:
    lower, upper = fuzz_bounds(days, minimum, maximum)

    assert lower <= fuzzed_days(days, factor, minimum, maximum) <= upper
    assert min(minimum, maximum) <= lower <= upper <= maximum


@given(st.integers(1, 86_400), FACTORS)
def test_a_step_grows_by_a_quarter_or_five_minutes_at_most(seconds: int, factor: float) -> None:
    assert seconds <= fuzzed_seconds(seconds, factor) <= seconds + min(seconds / 4, 300)


def test_a_step_without_fuzz_is_kept() -> None:
    assert fuzzed_seconds(600, None) == 600


@given(st.text(max_size=20), st.integers(0, 10_000))
def test_the_factor_lies_from_zero_to_below_one(key: str, reps: int) -> None:
    assert 0 <= fuzz_factor(key, reps) < 1


def test_the_factor_is_the_same_on_every_machine() -> None:
    assert fuzz_factor("abc/0", 3) == FACTOR_OF_ABC
    assert fuzz_factor("abc/0", 4) != FACTOR_OF_ABC


FACTOR_OF_ABC = 2389179457 / 2**32
