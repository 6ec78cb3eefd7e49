"""Finds any of many short phrases, such as verbs that define, between the words of a text."""

from __future__ import annotations

import re
from functools import cached_property
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
        self._phrases = spaced, joined
        self._followed_by = followed_by

    @cached_property
    def _spaced(self) -> re.Pattern[str]:
        behind = rf"(?=\s+(?:{self._followed_by})\s)" if self._followed_by else r"(?=\s)"
        return _compile(self._phrases[0], r"\s", behind)

    @cached_property
    def _joined(self) -> re.Pattern[str]:
        return _compile(self._phrases[1], "", rf"(?=\s*(?:{self._followed_by})\s)" if self._followed_by else "")

    def find(self, text: str) -> Span | None:
        """Return the first phrase in a folded text, the longest where several begin, without the space before it."""
        between = None if self._heads.isdisjoint(text.split()) else self._spaced.search(text)
        within = None if text.isascii() else self._joined.search(text)
        if within is not None and (between is None or within.start() <= between.start()):
            return Span(*within.span())
        return Span(between.start() + 1, between.end()) if between is not None else None


class Openings:
    """Words and patterns at the head of a text; a word ends at a boundary, except in scripts without spaces.

    Only those that share the text's first letter are tried: of the hundreds that all languages have together, a few. They are
    compiled when a text first asks for them, for a short run asks for few.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        """Take folded regular expressions, each of which begins with the letter that it matches."""
        self._by_letter: dict[str, list[str]] = {}
        for pattern in patterns:
            self._by_letter.setdefault(pattern[0], []).append(pattern)
        self._compiled: dict[str, re.Pattern[str]] = {}

    def match(self, text: str) -> re.Match[str] | None:
        """Return the longest that a folded text begins with."""
        letter = text[:1]
        pattern = self._compiled.get(letter)
        if pattern is None:
            if letter not in self._by_letter:
                return None
            patterns = sorted(self._by_letter[letter], key=lambda one: (-len(one), one))
            pattern = self._compiled[letter] = re.compile("|".join(map(_ended, patterns)))
        return pattern.match(text)


def words_of(lists: Iterable[str]) -> frozenset[str]:
    """Return the words and phrases of lists that part them with bars."""
    return frozenset(word.strip() for text in lists for word in text.split("|") if word.strip())


def _ended(pattern: str) -> str:
    """Let a pattern end where a word does."""
    return pattern if _CJK.search(pattern) or pattern.endswith("'") else rf"{pattern}(?!\w)"


def _compile(phrases: list[str], before: str, behind: str) -> re.Pattern[str]:
    """Match any of the phrases, of those that share the first letter the first; none of none."""
    by_letter: dict[str, list[str]] = {}
    for phrase in phrases:
        by_letter.setdefault(phrase[0], []).append(re.escape(phrase[1:]))
    # Where the letter is another, all of them are passed over at once.
    any_of = "|".join(f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())
    return re.compile(rf"{before}(?:{any_of}){behind}" if phrases else r"(?!)")


def openings_of(lists: Iterable[str]) -> Openings:
    """Match any of the words at the start of a text."""
    return Openings({word.strip() for text in lists for word in _alternatives(text) if word.strip()})


def _alternatives(text: str) -> list[str]:
    """Split at the bars outside of parentheses."""
    return re.split(r"\|(?![^(]*\))", " ".join(text.split()))
