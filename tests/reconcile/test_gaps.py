"""Gaps keep their numbers while their sentence is edited."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srs.model import gap_numbers, gap_texts
from srs.reconcile.gaps import canonical, renumbered

THREE = "The {{c1::heart}} has {{c2::four}} chambers and beats {{c3::100,000}} times a day."


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (
            "The {{c1::heart}} has four chambers and beats {{c2::100,000}} times a day.",
            "The {{c1::heart}} has four chambers and beats {{c3::100,000}} times a day.",
        ),
        (
            "The {{c1::human}} {{c2::heart}} has {{c3::four}} chambers and beats {{c4::100,000}} times a day.",
            "The {{c4::human}} {{c1::heart}} has {{c2::four}} chambers and beats {{c3::100,000}} times a day.",
        ),
        (
            "It beats {{c1::100,000}} times a day, the {{c2::heart}} with its {{c3::four}} chambers.",
            "It beats {{c3::100,000}} times a day, the {{c1::heart}} with its {{c2::four}} chambers.",
        ),
        (
            "The {{c1::heart}} has {{c2::4}} chambers and beats {{c3::100,000}} times a day.",
            "The {{c1::heart}} has {{c2::4}} chambers and beats {{c3::100,000}} times a day.",
        ),
        (
            "The heart has four {{c1::chambers}} and beats {{c2::100,000}} times a day.",
            "The heart has four {{c4::chambers}} and beats {{c3::100,000}} times a day.",
        ),
        (
            "The {{c1::heart}} has {{c1::four}} chambers and beats {{c2::100,000}} times a day.",
            "The {{c1::heart}} has {{c1::four}} chambers and beats {{c3::100,000}} times a day.",
        ),
    ],
    ids=["one gone", "one new", "reordered", "corrected", "another word", "two joined"],
)
def test_each_gap_keeps_its_number(now: str, expected: str) -> None:
    assert renumbered(now, [THREE]) == expected


def test_a_gap_that_is_back_has_its_old_number() -> None:
    without = renumbered("The {{c1::heart}} beats {{c2::100,000}} times a day.", [THREE])

    assert renumbered("The {{c1::heart}} has {{c2::four}} chambers.", [THREE, without]) == (
        "The {{c1::heart}} has {{c2::four}} chambers."
    )


def test_a_new_gap_never_takes_the_number_of_one_that_is_gone() -> None:
    without = renumbered("The {{c1::heart}} has {{c2::four}} chambers.", [THREE])

    assert "{{c4::blood}}" in renumbered(f"{without} It pumps {{{{c3::blood}}}}.", [THREE, without])


def test_numbers_that_the_author_swapped_do_not_swap_histories() -> None:
    assert renumbered("{{c2::Paris}} is in {{c1::France}}.", ["{{c1::Paris}} is in {{c2::France}}."]) == (
        "{{c1::Paris}} is in {{c2::France}}."
    )


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (
            "A {{c1::cat}} chases a dog while a {{c2::cat}} sleeps",
            "A cat chases a dog while a {{c1::cat}} sleeps",
            "A cat chases a dog while a {{c2::cat}} sleeps",
        ),
        (
            "A cat chases a dog while a {{c1::cat}} sleeps",
            "A {{c1::cat}} chases a dog while a {{c2::cat}} sleeps",
            "A {{c2::cat}} chases a dog while a {{c1::cat}} sleeps",
        ),
        (
            "A {{c1::cat}} chases a {{c2::dog}} while a {{c3::cat}} sleeps",
            "A cat chases a {{c1::dog}} while a {{c2::cat}} sleeps",
            "A cat chases a {{c2::dog}} while a {{c3::cat}} sleeps",
        ),
        (
            "the {{c1::heart}} pumps the {{c2::blood}}",
            "the {{c1::**heart**}} pumps the {{c2::*blood*}}",
            "the {{c1::**heart**}} pumps the {{c2::*blood*}}",
        ),
        ("the {{c2::haert}} pumps blood", "the {{c1::heart}} pumpz blood", "the {{c2::heart}} pumpz blood"),
        (
            "see {{c2::osteoclst}} and {{c3::osteoblst}} here",
            "see {{c1::osteoclast}} and {{c2::osteoblast}} here",
            "see {{c2::osteoclast}} and {{c3::osteoblast}} here",
        ),
        ("the human {{c1::heart}} beats", "the {{c1::human heart}} beats", "the {{c1::human heart}} beats"),
        (
            "{{c1::red}} and {{c1::green}}",
            "{{c1::red}} and {{c1::green}} and {{c1::blue}}",
            "{{c1::red}} and {{c1::green}} and {{c1::blue}}",
        ),
        ("{{c1::red}} and {{c1::grean}}", "{{c1::red}} and {{c1::green}}", "{{c1::red}} and {{c1::green}}"),
    ],
)
def test_a_gap_is_known_by_what_it_hides_and_where(before: str, now: str, expected: str) -> None:
    assert renumbered(now, [before]) == expected


GAPS = st.lists(st.tuples(st.sets(st.integers(1, 4), min_size=1, max_size=2), st.sampled_from("abcde")), max_size=5)


def sentence(gaps: list[tuple[set[int], str]]) -> str:
    return " and ".join(f"{{{{c{','.join(map(str, sorted(numbers)))}::{text}}}}}" for numbers, text in gaps)


@given(GAPS, st.lists(GAPS, min_size=1, max_size=3))
def test_only_numbers_change_and_not_how_they_are_shared(now: list[tuple[set[int], str]], said: list[object]) -> None:
    front = sentence(now)

    given_ = renumbered(front, [sentence(one) for one in said])  # type: ignore[arg-type]

    assert re.sub(r"c[\d,]+::", "", given_) == re.sub(r"c[\d,]+::", "", front)
    assert gap_texts(given_) == gap_texts(front)
    assert len(gap_numbers(given_)) == len(gap_numbers(front))
    assert canonical(given_) == canonical(front)


@given(GAPS, st.lists(GAPS, min_size=1, max_size=3))
def test_numbers_once_given_stay(now: list[tuple[set[int], str]], said: list[object]) -> None:
    before = [sentence(one) for one in said]  # type: ignore[arg-type]
    given_ = renumbered(sentence(now), before)

    assert renumbered(canonical(given_), [*before, given_]) == given_
