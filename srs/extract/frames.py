"""Two words around a term that give it its name: "Unter einem Deich versteht man ...", "Par dol on entend ..."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from srs.extract.phrases import Phrases, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from srs.extract.words.language import Language

_MOST_WORDS = 4
_CLAUSE = re.compile(r"[,;:.(]")


class Frames:
    """The words before a term and the verbs behind it, language by language."""

    def __init__(self, languages: Iterable[Language]) -> None:
        self._verbs: dict[str, list[Phrases]] = {}
        for one in languages:
            verbs = Phrases(words_of([one.framing]))
            for word in words_of([one.frames]):
                self._verbs.setdefault(word, []).append(verbs)

        called = [(one, sorted(words_of([one.calling]))) for one in languages if one.calling]
        self._callings = [
            re.compile(
                rf"(?:{'|'.join(map(re.escape, openings))})\s+(?P<term>[^\W\d]\S*(?:\s+\S+){{0,{_MOST_WORDS - 1}}}?)"
                rf"\s+(?:à\s|a\s)?(?:{'|'.join(map(re.escape, sorted(words_of([one.articles]))))}|al|ao|à)(?:(?<=')|\s)",
                re.IGNORECASE,
            )
            for one, openings in called
        ]

    def called(self, sentence: str) -> str:
        """Return the name that a sentence begins by giving: "On appelle gué un endroit où ..."; empty for any other."""
        found = next((found for calling in self._callings if (found := calling.match(sentence))), None)
        return found["term"] if found and not _CLAUSE.search(found["term"]) else ""

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
