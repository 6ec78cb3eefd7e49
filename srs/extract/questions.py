"""Which texts ask, in all languages at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from srs.extract.phrases import openings_of, words_of

if TYPE_CHECKING:
    from srs.extract.words.language import Language

_QUESTION_BEFORE = re.compile(r"[?？]\W*[\w\s]{1,12}$")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_REACH_BACK = 20
_SHORT_OPENING = 2
_SHORT_QUESTION = 6


class Questions:
    """The words with which several languages ask."""

    def __init__(self, languages: tuple[Language, ...]) -> None:
        self._dangling = tuple((openings_of([one.questions]), words_of([one.dangling])) for one in languages)
        self._question = openings_of(language.questions for language in languages)
        written = sorted(word for word in words_of(one.questions for one in languages) if _CJK.search(word))
        self._question_within = re.compile("|".join(written) or r"(?!)")
        self._asking = openings_of(language.asking for language in languages)
        self._wondering = openings_of(language.wondering for language in languages)
        self._contrasts = openings_of(language.contrasts for language in languages)
        ends = "|".join(language.question_ends for language in languages if language.question_ends)
        self._question_end = re.compile(rf"(?:[?？]\W*|(?:{ends or '(?!)'})[.。]?)$")
        self._imperative_ends = tuple(words_of(language.imperative_ends for language in languages))
        self._asking_ends = tuple(words_of(language.asking_ends for language in languages))
        self._imperative = openings_of(language.imperatives for language in languages)
        self._articles = words_of(language.articles for language in languages)
        self._binary = openings_of(language.binary for language in languages)
        self.question_marks = frozenset(mark.casefold() for language in languages for mark in language.question_marks)
        self.letters = tuple(language.letters for language in languages if language.letters)
        self.answer_marks = frozenset(mark.casefold() for language in languages for mark in language.answer_marks)

    def asks(self, text: str) -> bool:
        """Tell a question: by its mark, by how it opens, or as an order to explain something."""
        if text.startswith("¿") or self._question_end.search(text[-_REACH_BACK:]):
            return True
        lowered = text.casefold().strip(" *_\"'“¿")
        return bool(self._asking.match(lowered)) or self.ends_asking(text) or self.orders(text)

    def is_prompt(self, text: str) -> bool:
        """Tell a heading, or a line above its answer, that asks: as a question, or for the difference of two things."""
        if _QUESTION_BEFORE.search(text[-_REACH_BACK:]) and self.has_question_word(text):
            return True  # "How is a query run? Four steps"
        return self.asks(text) or bool(self._contrasts.match(text.casefold().strip(" *_\"'“")))

    def wonders(self, heading: str) -> bool:
        """Tell a heading that asks as the title of a work may, too: "How goals improve performance"."""
        return bool(self._wondering.match(heading.casefold().strip(" *_\"'“")))

    def orders(self, text: str) -> bool:
        """Tell an order to explain something; the words may begin a name too, as in "Show Desktop Button" or 定义的宏."""
        lowered = text.casefold().strip(" *_\"'“¿")
        if self.ends_ordering(lowered):
            return True
        found = self._imperative.match(lowered)
        rest = lowered[found.end() :].strip() if found else ""
        if found and _CJK.search(lowered):  # "Contrast Learning基本概念" orders nothing
            return bool(rest and _CJK.search(found[0])) and not rest.startswith("的")
        return bool(rest) and not (text.istitle() and " " in rest)

    def ends_ordering(self, text: str) -> bool:
        """Tell a text whose last word orders to explain what stands before it, as in Japanese and Korean."""
        return text.casefold().rstrip(".。 ").endswith(self._imperative_ends)

    def ends_asking(self, text: str) -> bool:
        """Tell a text that its last word makes a question, as とは does ("what is")."""
        return text.casefold().endswith(self._asking_ends)

    def has_question_word(self, text: str) -> bool:
        """Tell whether the text opens with a question word; in Chinese and Japanese it may stand anywhere."""
        return bool(self._question.match(text.casefold().strip(" *_\"'“¿")) or self._question_within.search(text))

    def dangles(self, question: str) -> bool:
        """Tell a short question about "it": nobody can tell later what."""
        words = [word.strip("?？.,!¿¡*_").casefold() for word in question.split()]
        if not 0 < len(words) <= _SHORT_QUESTION or "—" in words:
            return False  # a long one tells by itself what it is about, and before a dash stands what it is about
        # "es" is "it" in German and "is" in Spanish: the words of the language in which the question begins count.
        asked = [dangling for openings, dangling in self._dangling if openings.match(" ".join(words))]
        # In "Co to jest entropia?" the pronoun is part of how one asks.
        found = self._asking.match(" ".join(words))
        opening = len(found[0].split()) if found else 1
        start = opening if _SHORT_OPENING < opening < len(words) else 1
        leaning = [word for place, word in enumerate(words[start:], start) if not self._is_article(question, place)]
        return any(dangling.intersection(leaning) for dangling in asked or [every for _, every in self._dangling])

    def _is_article(self, question: str, place: int) -> bool:
        """Tell a word before a noun, which German writes with a capital: "das" in "Wie entsteht das Potential?"."""
        word, behind = (*question.split()[place : place + 2], "")[:2]
        return behind[:1].isupper() and word.casefold() in self._articles

    def is_binary(self, question: str) -> bool:
        """Tell a question that yes or no would answer."""
        return question.endswith("?") and bool(self._binary.match(question.casefold().strip(" ¿*_")))

    def is_verb(self, word: str) -> bool:
        """Tell a verb with which a question begins that yes or no would answer."""
        return bool(self._binary.match(word))
