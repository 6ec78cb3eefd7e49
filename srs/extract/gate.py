"""Judges a candidate: a draft that stands alone, or a skip with its reason."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from srs.extract.answer import (
    first_item,
    first_sentences,
    has_answer,
    is_long,
    length,
    shorten,
    split_pointers,
    without_announcement,
)
from srs.extract.backs import fault_of_back, folded_words, is_appointment
from srs.extract.candidate import BY_COMMENT, Candidate, TurnedDown
from srs.extract.fronts import fault_of_front
from srs.extract.subject import first_sentence, shown_heading
from srs.extract.walk import ORDER, order_in
from srs.markdown.document import List, Paragraph
from srs.markdown.inline import plain, strip_images, unmarked
from srs.markdown.source import to_markdown
from srs.model import Draft, Kind, Source, Way, gap_numbers, gap_texts
from srs.model.values import replace

if TYPE_CHECKING:
    from srs.extract.candidate import Found
    from srs.extract.page import Page
    from srs.extract.vocabulary import Vocabulary
    from srs.markdown.document import Block

_COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL)
_OPEN_ENDS = (":", "：", "は")
_SHORTEST_LEAK = 4
_LONGEST_LEAK = 1000
"""No heading holds an answer of so many characters, links and marks included."""
_JOINT = re.compile(r"^(?:[,.;]\s+|[，。；、]\s*)(?=\S)")
"""What stood between a marked term and the text behind it."""
_TAGS = re.compile(r"(?<=\S)(?:[ \t]+#[^\W\d_][\w/-]*)+[ \t]*$", re.MULTILINE)
"""Tags of Obsidian at the end of a line."""


def judge(found: Found, page: Page) -> Draft | TurnedDown:
    """Return what becomes of a candidate; what a shape turned down itself passes through."""
    if isinstance(found, TurnedDown):
        return found
    order = _order_within(found) if page.document.has_orders else ""
    if order == "skip":
        return _down(found, BY_COMMENT)
    found = replace(found, ordered=True) if order else found
    front = _unbroken(_COMMENT.sub("", found.front).strip())
    front = " ".join(front.split("\n")) if found.way is not Way.CLOZE else front
    # A comment may have held the end of a gap.
    hollow = found.way is Way.CLOZE and not gap_numbers(front)
    reason = "the sentence has no gap" if hollow else fault_of_front(found, plain(front), page)
    if reason:
        return _down(found, reason)
    if not found.exempt and _is_struck(found):
        return _down(found, "it is struck out")
    body, pointers = split_pointers(found.body, page.vocabulary)
    if found.way is not Way.CLOZE and not has_answer(body) and not (found.exempt and _is_pictured(body)):
        return _down(found, "the answer only points elsewhere" if pointers else _lack(body))
    held = "" if found.ordered else found.doubt or _leaning(found, body, page)
    body, doubt = _cut(found, body, page)
    held = held or ("" if found.ordered else doubt)
    back = _unbroken(_COMMENT.sub("", to_markdown(body)).strip())
    if not found.exempt:
        back = _JOINT.sub("", back)
    back = _TAGS.sub("", back) if "#" in back else back
    if "#" in front and (found.kind is Kind.MARKUP or found.rule == "definition list"):
        front = _TAGS.sub("", front)
    reason = fault_of_back(found, front, back, page)
    if reason:
        return _down(found, reason)
    return Draft(
        kind=found.kind,
        front=front,
        back=back,
        source=Source("", found.first_line, _last_line(found, body)),
        rule=found.rule,
        context=_context(found, front, back, page),
        extra="\n\n".join(filter(None, (found.beside, *pointers))),
        deck=found.deck,
        way=found.way,
        held=held,
    )


def _is_struck(found: Candidate) -> bool:
    """Tell a prompt that its author struck out, alone or with its answer."""
    if "~~" in found.front:
        return found.front.startswith("~~") and found.front.endswith("~~")
    first = found.body[0] if found.body else None
    line = first.text.partition("\n")[0] if isinstance(first, Paragraph) else ""
    return line.count("~~") % 2 == 1


def _order_within(found: Candidate) -> str:
    """Return what a comment in the prompt or its answer says about them."""
    # A comment that stands alone behind the answer is about the block that follows.
    inside = found.body[:-1] if found.body and order_in(found.body[-1]) else found.body
    return next((order[1] for text in (found.front, to_markdown(inside)) if (order := ORDER.search(text))), "")


def _unbroken(text: str) -> str:
    """Return a text without the backslash that breaks a line, where that turned out to be the last."""
    return text[:-1].rstrip() if text.endswith("\\") and not text.endswith("\\\\") else text


def _lack(body: tuple[Block, ...]) -> str:
    return "an image alone is no answer" if _is_pictured(body) else "there is no answer"


def _is_pictured(body: tuple[Block, ...]) -> bool:
    """Tell an answer with an image, which is enough for a card that its author wrote as one."""
    text = to_markdown(body)
    return strip_images(text) != text


def _cut(found: Candidate, body: tuple[Block, ...], page: Page) -> tuple[tuple[Block, ...], str]:
    """Cut an answer that is more than a card can ask; return it with the doubt that is left."""
    doubt = ""
    body = body if found.exempt else _without_end(body, page)
    if not found.exempt and body and is_long(body):
        shorter = shorten(body) or _opening(found, body, page)
        if shorter is None:
            words, characters = length(to_markdown(body))
            size = f"{words} words" if words > characters else f"{characters} characters"
            return body, f"the answer is {size} long"
        body = shorter
    body = body if found.exempt else without_announcement(body)
    last = body[-1] if body else None
    if isinstance(last, Paragraph) and last.text.rstrip("*_ ").endswith(_OPEN_ENDS):
        doubt = "the answer breaks off where something is announced"
    return body, doubt


def _without_end(body: tuple[Block, ...], page: Page) -> tuple[Block, ...]:
    """Leave out of an answer its proof, and an appointment at its end."""
    for number, block in enumerate(body):
        if not isinstance(block, Paragraph):
            continue
        start = page.vocabulary.proof_in(block.text)
        if start is not None and (number or start):
            said = block.text[:start].rstrip()
            last = block.first_line + said.count("\n")
            return (*body[:number], *((Paragraph(block.first_line, last, said),) if said else ()))
    last_block = body[-1] if len(body) > 1 else None
    return body[:-1] if isinstance(last_block, Paragraph) and is_appointment(last_block.text) else body


def _opening(found: Candidate, body: tuple[Block, ...], page: Page) -> tuple[Block, ...] | None:
    """Return the first of a long row of statements about a term, which tells what it is; a front that counts wants all.

    So it does for a question about the term: "What is a weir?".
    """
    counts = page.vocabulary.count_in(found.front) > 0 or page.vocabulary.sets.are_named_by(found.front)
    said = page.vocabulary.defined_subject(first_sentence(body[0])) if found.kind is Kind.QUESTION else ""
    told = found.kind is Kind.DEFINITION or (said and said.casefold() in plain(found.front).casefold())
    if counts or not told:
        return None
    return first_item(body) or first_sentences(body)


def _leaning(found: Candidate, body: tuple[Block, ...], page: Page) -> str:
    """Return the doubt about a definition that begins by pointing at something outside the card."""
    if found.kind is not Kind.DEFINITION or not body or isinstance(body[0], List):  # a list begins with its mark
        return ""
    leans = page.vocabulary.leans(plain(to_markdown(body[:1])))
    return "the answer leans on something outside the card" if leans else ""


def _down(found: Candidate, reason: str) -> TurnedDown:
    return TurnedDown(found.first_line, found.last_line, reason, plain(found.front))


def _last_line(found: Candidate, body: tuple[Block, ...]) -> int:
    """Return the line on which the answer ends."""
    return max(found.first_line, body[-1].last_line) if body else found.last_line


def _context(found: Candidate, front: str, back: str, page: Page) -> tuple[str, ...]:
    """Return what leads to the card, without levels that repeat the front or give the answer away."""
    asked = f" {folded_words(front)} "
    hidden = gap_texts(front) if found.way is Way.CLOZE else (back,) if len(back) < _LONGEST_LEAK else ()
    answers = [f" {answer} " for text in hidden if len(answer := folded_words(text)) >= _SHORTEST_LEAK]
    shown: list[str] = []
    for level in (page.title, *map(shown_heading, found.scope.headings), *found.scope.parents):
        text, folded = _shown_and_folded(level, page.vocabulary)
        leaks = any(answer in folded for answer in answers)
        repeats = found.way is not Way.CLOZE and folded in asked
        if text and not leaks and not repeats and text not in shown:
            shown.append(text)
    return tuple(shown)


@lru_cache(maxsize=1024)
def _shown_and_folded(level: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """Return what a card shows of a title, a heading or an item above it, and the words of that between spaces.

    The heading of a list of contents is not shown.
    """
    text = unmarked(level).rstrip(":：")
    return "" if vocabulary.sections.is_contents(text) else text, f" {folded_words(text)} "
