"""What became of a text, word by word."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srs.reconcile.diff import Piece, set_off, shortened, word_diff

COUNTED = " ".join(map(str, range(40)))


def marked(pieces: tuple[Piece, ...]) -> str:
    """Write a diff as `git diff --word-diff` does."""
    marks = {"same": ("", ""), "gone": ("[-", "-]"), "come": ("{+", "+}")}
    return "".join(marks[kind][0] + text + marks[kind][1] for kind, text in pieces)


def before(pieces: tuple[Piece, ...]) -> str:
    return "".join(text for kind, text in pieces if kind != "come")


def after(pieces: tuple[Piece, ...]) -> str:
    return "".join(text for kind, text in pieces if kind != "gone")


@pytest.mark.parametrize(
    ("old", "new", "diff"),
    [
        ("the mean surprise of it", "the average surprise of it", "the [-mean-]{+average+} surprise of it"),
        ("it is convex", "it is not convex", "it is {+not +}convex"),
        ("it is not convex", "it is convex", "it is [-not -]convex"),
        ("in 10 steps", "in 12 steps", "in [-10-]{+12+} steps"),
        ("don't stop", "do not stop", "[-don't-]{+do not+} stop"),
        ("one (two)", "one [two]", "one [-(-]{+[+}two[-)-]{+]+}"),
        ("cafe\u0301 au lait", "cafe au lait", "[-cafe\u0301-]{+cafe+} au lait"),
    ],
)
def test_a_word_is_gone_or_has_come_as_a_whole(old: str, new: str, diff: str) -> None:
    assert marked(word_diff(old, new)) == diff


@pytest.mark.parametrize(
    ("old", "new", "diff"),
    [
        ("用于机器学习的模型", "用于深度学习的模型", "用于[-机器-]{+深度+}学习的模型"),
        ("데이터의 평균", "데이타의 평균", "데이[-터-]{+타+}의 평균"),
        ("平均情報量である", "平均の情報量である", "平均{+の+}情報量である"),
    ],
)
def test_each_character_of_a_language_without_spaces_is_a_word(old: str, new: str, diff: str) -> None:
    assert marked(word_diff(old, new)) == diff


@pytest.mark.parametrize(
    ("old", "new", "diff"),
    [
        ("costs $x^2 + y$ each", "costs $x^3 + y$ each", "costs [-$x^2 + y$-]{+$x^3 + y$+} each"),
        ("so $$a = b$$ holds", "so $$a < b$$ holds", "so [-$$a = b$$-]{+$$a < b$$+} holds"),
        ("run `git log -p` now", "run `git log` now", "run [-`git log -p`-]{+`git log`+} now"),
        ("a ``b ` c`` d", "a ``b ` e`` d", "a [-``b ` c``-]{+``b ` e``+} d"),
    ],
)
def test_formulas_and_code_change_as_a_whole(old: str, new: str, diff: str) -> None:
    assert marked(word_diff(old, new)) == diff


def test_prices_are_no_formula() -> None:
    diff = marked(word_diff("was $5 and then $6 a piece", "was $5 and now $6 a piece"))

    assert diff == "was $5 and [-then-]{+now+} $6 a piece"


def test_changes_with_only_a_space_or_a_sign_between_them_are_one() -> None:
    assert marked(word_diff("red, green and blue", "cyan, mauve and blue")) == "[-red, green-]{+cyan, mauve+} and blue"


def test_a_short_word_between_two_long_changes_is_chance() -> None:
    diff = marked(word_diff("mean surprise of sources", "average information of symbols"))

    assert diff == "[-mean surprise of sources-]{+average information of symbols+}"


def test_a_word_that_came_is_not_joined_to_a_change_elsewhere() -> None:
    assert marked(word_diff("a b, c", "a new b, d")) == "a {+new +}b, [-c-]{+d+}"


@pytest.mark.parametrize(
    ("old", "new", "diff"), [("", "", ""), ("", "a", "{+a+}"), ("a", "", "[-a-]"), ("a", "a", "a")]
)
def test_empty_texts_have_a_diff(old: str, new: str, diff: str) -> None:
    assert marked(word_diff(old, new)) == diff


@pytest.mark.parametrize(
    ("old", "new", "marks", "colours"),
    [
        ("subtitle, and more", "subtitle and more", "subtitle[-,-] and more", "subtitle, and more"),
        ("subtitle and more", "subtitle, and more", "subtitle{+,+} and more", "subtitle, and more"),
        ("x, y; z", "x y z", "x[-,-] y[-;-] z", "x, y; z"),
        ("either/or", "either or", "either[-/-] or", "either/ or"),
    ],
)
def test_a_bare_space_is_not_shown_as_come(old: str, new: str, marks: str, colours: str) -> None:
    pieces = word_diff(old, new)

    assert "".join(text for _, text in set_off(pieces, colour=False)) == marks
    assert "".join(text for _, text in set_off(pieces, colour=True)) == colours
    assert (before(pieces), after(pieces)) == (old, new)


def test_another_space_is_a_change() -> None:
    assert marked(word_diff("a  b\nc", "a b c")) == "a[-  -]{+ +}b[-\n-]{+ +}c"


def test_long_texts_with_nothing_in_common_are_compared_as_a_whole() -> None:
    old = " ".join(["begin", *(f"a{n} x" for n in range(4000)), "end"])
    new = " ".join(["begin", *(f"b{n} x" for n in range(4000)), "end"])

    assert [kind for kind, _ in word_diff(old, new)] == ["same", "gone", "come", "same"]


def test_one_word_of_a_long_text_is_found() -> None:
    words = ["word"] * 100_000

    pieces = word_diff(" ".join([*words, "old", *words]), " ".join([*words, "new", *words]))

    assert [piece for piece in pieces if piece.kind != "same"] == [("gone", "old"), ("come", "new")]


@pytest.mark.parametrize("unit", ["a ", "$a", "`", "``a", "$a 1", "a'", "(", "字", "\\$", "$$ a", "\u200d😀"])
def test_no_text_takes_long(unit: str) -> None:
    begun = time.process_time()

    word_diff("x " + unit * 20_000 + " y", "z " + unit * 19_000 + " x")

    assert time.process_time() - begun < 5


def test_what_stayed_is_shortened_to_the_words_around_changes() -> None:
    pieces = word_diff(COUNTED, COUNTED.replace("10", "ten").replace("30", "thirty"))

    assert marked(shortened(pieces, 2)) == " … 8 9 [-10-]{+ten+} 11 12 … 28 29 [-30-]{+thirty+} 31 32 … "


def test_a_gap_takes_the_place_of_two_words_at_least() -> None:
    pieces = word_diff("1 2 3 4 5 six", "one 2 3 4 5 6")

    assert marked(shortened(pieces, 2)) == "[-1-]{+one+} 2 3 4 5 [-six-]{+6+}"
    assert marked(shortened(pieces, 1)) == "[-1-]{+one+} 2 … 5 [-six-]{+6+}"


def test_long_changes_are_cut_in_their_middle_when_wanted() -> None:
    pieces = word_diff(COUNTED, "nothing of all that")

    assert shortened(pieces) == pieces
    assert marked(shortened(pieces, changed=2)) == "[-0 1 … 38 39-]{+nothing of all that+}"


TEXTS = st.text(st.sampled_from("ab \n$`*,字의\u0301\\'"), max_size=40) | st.text(max_size=40)


@given(old=TEXTS, new=TEXTS)
def test_a_diff_holds_both_texts(old: str, new: str) -> None:
    pieces = word_diff(old, new)

    assert (before(pieces), after(pieces)) == (old, new)


@given(old=TEXTS, new=TEXTS)
def test_pieces_are_never_empty_and_neighbours_differ_in_kind(old: str, new: str) -> None:
    pieces = word_diff(old, new)

    assert all(text for _, text in pieces)
    assert all(one.kind != other.kind for one, other in pairwise(pieces))
    assert ("come", "gone") not in [(one.kind, other.kind) for one, other in pairwise(pieces)]


@given(text=TEXTS)
def test_the_same_text_has_no_change(text: str) -> None:
    assert word_diff(text, text) == ((("same", text),) if text else ())


@given(old=TEXTS, new=TEXTS, around=st.integers(0, 3), changed=st.none() | st.integers(1, 3))
def test_shortening_keeps_the_kinds(old: str, new: str, around: int, changed: int | None) -> None:
    pieces = word_diff(old, new)

    assert [kind for kind, _ in shortened(pieces, around, changed)] == [kind for kind, _ in pieces]
