"""The vocabularies in use: that of all languages, and that with words of the user's own."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from srs.extract.vocabulary import Vocabulary
from srs.extract.words import LANGUAGES
from srs.extract.words.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterable


def extended_vocabulary(words: Iterable[tuple[str, tuple[str, ...]]]) -> Vocabulary:
    """Return the vocabulary with the user's own words added to its lists, by the names of those."""
    more: dict[str, Any] = {name: "|".join(word.casefold() for word in listed) for name, listed in words}
    return Vocabulary((*LANGUAGES, Language(**more)))


@cache
def default_vocabulary() -> Vocabulary:
    """Return the vocabulary of all languages that come with srs."""
    return Vocabulary(LANGUAGES)
