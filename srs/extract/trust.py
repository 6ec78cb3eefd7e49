"""How much a list item is to be trusted as a definition.

Bold carries the signal. A plain `Term: text` proves nothing alone: its siblings in the list, and the other lists of the
file, have to show that the author writes definitions that way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from srs.extract.answer import length
from srs.extract.subject import is_predicate
from srs.markdown.inline import plain

if TYPE_CHECKING:
    from srs.extract.page import Page
    from srs.extract.split import Split
    from srs.markdown.document import List

_MOST_PLAIN_WORDS = 7
_FEW_WORDS = 4
_MOST_LINK_WORDS = 4
_CHARACTERS_A_WORD = 2
_SHARE = 0.6
_MARKED_SHARE = 0.3
_FILE_SHARE = 0.25
_PAIR = 2
_RUN = 4
_FILE_VOTES = 6
_NUMBERED = re.compile(r"^(.*[^\W\d].*?)\s*\d+(?:\.\d+)?$")
_CODE = re.compile(r"^\d{1,4}[a-z]{0,2}$")


@dataclass(frozen=True, slots=True)
class Ballot:
    """The splits of a list's items, and of all items of the file."""

    splits: tuple[Split, ...]
    items: int
    page: Page

    @classmethod
    def of(cls, block: List, page: Page) -> Ballot:
        """Gather the splits of a list; tasks do not vote."""
        splits = (page.split(item) for item in block.items if item.task is None)
        return cls(tuple(split for split in splits if split), len(block.items), page)

    def is_trusted(self, split: Split, *, answered: bool) -> bool:
        """Tell whether list and file bear out that the author defines terms in this style.

        Below a question (`answered`) two items are part of its answer, three still a glossary.
        """
        if split.mark == "strong" and split.separator != "none":
            return True
        same = sum(family_of(other) == family_of(split) for other in self.splits)
        if answered and same <= _PAIR:
            return False
        if split.mark != "plain" and split.separator == "none" and is_predicate(split.rest, self.page.vocabulary):
            return True
        if split.mark != "plain":
            return (same >= _PAIR and same >= self.items * _MARKED_SHARE) or self.page.styles[
                split.style
            ] >= _FILE_VOTES
        if split.separator == "none":
            row = same > _PAIR and same >= self.items * _SHARE and len(plain(split.term).split()) <= _FEW_WORDS
            return row or is_predicate(split.rest, self.page.vocabulary)
        if same >= self.items * _SHARE and same > _PAIR:
            return True
        return self._is_habit(split)

    def is_vouched(self, split: Split) -> bool:
        """Tell whether siblings show that a word which is bookkeeping or says nothing elsewhere is a term here."""
        if is_code(split) and self.page.codes >= _RUN:
            return True
        same = [other for other in self.splits if family_of(other) == family_of(split) and other is not split]
        telling = [other for other in same if not self._is_suspect(other)]
        return len(telling) >= _RUN - 1 and len(telling) * 4 >= len(same) * 3

    def fault(self, split: Split) -> str:
        """Return why what stands before the separator is no term, empty when it may be one."""
        seen = plain(split.term)
        if split.mark == "link" and (len(seen.split()) > _MOST_LINK_WORDS or (seen.istitle() and " " in seen)):
            return "it names a resource, not a term"
        if self._is_case(split):
            return "it is one of a numbered series of cases"
        return _fault_of_plain(split, seen, self.page) if split.mark == "plain" else ""

    def _is_habit(self, split: Split) -> bool:
        """Tell a style that runs through the whole file, for a term of few words."""
        words, characters = length(split.term)
        habit = self.page.families[family_of(split)]
        few = words + characters / _CHARACTERS_A_WORD <= _FEW_WORDS
        return few and habit >= _FILE_VOTES and habit >= self.page.items * _FILE_SHARE

    def _is_case(self, split: Split) -> bool:
        """Tell "Class 1", "Class 2": cases of an example."""
        found = _NUMBERED.match(plain(split.term))
        if found is None or "=" in found.group(1):
            return False
        others = (_NUMBERED.match(plain(other.term)) for other in self.splits if other is not split)
        return any(one is not None and one.group(1) == found.group(1) for one in others)

    def _is_suspect(self, split: Split) -> bool:
        seen = plain(split.term)
        return not is_code(split) and (
            self.page.vocabulary.is_bookkeeping(seen) or self.page.vocabulary.is_generic(seen)
        )


def is_code(split: Split) -> bool:
    """Tell a term that is a number by which a thing goes, as 404 does."""
    return _CODE.match(plain(split.term)) is not None


def family_of(split: Split) -> str:
    """Name the style for a vote: in plain items a colon and a dash do the same."""
    return "plain" if split.mark == "plain" and split.separator in ("colon", "dash") else split.style


def _fault_of_plain(split: Split, seen: str, page: Page) -> str:
    words, characters = length(split.term)
    if words + characters / _CHARACTERS_A_WORD > _MOST_PLAIN_WORDS:
        return "what stands before the separator is too long for a term"
    if (
        seen.endswith((".", ",", ";", "!", "?"))
        or page.vocabulary.opens_with_pronoun(seen)
        or is_predicate(seen, page.vocabulary)
    ):
        return "what stands before the separator is no term"
    if split.separator == "dash" and seen[-1:].isdigit() and split.rest[:1].isdigit():
        return "it is a range"
    return ""
