"""Hashes and ids from content."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srs.reconcile.fingerprint import fingerprint, mint_id

TEXT = st.text(max_size=12)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab", "c"), ("a", "bc")),
        (("ab", ""), ("", "ab")),
        (("a\n", "b"), ("a", "\nb")),
        (("a\0", "b"), ("a", "\0b")),
        (("a", "b"), ("b", "a")),
    ],
)
def test_front_and_back_do_not_run_together(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert fingerprint(*one) != fingerprint(*other)
    assert mint_id(*one) != mint_id(*other)


@given(one=st.tuples(TEXT, TEXT), other=st.tuples(TEXT, TEXT))
def test_only_equal_content_has_an_equal_fingerprint(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert (fingerprint(*one) == fingerprint(*other)) == (one == other)


@given(parts=st.lists(TEXT, min_size=1, max_size=3))
def test_a_part_more_is_another_id(parts: list[str]) -> None:
    assert mint_id(*parts) != mint_id(*parts, "")


def test_a_fingerprint_never_changes_between_versions() -> None:
    assert fingerprint("Entropy", "mean surprise") == "936805727f7e007a8871d6605f0eceb6"


def test_an_id_never_changes_between_versions() -> None:
    assert mint_id("Entropy", "mean surprise") == "pdgq6druf5ju4ppw"


@given(front=TEXT, back=TEXT)
def test_an_id_is_sixteen_letters_and_digits(front: str, back: str) -> None:
    assert re.fullmatch(r"[a-z2-7]{16}", mint_id(front, back))


def test_text_that_has_no_utf8_has_an_id() -> None:
    assert len(mint_id("\udc80", "")) == 16
