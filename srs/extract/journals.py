"""Which notes and folders are diaries, logs, lists of tasks or ideas, and minutes, by their names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from srs.extract.phrases import words_of

if TYPE_CHECKING:
    from srs.extract.words.language import Language

_WEEK = re.compile(r"(?:19|20)\d\d[-_ ]?[WwKk]{1,2}\d{1,2}")
_NOTES = frozenset({"note", "notes", "notizen", "notas", "appunti", "poznámky"})
_WORD = re.compile(r"[^\W\d_]+")
_BRACKETED = re.compile(r"[(（]\s*([^\W\d_]+)\s*[)）]")


class Journals:
    """The words by which several languages call them."""

    def __init__(self, languages: tuple[Language, ...]) -> None:
        self._titles = words_of(language.journals for language in languages)
        self._folders = self._titles | words_of(language.diaries for language in languages)
        self._ideas = tuple(word for language in languages for word in language.ideas.split("|") if word)

    def has_title(self, title: str) -> bool:
        """Tell the title of a diary, a log, a list of tasks or ideas, or the minutes of a meeting."""
        if _WEEK.fullmatch(title):
            return True
        words = _WORD.findall(title.casefold())
        while words and words[-1] in _NOTES:
            words.pop()
        named = bool(words) and words[-1] in self._titles
        ideas = title.casefold().lstrip("0123456789 ").startswith(self._ideas)
        return named or ideas or not {*self._titles, "log"}.isdisjoint(_BRACKETED.findall(title.casefold()))

    def has_folder(self, folder: str) -> bool:
        """Tell a folder of what was done day by day: "Daily Notes", "2024 Journal"."""
        return not self._folders.isdisjoint(_WORD.findall(folder.casefold()))
