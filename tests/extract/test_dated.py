"""Notes that are called by a date: those of a lecture are read, those of a diary only where a sentence defines."""

from __future__ import annotations

import pytest

from srs.extract import default_vocabulary, extract_note

TEXT = "# 2023-09-20\n\n- **Heddle**: a wire with an eye\n- **Reed**: a comb that beats the weft\n- **Shuttle**: carries the weft\n"


def fronts(path: str, text: str = TEXT) -> list[str]:
    return [draft.front for draft in extract_note(path, text, default_vocabulary()).drafts]


@pytest.mark.parametrize("path", ["Weaving/2023-09-20.md", "Weaving/Lectures/20.09.2023.md"])
@pytest.mark.parametrize("text", [TEXT, TEXT.partition("\n\n")[2]])
def test_the_notes_of_a_lecture_are_read(path: str, text: str) -> None:
    assert fronts(path, text) == ["Heddle", "Reed", "Shuttle"]


@pytest.mark.parametrize("folder", ["", "Daily/", "00-daily/", "Journal/2023/", "Tagebuch/", "daily notes/09/"])
@pytest.mark.parametrize("text", [TEXT, TEXT.partition("\n\n")[2]])
def test_a_diary_gives_no_cards(folder: str, text: str) -> None:
    assert fronts(f"{folder}2023-09-20.md", text) == []


def test_what_a_sentence_in_a_diary_defines_is_a_card() -> None:
    assert fronts("Daily/2023-09-20.md", "A **heddle** is a wire with an eye that lifts one thread.\n") == ["heddle"]


def test_the_title_of_a_dated_note_is_its_folder() -> None:
    text = TEXT.partition("\n\n")[2]

    assert extract_note("Weaving/2023-09-20.md", text, default_vocabulary()).drafts[0].context == ("Weaving",)
