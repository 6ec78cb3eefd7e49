"""Notes as trees of blocks: what each block is, where it stands, and what of its source it keeps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srs.markdown.document import (
    Block,
    Code,
    DefinitionList,
    Document,
    Entry,
    Heading,
    Html,
    Item,
    List,
    Paragraph,
    Quote,
    Row,
    Rule,
    Table,
)
from srs.markdown.parse import parse

PIECES = [
    "> ",
    "- ",
    "1. ",
    "    ",
    "\n",
    "\n\n",
    "```",
    "~~~",
    "# ",
    "---",
    "===",
    "|",
    ": ",
    "a",
    "é",
    "$$",
    "<b>",
    "[^1]:",
]


def blocks(text: str) -> tuple[Block, ...]:
    return parse(text).blocks


def only(text: str) -> Block:
    (block,) = blocks(text)
    return block


def items(text: str) -> tuple[Item, ...]:
    block = only(text)
    assert isinstance(block, List)
    return block.items


def code(text: str) -> Code:
    block = only(text)
    assert isinstance(block, Code)
    return block


def spans(block: object) -> list[tuple[int, int]]:
    """Return the spans of a block and of everything in it, parents first."""
    below = (getattr(block, name, ()) for name in ("blocks", "items", "rows", "entries"))
    own = [(block.first_line, block.last_line)] if not isinstance(block, Document) else []  # type: ignore[attr-defined]
    return own + [span for part in below for inner in part for span in spans(inner)]


def test_an_empty_note_has_no_blocks() -> None:
    assert parse("") == Document((), {}, ())


def test_a_paragraph_spans_its_lines() -> None:
    assert blocks("one\ntwo\n\n\nthree\n") == (Paragraph(1, 2, "one\ntwo"), Paragraph(5, 5, "three"))


def test_a_paragraph_keeps_its_inline_marks() -> None:
    text = "**bold**, *slanted*, `code`, $x$, [link](a.md), ![image](b.png), [[wiki|name]] and <b>tag</b>"

    assert only(text) == Paragraph(1, 1, text)


def test_a_paragraph_keeps_its_hard_breaks() -> None:
    assert only("one  \ntwo\\\nthree") == Paragraph(1, 3, "one  \ntwo\\\nthree")


@pytest.mark.parametrize("level", range(1, 7))
def test_a_heading_has_the_level_of_its_marks(level: int) -> None:
    assert only(f"{'#' * level} Title") == Heading(1, 1, level, "Title")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Title #", "Title"),
        ("## Title ##  ", "Title"),
        ("# C#", "C#"),
        ("# a #b", "a #b"),
        ("#   wide", "wide"),
        ("#", ""),
    ],
)
def test_a_heading_loses_its_marks_and_nothing_else(text: str, title: str) -> None:
    block = only(text)

    assert isinstance(block, Heading)
    assert block.text == title


def test_a_setext_heading_spans_its_text_and_its_line() -> None:
    assert blocks("One\n===\n\nTwo\n---\n") == (Heading(1, 2, 1, "One"), Heading(4, 5, 2, "Two"))


def test_a_setext_heading_of_two_lines_becomes_one_line() -> None:
    assert only("one\ntwo\n===") == Heading(1, 3, 1, "one two")


def test_a_setext_heading_in_a_quote_loses_both_marks() -> None:
    assert only("> One\n> ---") == Quote(1, 2, (Heading(1, 2, 2, "One"),))


def test_a_tight_item_holds_its_text_as_a_paragraph() -> None:
    assert only("- one\n- two") == List(
        1, 2, (Item(1, 1, (Paragraph(1, 1, "one"),)), Item(2, 2, (Paragraph(2, 2, "two"),)))
    )


def test_a_loose_item_ends_on_its_last_line_of_text() -> None:
    first, second = items("- one\n\n- two\n\n  more\n\n\n")

    assert first == Item(1, 1, (Paragraph(1, 1, "one"),))
    assert second == Item(3, 5, (Paragraph(3, 3, "two"), Paragraph(5, 5, "more")))


def test_lines_that_continue_an_item_lose_their_indentation() -> None:
    (item,) = items("- one\n  two\n   three")

    assert item.blocks == (Paragraph(1, 3, "one\ntwo\nthree"),)


def test_an_item_without_text_has_no_blocks() -> None:
    assert items("- \n- one")[0] == Item(1, 1, ())


@pytest.mark.parametrize("mark", ["1.", "1)"])
def test_a_numbered_list_knows_where_it_starts(mark: str) -> None:
    block = only(f"{mark.replace('1', '4')} one\n{mark.replace('1', '5')} two")

    assert isinstance(block, List)
    assert block.start == 4


def test_another_bullet_goes_on_with_the_list() -> None:
    (block,) = parse("- one\n\n* two\n+ three\n").blocks

    assert isinstance(block, List)
    assert [item.first_line for item in block.items] == [1, 3, 4]


def test_a_line_at_the_margin_that_announces_ends_a_list() -> None:
    blocks = parse("- one\n  - two\nCauses of it:\n- three\n**Effects**\n- four\nthat **goes** on\n").blocks

    assert [(type(block), block.first_line, block.last_line) for block in blocks] == [
        (List, 1, 2),
        (Paragraph, 3, 3),
        (List, 4, 4),
        (Paragraph, 5, 5),
        (List, 6, 7),
    ]


def test_lists_with_text_between_them_stay_two() -> None:
    assert [type(block) for block in parse("- one\n\ntext\n\n* two\n").blocks] == [List, Paragraph, List]


def test_a_bullet_list_has_no_start() -> None:
    block = only("* one")

    assert isinstance(block, List)
    assert block.start is None


def test_a_task_knows_whether_it_is_done() -> None:
    assert [item.task for item in items("- [ ] one\n- [x] two\n- three")] == [False, True, None]


def test_the_box_of_a_task_is_no_text() -> None:
    assert items("- [x] one")[0].blocks == (Paragraph(1, 1, "one"),)


def test_a_list_in_an_item_follows_its_text() -> None:
    (item,) = items("- one\n  - two\n    - three\n")

    inner = List(2, 3, (Item(2, 3, (Paragraph(2, 2, "two"), List(3, 3, (Item(3, 3, (Paragraph(3, 3, "three"),)),)))),))
    assert item == Item(1, 3, (Paragraph(1, 1, "one"), inner))


def test_text_behind_a_nested_list_is_a_paragraph_of_its_own() -> None:
    (item,) = items("- one\n  - two\n\n  three")

    assert [type(block).__name__ for block in item.blocks] == ["Paragraph", "List", "Paragraph"]
    assert item.blocks[2] == Paragraph(4, 4, "three")


def test_a_heading_in_an_item_is_a_block_of_the_item() -> None:
    (item,) = items("- one\n  # two\n  three")

    assert item.blocks == (Paragraph(1, 1, "one"), Heading(2, 2, 1, "two"), Paragraph(3, 3, "three"))


def test_a_quote_loses_its_marks() -> None:
    assert only("> one\n> two\n>\n> three") == Quote(1, 4, (Paragraph(1, 2, "one\ntwo"), Paragraph(4, 4, "three")))


def test_a_quote_takes_the_lazy_line_behind_it() -> None:
    assert only("> one\ntwo") == Quote(1, 2, (Paragraph(1, 2, "one\ntwo"),))


def test_a_quote_in_a_quote_loses_all_marks() -> None:
    assert only("> > one\n> > two") == Quote(1, 2, (Quote(1, 2, (Paragraph(1, 2, "one\ntwo"),)),))


def test_a_list_in_a_quote_in_an_item_has_its_lines() -> None:
    (item,) = items("- one\n\n  > - two\n  >   three\n  > - four\n")
    quote = item.blocks[1]

    assert isinstance(quote, Quote)
    assert spans(quote) == [(3, 5), (3, 5), (3, 4), (3, 4), (5, 5), (5, 5)]
    assert quote.blocks[0] == List(
        3, 5, (Item(3, 4, (Paragraph(3, 4, "two\nthree"),)), Item(5, 5, (Paragraph(5, 5, "four"),)))
    )


def test_fenced_code_keeps_its_text_and_its_info() -> None:
    assert code("```py\nx = 1\n\n  y\n```") == Code(1, 5, "py", "x = 1\n\n  y", fenced=True)


@pytest.mark.parametrize("text", ["~~~\na\n~~~", "````\na\n````", "```\na\n   ```", "```\na", "```\na\n"])
def test_every_form_of_a_fence_is_read(text: str) -> None:
    assert code(text).text == "a"


@pytest.mark.parametrize("text", ["```\n```", "```\n\n```", "```"])
def test_code_without_lines_is_empty(text: str) -> None:
    assert code(text).text == ""


@pytest.mark.parametrize(
    ("text", "inside"), [("````\n```\n````", "```"), ("```\n~~~\n```", "~~~"), ("````\na\n```\n````", "a\n```")]
)
def test_a_fence_of_another_kind_is_code(text: str, inside: str) -> None:
    assert code(text).text == inside


def test_code_in_an_item_loses_the_indentation_of_the_item() -> None:
    (item,) = items("- one\n\n  ```py\n  x = 1\n    y\n  ```\n")

    assert item.blocks[1] == Code(3, 6, "py", "x = 1\n  y", fenced=True)


def test_code_at_the_head_of_an_item_loses_the_indentation_too() -> None:
    (item,) = items("- ```\n  a\n\n  b\n  ```\n")

    assert item.blocks == (Code(1, 5, "", "a\n\nb", fenced=True),)


def test_code_in_a_quote_loses_the_marks_of_the_quote() -> None:
    assert only("> ```py\n> x = 1\n>   y\n> ```") == Quote(1, 4, (Code(1, 4, "py", "x = 1\n  y", fenced=True),))


def test_indented_code_ends_at_its_last_line_of_text() -> None:
    assert blocks("    a\n\n      b\n\n\nc") == (Code(1, 3, "", "a\n\n  b", fenced=False), Paragraph(6, 6, "c"))


def test_indented_code_in_an_item_loses_the_indentation_of_both() -> None:
    (item,) = items("- one\n\n      a\n        b\n")

    assert item.blocks[1] == Code(3, 4, "", "a\n  b", fenced=False)


def test_a_table_has_its_head_first() -> None:
    assert only("| a | b |\n|---|:-:|\n| c | *d* |\n") == Table(1, 3, (Row(1, 1, ("a", "b")), Row(3, 3, ("c", "*d*"))))


def test_a_short_row_is_filled_with_empty_cells() -> None:
    block = only("|a|b|\n|-|-|\n|c|\n")

    assert isinstance(block, Table)
    assert block.rows[1] == Row(3, 3, ("c", ""))


def test_a_table_in_an_item_has_its_lines() -> None:
    (item,) = items("1. one\n\n   | a | b |\n   |---|---|\n   | c | d |\n")

    assert item.blocks[1] == Table(3, 5, (Row(3, 3, ("a", "b")), Row(5, 5, ("c", "d"))))


def test_a_definition_list_joins_terms_and_meanings() -> None:
    assert only("One\n: first\n\nTwo\n: second\n  line\n") == DefinitionList(
        1,
        6,
        (Entry(1, 2, "One", (Paragraph(2, 2, "first"),)), Entry(4, 6, "Two", (Paragraph(5, 6, "second\nline"),))),
    )


def test_a_term_may_have_several_meanings() -> None:
    assert only("One\n: first\n: second") == DefinitionList(
        1, 3, (Entry(1, 3, "One", (Paragraph(2, 2, "first"), Paragraph(3, 3, "second"))),)
    )


def test_a_term_may_stand_right_below_a_meaning() -> None:
    (block,) = parse("Scree\n: loose stones\nTalus\n: the slope\n  of them\n: the stones\n").blocks

    assert isinstance(block, DefinitionList)
    assert [(entry.term, len(entry.blocks)) for entry in block.entries] == [("Scree", 1), ("Talus", 2)]


def test_a_meaning_may_hold_a_list() -> None:
    block = only("One\n: first\n\n  - two\n")

    assert isinstance(block, DefinitionList)
    assert block.entries[0].blocks[1] == List(4, 4, (Item(4, 4, (Paragraph(4, 4, "two"),)),))


def test_html_keeps_its_source() -> None:
    assert only("<div>\n**a**\n</div>") == Html(1, 3, "<div>\n**a**\n</div>")


def test_a_comment_does_not_swallow_what_follows_it() -> None:
    assert blocks("<!-- one\n\ntwo -->\nthree")[1:] == (Paragraph(4, 4, "three"),)


@pytest.mark.parametrize("mark", ["---", "***", "___", "* * *"])
def test_a_rule_is_a_block(mark: str) -> None:
    assert blocks(f"a\n\n{mark}\n\nb") == (Paragraph(1, 1, "a"), Rule(3, 3), Paragraph(5, 5, "b"))


def test_rules_in_the_middle_of_a_note_are_no_metadata() -> None:
    document = parse("one\n\n---\n\nkey: value\n\n---\n\ntwo")

    assert document.meta == {}
    assert [block.first_line for block in document.blocks] == [1, 3, 5, 7, 9]


def test_lines_count_from_the_front_matter_on() -> None:
    document = parse("---\ntitle: a\n---\n\none")

    assert document.meta == {"title": "a"}
    assert document.blocks == (Paragraph(5, 5, "one"),)


def test_lines_count_right_behind_letters_of_several_bytes() -> None:
    assert blocks("日本語\n🎈 é\n\n- ü\n  漢\n")[1] == List(4, 5, (Item(4, 5, (Paragraph(4, 5, "ü\n漢"),)),))


def test_a_line_separator_is_no_end_of_a_line() -> None:
    assert blocks("a\u2028b\u0085c\x0cd\n\ne")[1] == Paragraph(3, 3, "e")


def test_a_footnote_is_no_part_of_the_text() -> None:
    assert blocks("one[^1]\n\n[^1]: two\n\nthree") == (Paragraph(1, 1, "one"), Paragraph(5, 5, "three"))


def test_a_link_definition_is_no_part_of_the_text() -> None:
    assert blocks("one\n\n[two]: https://example.org\n") == (Paragraph(1, 1, "one"),)


def test_a_deep_nest_is_read() -> None:
    assert len(blocks(">" * 5_000 + " a\n\nb")) == 2


def test_a_lone_surrogate_is_read() -> None:
    assert len(blocks("a \ud800 b\n\nc")) == 2


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
def test_spans_lie_within_the_note_and_within_their_parents(text: str) -> None:
    last = text.count("\n") + 1

    assert all(_nests(block, 1, last) for block in blocks(text))


def _nests(block: object, first: int, last: int) -> bool:
    own = (block.first_line, block.last_line)  # type: ignore[attr-defined]
    inner = (part for name in ("blocks", "items", "rows", "entries") for part in getattr(block, name, ()))
    return first <= own[0] <= own[1] <= last and all(_nests(part, *own) for part in inner)
