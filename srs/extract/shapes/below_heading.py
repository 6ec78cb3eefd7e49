"""Which of the blocks below a heading belong to its answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from srs.extract.answer import length
from srs.extract.split import split_item
from srs.extract.term_lines import is_bold_line
from srs.markdown.document import Code, DefinitionList, List, Paragraph, Quote, Rule, Table
from srs.markdown.inline import plain
from srs.markdown.source import to_markdown

if TYPE_CHECKING:
    from srs.extract.page import Page
    from srs.markdown.document import Block

_LITTLE = 40
_MOST_CHARACTERS = 40
_APART = 2


def explanation(blocks: tuple[Block, ...], page: Page, *, only_lead: bool) -> tuple[Block, ...]:
    """Return the blocks that explain a term: a paragraph or list, what a colon announces, and more where that is little."""
    taken = list(blocks[:1])
    for block in blocks[1:]:
        goes_on = not only_lead and _goes_on(block, page) and sum(length(to_markdown(taken))) < _LITTLE
        if (not goes_on or _is_apart(taken[-1], block)) and not _announces(taken[-1]):
            break
        taken.append(block)
    return tuple(taken)


def _goes_on(block: Block, page: Page) -> bool:
    """Tell a paragraph that begins nothing of its own."""
    return isinstance(block, Paragraph) and not (
        _announces(block) or _is_prompt(block, page) or is_bold_line(block) or _begins_with_term(block, page)
    )


def up_to_prompt(blocks: tuple[Block, ...], page: Page) -> tuple[Block, ...]:
    """Return the blocks before the first that is a prompt of its own, or that its author set apart."""
    ends = (n for n, block in enumerate(blocks) if n and (_asks(block, page) or _ends_at(blocks[n - 1], block)))
    return blocks[: next(ends, None)]


def _ends_at(before: Block, block: Block) -> bool:
    return isinstance(block, Rule) or (_is_apart(before, block) and not _announces(before))


def _is_apart(before: Block, block: Block) -> bool:
    """Tell a block with more than a line between it and the one before it: others lie there, or its author parted them."""
    return block.first_line - before.last_line > _APART


def leading(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks of an answer up to the first that is neither text nor list."""
    taken: list[Block] = []
    for block in blocks:
        if isinstance(block, Rule):
            continue
        if not isinstance(block, Paragraph | List | Code | Quote | Table | DefinitionList):
            break
        taken.append(block)
    return tuple(taken)


def _asks(block: Block, page: Page) -> bool:
    """Tell a block that is a prompt with an answer of its own, behind the answer to a question above."""
    if isinstance(block, Paragraph):
        # The line that asks may be the whole paragraph, or its answer may stand right below it.
        line = plain(block.text.split("\n", 1)[0])
        return _is_prompt(block, page) or (
            line.endswith(("?", "？")) and page.vocabulary.questions.has_question_word(line)
        )
    if isinstance(block, DefinitionList):
        return any(page.vocabulary.questions.asks(plain(entry.term)) for entry in block.entries)
    items = block.items if isinstance(block, List) else ()
    texts = [first.text for item in items if item.blocks and isinstance(first := item.blocks[0], Paragraph)]
    return (
        bool(texts)
        and all("?" in text or "？" in text for text in texts)
        and page.vocabulary.questions.has_question_word(texts[0])
    )


def _is_prompt(block: Paragraph, page: Page) -> bool:
    """Tell a paragraph with a label, a question mark of a drill, or a cloze line."""
    word = re.split(r"[:：]", block.text[:_MOST_CHARACTERS], maxsplit=1)[0].strip(" *_")
    marked = len(word) < len(block.text) and word.casefold() in page.vocabulary.questions.question_marks
    return (
        marked
        or block.text.startswith("C: ")
        or (len(word) < len(block.text) and page.vocabulary.label(word) is not None)
    )


def _begins_with_term(block: Paragraph, page: Page) -> bool:
    """Tell a paragraph that begins with a term of its own in bold, and says what it is."""
    split = split_item(block.text)
    if split is None or split.mark != "strong":
        return False
    verb = page.vocabulary.copula(f" {split.rest} ") if split.separator == "none" else None
    return split.separator != "none" or (verb is not None and not split.rest[: verb.start - 1].strip())


def _announces(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.text.rstrip("*_ ").endswith((":", "："))
