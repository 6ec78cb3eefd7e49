"""Blocks written back as markdown."""

from __future__ import annotations

from pathlib import Path

import pytest

from srs.markdown.document import Code, Paragraph, Row, Table
from srs.markdown.parse import parse
from srs.markdown.source import to_markdown

NOTES = sorted((Path(__file__).parents[1] / "golden").glob("*/*.md"))


def again(text: str) -> str:
    return to_markdown(parse(text).blocks)


def test_blocks_stand_one_blank_line_apart() -> None:
    assert again("one\n\n\n\n# two\nthree") == "one\n\n# two\n\nthree"


@pytest.mark.parametrize(
    "text",
    [
        "- one\n- two",
        "3. three\n4. four",
        "- [ ] one\n- [x] two",
        "- one\n  - two\n    - three",
        "- one\n\n  more",
        "- one\n\n  ```py\n  x = 1\n\n  y\n  ```",
        "- one\n\n  > two\n  >\n  > three",
        "> one\n>\n> - two",
        "> > one",
        "| a | b |\n|---|---|\n| c | d |",
        "One\n: first\n\nTwo\n: second",
        "One\n: first\n\n  - two",
        "```py\nx = 1\n```",
        "````\n```\na\n```\n````",
        "---",
        "<div>\na\n</div>",
        "10. ten\n\n    more",
    ],
)
def test_what_is_written_this_way_stays(text: str) -> None:
    assert again(text) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("* one\n* two", "- one\n- two"),
        ("- one\n\n- two", "- one\n- two"),
        ("1) one\n2) two", "1. one\n2. two"),
        ("One\n===", "# One"),
        ("~~~\na\n~~~", "```\na\n```"),
        ("    a", "```\na\n```"),
        ("> one\ntwo", "> one\n> two"),
        ("***", "---"),
        ("|a|b|\n|:-|-:|\n|c|", "| a | b |\n|---|---|\n| c |  |"),
    ],
)
def test_the_same_content_is_written_the_same(text: str, written: str) -> None:
    assert again(text) == written


def test_code_that_holds_a_fence_gets_a_longer_one() -> None:
    text = "````\n```\n````"

    assert again(to_markdown([Code(1, 3, "", text, fenced=True)])) == to_markdown([Code(1, 3, "", text, fenced=True)])


def test_no_blocks_are_no_text() -> None:
    assert to_markdown([]) == ""


def test_an_empty_block_leaves_no_gap() -> None:
    assert to_markdown([Paragraph(1, 1, "a"), Paragraph(2, 2, ""), Paragraph(3, 3, "b")]) == "a\n\nb"


def test_a_table_without_rows_is_no_error() -> None:
    assert to_markdown([Table(1, 1, (Row(1, 1, ()),))]).count("\n") == 1


@pytest.mark.parametrize("note", NOTES, ids=lambda note: note.stem)
def test_writing_a_note_twice_changes_nothing(note: Path) -> None:
    once = again(note.read_text("utf-8"))

    assert again(once) == once


@pytest.mark.parametrize("note", NOTES, ids=lambda note: note.stem)
def test_each_block_of_a_note_is_written_the_same_wherever_it_stands(note: Path) -> None:
    for block in parse(note.read_text("utf-8")).blocks:
        once = to_markdown([block])

        assert again(f"# Above\n\n{once}") == f"# Above\n\n{again(once)}"
