"""What changed between two texts, found in the middle of both."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from srs.reconcile.edit import edit_of
from srs.reconcile.grade import compare, grade, grade_edit
from srs.reconcile.words import overlap, words_of

PLAIN = """a the not is more less colour color supervised unsupervised 12 -1 - 50% # + it's don't (b.md) é l’été Straße
    機械 😀 https://f.test/ {{c1::e}} {d}"""
MARKED = r"""> x->y <b> </b> *so* _it_ `code ` $x $$ [a] (b.md) [a](b.md "c d") [[c|d]] ![](e) \* \ ~~ =="""
SPACES = ["\n", "\t", "\x1c", "\u2009", "\0", "\ud800", "", " "]
TEXTS = st.lists(st.sampled_from([*PLAIN.split(), *PLAIN.split(), *MARKED.split(), *SPACES])).map(" ".join)
PLAIN_TEXTS = st.lists(st.sampled_from(PLAIN.split())).map(" ".join)
RAW = st.text("ab 'n-+#%>\n|\"().,1é\u0301ß機\x1c\u2009", max_size=12)


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, str]:
    """Return a text before and after some stretches of it were replaced, at any letter."""
    before = after = draw(st.one_of(PLAIN_TEXTS, TEXTS, RAW))
    for _ in range(draw(st.integers(0, 3))):
        start, end = sorted(draw(st.lists(st.integers(0, len(after)), min_size=2, max_size=2)))
        after = after[:start] + draw(st.one_of(PLAIN_TEXTS, TEXTS, RAW, st.just(""))) + after[end:]
    return before, after


@given(edits())
@example(("a > b", "a c > b"))
@example(("one > two", "one two"))
@example(("a `b c` d", "a `b c d"))
@example(("the the cat", "the cat"))
def test_an_edit_is_told_from_its_middle_as_from_the_whole(texts: tuple[str, str]) -> None:
    before, after = map(words_of, texts)

    edit = edit_of(*texts)

    whole = compare(before, after)
    assert grade(edit) is grade_edit(before, after)
    assert sorted(edit.gone) == sorted(whole.gone)
    assert sorted(edit.come) == sorted(whole.come)
    for share in (0.1, 0.3, 0.5, 0.9):
        assert edit.keeps(share) == (overlap(before, after) >= share)


@given(edits(), TEXTS)
def test_what_stands_before_the_edited_text_counts_as_if_it_were_compared(texts: tuple[str, str], front: str) -> None:
    before, after = (words_of(front) + words_of(text) for text in texts)

    assert grade(edit_of(*texts), front) is grade_edit(before, after)


@pytest.mark.parametrize("unread", ["beginning ", "end "])
def test_words_around_the_middle_are_read_when_it_is_all_that_changed(unread: str) -> None:
    edit = edit_of(f"{unread * 3}old {unread}", f"{unread * 3}new {unread}")

    assert (edit.gone, edit.come, edit.size) == (["old"], ["new"], 2)
    assert edit.keeps(0.8)
    assert not edit.keeps(0.81)
