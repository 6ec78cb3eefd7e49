"""Tables that ask in one column and answer in the next."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from srs.extract.answer import length
from srs.extract.candidate import Candidate, TurnedDown
from srs.extract.walk import Match, Place
from srs.markdown.document import Paragraph, Table
from srs.markdown.inline import plain
from srs.model import Kind

if TYPE_CHECKING:
    from srs.extract.candidate import Found
    from srs.extract.questions import Questions
    from srs.markdown.document import Row

_FEWEST_ROWS = 2
_HEAD_WORDS = 1
"""`Why?` heads a column."""
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def question_table(place: Place) -> Match | None:
    """Read a table most of whose rows ask in the same column: a study guide, notes with questions at their side."""
    block = place.block
    if not isinstance(block, Table):
        return None
    questions = place.page.vocabulary.questions
    width = min(len(row.cells) for row in block.rows) if block.rows else 0
    rows = block.rows if width > 1 and _is_question(plain(block.rows[0].cells[0]), questions) else block.rows[1:]
    named = _named(block.rows[0], questions) if width > 1 else None
    column = next((number for number in range(width - 1) if _asks(rows, number, questions)), named)
    if column is None or (named is None and len(rows) < _FEWEST_ROWS):
        return None
    return Match(tuple(_found(place, row, column) for row in rows if row.cells[column]))


def _named(head: Row, questions: Questions) -> int | None:
    """Return the column that is headed as one of questions, with that of their answers behind it."""
    names = [_singular(plain(cell).casefold().strip(" :")) for cell in head.cells]
    pairs = enumerate(pairwise(names))
    return next((n for n, (a, b) in pairs if a in questions.question_marks and b in questions.answer_marks), None)


def _singular(word: str) -> str:
    return word.removesuffix("s")


def _asks(rows: tuple[Row, ...], column: int, questions: Questions) -> bool:
    """Tell a column in which more than half of the rows ask, most of them with the mark of a question."""
    cells = [plain(row.cells[column]) for row in rows]
    return sum(_is_question(cell, questions) for cell in cells) * 2 > len(cells)


def _is_question(cell: str, questions: Questions) -> bool:
    return ("?" in cell or "？" in cell) and questions.has_question_word(cell) and sum(length(cell)) > _HEAD_WORDS


def _found(place: Place, row: Row, column: int) -> Found:
    first, last, question = row.first_line, row.last_line, _BREAK.sub("\n", row.cells[column])
    body = tuple(Paragraph(first, last, cell) for cell in row.cells[column + 1 :] if cell)
    if not body:
        return TurnedDown(first, last, "the question has no answer", plain(question))
    return Candidate(Kind.QUESTION, question, body, first, last, "question table", place.scope, vouched=True)
