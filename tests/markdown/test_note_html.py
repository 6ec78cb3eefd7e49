"""A note as HTML, with places for what is said about its lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srs.markdown.note_html import render_note, split_at_places

PIECES = ["# H\n", "text\n", "\n", "- item\n", "  - inner\n", "| a | b |\n|---|---|\n", "| 1 | 2 |\n", "```\ncode\n```\n", "> q\n",
          "term\n: def\n", "$x$ ==m\nn==\n", "![a\nb](c.png)\n", "[^1]: foot\n", "<b>\nx</b>\n", "---\na: b\n---\n", "[a\nb](http://c)\n"]  # fmt: skip


def marked(text: str, *lines: int) -> str:
    """Return a note with the number of each line in its place."""
    pieces = split_at_places(render_note(text, lines, lambda _: None))
    return "".join(f"{html}[{line}]" if line else html for html, line in pieces)


@pytest.mark.parametrize(
    ("text", "lines", "shown"),
    [
        ("# Heading\n\nText", (1, 3), "<h1>[1]Heading</h1><p>[3]Text</p>"),
        ("- a\n- b\n  - c", (2, 3), "<ul><li>a</li><li>[2]b<ul><li>[3]c</li></ul></li></ul>"),
        ("A: one\nB: two\nthree", (1, 2), "<p>[1]A: one\n<br>[2]B: two\nthree</p>"),
        ("term\n: meaning", (1,), "<dl><dt>[1]term</dt><dd>meaning</dd></dl>"),
        ("text\n\n```\nx\ny\n```", (5,), "<p>text</p>[5]<pre><code>x\ny</code></pre>"),
        ("one\n\n\ntwo", (2,), "<p>one</p><p>[2]two</p>"),
        ("one", (9,), "<p>one</p>[9]"),
        ("---\ntitle: x\n---\ntext", (4,), "<p>[4]text</p>"),
        ("a[^n]\n\n[^n]: b", (), "<p>a<sup>n</sup></p><blockquote><p><sup>n</sup> b</p></blockquote>"),
    ],
)
def test_what_is_said_about_a_line_stands_at_its_beginning(text: str, lines: tuple[int, ...], shown: str) -> None:
    assert marked(text, *lines) == shown


def test_a_row_of_a_table_has_its_place_in_its_first_cell() -> None:
    assert "<tr><td>[3]1</td><td>2</td></tr>" in marked("| a | b |\n|---|---|\n| 1 | 2 |", 3)


def test_no_place_stands_within_a_link_or_the_words_for_an_image() -> None:
    assert marked("[a\nb](http://c) d\ne", 2) == '<p><a href="http://c">a\nb</a> d\n<br>[2]e</p>'
    assert "[2]" in marked("![a\nb](c.png)\n\nnext", 2)


def test_a_note_cannot_make_a_place_of_its_own() -> None:
    assert marked("\ufdda7\ufddb", 1) == "<p>[1]\ufffd7\ufffd</p>"


@given(st.lists(st.sampled_from(PIECES)), st.sets(st.integers(1, 40)))
def test_every_line_has_its_place_once_whatever_the_note(pieces: list[str], lines: set[int]) -> None:
    found = [line for _, line in split_at_places(render_note("".join(pieces), lines, lambda name: name)) if line]

    assert found == sorted(lines)


@given(st.text(), st.sets(st.integers(1, 9)))
def test_any_text_can_be_shown(text: str, lines: set[int]) -> None:
    found = [line for _, line in split_at_places(render_note(text, lines, lambda _: None)) if line]

    assert found == sorted(lines)
