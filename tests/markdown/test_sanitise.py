from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from srs.markdown.sanitise import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J", "␛[2J"),
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("\x1b]52;c;YQ==\x1b\\", "␛]52;c;YQ==␛\\"),
        ("a\bb", "a␈b"),
        ("a\rb", "a␍b"),
        ("\x00\x7f", "␀␡"),
        ("\x9b31m", "\\x9b31m"),
        ("\x9d0;title\x9c", "\\x9d0;title\\x9c"),
        ("\x85", "\\x85"),
    ],
)
def test_a_control_character_becomes_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize("hidden", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200e\u200f\ufeff\xad")
def test_a_character_that_reorders_or_hides_text_is_taken_out(hidden: str) -> None:
    assert visible(f"a{hidden}b") == "ab"


def test_a_hidden_tag_character_is_taken_out() -> None:
    assert visible("a\U000e0041b") == "ab"


@pytest.mark.parametrize("text", ["می\u200cخواهم", "क्\u200dष", "👨\u200d👩\u200d👧", "❤\ufe0f\u200d🔥", "👍🏽"])
def test_a_joiner_stays_where_script_or_emoji_needs_it(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize("text", ["pass\u200dword", "pass\u200cword", "pass\u200d\u200c\u200dword"])
def test_a_joiner_between_latin_letters_is_taken_out(text: str) -> None:
    assert visible(text) == "password"


def test_only_the_first_of_many_joiners_stays() -> None:
    assert visible("می\u200c\u200c\u200dخ") == "می\u200cخ"


@pytest.mark.parametrize("text", ["\ud800", "\ufdd0"])
def test_what_is_no_character_becomes_the_replacement_character(text: str) -> None:
    assert visible(f"a{text}b") == "a\ufffdb"


def test_a_tab_becomes_spaces_up_to_the_next_stop() -> None:
    assert visible("a\tb\n\tc") == "a   b\n    c"


def test_line_ends_become_newlines() -> None:
    assert visible("a\r\nb\u2028c\u2029d\ne") == "a\nb\nc\nd\ne"


def test_plain_text_comes_back_as_the_same_object() -> None:
    text = "Grüße, 世界 – مرحبا"

    assert visible(text) is text


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=())))
def test_no_control_character_survives(text: str) -> None:
    shown = visible(text)

    assert not [
        character for character in shown if unicodedata.category(character) in {"Cc", "Cs"} and character != "\n"
    ]


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=())))
def test_visible_text_stays_as_it_is(text: str) -> None:
    shown = visible(text)

    assert visible(shown) == shown
