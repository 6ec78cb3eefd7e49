"""Terms one by one, each an item of its own or numbered in brackets, whose text stands below it and is not set in."""

from __future__ import annotations

from srs.extract.answer import is_formula
from srs.extract.candidate import Candidate
from srs.extract.lone import lone_term
from srs.extract.term_lines import is_bold_line
from srs.extract.walk import Match, Place
from srs.markdown.document import Paragraph, Quote, Rule
from srs.model import Kind

_FEWEST = 3
_PAIR = 2
_REACH = 6
"""So many blocks of text may stand between two terms."""


def terms_apart(place: Place) -> Match | None:
    """Read a term with the text below it at the margin, where others near it are written so."""
    if place.scope.answered or not _is_member(place, place.index):
        return None
    after, before = _next(place, place.index, 1), _next(place, place.index, -1)
    around = [number for number in (before, place.index, after) if number is not None]
    texts = [place.blocks[number + 1] for number in around]
    several = (
        len(around) == _FEWEST or _next(place, around[0], -1) is not None or _next(place, around[-1], 1) is not None
    )
    if len(around) < _PAIR or not (several or all(isinstance(text, Quote) or is_formula(text) for text in texts)):
        return None
    blocks = place.blocks[place.index + 1 : after or place.index + _PAIR]
    body = tuple(one for block in blocks for one in (block.blocks if isinstance(block, Quote) else (block,)))
    term, block = lone_term(place.block, place.page), place.block
    rule = "term with text below"
    found = Candidate(Kind.DEFINITION, term, body, block.first_line, blocks[-1].last_line, rule, place.scope)
    return Match((found, *place.nested(body, place.scope.under(term))), 1 + len(blocks))


def _next(place: Place, index: int, step: int) -> int | None:
    """Return where the nearest such term after (1) or before (-1) a block stands, None where other things lie between."""
    for number in range(index + step, index + step * (_REACH + 1), step):
        if not 0 <= number < len(place.blocks) or isinstance(place.blocks[number], Rule):
            return None
        if _is_member(place, number):
            return number
    return None


def _is_member(place: Place, index: int) -> bool:
    """Tell a term with text right below it."""
    text = place.blocks[index + 1] if index + 1 < len(place.blocks) else None
    told = isinstance(text, Quote) or (isinstance(text, Paragraph) and not is_bold_line(text))
    return told and bool(lone_term(place.blocks[index], place.page)) and not (text and lone_term(text, place.page))
