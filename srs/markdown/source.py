"""Blocks back to markdown, the same for the same content wherever it stood."""

from __future__ import annotations

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


def to_markdown(blocks: Iterable[Block]) -> str:
    """Write blocks as markdown with one blank line between them."""
    return "\n\n".join(text for text in map(_write, blocks) if text)


def _write(block: Block) -> str:
    if isinstance(block, Paragraph):
        return block.text
    if isinstance(block, List):
        return _write_list(block)
    if isinstance(block, Heading):
        return f"{'#' * block.level} {block.text}"
    if isinstance(block, Code):
        fence = "````" if "```" in block.text else "```"
        return f"{fence}{block.info}\n{block.text}\n{fence}"
    if isinstance(block, Quote):
        return "\n".join(f"> {line}".rstrip() for line in to_markdown(block.blocks).split("\n"))
    return _write_rare(block)


def _write_rare(block: Block) -> str:
    if isinstance(block, Table):
        head, *rows = [f"| {' | '.join(row.cells)} |" for row in block.rows] or [""]
        columns = len(block.rows[0].cells) if block.rows else 0
        return "\n".join([head, f"|{'---|' * columns}", *rows])
    if isinstance(block, DefinitionList):
        return "\n\n".join(f"{entry.term}\n: {_indent(to_markdown(entry.blocks), '  ')}" for entry in block.entries)
    if isinstance(block, Html):
        return block.text.strip("\n")
    return "---" if isinstance(block, Rule) else ""


def _write_list(block: List) -> str:
    lines = []
    for number, item in enumerate(block.items, block.start or 0):
        mark = "- " if block.start is None else f"{number}. "
        box = {None: "", True: "[x] ", False: "[ ] "}[item.task]
        body = "\n".join(filter(None, _tight(item.blocks)))
        lines.append(mark + box + _indent(body, " " * len(mark)))
    return "\n".join(lines)


def _tight(blocks: Iterable[Block]) -> list[str]:
    """Write the blocks of an item: a list follows its text at once, everything else after a blank line."""
    parts: list[str] = []
    for block in blocks:
        if parts and not isinstance(block, List):
            parts.append(" ")
        parts.append(_write(block))
    return parts


def _indent(text: str, margin: str) -> str:
    return "\n".join(
        line if not line.strip() or not number else margin + line for number, line in enumerate(text.split("\n"))
    ).replace("\n \n", "\n\n")
