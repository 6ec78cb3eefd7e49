from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from schedule.cards import PRESETS
from schedule.test_kernel import PARAMETERS

from srs.schedule import Preset
from srs.schedule.habits import Habits
from srs.schedule.preset import DEFAULT_PARAMETERS
from srs.schedule.simulate import Forecast, Known, simulate

HABITS = Habits()


def look(known: list[Known], new: int, days: int, preset: Preset | None = None, seed: int = 1) -> Forecast:
    return simulate(known, new, days, preset or Preset(), HABITS, random.Random(seed).random)


@pytest.mark.parametrize("retention", [0.7, 0.9, 0.95])
def test_new_cards_cost_what_the_simulator_of_fsrs_rs_says(retention: float) -> None:
    library = pytest.importorskip("fsrs_rs_python")
    config = library.default_simulator_config()
    config.deck_size, config.learn_span, config.learn_limit = 5000, 365, 10
    config.review_limit, config.max_cost_perday = 9999, 1e9
    theirs = [library.simulate(list(DEFAULT_PARAMETERS), retention, config, seed) for seed in range(4)]
    preset = Preset(desired_retention=retention, new_per_day=10, reviews_per_day=9999)

    ours = [look([], 5000, 365, preset, seed) for seed in range(4)]

    def means(totals: list[float]) -> float:
        return sum(totals) / len(totals)

    assert means([sum(one.reviews) for one in ours]) == pytest.approx(
        means([sum(one.review_cnt_per_day) for one in theirs]), rel=0.05
    )
    assert means([sum(one.seconds) for one in ours]) == pytest.approx(
        means([sum(one.cost_per_day) for one in theirs]), rel=0.05
    )
    assert means([one.remembered for one in ours]) == pytest.approx(
        means([one.memorized_cnt_per_day[-1] for one in theirs]), rel=0.02
    )


def test_the_same_numbers_give_the_same_forecast() -> None:
    assert look([], 100, 30) == look([], 100, 30)


def test_more_retention_costs_more_and_keeps_more() -> None:
    low, high = (look([], 300, 200, Preset(desired_retention=retention)) for retention in (0.75, 0.95))

    assert sum(high.reviews) > sum(low.reviews)
    assert sum(high.seconds) > sum(low.seconds)
    assert high.remembered > low.remembered


def test_cards_come_on_the_day_they_are_due_and_overdue_ones_at_once() -> None:
    known = [Known(50.0, 5.0, -10, 3), Known(50.0, 5.0, -90, -40), Known(50.0, 5.0, -1, 49)]

    assert look(known, 0, 6).reviews == (1, 0, 0, 1, 0, 0)


def test_new_cards_begin_within_the_limit_of_the_day_until_none_is_left() -> None:
    assert look([], 25, 4, Preset(new_per_day=10)).begun == (10, 10, 5, 0)


def test_what_a_limit_of_reviews_leaves_over_goes_to_the_next_day_the_longest_overdue_first() -> None:
    known = [Known(900.0, 5.0, -900, -number) for number in range(5)]

    assert look(known, 0, 4, Preset(reviews_per_day=2)).reviews == (2, 2, 1, 0)


def test_nothing_known_and_nothing_new_is_an_empty_forecast() -> None:
    assert look([], 0, 3) == Forecast((0, 0, 0), (0, 0, 0), (0.0, 0.0, 0.0), 0.0, 0)


def test_a_habit_of_pressing_again_ends_with_the_day() -> None:
    stubborn = replace(HABITS, first=(1.0, 0.0, 0.0, 0.0), learning=((1.0, 0.0, 0.0, 0.0),) * 3)

    found = simulate([], 1, 1, Preset(), stubborn, random.Random(1).random)

    assert found.seconds[0] == pytest.approx(21 * HABITS.seconds[0][0])


KNOWN = st.builds(
    lambda stability, difficulty, last, ahead: Known(stability, difficulty, last, last + ahead),
    st.floats(0.001, 40_000),
    st.floats(1, 10),
    st.integers(-40_000, 0),
    st.integers(0, 40_000),
)


@settings(max_examples=50)
@given(st.lists(KNOWN, max_size=8), st.integers(0, 30), st.integers(1, 40), PRESETS, PARAMETERS, st.integers(0, 5))
def test_no_card_is_lost_whatever_there_is(
    known: list[Known], new: int, days: int, preset: Preset, parameters: tuple[float, ...], most: int
) -> None:
    preset = replace(preset, parameters=parameters, new_per_day=most, reviews_per_day=most)

    found = look(known, new, days, preset)

    assert found.cards == len(known) + min(new, most * days)
    assert 0 <= found.remembered <= found.cards
    assert len(found.reviews) == len(found.begun) == len(found.seconds) == days
