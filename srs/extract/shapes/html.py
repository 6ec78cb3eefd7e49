"""Prompts in raw HTML: definition lists (`dl`) and questions that fold away (`details` with a `summary`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from srs.extract.candidate import Candidate
from srs.extract.walk import Match, Place
from srs.markdown.document import Block, Heading, Html, Paragraph
from srs.markdown.inline import plain
from srs.model import Kind

if TYPE_CHECKING:
    from srs.extract.page import Page

_ENTRY = re.compile(
    r"<dt\b[^<>]*>(?P<term>.{1,200}?)(?:</dt>\s*)?<dd\b[^<>]*>(?P<meaning>(?:(?!<d[td]\b).){1,4000}?)(?=</dd>|<d[td]\b|</dl>)",
    re.DOTALL,
)
_SUMMARY = re.compile(r"<summary\b[^<>]*>(?P<question>.{1,400}?)</summary>(?P<answer>.*)", re.DOTALL)
_END = "</details>"
_FARTHEST = 40


def html_definitions(place: Place) -> Match | None:
    """Read the terms of a `dl` with their meanings."""
    block = place.block
    if not isinstance(block, Html) or "<dt" not in block.text:
        return None
    found = []
    line, read = block.first_line, 0
    for entry in _ENTRY.finditer(block.text):
        line += block.text.count("\n", read, entry.start())
        read = entry.start()
        last = line + entry[0].rstrip().count("\n")
        body = (Paragraph(line, last, plain(entry["meaning"])),)
        found.append(
            Candidate(Kind.DEFINITION, plain(entry["term"]), body, line, last, "dl", place.scope, vouched=True)
        )
    return Match(tuple(found)) if found else None


def folded_question(place: Place) -> Match | None:
    """Read a `details` whose summary asks, with what it folds away as the answer."""
    block = place.block
    if not isinstance(block, Html) or "<summary" not in block.text:
        return None
    summary = _SUMMARY.search(block.text)
    question = plain(summary["question"]) if summary else ""
    if summary is None or not place.page.vocabulary.questions.is_prompt(question):
        return None
    inside, ended, _ = summary["answer"].partition(_END)
    line = block.first_line + block.text.count("\n", 0, summary.start("answer"))
    text = plain(inside)
    body: tuple[Block, ...] = (Paragraph(line, max(line, block.last_line), text),) if text else ()
    more = () if ended else _folded(place)
    taken = 1 + len(more)
    body = (*body, *(one for one in more if not isinstance(one, Html)))
    last = body[-1].last_line if body else block.last_line
    found = Candidate(Kind.QUESTION, question, body, block.first_line, last, "details", place.scope)
    return Match((found,), taken)


def unfolded(blocks: tuple[Block, ...], page: Page) -> tuple[Block, ...]:
    """Return an answer without the `details` that folds it away, where its summary does not ask itself."""
    first, *more = blocks or (None,)
    folds = isinstance(first, Html) and first.text.lstrip().startswith("<details")
    summary = _SUMMARY.search(first.text) if isinstance(first, Html) and folds else None
    if first is None or summary is None or page.vocabulary.questions.is_prompt(plain(summary["question"])):
        return blocks
    inside, ended, _ = summary["answer"].partition(_END)
    line = first.first_line + summary.string.count("\n", 0, summary.start("answer"))
    text = plain(inside)
    said = (Paragraph(line, max(line, first.last_line), text),) if text else ()
    rest = more if ended else [block for block in more if not (isinstance(block, Html) and _END in block.text)]
    return (*said, *rest)


def _folded(place: Place) -> tuple[Block, ...]:
    """Return the blocks up to the end of a `details`, that included; none where it has no end in sight."""
    blocks = place.blocks[place.index + 1 : place.index + 1 + _FARTHEST]
    for number, block in enumerate(blocks):
        if isinstance(block, Heading):
            break
        if isinstance(block, Html) and _END in block.text:
            return blocks[: number + 1]
    return ()
