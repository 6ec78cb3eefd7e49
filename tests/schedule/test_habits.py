from __future__ import annotations

import pytest

from srs.schedule.habits import Habits, habits_of


def chances(count: int, of: int, usual: float) -> float:
    return pytest.approx((count + 50 * usual) / (of + 50))


def test_without_answers_the_habits_are_those_of_others() -> None:
    assert [*map(sum, habits_of([]).seconds)] == pytest.approx([*map(sum, Habits().seconds)])
    assert habits_of([]).first == pytest.approx(Habits().first)


def test_first_ratings_are_counted_on_new_cards() -> None:
    found = habits_of([[(0, 1, 3, 0, "new")], [(0, 1, 1, 0, "new")]]).first

    assert found[0] == chances(1, 2, 0.24)
    assert found[2] == chances(1, 2, 0.495)
    assert sum(found) == pytest.approx(1)


def test_ratings_of_recalled_cards_leave_lapses_out() -> None:
    log = [(0, 1, 3, 0, "new"), (1, 5, 1, 0, "review"), (2, 9, 4, 0, "review"), (3, 20, 2, 0, "review")]

    found = habits_of([log]).recalled

    assert found == (chances(1, 2, 0.224), chances(0, 2, 0.631), chances(1, 2, 0.145))


def test_what_follows_a_rating_within_the_day_is_counted_by_state() -> None:
    log = [
        *[(0, 1, 1, 0, "new"), (1, 1, 3, 0, "learning"), (2, 1, 3, 0, "learning")],
        *[(3, 5, 1, 0, "review"), (4, 5, 2, 0, "relearning"), (5, 6, 3, 0, "relearning")],
    ]

    found = habits_of([log])

    assert found.learning[0][2] == chances(1, 1, 0.5108)
    assert found.learning[2][2] == chances(1, 1, 0.8462)
    assert found.relearning[0][1] == chances(1, 1, 0.0643)
    assert found.relearning[1] == pytest.approx(Habits().relearning[1], abs=1e-3)


def test_times_are_means_by_state_and_rating_and_answers_without_a_time_are_left_out() -> None:
    log = [(0, 1, 3, 4000, "new"), (1, 5, 3, 2000, "review"), (2, 9, 3, 0, "review"), (3, 20, 3, 8000, "review")]

    found = habits_of([log]).seconds

    assert found[0][2] == pytest.approx((4 + 50 * 13.78) / 51)
    assert found[1][2] == pytest.approx((10 + 50 * 12.38) / 52)


def test_changes_by_hand_are_no_answers() -> None:
    assert habits_of([[(0, 1, 0, 9000, "review"), (1, 1, -1, 9000, "review")]]) == habits_of([])
