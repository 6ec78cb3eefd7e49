from __future__ import annotations

from srs.model import Memory
from srs.schedule import Kernel, Preset
from srs.schedule.batch import FORGOTTEN, KNOWN, MOVED
from srs.schedule.preset import DEFAULT_PARAMETERS
from srs.schedule.trainset import Trainset, foretell, make_trainset


def at(day: int, rating: int, ms: int = 0) -> tuple[int, int, int]:
    return day * 86_400_000 + ms, day, rating


def histories_of(trainset: Trainset) -> tuple[tuple[tuple[int, int, int], ...], ...]:
    return tuple(map(tuple, trainset.histories()))


def test_what_can_be_foretold_is_an_answer_on_a_later_day() -> None:
    found = make_trainset([[at(5, 3), at(5, 3, 9), at(8, 1), at(8, 2, 9), at(9, 4)]])

    assert histories_of(found) == (((0, 3, -1), (0, 3, -1), (3, 1, 0), (0, 2, -1), (1, 4, 1)),)
    assert found.recalled == (False, True)


def test_answers_are_numbered_in_the_order_of_time_over_all_cards() -> None:
    found = make_trainset([[at(1, 3), at(9, 3)], [at(2, 3), at(4, 1), at(20, 2)]])

    assert histories_of(found) == (((0, 3, -1), (8, 3, 1)), ((0, 3, -1), (2, 1, 0), (16, 2, 2)))
    assert found.recalled == (False, True, True)


def test_a_card_that_was_forgotten_by_hand_begins_anew() -> None:
    found = make_trainset([[at(1, 3), at(9, 3), at(9, FORGOTTEN, 9), at(12, 1), at(13, 3)]])

    assert histories_of(found) == (((0, 3, -1), (8, 3, 0)), ((0, 1, -1), (1, 3, 1)))


def test_a_change_of_the_due_day_by_hand_is_no_answer() -> None:
    found = make_trainset([[at(1, 3), at(3, MOVED), at(9, 3)]])

    assert histories_of(found) == (((0, 3, -1), (8, 3, 0)),)


def test_answers_after_what_was_known_without_a_log_foretell_nothing() -> None:
    found = make_trainset([[at(1, 3), at(9, 3), at(9, KNOWN, 9), at(12, 1), at(13, 3), at(14, FORGOTTEN), at(15, 3)]])

    assert histories_of(found) == (((0, 3, -1), (8, 3, 0)), ((0, 3, -1),))


def test_a_clock_that_was_set_back_makes_no_gap() -> None:
    found = make_trainset([[at(5, 3), at(1, 3), at(6, 3)]])

    assert histories_of(found) == (((0, 3, -1), (0, 3, -1), (1, 3, 0)),)


def test_answers_that_are_like_each_other_share_a_bin() -> None:
    found = make_trainset([[at(1, 3), at(9, 3), at(20, 3)], [at(2, 1), at(11, 1), at(12, 3)]])

    assert found.bins == ((8.98, 4, 0), (8.98, 4, 0), (2.48, 4, 2), (8.98, 4, 0))


def test_nothing_can_be_foretold_of_an_empty_log() -> None:
    found = make_trainset([])

    assert found.size == 0
    assert list(foretell(found, DEFAULT_PARAMETERS)) == []


def test_the_chance_foretold_is_the_retrievability_before_the_answer() -> None:
    kernel = Kernel(Preset())
    found = make_trainset([[at(1, 3), at(9, 1), at(20, 3)]])
    first = kernel.next_memory(None, 0, 3)
    second = kernel.next_memory(first, 8, 1)

    assert isinstance(second, Memory)
    assert list(foretell(found, DEFAULT_PARAMETERS)) == [
        kernel.retrievability(first, 8),
        kernel.retrievability(second, 11),
    ]
    assert list(foretell(found, DEFAULT_PARAMETERS, 1)) == [kernel.retrievability(second, 11)]
    assert list(foretell(found, DEFAULT_PARAMETERS, 0, 1)) == [kernel.retrievability(first, 8)]
