"""Cuts a paragraph at the lines that begin something of their own: a reader sees a row of labels, CommonMark one paragraph."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from srs.extract.marks import PROMPT_MARK
from srs.extract.split import split_item
from srs.markdown.document import Paragraph
from srs.markdown.inline import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from srs.extract.vocabulary import Vocabulary
    from srs.markdown.document import Block

_FEWEST_LABELS = 2


def cut_paragraphs(blocks: tuple[Block, ...], vocabulary: Vocabulary) -> tuple[Block, ...]:
    """Return the blocks with paragraphs cut at lines like `**Idea:** ...`, where there are several, at a first `Q: ...`, and around bold lines above terms."""
    return tuple(part for block in blocks for part in _parts(block, vocabulary))


def _parts(block: Block, vocabulary: Vocabulary) -> Iterator[Block]:
    if not isinstance(block, Paragraph) or "\n" not in block.text or not any(sign in block.text for sign in ":："):
        yield block
        return
    lines = block.text.split("\n")
    starts = _starts(lines, vocabulary)
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        text = "\n".join(lines[start:end]).strip()
        yield Paragraph(block.first_line + start, block.first_line + end - 1, text)


def _starts(lines: list[str], vocabulary: Vocabulary) -> list[int]:
    """Return the numbers of the lines that begin a part."""
    terms = {number: term for number, line in enumerate(lines) if (term := _term(line))}
    labels = [number for number, term in terms.items() if vocabulary.label(term) is not None]
    if len(labels) >= _FEWEST_LABELS and len(labels) * 2 >= len(terms):
        return sorted({0, *labels})
    told = sum(map(_is_told, lines[:-1])) if lines[-1].rstrip().endswith((":", "：")) else 0
    if told >= _FEWEST_LABELS and told * 6 >= (len(lines) - 1) * 5:
        return [0, len(lines) - 1]
    questions = [number for number, line in enumerate(lines[:-1]) if _mark(line) in vocabulary.questions.question_marks]
    if questions and questions[0] and _mark(lines[questions[0] + 1]) in vocabulary.questions.answer_marks:
        return [0, questions[0]]
    return _starts_below_bold(lines)


def _starts_below_bold(lines: list[str]) -> list[int]:
    """Cut around lines that are nothing but bold, where each line below is a term with its meaning."""
    bold = [number for number, line in enumerate(lines) if _is_bold(line)]
    starts = {0}
    for number, end in pairwise([*bold, len(lines)]):
        below = lines[number + 1 : end]
        if len(below) >= _FEWEST_LABELS and all(map(_term, below)):
            starts.update((number, number + 1, *(() if end == len(lines) else (end,))))
    return sorted(starts)


def _is_bold(line: str) -> bool:
    split = split_item(line)
    return split is not None and split.mark == "strong" and not split.rest


def _term(line: str) -> str:
    """Return what stands before the colon of a line `Term: text`, empty for any other."""
    split = split_item(line) if ":" in line or "：" in line else None
    return plain(split.term) if split is not None and split.separator == "colon" else ""


def _is_told(line: str) -> bool:
    """Tell a line `Term: text` or `Term - text`."""
    split = split_item(line)
    return split is not None and split.mark == "plain" and split.separator in ("colon", "dash") and bool(split.rest)


def _mark(line: str) -> str:
    """Return the word before the colon that may mark a question or an answer, folded; empty without one."""
    found = PROMPT_MARK.match(line)
    return found[1].casefold() if found else ""
