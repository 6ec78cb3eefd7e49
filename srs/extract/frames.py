"""Two words around a term that give it its name: "Unter einem Deich versteht man ...", "Par dol on entend ..."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from srs.extract.phrases import Phrases, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from srs.extract.words.language import Language

_CLAUSE = re.compile(r"[,;:.(]")


class Frames:
    """The words before a term and the verbs behind it, language by language."""

    def __init__(self, languages: Iterable[Language]) -> None:
        self._verbs: dict[str, list[Phrases]] = {}
        for one in languages:
            verbs = Phrases(words_of([one.framing]))
            for word in words_of([one.frames]):
                self._verbs.setdefault(word, []).append(verbs)

    def hold(self, opening: str, behind: str) -> bool:
        """Tell whether a word before a term and the words behind it are such a pair."""
        words = f" {behind.lower()} "
        return any(verbs.find(words) is not None for verbs in self._verbs.get(opening.casefold(), ()))

    def term(self, sentence: str) -> str:
        """Return what stands between the two words of a sentence that opens with the first; empty for any other."""
        opening, _, rest = sentence.partition(" ")
        for verbs in self._verbs.get(opening.casefold(), ()) if opening[:1].isupper() else ():
            found = verbs.find(rest.lower())
            if found is not None and not _CLAUSE.search(rest[: found.start]):
                return rest[: found.start].strip()
        return ""
