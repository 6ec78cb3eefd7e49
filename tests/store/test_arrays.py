"""Arrays in a column are JSON, read with its library or without."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from srs.store.arrays import array_text, read_texts

PIECES = st.lists(st.sampled_from(['["', '", "', '"]', '"', ", ", "\\", "a", " ", "[", "]", "1", "\x00"]), max_size=8)


@given(st.lists(st.text()))
def test_texts_come_back(texts: list[str]) -> None:
    assert read_texts(array_text(texts)) == tuple(texts) == tuple(json.loads(array_text(texts)))


@given(PIECES.map("".join))
@example('["]')
@example('["a""b"]')
def test_what_is_no_json_is_refused(array: str) -> None:
    try:
        expected = tuple(json.loads(array))
    except (ValueError, TypeError):
        with pytest.raises((ValueError, TypeError)):
            read_texts(array)
        return

    assert read_texts(array) == expected
