"""Lists whose items look like terms and are the entries of a catalogue.

Works with who wrote them, records of a source, contents of other notes, and answers to choose from.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from srs.extract.answer import length
from srs.extract.choices import LETTERS
from srs.markdown.document import Paragraph
from srs.markdown.inline import plain

if TYPE_CHECKING:
    from srs.extract.page import Page
    from srs.extract.split import Split
    from srs.markdown.document import List

_PAIR = 2
_RUN = 4
_MOST_WORDS = 8
_MOST_NAMES = 7
_TITLED = "emphasis dash"
_LINKED = re.compile(r"(?:\*\*|__)?\[")
_ASIDE = re.compile(r"\s*[(（][^()（）]*[)）]")
_PARTICLES = frozenset("de da di del della van von der den la le du ed eds trs tr by and und et y e & et al".split())  # noqa: SIM905
"""Words between the names of persons, or before them."""


class Catalogue:
    """What a list is besides a glossary, told when a first item asks."""

    def __init__(self, block: List, splits: list[Split], page: Page) -> None:
        """Take a list with the splits of its items that are no tasks."""
        self._block = block
        self._splits = splits
        self._page = page

    def fault(self, split: Split) -> str:
        """Return why an item is an entry of a catalogue, empty where it is none."""
        seen = plain(split.term)
        if split.style == _TITLED and self._is_of_works:
            return "it names a work and who wrote it"
        if split.separator == "period" and self._is_of_contents:
            return "it names what another note tells of"
        if seen.casefold() in self._options:
            return "it is one of the answers to choose from"
        vocabulary = self._page.vocabulary
        known = vocabulary.is_bookkeeping(seen) or vocabulary.is_generic(seen) or vocabulary.is_date(seen)
        few = sum(length(split.rest)) <= _MOST_WORDS
        return "it stands among records" if few and not known and self._is_of_records else ""

    @cached_property
    def _is_of_works(self) -> bool:
        titled = [split for split in self._splits if split.style == _TITLED]
        signed = sum(1 for split in titled if _is_byline(split.rest))
        return signed > _PAIR and signed * 5 >= len(titled) * 3

    @cached_property
    def _options(self) -> str:
        """Return the letters of which the terms consist, as those of answers to choose from do."""
        if all(split.separator not in ("none", "period") for split in self._splits):
            return ""  # what letters stand for: vitamins, the parts of a rule
        letters = "".join(term for split in self._splits if len(term := plain(split.term).casefold()) == 1)
        return letters if len(letters) == len(self._block.items) and LETTERS.startswith(letters) else ""

    @cached_property
    def _is_of_contents(self) -> bool:
        """Tell a numbered list each of whose terms is a link to what tells of it."""
        firsts = (item.blocks[0] if item.blocks else None for item in self._block.items)
        linked = (isinstance(first, Paragraph) and _LINKED.match(first.text) is not None for first in firsts)
        return self._block.start is not None and len(self._block.items) >= _RUN and all(linked)

    @cached_property
    def _is_of_records(self) -> bool:
        """Tell a list most of which says where something is from: addresses or dates, and bookkeeping in a few words."""
        dated = [split for split in self._splits if self._is_address_or_date(plain(split.rest))]
        records = sum(1 for split in self._splits if split in dated or self._is_record(split))
        return bool(dated) and records > _PAIR and records * 2 >= len(self._splits)

    def _is_address_or_date(self, text: str) -> bool:
        return "://" in text or self._page.vocabulary.is_date(text)

    def _is_record(self, split: Split) -> bool:
        """Tell a label of bookkeeping with a few words."""
        return self._page.vocabulary.is_bookkeeping(plain(split.term)) and sum(length(split.rest)) <= _MOST_WORDS


def _is_byline(text: str) -> bool:
    """Tell the names of persons, as they stand behind the title of a work."""
    words = _ASIDE.sub("", plain(text)).split()
    named = [word for word in words if word.casefold().rstrip(".") not in _PARTICLES]
    return 2 <= len(words) <= _MOST_NAMES and len(named) > 1 and all(word[0].isupper() for word in named)  # noqa: PLR2004
