"""Sentences with gaps: `C:` lines as hashcards writes them, and Anki's `{{c1::...}}`."""

from __future__ import annotations

import re

from srs.extract.candidate import Candidate, TurnedDown
from srs.extract.marks import CARD_TAG, with_gaps
from srs.extract.walk import Match, Place
from srs.markdown.document import Paragraph
from srs.model import Kind, Way, gap_numbers

_LINE = re.compile(r"^C:[ \t]+", re.MULTILINE)
_BLANK = re.compile(
    r"^(?P<before>[^\n]*?)_{3,}(?P<after>[^\n_]*?)(?:[ \t]*\((?P<aside>[^()\n]+)\)[.]?|\n(?P<mark>[^\W\d_]{1,10})[:：][ \t]*(?P<answer>[^\n]+))$"
)
_CODE = re.compile(r"`[^`\n]*`")
_LOGSEQ = re.compile(r"\{\{cloze[ \t]+(?P<hidden>[^{}\n]+)\}\}")
"""A gap of Logseq, which hides all those of a block at once (https://docs.logseq.com, Flashcards)."""
_FEWEST_WORDS = 3


def cloze_line(place: Place) -> Match | None:
    """Read `C: text with [gaps]`; each bracket is a gap, links and math stay what they are."""
    block = place.block
    if not isinstance(block, Paragraph) or not _LINE.match(block.text):
        return None
    found: list[Candidate | TurnedDown] = []
    starts = [mark.start() for mark in _LINE.finditer(block.text)]
    for start, end in zip(starts, [*starts[1:], len(block.text)], strict=True):
        line = block.first_line + block.text.count("\n", 0, start)
        text = block.text[start + 2 : end].strip()
        last = line + block.text[start:end].rstrip().count("\n")
        front = with_gaps(text)
        if gap_numbers(front):
            found.append(
                Candidate(Kind.CLOZE, front, (), line, last, "C line", place.scope, way=Way.CLOZE, exempt=True)
            )
        else:
            found.append(TurnedDown(line, last, "the sentence has no gap", text))
    return Match(tuple(found)) if found else None


def anki_cloze(place: Place) -> Match | None:
    """Read a paragraph that holds gaps in Anki's own notation, or in that of Logseq."""
    block = place.block
    if not isinstance(block, Paragraph) or "{{c" not in block.text:
        return None
    text = _LOGSEQ.sub(r"{{c1::\g<hidden>}}", block.text)
    if not gap_numbers(_CODE.sub("", text)):
        return None  # a gap in code shows how one is written
    front, first, last = CARD_TAG.sub("", text).strip(), block.first_line, block.last_line
    return Match((Candidate(Kind.CLOZE, front, (), first, last, "cloze", place.scope, way=Way.CLOZE, exempt=True),))


def blank(place: Place) -> Match | None:
    """Read a sentence with a blank, `_____`, and its answer: in brackets at its end, or on a line `A:` below."""
    block = place.block
    found = _BLANK.match(block.text) if isinstance(block, Paragraph) and "___" in block.text else None
    if found is None or len((found["before"] + found["after"]).split()) < _FEWEST_WORDS:
        return None
    if found["mark"] and found["mark"].casefold() not in place.page.vocabulary.questions.answer_marks:
        return None
    answer = (found["aside"] or found["answer"]).strip()
    front = f"{found['before']}{{{{c1::{answer}}}}}{found['after']}"
    first, last = block.first_line, block.last_line
    return Match((Candidate(Kind.CLOZE, front, (), first, last, "blank", place.scope, way=Way.CLOZE),))
