"""A few words on a line of their own that are marked as one of several: the only item of a list, or numbered in brackets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from srs.extract.answer import weight_of
from srs.markdown.document import List, Paragraph
from srs.markdown.inline import plain

if TYPE_CHECKING:
    from srs.extract.page import Page
    from srs.markdown.document import Block

_MOST_WORDS = 7
_NUMBERED = re.compile(r"(?:[(（]\s*(?:\d{1,2}|[a-h]|[一二三四五六七八九十]{1,2})\s*[)）]|[①-⑳])\s*(?P<term>[^\n]+)")
_LETTER = re.compile(r"[^\W\d_]")
_MATH = re.compile(r"\$[^$]+\$")
_END = re.compile(r"[.!?。！？，]$")


def lone_term(block: Block, page: Page) -> str:
    """Return the words, no sentence and nothing that says nothing by itself; empty for any other block."""
    item = block.items[0] if isinstance(block, List) and len(block.items) == 1 else None
    line = item.blocks[0] if item and item.task is None and len(item.blocks) == 1 else None
    numbered = _NUMBERED.fullmatch(block.text) if isinstance(block, Paragraph) else None
    text = numbered["term"] if numbered else line.text if isinstance(line, Paragraph) else ""
    if not text:
        return ""
    term = plain(text).strip().rstrip(":：;； ")
    few = 0 < weight_of(term) <= _MOST_WORDS
    vocabulary = page.vocabulary
    if not few or "\n" in term or _END.search(term) or not _LETTER.search(_MATH.sub("", term)):
        return ""
    known = vocabulary.is_bookkeeping(term) or vocabulary.is_generic(term) or vocabulary.label(term) is not None
    return "" if known or vocabulary.questions.asks(term) or vocabulary.opens_with_pronoun(term) else term
