from __future__ import annotations

import pytest

from srs.markdown.width import Span, clusters, display_width, wrap


def lines(text: str, width: int) -> list[str]:
    return ["".join(span.text for span in line) for line in wrap([Span(text)], width)]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("abc", 3),
        ("é", 1),
        ("e\u0301", 1),
        ("漢字", 4),
        ("한국", 4),
        ("ｱ", 1),
        ("👍🏽", 2),
        ("👨\u200d👩\u200d👧", 2),
        ("🇩🇪🇫🇷", 4),
        ("❤\ufe0f", 2),
        ("سلام", 4),
        ("", 0),
    ],
)
def test_width_counts_terminal_columns(text: str, columns: int) -> None:
    assert display_width(text) == columns


def test_clusters_put_together_to_the_text() -> None:
    text = "ae\u0301漢👨\u200d👩\u200d👧🇩🇪\u0301"

    assert "".join(cluster for cluster, _ in clusters(text)) == text


def test_words_fill_the_line() -> None:
    assert lines("one two three four", 9) == ["one two", "three", "four"]


def test_a_word_wider_than_the_line_stays_whole() -> None:
    assert lines("see https://example.org/page now", 10) == ["see", "https://example.org/page", "now"]


def test_chinese_and_japanese_break_between_characters_but_not_before_a_full_stop() -> None:
    assert lines("日本語の文章です。次", 16) == ["日本語の文章で", "す。次"]


def test_an_opening_bracket_never_ends_a_line() -> None:
    assert lines("日本語（文章）", 8) == ["日本語", "（文章）"]


def test_korean_breaks_at_spaces() -> None:
    assert lines("한국어 문장은 여기", 10) == ["한국어", "문장은", "여기"]


def test_a_newline_ends_the_line() -> None:
    assert lines("a\n\nb", 10) == ["a", "", "b"]


def test_a_word_in_two_styles_is_not_broken_between_them() -> None:
    spans = [Span("one tw", 1), Span("o", 2)]

    assert wrap(spans, 6) == [[Span("one", 1)], [Span("tw", 1), Span("o", 2)]]
