"""Tags in the text of a note: of all of it, of what stands below a heading, or of a line.

As Obsidian knows them (https://help.obsidian.md/tags): `#` and a letter, then letters, figures, `-`, `_` and `/`, at the end of a line or on one of their own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import takewhile
from typing import TYPE_CHECKING

from srs.extract.marks import CARD_TAG, DECK_TAG, means_cards
from srs.markdown.document import Heading, Paragraph
from srs.markdown.inline import mask
from srs.model.values import replace

if TYPE_CHECKING:
    from srs.markdown.document import Block, Document
    from srs.model import Source

_TAG = re.compile(r"#(?P<name>[^\W\d_][\w/-]*)")


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
            elif isinstance(block, Paragraph) and all(map(_TAG.fullmatch, block.text.split())):
                self._of_note += _names(" ".join(block.text.split()))

    def of(self, source: Source) -> tuple[str, ...]:
        """Return the tags of a fact by the lines where it stands, without those that make cards or name their deck."""
        if not self._lines:
            return ()
        above = bisect_right(self._starts, source.first_line)
        section = self._of_section[above - 1] if above else ()
        own = (name for line in self._lines[source.first_line - 1 : source.last_line] for name in _names(line))
        return tuple(dict.fromkeys((*self._of_note, *section, *own)))


def without_tags(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Take the tags off headings, which are no part of their names, and lines of nothing but tags off the text below.

    Those stay that make cards, or are words of the heading: "#DRAM".
    """
    return tuple(kept for block in blocks if (kept := _untagged(block)) is not None)


def _untagged(block: Block) -> Block | None:
    if isinstance(block, Heading) and "#" in block.text:
        return _unnamed(block)
    if isinstance(block, Paragraph) and block.text.startswith("#"):
        return _below_tags(block)
    return block


def _below_tags(paragraph: Paragraph) -> Paragraph | None:
    """Return what stands below the lines of tags that a paragraph begins with; None where it is nothing else."""
    lines = paragraph.text.split("\n")
    of_tags = sum(1 for _ in takewhile(_is_of_tags, lines))
    rest = lines[of_tags:]
    return replace(paragraph, first_line=paragraph.first_line + of_tags, text="\n".join(rest)) if rest else None


def _is_of_tags(line: str) -> bool:
    return not means_cards(line) and all(map(_TAG.fullmatch, line.split()))


def _unnamed(heading: Heading) -> Heading:
    name, tags = _parted(heading.text)
    is_word = any(tag[1].isupper() for tag in tags)
    kept = means_cards(heading.text) and DECK_TAG.search(heading.text) is None
    return heading if is_word or not name or kept else replace(heading, text=name)


def _names(line: str) -> list[str]:
    """Return the tags at the end of a line, outside of code, math and links."""
    tags = _parted(mask(line))[1] if "#" in line else []
    return [tag[1:].replace("/", "::") for tag in tags if not CARD_TAG.fullmatch(tag)]


def _parted(line: str) -> tuple[str, list[str]]:
    """Part a line before the tags at its end."""
    words = line.split()
    tags = list(takewhile(_TAG.fullmatch, reversed(words)))[::-1]
    if not tags:
        return line, tags
    return (line.rsplit(None, len(tags))[0] if len(tags) < len(words) else ""), tags
