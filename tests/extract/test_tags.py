"""Tags in the text: those of the note, of a section and of a line."""

from __future__ import annotations

import pytest

from srs.extract import default_vocabulary, extract_note
from srs.extract.settings import Settings

NOTE = """---
tags: [craft]
---
# Weaving #cloth

#study #looms/old

- **Heddle**: a wire with an eye #exam/soon
- **Reed**: a comb that beats `#code` the weft, as in C #4

## Parts #wood

- **Beam**: a roller for the warp
  that turns #heavy #round
"""


def tags(text: str) -> dict[str, tuple[str, ...]]:
    drafts = extract_note("a.md", text, default_vocabulary(), Settings(tags=("mine",))).drafts
    return {draft.front: draft.tags for draft in drafts}


def test_facts_have_the_tags_of_the_note_of_their_section_and_of_their_lines() -> None:
    of_all = ("craft", "mine", "study", "looms::old", "cloth")

    assert tags(NOTE) == {
        "Heddle": (*of_all, "exam::soon"),
        "Reed": of_all,
        "Beam": (*of_all, "wood", "heavy", "round"),
    }


def test_the_tags_of_a_heading_are_no_part_of_its_name() -> None:
    drafts = extract_note("a.md", NOTE, default_vocabulary()).drafts

    assert [draft.context for draft in drafts] == [("Weaving",), ("Weaving",), ("Weaving", "Parts")]


@pytest.mark.parametrize("line", ["#flashcards", "#flashcards/weaving", "## Parts #card"])
def test_tags_that_make_cards_or_name_a_deck_are_none(line: str) -> None:
    assert set(tags(f"{line}\n\nHeddle::a wire with an eye\n").values()) <= {("mine",)}


def test_a_word_with_its_sign_stays_in_a_heading() -> None:
    drafts = extract_note(
        "a.md", "# Memory\n\n## Enhanced #DRAM\n\nEnhanced DRAM is memory that has rows.\n", default_vocabulary()
    ).drafts

    assert [draft.front for draft in drafts] == ["Enhanced #DRAM"]
