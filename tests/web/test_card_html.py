"""Text of a note as HTML of a page: it shows, and does nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hostile import faults, payloads
from hypothesis import given
from hypothesis import strategies as st

from srs.web.card_html import line_html, note_html, whole_note_html

PAYLOADS = payloads()
NOTHING = Path("/nonexistent")


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    (tmp_path / "real.png").write_bytes(b"png")
    (tmp_path / "tone.mp3").write_bytes(b"mp3")
    return tmp_path


def test_there_are_enough_payloads() -> None:
    assert len(set(PAYLOADS)) >= 150


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_that_acts_comes_through(payload: str, notes: Path) -> None:
    for text in (payload, f"before {payload} after", f"> - {payload}", f"**{payload}**", payload * 2):
        assert faults(note_html(text, notes, "a.md")) == []
        assert faults(line_html(text)) == []


@given(st.lists(st.sampled_from([*PAYLOADS, "\n", "\n\n", " ", '"', "`", "$", "|", "[", "]("]), max_size=8))
def test_no_mixture_of_them_does(parts: list[str]) -> None:
    assert faults(note_html("".join(parts), NOTHING, "a.md")) == []


@given(st.text(max_size=200))
def test_no_text_does(text: str) -> None:
    assert faults(note_html(text, NOTHING, "a.md")) == []


def test_what_a_note_writes_is_what_is_shown(notes: Path) -> None:
    html = note_html("**bold** `x < 1` $x^2$ [a](https://example.org) <kbd>k</kbd> ==m==", notes, "a.md")

    assert "<strong>bold</strong>" in html
    assert "<code>x &lt; 1</code>" in html
    assert "<msup><mi>x</mi><mn>2</mn></msup>" in html
    assert '<a href="https://example.org" target="_blank" rel="noopener noreferrer">a</a>' in html
    assert "<kbd>k</kbd>" in html
    assert "<mark>m</mark>" in html


def test_an_image_is_given_out_by_the_server_and_can_be_enlarged(notes: Path) -> None:
    html = note_html("![a plot](real.png) ![](real.png)", notes, "sub/a.md")

    assert 'class="zoom"' in html
    assert '<img src="/media/real.png" alt="a plot">' in html
    assert 'alt="real.png"' in html, "without a description its name is told"


def test_an_image_that_is_not_there_is_told_by_its_description(notes: Path) -> None:
    assert note_html("![a plot](gone.png)", notes, "a.md") == "a plot"


def test_a_sound_can_be_played_and_its_notation_cannot_be_forged(notes: Path) -> None:
    html = note_html("![[tone.mp3]] [sound:s0.mp3]", notes, "a.md")

    assert html.count("<audio") == 1
    assert 'src="/media/tone.mp3"' in html
    assert "[sound:s0.mp3]" in html


def test_code_is_coloured_by_classes_and_copied_as_it_is(notes: Path) -> None:
    html = note_html("```python\ndef f(x): return '\\\\(x\\\\)' # {{c1::y}}\n```", notes, "a.md")

    assert '<span class="hl-k">def</span>' in html
    assert "\u2060" not in html
    assert "{{c1::y}}" in html


def test_code_of_a_language_nobody_knows_is_code(notes: Path) -> None:
    assert note_html("```klingon\nqapla'\n```", notes, "a.md") == '<pre tabindex="0"><code>qapla\'</code></pre>'


def test_a_table_can_be_moved_sideways_and_stays_a_table(notes: Path) -> None:
    html = note_html("| a | b |\n|---|--:|\n| 1 | 2 |", notes, "a.md")

    assert html.startswith('<div class="scroll" tabindex="0"><table>')
    assert '<td align="right">2</td>' in html


def test_links_of_wikis_lead_to_the_notes_that_they_name(tmp_path: Path) -> None:
    for name in ("A.md", "B.md", "deep/C.md", "deep/B.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("text", "utf-8")
    text = "[[B]], [[C|the third]], [[B#Heading]], [[Nowhere]], [[../../etc/passwd]] and [B](B.md)"

    from_top = str(whole_note_html(text, (), tmp_path, "A.md")[0][0])
    from_below = str(whole_note_html(text, (), tmp_path, "deep/C.md")[0][0])

    assert re.findall('href="([^"]*)"', from_top) == ["/notes/B.md", "/notes/deep/C.md", "/notes/B.md", "/notes/B.md"]
    assert re.findall('href="([^"]*)"', from_below)[0] == "/notes/deep/B.md"
    assert "the third" in from_top
    assert "Nowhere" in from_top
