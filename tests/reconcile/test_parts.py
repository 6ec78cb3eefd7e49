"""Sentences, items and remarks that came, went, or gave way to others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srs.model import Change, Draft, Kind, Source
from srs.reconcile.parts import compare_parts
from srs.reconcile.revision import grade_revision
from srs.reconcile.side import Side


def back(before: str, after: str) -> Change:
    there, here = (
        Side(Draft(Kind.DEFINITION, "What is it?", one, Source("note.md", 3, 3), "bold")) for one in (before, after)
    )
    assert grade_revision(there, here) is grade_revision(here, there)
    return grade_revision(there, here)


SAID = "A heap keeps the smallest key on top of all others."


@pytest.mark.parametrize(
    "after",
    [
        f"{SAID} It needs no more than 3 steps for a million keys.",
        f"{SAID}\n\nIt is not sorted.",
        f"Not a pile!\n\n{SAID}",
        "A heap keeps the smallest key (never the largest) on top of all others.",
        f"{SAID}  \nHeight 3 is enough for most",
        f"{SAID}\n- height = log n\n- n < 2^h",
        f"{SAID}\n\n$$h \\le 2$$",
    ],
)
def test_a_sentence_an_item_or_a_remark_more_is_reworded(after: str) -> None:
    assert back(SAID, after) is Change.REWORDED


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- red\n- green\n- blue", "- red\n- green\n- blue\n- no 4"),
        ("LSS · UniAD · RAD · GAD", "LSS · UniAD · RAD · GAD · DETR3D"),
        ("| a | b |\n|---|---|\n| c | d |", "| a | b |\n|---|---|\n| c | d |\n| e | 7 |"),
        ("低い頻度で読むものに向く", "低い頻度で読むものに向く（1時間以内に読める）"),
        (
            "- one that sinks to the\n- one that floats",
            "- one that sinks to the ground of it\n- one that floats\n- 2 at once",
        ),
    ],
)
def test_a_list_that_grew_is_reworded(before: str, after: str) -> None:
    assert back(before, after) is Change.REWORDED


@pytest.mark.parametrize(
    "after",
    [
        "A heap keeps the smallest key (not) on top of all others.",
        "A heap never keeps the smallest key on top of all others. It is a tree.",
        "A heap keeps the smallest 2 keys on top of all others.\n\nIt is a tree.",
        "A heap keeps the smallest key on top of all others. " + "It is a tree of nodes with values. " * 8,
    ],
)
def test_what_changes_a_sentence_or_outweighs_it_changes_the_meaning(after: str) -> None:
    assert back(SAID, after) is Change.MEANING


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "It returns what the last node holds. An empty list gives zero and false.",
            "It returns what the last node holds. In a ring it follows from the head.",
        ),
        ("cost / speed / ease of use / weight", "colour / speed / ease of use / cost"),
        ("- iron\n- copper\n- zinc", "- iron\n- copper\n- tin foil"),
    ],
)
def test_a_sentence_or_an_item_in_place_of_another_changes_the_meaning(before: str, after: str) -> None:
    assert back(before, after) is Change.MEANING


def test_one_item_of_many_that_was_rewritten_is_reworded() -> None:
    items = [f"- {word} is a part of the engine" for word in ("oil", "belt", "cam", "rod", "pin", "cap", "fan")]

    assert (
        back("\n".join([*items, "- it must run warm"]), "\n".join([*items, "- heat matters a lot"])) is Change.REWORDED
    )


def test_a_line_of_code_or_of_a_formula_is_no_part() -> None:
    parts = compare_parts("```\na = 1.\n- b\n```", "```\na = 1.\n- c\n```")

    assert parts is not None
    assert parts.number == 1


LINES = st.lists(
    st.sampled_from(
        ["- a b c", "- a b d", "- not a b", "c (d e)", "- 1 a", "- 2 a", "f g. h i.", "x\n\n", "`a`", "$b$"]
    )
).map("\n".join)


@given(one=LINES, other=LINES)
def test_an_edit_and_the_way_back_have_one_grade(one: str, other: str) -> None:
    assert back(one, other) in Change


@given(text=LINES)
def test_an_unchanged_text_is_a_matter_of_format(text: str) -> None:
    assert back(text, text) is Change.FORMAT
