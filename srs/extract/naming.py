"""Verbs that give a thing its name, or lead to a term that they define, in all languages at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.extract.phrases import Phrases, Span, words_of

if TYPE_CHECKING:
    from srs.extract.words.language import Language

_LONGEST_OPENING = 60


class Naming:
    """The verbs with which several languages name."""

    def __init__(self, languages: tuple[Language, ...]) -> None:
        self._naming = Phrases(words_of(language.naming for language in languages))
        self._equating = words_of(language.equating for language in languages)
        self._introducing = Phrases(words_of(language.introducing for language in languages))

    def find(self, text: str) -> Span | None:
        """Find a verb that gives a thing its name."""
        return _unpadded(self._naming.find(f" {text.lower()}"))

    def find_folded(self, text: str) -> Span | None:
        """Find such a verb in a folded text, behind a word."""
        return self._naming.find(text)

    def opens(self, text: str) -> bool:
        """Tell a text that begins with such a verb: "On appelle ...", "Se llama ..."."""
        found = self.find(text[:_LONGEST_OPENING])
        return found is not None and found.start == 0

    def equates(self, words: str) -> bool:
        """Tell what may stand between a verb and the formula that it leads to: "given by"."""
        return words.casefold().rstrip(" :：") in self._equating

    def find_introduction(self, text: str) -> Span | None:
        """Find a verb before a marked term that says what it is: "We define the **density** as ..."."""
        return _unpadded(self._introducing.find(f" {text.lower()}"))


def _unpadded(found: Span | None) -> Span | None:
    return Span(found.start - 1, found.end - 1) if found else None
