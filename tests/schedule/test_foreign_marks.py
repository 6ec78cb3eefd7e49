"""What was marked in another program, and what was marked here."""

from __future__ import annotations

import pytest

from srs.schedule.foreign_marks import TagChange, flag_of, suspension_of, tags_of


@pytest.mark.parametrize(
    ("there", "seen", "here", "touched", "expected"),
    [
        (True, None, False, True, True),
        (True, None, False, False, False),
        (False, None, True, True, True),
        (True, False, False, False, True),
        (False, True, True, False, False),
        (True, True, False, True, False),
        (False, False, True, True, True),
    ],
)
def test_a_suspension_is_taken_where_it_changed_there(
    there: bool, seen: bool | None, here: bool, touched: bool, expected: bool
) -> None:
    assert suspension_of(there, seen, here, touched=touched) is expected


@pytest.mark.parametrize(
    ("there", "seen", "here", "expected"),
    [(3, None, 0, 3), (3, None, 2, 2), (0, None, 2, 2), (3, 1, 2, 3), (0, 1, 2, 0), (1, 1, 2, 2), (1, 1, 0, 0)],
)
def test_a_flag_is_taken_where_it_changed_there(there: int, seen: int | None, here: int, expected: int) -> None:
    assert flag_of(there, seen, here) == expected


def test_tags_come_from_a_note_that_was_touched() -> None:
    assert tags_of(["a", "Mine"], None, ["A"], [], touched=True) == TagChange(("Mine",), ())
    assert tags_of(["a", "mine"], None, ["a"], [], touched=False) == TagChange()


def test_tags_come_and_go_by_what_was_seen_last() -> None:
    assert tags_of(["a", "new"], ["a", "old"], ["a", "old"], ["old"], touched=False) == TagChange(("new",), ("old",))
    assert tags_of(["a"], ["a", "b"], ["a", "b"], [], touched=True) == TagChange()
    assert tags_of(["a", "was"], ["a", "was"], ["a"], [], touched=True) == TagChange()
