"""Which rows of a log are one answer."""

from __future__ import annotations

from itertools import permutations

from srs.schedule.same_answer import Known, Line, find_doubles, find_same

OWN = Known(7, 1_000, 3, 900, 0, "")
FROM_ANKI = Known(-1, 1_000, 3, 900, 0, "anki 1")


def pairs(*rows: Known) -> set[tuple[int, int]]:
    return {(double.row.id, double.counted.id) for double in find_doubles(rows)}


def test_what_was_written_here_counts_before_what_came() -> None:
    assert pairs(OWN, FROM_ANKI) == pairs(FROM_ANKI, OWN) == {(-1, 7)}


def test_rows_written_on_two_machines_are_two_answers_even_in_one_millisecond() -> None:
    assert pairs(OWN, OWN._replace(id=-2, rating=1), OWN._replace(id=-3)) == set()


def test_a_row_that_came_goes_with_the_answer_that_took_as_long() -> None:
    slower = OWN._replace(id=-2, taken_ms=1200)
    came = FROM_ANKI._replace(taken_ms=1200)

    assert pairs(OWN, slower, came) == {(-1, -2)}
    assert pairs(OWN, slower, came, FROM_ANKI._replace(id=-3, at=1_001)) == {(-1, -2), (-3, 7)}


def test_another_rating_or_a_change_by_hand_is_another_answer() -> None:
    assert pairs(OWN, FROM_ANKI._replace(rating=2), FROM_ANKI._replace(id=-2, rating=0)) == set()


def test_a_row_may_have_been_put_off_by_some_milliseconds_but_not_by_seconds() -> None:
    assert pairs(OWN, FROM_ANKI._replace(at=1_004)) == {(-1, 7)}
    assert pairs(OWN, FROM_ANKI._replace(at=996)) == set()
    assert pairs(OWN, FROM_ANKI._replace(at=31_000)) == set()


def test_a_change_by_hand_is_known_by_its_interval_and_day_for_minutes() -> None:
    moved = Known(8, 1_000, 0, 0, 5, "", ahead=4)
    came = Known(-1, 9_000, 0, 0, 5, "anki 1", ahead=4)

    assert pairs(moved, came) == {(-1, 8)}
    assert pairs(moved, came._replace(interval_days=6)) == set()
    assert pairs(moved, came._replace(ahead=30)) == set()


def test_rows_of_one_program_that_were_numbered_otherwise_are_one_answer() -> None:
    assert pairs(OWN, FROM_ANKI._replace(at=1_001), FROM_ANKI._replace(id=-2, at=1_003)) == {(-1, 7), (-2, 7)}


def test_where_something_followed_nobody_told_for_which_day_a_card_was_set_due() -> None:
    moved = Known(8, 1_000, 0, 0, 5, "", ahead=4)
    came = Known(-1, 9_000, 0, 0, 5, "anki 1", ahead=5)
    answered = Known(9, 60_000, 3, 900, 5, "")

    assert pairs(moved, came, answered) == {(-1, 8)}
    assert pairs(moved, came) == set()
    assert pairs(moved, came._replace(ahead=30), answered) == set()


def test_of_programs_that_tell_one_answer_the_same_counts_in_whatever_order_they_came() -> None:
    rows = [FROM_ANKI, FROM_ANKI._replace(id=-2, origin="anki 2"), FROM_ANKI._replace(id=-3, origin="obsidian-sr")]

    assert {frozenset(pairs(*order)) for order in permutations(rows)} == {frozenset({(-2, -1), (-3, -1)})}


def test_a_line_at_the_very_time_of_a_row_goes_before_one_that_could_be_it_put_off() -> None:
    second = OWN._replace(id=8, at=1_005)

    found = find_same([Line(1_005, 3, 900, -1), Line(1_006, 3, 900, -1)], [OWN, second], "anki 1")

    assert found == [second, OWN]


def test_a_row_that_came_may_have_moved_by_some_milliseconds_either_way() -> None:
    row = Known(-1, 1_001, 3, 0, 5, "anki 1")

    assert find_same([Line(1_000, 3, 0, -1)], [row], "anki 1") == [row]
    assert find_same([Line(1_000, 3, 0, -1)], [row], "anki 2") == [row]
    assert find_same([Line(1_000, 3, 0, -1)], [row._replace(origin="")], "anki 2") == [None]
    assert find_same([Line(1_000, 2, 0, -1)], [row], "anki 1") == [None]
    assert find_same([Line(9_000, 3, 0, -1)], [row], "anki 1") == [None]


def test_of_rows_at_one_time_that_of_the_same_program_goes_first() -> None:
    ours, theirs = FROM_ANKI, FROM_ANKI._replace(id=-2, origin="anki 2")

    assert find_same([FROM_ANKI.line], [ours, theirs], "anki 2") == [theirs]
    assert find_same([FROM_ANKI.line], [ours, theirs], "anki 1") == [ours]


def test_of_changes_by_hand_the_last_which_tells_its_day_finds_its_row_first() -> None:
    ahead, today = Known(1, 1_000, 0, 0, 1, "", ahead=1), Known(2, 1_001, 0, 0, 1, "", ahead=0)

    assert find_same([Line(1_003, 0, 0, 1), Line(1_004, 0, 0, 1, 0)], [ahead, today], "anki 1") == [ahead, today]
