"""The decks that tags name, as obsidian-spaced-repetition has them: `#flashcards/deck`."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from srs.extract.front_matter import names_in
from srs.extract.marks import DECK_TAG, deck_of
from srs.markdown.document import Heading, Paragraph

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from srs.markdown.document import Document


class TaggedDecks:
    """The decks of a note: that of its front matter, and those of tags in headings and on lines of their own, each for what stands below."""

    def __init__(self, document: Document) -> None:
        tags = names_in(document.meta.get("tags"))
        self._own = next((tag.partition("::")[2] for tag in tags if tag.casefold().startswith("flashcards::")), "")
        found = [(number, deck_of(tag)) for number, tag in _tags(document)]
        self.are_named = bool(found)
        self._lines = [number for number, _ in found]
        self._decks = [deck for _, deck in found]

    def above(self, line: int) -> str:
        """Return the deck of what stands on a line, empty where no tag names one."""
        above = bisect_right(self._lines, line)
        return self._decks[above - 1] if above else self._own


def _tags(document: Document) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield the tags that name a deck for what stands below, each with its line."""
    for block in document.blocks:
        if isinstance(block, Heading) and "#" in block.text and (tag := DECK_TAG.search(block.text)):
            yield block.first_line, tag
        elif isinstance(block, Paragraph) and "#" in block.text:
            for number, line in enumerate(block.text.split("\n"), block.first_line):
                if tag := DECK_TAG.fullmatch(line.strip()):
                    yield number, tag
