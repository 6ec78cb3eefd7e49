"""Whatever a note holds, it is read: no text raises, and what comes out keeps its promises.

SRS_MUTANTS sets how many mutants of the golden notes are read; 3,000 when it is not given.
"""

from __future__ import annotations

import os
from random import Random

import pytest
from extract.golden import NOTES
from extract.pathological import FAMILIES, PLACES, placed
from hypothesis import example, given, settings
from hypothesis import strategies as st

from srs.extract import Extraction, default_vocabulary, extract_note
from srs.model import Way

MUTANTS = int(os.environ.get("SRS_MUTANTS", "3000"))
CHUNKS = 10
TEXTS = [note.read_text("utf-8") for note in NOTES]
MARKS = [
    *"#>-*+_`~$|:=[](){}<>!?\\&^%\"'.,;\n\t\r\0 •—：？",
    *["**", "$$", "```", "~~~", "---", "{{c1::", "}}", "::", "[[", "]]", "\n\n", "\n    ", "\n- ", "\n> ", "\n# "],
    *["Q: ", "A: ", "C: ", "<!--", "-->", "- [ ] ", "1. ", "[^1]: ", "> [!note] ", ":::", "\n: ", "\n---\n", "|---|"],
    *["\u200b", "\u2028", "\ufeff", "\ud800", "e\u0301", "問", "🎈", "العربية"],
]
PIECES = [*MARKS, "term", "Problem", "What is it?", "is a thing", "See this", "Author", "2024", "https://a.org", " - "]

notes = st.one_of(
    st.text(),
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
    st.lists(st.sampled_from([line for text in TEXTS for line in text.split("\n")]), max_size=30).map("\n".join),
)


def read(text: str) -> Extraction:
    return extract_note("folder/a.md", text, default_vocabulary())


def faults(text: str, extraction: Extraction) -> list[str]:
    """Return every promise that a note's extraction breaks."""
    last = text.count("\n") + 1
    found = [
        f"{thing.source} to {thing.source.last_line} of {last}"
        for thing in (*extraction.drafts, *extraction.skips)
        if not 1 <= thing.source.first_line <= thing.source.last_line <= last
    ]
    for draft in extraction.drafts:
        if not draft.front.strip():
            found.append(f"{draft.source}: empty front")
        if not draft.back.strip() and draft.way is not Way.CLOZE:
            found.append(f"{draft.source}: empty back of {draft.front!r}")
        if draft.front == draft.back:
            found.append(f"{draft.source}: {draft.front!r} answers itself")
        if not draft.ords:
            found.append(f"{draft.source}: {draft.front!r} has no card")
    found += [
        f"problem at {problem.line} of {last}" for problem in extraction.problems if not 1 <= problem.line <= last
    ]
    return found


def mutate(text: str, random: Random) -> str:
    """Cut, swap, double and insert at a few places."""
    for _ in range(random.randint(1, 6)):
        start = random.randrange(len(text) + 1)
        end = min(len(text), start + random.randint(1, 80))
        third = random.randrange(len(text) + 1)
        text = random.choice(
            [
                text[:start] + text[end:],
                text[:end] + text[start:end] + text[end:],
                text[:start] + random.choice(MARKS) + text[start:],
                text[:start] + random.choice(MARKS) + text[end:],
                text[:third] + text[start:end] + text[third:],
                _swap_lines(text, random),
            ]
        )
    return text


def _swap_lines(text: str, random: Random) -> str:
    lines = text.split("\n")
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


@settings(max_examples=400)
@given(notes)
@example("---\ntitle: A note without any text\n---\n")
@example("[^1]: A footnote, and nothing else.\n")
def test_no_text_breaks_a_promise(text: str) -> None:
    extraction = read(text)

    assert faults(text, extraction) == []


@settings(max_examples=100)
@given(notes)
def test_the_same_text_gives_the_same_extraction(text: str) -> None:
    assert read(text) == read(text)


@pytest.mark.parametrize("seed", range(CHUNKS))
def test_no_mutant_of_a_golden_note_breaks_a_promise(seed: int) -> None:
    random = Random(seed)

    for _ in range(MUTANTS // CHUNKS):
        mutant = mutate(random.choice(TEXTS), random)

        assert faults(mutant, read(mutant)) == [], mutant


@pytest.mark.parametrize("name", FAMILIES)
def test_a_pathological_note_is_read(name: str) -> None:
    text = FAMILIES[name](20_000)

    assert faults(text, read(text)) == []


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", FAMILIES)
def test_a_pathological_line_is_read_wherever_it_stands(name: str, place: str) -> None:
    text = placed(name, place, 2_000)

    assert faults(text, read(text)) == []


@pytest.mark.parametrize("piece", ["a", "a ", "a: ", "- ", "**a** ", "`a` ", "[a](b) ", "Term is a thing. ", "甲"])
def test_a_line_of_a_million_characters_is_read(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))

    assert faults(text, read(text)) == []
