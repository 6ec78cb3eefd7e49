"""Blocks back to markdown, the same for the same content wherever it stood."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from srs.markdown.document import (
    Code,
    DefinitionList,
    Heading,
    Html,
    List,
    Paragraph,
    Quote,
    Rule,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from srs.markdown.document import Block

_BOXES = {None: "", True: "[x] ", False: "[ ] "}


def to_markdown(blocks: Iterable[Block]) -> str:
    """Write blocks as markdown with one blank line between them."""
    return _join(blocks, "\n\n")


def _join(blocks: Iterable[Block], before_list: str) -> str:
    """Join blocks by a blank line; a list after text by `before_list`, and after a list with another bullet."""
    text = ""
    before: Block | None = None
    for block in blocks:
        gap = "\n\n"
        if isinstance(block, List):
            piece = _write_list(block, other=isinstance(before, List))
            gap = before_list if isinstance(before, Paragraph) else gap
        else:
            piece = _write(block)
        if piece:
            text = f"{text}{gap}{piece}" if text else piece
            before = block
    return text


def _write(block: Block) -> str:
    if isinstance(block, Paragraph):
        return block.text
    if isinstance(block, Heading):
        return f"{'#' * block.level} {block.text}"
    if isinstance(block, Code):
        longest = max(map(len, re.findall(r"`{3,}", block.text)), default=2)
        fence = "`" * (longest + 1)
        return f"{fence}{block.info}\n{block.text}\n{fence}"
    if isinstance(block, Quote):
        return "\n".join(f"> {line}".rstrip() for line in to_markdown(block.blocks).split("\n"))
    return _write_rare(block)


def _write_rare(block: Block) -> str:
    if isinstance(block, Table):
        head, *rows = [
            f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row.cells)} |" for row in block.rows
        ] or [""]
        columns = len(block.rows[0].cells) if block.rows else 0
        return "\n".join([head, f"|{'---|' * columns}", *rows])
    if isinstance(block, DefinitionList):
        return "\n\n".join(f"{entry.term}\n: {_indent(to_markdown(entry.blocks), '  ')}" for entry in block.entries)
    if isinstance(block, Html):
        return block.text.strip("\n")
    return "---" if isinstance(block, Rule) else ""


def _write_list(block: List, *, other: bool = False) -> str:
    lines = []
    for number, item in enumerate(block.items, block.start or 0):
        mark = ("* " if other else "- ") if block.start is None else f"{number}{')' if other else '.'} "
        box = _BOXES[item.task]
        lines.append(mark + box + _indent(_join(item.blocks, "\n"), " " * len(mark)))
    return "\n".join(lines)


def _indent(text: str, margin: str) -> str:
    """Indent the lines of a text after its first; blank lines stay empty."""
    if "\n" not in text:
        return text
    first, *rest = text.split("\n")
    return "\n".join([first, *(f"{margin}{line}" if line.strip() else "" for line in rest)])
