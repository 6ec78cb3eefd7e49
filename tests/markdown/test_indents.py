"""Items set in too far are drawn back, and every line keeps its number and its words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srs.markdown.document import List
from srs.markdown.indents import with_even_indents
from srs.markdown.parse import parse

LINES = st.lists(
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["", "  ", "      ", "\t", "\t\t\t", " " * 13]),
        st.sampled_from(["- ", "1. ", ""]),
        st.sampled_from(["a", "b c", ""]),
    ),
    max_size=12,
)


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("- a\n        - b", "- a\n  - b"),
        ("- a\n        - b\n                - c\n        - d", "- a\n  - b\n    - c\n  - d"),
        ("1. a\n\t\t- b\n\t\t  more", "1. a\n   - b\n     more"),
    ],
)
def test_an_item_set_in_too_far_is_drawn_back_with_what_stands_below_it(text: str, mended: str) -> None:
    assert with_even_indents(text) == mended


@pytest.mark.parametrize(
    "text", ["- a\n  - b\n    - c", "- a\n\t- b\n\t\t- c", "- a\n\n      code", "a\n        - b", "    - code"]
)
def test_what_markdown_reads_as_it_looks_stays(text: str) -> None:
    assert with_even_indents(text) == text


def test_a_list_within_a_list_is_read_however_far_it_is_set_in() -> None:
    (outer,) = parse("- What is it?\n            - a drum").blocks

    assert isinstance(outer, List)
    assert isinstance(outer.items[0].blocks[1], List)


@given(LINES)
def test_lines_and_their_words_stay(lines: list[str]) -> None:
    mended = with_even_indents("\n".join(lines)).split("\n") if lines else []

    assert [line.split() for line in mended] == [line.split() for line in lines]


def test_bullets_below_a_number_belong_to_it_though_they_are_set_in_too_little() -> None:
    blocks = parse("1. a\n  - b\n  - c\n2. d\n - e\n").blocks

    (outer,) = blocks
    assert isinstance(outer, List)
    assert [len(item.blocks) for item in outer.items] == [2, 2]
