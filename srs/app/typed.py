"""A typed answer beside the expected one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.markdown.sanitise import visible
from srs.markdown.terminal import render_terminal
from srs.model import Way, all_gaps, parse_cloze
from srs.reconcile.diff import Piece, word_diff

if TYPE_CHECKING:
    from srs.app.drill import Question

_ONE_LINE = 10_000


def expected_of(question: Question) -> str:
    """Return what is to be typed: the answer as plain words, of a sentence with gaps what the gap hides."""
    draft = question.fact.draft
    if draft.way is not Way.CLOZE:
        return _in_one_line(question.face.answer)
    number, gaps = question.card.ord + 1, all_gaps(parse_cloze(draft.front))
    return _in_one_line(", ".join(gap.text for gap in gaps if number in gap.numbers))


def correct(typed: str, expected: str) -> tuple[Piece, ...]:
    """Return what was typed, corrected to what was expected: one piece that stays where it is right, in either case."""
    typed = " ".join(visible(typed).split())
    return (Piece("same", expected),) if typed.casefold() == expected.casefold() else word_diff(typed, expected)


def is_right(pieces: tuple[Piece, ...]) -> bool:
    """Tell whether nothing had to be corrected."""
    return all(piece.kind == "same" for piece in pieces)


def _in_one_line(text: str) -> str:
    return " ".join(render_terminal(text, width=_ONE_LINE, colour=False).split())
