"""How far an edit went."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srs.model import Change
from srs.reconcile.grade import grade_edit
from srs.reconcile.words import overlap, words_of


def grade(before: str, after: str) -> Change:
    return grade_edit(words_of(before), words_of(after))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("the mean surprise", "the **mean** surprise"),
        ("the mean surprise", "The mean surprise."),
        ("the mean   surprise", "the mean\nsurprise"),
        ("the mean surprise", "the *mean*, surprise"),
        ("1. weigh\n2. mix\n3. bake", "- weigh\n- mix\n- bake"),
        ("1. weigh\n2. mix\n3. bake", "weigh, mix, bake"),
        ("how\n1. weigh\n1. mix\n1. bake", "how\n- weigh\n- mix\n- bake"),
        ("how\n\n3) weigh\n4) mix", "how\n\n- weigh\n- mix"),
        ("Größe der Öffnung", "Groesse der Oeffnung"),
    ],
)
def test_the_same_words_are_a_matter_of_format(before: str, after: str) -> None:
    assert grade(before, after) is Change.FORMAT


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("the mean suprise of a source", "the mean surprise of a source"),
        ("what is beleived before data", "what is believed before data"),
        ("ein Teil ohen Reflexion am Rand", "ein Teil ohne Reflexion am Rand"),
    ],
)
def test_a_letter_or_two_of_a_word_are_a_typo(before: str, after: str) -> None:
    assert grade(before, after) is Change.TYPO


def test_another_word_is_reworded() -> None:
    assert grade("the mean surprise of a source", "the average surprise of a source") is Change.REWORDED


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("the mean surprise of any given source", "the mean surprise of any given source and more"),
        ("> the mean surprise of a given source", "the mean surprise of a given source, quoted"),
    ],
)
def test_a_word_more_without_another_less_is_reworded(before: str, after: str) -> None:
    assert grade(before, after) is Change.REWORDED


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1. Weltkrieg", "2. Weltkrieg"),
        ("unterzeichnet am\n30. Juni 1990", "unterzeichnet am\n31. Juni 1990"),
        ("3. Oktober bis\n9. November", "3. Oktober bis\n8. November"),
    ],
)
def test_a_number_at_the_beginning_of_a_line_may_be_a_date_or_a_name(before: str, after: str) -> None:
    assert grade(before, after) is Change.MEANING


def test_two_spellings_of_an_arrow_are_a_matter_of_format() -> None:
    assert grade("the source -> the sink", "the source → the sink") is Change.FORMAT


def test_another_order_of_the_words_is_reworded() -> None:
    assert grade("a dog bites a man here", "a man bites a dog here") is Change.REWORDED


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("it converges in 10 steps of the method", "it converges in 12 steps of the method"),
        ("it is convex in all of its arguments", "it is not convex in all of its arguments"),
        ("it never converges on such a problem", "it converges on such a problem"),
        ("es ist konvex in jedem Argument", "es ist nicht konvex in jedem Argument"),
        ("er ist ein Freund der Rede", "er ist nie Freund der Rede"),
        ("it isn't convex in all of its arguments", "it is convex in all of its arguments"),
        ("it doesn\u2019t converge on such a problem", "it converges on such a problem"),
        ("the learning rate has to be more than that", "the learning rate has to be less than that"),
        ("a method of supervised learning with labels", "a method of unsupervised learning with labels"),
        ("for symmetric matrices of any rank at all", "for asymmetric matrices of any rank at all"),
        ("the series converges for $x < y$ alone", "the series converges for $x > y$ alone"),
        ("the series converges for $x < 1$ alone", "the series converges for $x < -1$ alone"),
        ("the gradient of it is $a + b$ here", "the gradient of it is $a - b$ here"),
        ("the slope of the curve is $f(x)$ here", "the slope of the curve is $f'(x)$ here"),
        ("用于有标签的数据的学习方法", "用于无标签的数据的学习方法"),
        ("the mean surprise of a source", "a way to train very deep networks"),
    ],
)
def test_numbers_negation_and_most_words_change_the_meaning(before: str, after: str) -> None:
    assert grade(before, after) is Change.MEANING


def test_a_short_word_with_another_letter_is_no_typo() -> None:
    assert grade("the cost of a map in this book", "the cost of no map in this book") is Change.MEANING


def test_each_character_of_a_language_without_spaces_is_a_word() -> None:
    assert words_of("機械学習 model") == ["機", "械", "学", "習", "model"]


def test_words_behind_a_latin_letter_or_a_figure_stand_apart() -> None:
    assert words_of("645年に始") == ["645", "年", "に", "始"]
    assert words_of("DNAは遺伝") == ["dna", "は", "遺", "伝"]


def test_an_article_with_an_apostrophe_is_a_word() -> None:
    assert words_of("l’homme") == ["l", "homme"]
    assert words_of("dell'acqua, qu'il") == ["dell", "acqua", "qu", "il"]
    assert words_of("it's o'er don't, об'єкт") == ["it's", "o", "er", "don't", "об'єкт"]


@given(text=st.text("abyzAZ09 '-+#%.,;:!?(){}|\"/@&^", max_size=30))
def test_a_text_has_the_same_words_whether_or_not_another_alphabet_follows(text: str) -> None:
    assert [*words_of(text), "é"] == words_of(f"{text} é")


@given(text=st.text(max_size=60))
def test_an_unchanged_text_is_a_matter_of_format(text: str) -> None:
    assert grade(text, text) is Change.FORMAT


@given(one=st.text(max_size=60), other=st.text(max_size=60))
def test_every_edit_has_a_grade(one: str, other: str) -> None:
    assert grade(one, other) in Change


WORDS = st.lists(st.sampled_from("abcdef"), max_size=8)


@given(one=WORDS, other=WORDS)
def test_overlap_is_symmetric_and_between_none_and_all(one: list[str], other: list[str]) -> None:
    assert overlap(one, other) == overlap(other, one)
    assert 0 <= overlap(one, other) <= 1


@given(words=WORDS)
def test_overlap_with_itself_is_whole(words: list[str]) -> None:
    assert overlap(words, words) == 1
