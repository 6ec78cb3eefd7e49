"""What a front asks for, whatever its number and its names."""

from __future__ import annotations

import pytest

from srs.model import Change, Draft, Kind, Source
from srs.reconcile.revision import grade_revision
from srs.reconcile.side import Side

ANSWER = "two wires carry the signal of one bus to each of the parts"


def front(before: str, after: str, answer: str = ANSWER) -> Change:
    there, here = (
        Side(Draft(Kind.DEFINITION, one, answer, Source("note.md", 3, 3), "bold")) for one in (before, after)
    )
    assert grade_revision(there, here) is grade_revision(here, there)
    return grade_revision(there, here)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("3. CAN", "4. CAN"),
        ("**3. CAN** bus", "**4. CAN** bus"),
        ("Queue", "1. Queue"),
        ("L4) What is a queue?", "L11) What is a queue?"),
        ("b) Queue", "c) Queue"),
        ("1️⃣ Queue", "1. Queue"),
        ("Buses — 3. CAN", "Buses — 4. CAN"),
    ],
)
def test_the_number_of_a_front_in_a_list_is_a_matter_of_format(before: str, after: str) -> None:
    assert front(before, after) is Change.FORMAT


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("noclobber", "-C, noclobber"),
        ("Cold disk", "Cold disk (sc1)"),
        ("冷たいディスク", "冷たいディスク（sc1）"),
        ('`autocomplete=""`', "`autocomplete`"),
        ("6 Buses", "Buses"),
        ("What is it for?", "What is class 4 of it for?"),
    ],
)
def test_a_front_that_tells_more_over_the_same_answer_is_reworded(before: str, after: str) -> None:
    assert front(before, after) is Change.REWORDED


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Theorem 2", "Theorem 3"),
        ("CAN 3", "CAN 4"),
        ("What is allowed there?", "What is not allowed there?"),
        ("What holds for $x > y$?", r"What holds for $x \ge y$?"),
        ("Sending a message", "Receiving a message"),
        ("A. Miller", "B. Miller"),
        ("Metals", "Metals (not iron)"),
        ("What does `ls -l` do?", "What does `ls -L` do?"),
    ],
)
def test_a_front_that_asks_for_something_else_changes_the_meaning(before: str, after: str) -> None:
    assert front(before, after) is Change.MEANING


def test_a_number_counts_where_the_answer_is_another() -> None:
    there, here = (
        Side(Draft(Kind.DEFINITION, one, answer, Source("note.md", 3, 3), "bold"))
        for one, answer in (("1. Queue", "first in, first out"), ("2. Queue", "a row of people at a door"))
    )

    assert grade_revision(there, here) is Change.MEANING
