"""Lines that look like a term with its meaning, or like the name of what stands below them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from srs.extract.answer import length, weight_of
from srs.extract.split import split_item
from srs.extract.trust import family_of, is_legend
from srs.markdown.document import List, Paragraph
from srs.markdown.inline import plain

if TYPE_CHECKING:
    from srs.extract.split import Split
    from srs.extract.vocabulary import Vocabulary
    from srs.markdown.document import Block

_FEW_WORDS = 4
_FEWEST_WORDS = 3
_SIGNS_OF_FORMULA = ("$", "`", "(", "[", "_", "\\")
_ASIDE = re.compile(r"\s*[(（][^()（）]*[)）]")


def is_labelled(line: str, vocabulary: Vocabulary) -> bool:
    """Tell a line `Term: meaning` or `Term - meaning` whose term is short and no bookkeeping."""
    split = split_item(line.split("\n", 1)[0])
    return split is not None and family_of(split) == "plain" and _is_short_term(split, vocabulary)


def sign_of(line: str, vocabulary: Vocabulary) -> str:
    """Return "arrow" or "equals" of a line `Term -> meaning`, `Term = meaning` whose term is short; else nothing."""
    split = None if line.startswith("<") else split_item(line.split("\n", 1)[0])
    if split is None or split.mark != "plain" or split.separator not in ("arrow", "equals"):
        return ""
    if any(sign in split.term for sign in _SIGNS_OF_FORMULA) or is_legend(split):
        return ""
    return split.separator if _is_short_term(split, vocabulary) else ""


def _is_short_term(split: Split, vocabulary: Vocabulary) -> bool:
    if sum(length(split.rest)) < _FEWEST_WORDS:
        return False
    few = weight_of(_ASIDE.sub("", split.term)) <= _FEW_WORDS
    known = vocabulary.is_bookkeeping(split.term) or vocabulary.is_generic(split.term)
    return few and not known and not vocabulary.begins_clause(split.term)


def is_bold_line(block: Block) -> bool:
    """Tell a paragraph of nothing but a bold term."""
    split = split_item(block.text) if isinstance(block, Paragraph) else None
    return split is not None and split.mark == "strong" and not split.rest


def is_line_above_list(block: Block, following: Block | None) -> bool:
    """Tell a plain line of a few words that does not end as a sentence does, with a list on the line below it or behind its colon."""
    if not isinstance(block, Paragraph) or not isinstance(following, List) or "\n" in block.text:
        return False
    text = block.text.rstrip(":： ")
    leads = following.first_line == block.last_line + 1 or text != block.text
    named = plain(_ASIDE.sub("", text))
    few = weight_of(named) <= _FEW_WORDS
    split = split_item(text)
    whole = split is None or (split.mark == "code" and not split.rest) or split.rest[:1] == "/"
    return leads and few and named[-1:].isalnum() and whole
