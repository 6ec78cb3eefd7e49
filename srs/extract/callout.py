"""Callouts as Obsidian and GitHub write them, quotes that begin with `[!type] Title`, and quotes with a heading of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from srs.extract.answer import length
from srs.extract.subject import clean_heading
from srs.markdown.document import Heading, Paragraph, Quote
from srs.markdown.inline import plain

if TYPE_CHECKING:
    from srs.markdown.document import Block

_HEAD = re.compile(r"^\[!(?P<type>[\w-]+)\][+-]?[ \t]*(?P<title>[^\n]*)(?:\n|$)")
_ASKING = frozenset({"question", "help", "faq"})
_ASIDE = frozenset({"exercise", "todo", "bug", "quote", "cite"})
_ANSWERING = frozenset({"answer", "solution", "success", "check", "done"})
"""Types, as https://help.obsidian.md/callouts names them, and the plain words."""
_FEWEST_WORDS = 3


class Callout(NamedTuple):
    """What the first line of a callout says, and the blocks below it."""

    type: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def is_question(self) -> bool:
        """Tell one that asks by its type, whether or not its title ends with the mark; a word or two ask nothing."""
        return self.asks and sum(length(self.title)) >= _FEWEST_WORDS

    @property
    def asks(self) -> bool:
        """Tell one of a type that asks, in its title or in the text below it."""
        return self.type.casefold() in _ASKING

    @property
    def is_aside(self) -> bool:
        """Tell one whose title names nothing to know: an exercise, a quotation, what is left to do."""
        return self.type.casefold() in _ASIDE

    @property
    def is_answer(self) -> bool:
        """Tell one that answers the question in which it stands."""
        return self.type.casefold() in _ANSWERING


def callout_of(block: Block) -> Callout | None:
    """Return a quote as a callout, None for any other block."""
    first = block.blocks[0] if isinstance(block, Quote) and block.blocks else None
    if isinstance(first, Heading) and isinstance(block, Quote):
        return Callout("note", clean_heading(first.text), block.blocks[1:])
    head = _HEAD.match(first.text) if isinstance(first, Paragraph) else None
    if head is None or not isinstance(block, Quote) or not isinstance(first, Paragraph):
        return None
    text = first.text[head.end() :].strip()
    rest = (Paragraph(first.first_line + 1, first.last_line, text),) if text else ()
    return Callout(head["type"], plain(head["title"]), (*rest, *block.blocks[1:]))
