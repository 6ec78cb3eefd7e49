"""Finds any of many short phrases, such as verbs that define, between the words of a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class Span(NamedTuple):
    """Where a phrase stands in a text."""

    start: int
    end: int


class Phrases:
    """Phrases that stand between white space, or anywhere in scripts without spaces.

    Most texts hold none of them, which their words tell at once; a pattern of many branches is asked for the others alone.
    """

    def __init__(self, phrases: Iterable[str], followed_by: str = "") -> None:
        """Take folded phrases; `followed_by` is a pattern for the word that has to stand behind."""
        listed = sorted({phrase.strip() for phrase in phrases if phrase.strip()}, key=len, reverse=True)
        spaced = [phrase for phrase in listed if not _CJK.search(phrase)]
        joined = [phrase for phrase in listed if _CJK.search(phrase)]
        self._heads = frozenset(phrase.split()[0] for phrase in spaced)
        self._spaced = _compile(spaced, r"\s", rf"(?=\s+(?:{followed_by})\s)" if followed_by else r"(?=\s)")
        self._joined = _compile(joined, "", rf"(?=\s*(?:{followed_by})\s)" if followed_by else "")

    def find(self, text: str) -> Span | None:
        """Return the first phrase in a folded text, the longest where several begin, without the space before it."""
        between = None if self._heads.isdisjoint(text.split()) else self._spaced.search(text)
        within = None if text.isascii() else self._joined.search(text)
        if within is not None and (between is None or within.start() <= between.start()):
            return Span(*within.span())
        return Span(between.start() + 1, between.end()) if between is not None else None


def _compile(phrases: list[str], before: str, behind: str) -> re.Pattern[str]:
    """Match any of the phrases; none of none."""
    return re.compile(rf"{before}(?:{'|'.join(map(re.escape, phrases))}){behind}" if phrases else r"(?!)")
