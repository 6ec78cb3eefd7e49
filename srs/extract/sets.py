"""Words for things of which a list names all: advantages, causes, steps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from srs.extract.phrases import words_of

if TYPE_CHECKING:
    from srs.extract.words.language import Language

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LONGEST = 10
_REACH = 2


class Sets:
    """The words of several languages; in Chinese, Japanese and Korean they end a phrase, behind a particle."""

    def __init__(self, languages: tuple[Language, ...]) -> None:
        words = words_of(language.sets for language in languages)
        self._ends = tuple(word for word in words if _CJK.search(word))
        self._words = words | {word[1:].strip() for word in self._ends}  # without the particle: 장점, 优点

    def are_named_by(self, text: str) -> bool:
        """Tell a few words about things of which a list names all: "Reasons for X", "Main causes of X", "X的优点"."""
        words = text.split()
        if len(words) > _LONGEST or "." in text or "(" in text:
            return False
        heads = words[: min(_REACH, len(words) - 1)]
        told = any(word.strip(" *_:：,").casefold() in self._words for word in heads)
        return told or (text.endswith(self._ends) and text not in self._ends)

    def has(self, word: str) -> bool:
        """Tell a word for things of which a list names all: Advantages, Causes."""
        return word.casefold().strip(" *_") in self._words
