"""Callouts: `> [!definition] Term` with the text below it."""

from __future__ import annotations

import re

from srs.extract.candidate import Candidate
from srs.extract.shapes.headings import is_term
from srs.extract.shapes.statements import label_of
from srs.extract.subject import clean_heading, marked_name
from srs.extract.walk import Match, Place
from srs.markdown.document import Block, List, Paragraph, Quote
from srs.markdown.inline import plain
from srs.model import Kind

_HEAD = re.compile(r"^\[!(?P<type>[\w-]+)\][+-]?[ \t]*(?P<title>[^\n]*)(?:\n|$)")


def _heading_above(place: Place) -> str:
    """Return the nearest heading that says something, else the note's title."""
    headings = (clean_heading(heading) for heading in reversed(place.scope.headings))
    vocabulary = place.page.vocabulary
    telling = (text for text in headings if not vocabulary.is_generic(text) and not vocabulary.label(text))
    return next(telling, place.page.title)


def _is_callout(block: Block) -> bool:
    first = block.blocks[0] if isinstance(block, Quote) and block.blocks else None
    return isinstance(first, Paragraph) and _HEAD.match(first.text) is not None


def callout(place: Place) -> Match | None:
    """Read a callout titled with a term or a question; its type may be a label such as theorem."""
    block = place.block
    first = block.blocks[0] if isinstance(block, Quote) and block.blocks else None
    head = _HEAD.match(first.text) if isinstance(first, Paragraph) else None
    if not isinstance(block, Quote) or not isinstance(first, Paragraph) or head is None:
        return None
    text = first.text[head.end() :].strip()
    rest = (Paragraph(first.first_line + 1, first.last_line, text),) if text else ()
    # A callout within, such as the proof of a theorem, speaks for itself.
    body = (*rest, *(inner for inner in block.blocks[1:] if not _is_callout(inner)))
    title = plain(head["title"])
    labelled = label_of(head["type"], place.page) is not None
    vocabulary = place.page.vocabulary
    if body and vocabulary.is_definition(title or head["type"]):
        title, labelled = marked_name(text, vocabulary) or _heading_above(place), False
    elif labelled and vocabulary.label(title) == (title.casefold(), ""):
        title = f"{_heading_above(place)} — {title}"
    asked = title.endswith(("?", "？")) and vocabulary.has_question_word(title)
    named = (
        labelled or asked or (is_term(title.rstrip("?？"), place.page) and not place.page.vocabulary.is_generic(title))
    )
    if not body or not title or not named or vocabulary.is_contents(title):
        return Match(tuple(place.nested(body, place.scope)))
    kind = Kind.STATEMENT if labelled else Kind.DEFINITION
    if vocabulary.asks(title):
        kind = Kind.QUESTION
    elif vocabulary.is_definition(head["type"]):
        kind = Kind.DEFINITION
    found = Candidate(kind, title, body, block.first_line, block.last_line, f"callout {head['type']}", place.scope)
    lists = tuple(inner for inner in body if isinstance(inner, List))
    return Match((found, *place.nested(lists, place.scope.under(title))))
