"""Which sentences send their reader elsewhere, in all languages at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.extract.phrases import openings_of, words_of

if TYPE_CHECKING:
    from srs.extract.words.language import Language


class Pointers:
    """The words with which several languages point elsewhere."""

    def __init__(self, languages: tuple[Language, ...]) -> None:
        self._pointer = openings_of(language.pointers for language in languages)
        self._ends = tuple(words_of(language.pointer_ends for language in languages))
        self._reading = openings_of(language.reading for language in languages)
        self._origin = openings_of(language.origins for language in languages)

    def points(self, sentence: str) -> bool:
        """Tell whether a sentence opens, or ends, as one that only points elsewhere."""
        folded = _folded(sentence)
        return bool(self._pointer.match(folded)) or folded.rstrip(" .。)）").endswith(self._ends)

    def tells_to_read(self, sentence: str) -> bool:
        """Tell whether a sentence opens as one that points elsewhere if it has a link, and says what a thing does otherwise."""
        return bool(self._reading.match(_folded(sentence)))

    def names_origin(self, sentence: str) -> bool:
        """Tell whether a sentence, if it has a link, only says where something is from."""
        return bool(self._origin.match(_folded(sentence)))


def _folded(sentence: str) -> str:
    return sentence.strip(" (-–—*_\"'“[").casefold()
