"""Headings whose content is no knowledge, in all languages at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from srs.extract.phrases import words_of

if TYPE_CHECKING:
    from srs.extract.words.language import Language

_DAY = re.compile(r"\b(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4})\b")
_EDGES = re.compile(r"^\W+|(?<!\W)\W+$")
_SUBJECTS = frozenset(
    [
        *("literature", "literatur", "littérature", "literatura", "letteratura", "projects", "news", "history"),
        *("books", "bücher", "livres", "libros", "livros", "libri", "knihy", "книги", "courses", "papers"),
    ]
)


class Sections:
    """The words at the head of such sections."""

    def __init__(self, languages: tuple[Language, ...]) -> None:
        self._sections = words_of(language.sections for language in languages)
        self._manuals = words_of(language.manuals for language in languages)
        self._contents = words_of(language.contents for language in languages)
        self._openings = tuple(word for language in languages for word in language.section_openings.split("|") if word)

    def is_bookkeeping(self, heading: str) -> bool:
        """Tell a heading with links, plans, people or a diary under it."""
        text = _EDGES.sub("", _DAY.sub("", heading.casefold()))
        text = text if text in self._sections else text.split(" — ", 1)[0]
        return text in self._sections or text.startswith(self._openings)

    def is_subject(self, heading: str) -> bool:
        """Tell a heading of bookkeeping that names a subject where it has headings of its own below it: "Literature"."""
        return heading.casefold() in _SUBJECTS

    def is_contents(self, heading: str) -> bool:
        """Tell the heading of a list of contents, below which nothing else belongs to it."""
        return _EDGES.sub("", heading.casefold()) in self._contents

    def is_of_manual(self, heading: str) -> bool:
        """Tell a heading that manuals of programs have."""
        return heading.casefold().strip(" :.!?") in self._manuals
