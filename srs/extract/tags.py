"""Tags in the text of a note: of all of it, of what stands below a heading, or of a line.

As Obsidian knows them (https://help.obsidian.md/tags): `#` and a letter, then letters, figures, `-`, `_` and `/`, at the end of a line or on one of their own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from srs.extract.marks import CARD_TAG
from srs.markdown.document import Heading, Paragraph
from srs.markdown.inline import mask
from srs.model.values import replace

if TYPE_CHECKING:
    from srs.markdown.document import Block, Document
    from srs.model import Source

_ENDING = re.compile(r"(?:^|(?<=\S))(?:[ \t]*(?:^|[ \t])#[^\W\d_][\w/-]*)+[ \t]*$", re.MULTILINE)
_SMALL = re.compile(r"(?:[ \t]+#[^\W\dA-Z_][\w/-]*)+[ \t]*$")
_NAME = re.compile(r"#(\S+)")


class TextTags:
    """The tags in the text of a document."""

    def __init__(self, document: Document, text: str) -> None:
        self._lines = text.split("\n") if "#" in text else []
        self._of_note: list[str] = []
        self._starts: list[int] = []
        self._of_section: list[tuple[str, ...]] = []
        path: list[tuple[int, list[str]]] = []
        for block in document.blocks if self._lines else ():
            if isinstance(block, Heading):
                path = [
                    *((level, names) for level, names in path if level < block.level),
                    (block.level, _names(block.text)),
                ]
                self._starts.append(block.first_line)
                self._of_section.append(tuple(name for _, names in path for name in names))
            elif isinstance(block, Paragraph) and not _ENDING.sub("", block.text).strip():
                self._of_note += _names(block.text)

    def of(self, source: Source) -> tuple[str, ...]:
        """Return the tags of a fact by the lines where it stands, without those that make cards or name their deck."""
        if not self._lines:
            return ()
        above = bisect_right(self._starts, source.first_line)
        section = self._of_section[above - 1] if above else ()
        own = (name for line in self._lines[source.first_line - 1 : source.last_line] for name in _names(line))
        return tuple(dict.fromkeys((*self._of_note, *section, *own)))


def without_tags(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Take the tags off headings: they are no part of their names. Those stay that make cards, or are words of the heading: "#DRAM"."""
    return tuple(_untagged(block) if isinstance(block, Heading) and "#" in block.text else block for block in blocks)


def _untagged(heading: Heading) -> Heading:
    name = _SMALL.sub("", heading.text)
    return replace(heading, text=name) if name.strip() and not CARD_TAG.search(heading.text) else heading


def _names(text: str) -> list[str]:
    """Return the tags at the ends of lines, outside of code, math and links."""
    if "#" not in text:
        return []
    found = (CARD_TAG.sub("", tags[0]) for tags in _ENDING.finditer(mask(text)))
    return [name.replace("/", "::") for tags in found for name in _NAME.findall(tags)]
