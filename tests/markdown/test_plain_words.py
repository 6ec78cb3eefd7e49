"""Plain words read the same without the parser."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from srs.markdown.plain_words import is_plain_words
from srs.markdown.terminal import render_terminal

SIGNS = " ,;?.'\"()/%+@-_*`#<>[]{}$&:=~|\\!^0123456789abkmxzABTZéß\t\nλ日"
WORDS = " ,;:-?.'\"()/%+@0129abhpwxzABTZ"


@given(st.text(SIGNS, max_size=12) | st.text(WORDS, max_size=40).map(lambda text: f"a{text}"))
@example("What is Entropy (of a source)?")
@example("www.example.org")
@example("a@b.org")
@example("a1) b")
@example("a... b")
def test_what_is_taken_for_plain_words_is_drawn_as_it_stands(text):
    if is_plain_words(text):
        assert render_terminal(text, width=80, colour=True) == text
        assert render_terminal(f"a › {text}", width=80, colour=False) == f"a › {text}"


@pytest.mark.parametrize("text", ["Entropy", "What is it, then?", "Bayes' theorem (1763)", "a.b/c: d-e"])
def test_words_are_plain(text):
    assert is_plain_words(text)


@pytest.mark.parametrize(
    "text", ["", "1. One", "*a*", "a_b", "`a`", "$a$", "a  b", "a ", "a\nb", "λ", "a & b", "[a]", "a\\b", "- a"]
)
def test_what_may_be_markup_is_not(text):
    assert not is_plain_words(text)
