"""What the words of a note say about it: labels, bookkeeping, pointers, questions, in all languages at once.

A note may mix languages, so nothing is guessed about its language; the lists are data in `srs.extract.words`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from srs.extract.clauses import Clauses
from srs.extract.dates import is_date
from srs.extract.frames import Frames
from srs.extract.journals import Journals
from srs.extract.naming import Naming
from srs.extract.phrases import Phrases, Span, openings_of, words_of
from srs.extract.pointers import Pointers
from srs.extract.questions import Questions
from srs.extract.sections import Sections
from srs.extract.sets import Sets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from srs.extract.words.language import Language

_NUMBER = re.compile(r"^(.*?)[\s#№-]*(\d{1,3}(?:\.\d{1,2})*|[ivx]{1,4}|[a-h])?[.)]?$", re.DOTALL)
_LETTERS_THAT_NUMBER = "abcdefghivx"
_FURTHER_NUMBER = re.compile(r"(?<=\d)\s*(?:[&+,/–-]\s*\d{1,3}|[(（][^()（）]*\d[^()（）]*[)）])$")
_ORDINAL = re.compile(r"(?P<number>\d{1,2})(?:st|nd|rd|th|\.|º|ª|er|re|e|ème|ère)?\s+(?P<word>\D+)$")
_ORNAMENT = re.compile(r"^[^\w\s$\\`\"'(（\[*_.+-]+\s*")
_JAPANESE_TOPIC = re.compile(
    r"(?P<term>[\u30a0-\u30ff\u3400-\u9fffA-Za-z0-9・ー]{2,16})(?:(?<!こ)とは|は)、?(?![A-Za-z])"
)
_JAPANESE_PREDICATE = re.compile(
    r"(?<!下記)(?<!以下)(?<!通り)(?<!とおり)(?:です|である|だ|を指す|を指します|のこと|もの|という|といいます|と言います|呼ばれる|呼ばれます|呼ぶ)[。．.]?$"
)
_COMPOUNDED = frozenset({"beispiel", "beispiele", "voorbeeld", "voorbeelden"})
"""Words that end longer ones in their language: "Anwendungsbeispiel"."""
_JOINED = frozenset({"and", "und", "et", "y", "och", "og", "и"})
_AND = re.compile(r"\s+(?:and|und|et|y|e|och|og|en|a|i|и|&|/)\s+|(?<=\w\w)[与和及](?=\w\w)")
_ITALIAN_PLURAL = re.compile(r"i [^\W\d_]+i\b")
"""An article and its noun, no English author: "I servizi ..."."""
_LONG_WORD = 7
_LONGEST_LABEL = 60
_LONGEST_SUBJECT = 200
_REACH = 5
_LATEST_LAW = 3
"""How far into its name the word may stand that makes a law of it: "Newton's second law of motion"."""
_NOUN = re.compile(r"\s+([^\W\d_]{5,})\b")
_ASIDE = re.compile(r"\s*[(（][^()（）]*[)）]")
_NOWHERE = Span(0, 0)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def _relatives_of(languages: tuple[Language, ...]) -> re.Pattern[str]:
    """Match how a clause begins that sets a thing apart, behind a word or before its comma."""
    listed = (words for language in languages for words in (language.relatives, language.participles) if words)
    relatives = "|".join(listed)
    return re.compile(rf"(?:(?<=\w)(?=,)|(?<= ))(?:{relatives or '(?!)'})\b", re.IGNORECASE)


class Vocabulary:
    """The words of several languages, ready to be asked."""

    def __init__(self, languages: Iterable[Language]) -> None:
        languages = tuple(languages)
        self._labels = words_of(language.labels for language in languages)
        self._bookkeeping = words_of(language.bookkeeping for language in languages)
        self._definitions = words_of(language.definitions for language in languages)
        self._definition_stems = tuple(word[:-2] for word in self._definitions if len(word) > _LONG_WORD)
        self._negations = words_of(language.negations for language in languages)
        self._records = words_of(language.records for language in languages)
        self._examples = words_of(language.examples for language in languages)
        self._compounds = tuple(word for word in self._examples if word in _COMPOUNDED)
        self._written_examples = tuple(word for word in self._examples if _CJK.search(word))
        self._example_phrases = openings_of(word for word in self._examples if " " in word)
        self._generic = words_of(language.generic for language in languages)
        self._further = words_of(language.further for language in languages)
        self._pronouns = words_of(language.pronouns for language in languages)
        self._glossary = re.compile("|".join(words_of(language.glossaries for language in languages)) or r"(?!)")
        self._numbers = {
            word: count for language in languages for count, word in enumerate(language.numbers.split("|"), 2) if word
        }
        self._months = words_of(language.months for language in languages)
        articles = sorted(words_of(language.articles for language in languages), key=len, reverse=True)
        self._joints = words_of(language.openers for language in languages) | {a for a in articles if len(a) > 1}
        self._article = re.compile(rf"^(?:{'|'.join(f'{a}' if a.endswith(chr(39)) else f'{a} ' for a in articles)})")
        indefinite = words_of(language.indefinite for language in languages)
        self._indefinite = re.compile(rf"^(?:{'|'.join(indefinite)})\s+", re.IGNORECASE)
        self._word_and_number = lru_cache(maxsize=1024)(self._parted)
        self._defining_verb = lru_cache(maxsize=256)(self._verb_that_defines)
        self._leaning = openings_of(language.leaning for language in languages)
        self._opener = openings_of(language.openers for language in languages)
        self._itself = Phrases(words_of(language.itself for language in languages))
        self._outside = Phrases(words_of(language.outside for language in languages))
        self._volatile = Phrases(words_of(language.volatile for language in languages))
        self._persons = words_of(language.personal for language in languages)
        self._personal = openings_of(language.personal for language in languages)
        self._pronoun = openings_of(language.pronouns for language in languages)
        self._copula = Phrases(words_of(language.copulas for language in languages))
        some = "|".join(re.escape(a.strip()) for a in articles if a.strip())
        # Without articles of its own, a language has no verb before one: "je een" is Dutch and no Czech "is a".
        verbs = words_of(one.copulas for one in languages if one.articles)
        adverbs = "|".join(sorted(words_of(one.adverbs for one in languages)))
        self._copula_before_article = Phrases(verbs, followed_by=rf"(?:(?:{adverbs})\s+)?(?:{some})")
        self._defining = Phrases(words_of(language.defining for language in languages))
        self._theorems = words_of(language.theorems for language in languages)
        proofs = "|".join(sorted(words_of(language.proofs for language in languages)))
        self._proof = re.compile(
            rf"^[*_]{{0,3}}(?:{proofs})\b[*_]{{0,3}}\s*(?:[.:：(（]|[*_]{{1,3}}|$)", re.MULTILINE | re.IGNORECASE
        )
        self._conditions = words_of(language.conditions for language in languages)
        self._relative = _relatives_of(languages)
        self._ranks = words_of(language.ranks for language in languages)
        self.naming = Naming(languages)
        self.sections = Sections(languages)
        self.sets = Sets(languages)
        self.journals = Journals(languages)
        self.frames = Frames(languages)
        self.questions = Questions(languages)
        self.clauses = Clauses(languages)
        self.pointers = Pointers(languages)

    def label(self, text: str) -> tuple[str, str] | None:
        """Split a label into its word and its number ("Observation 2" -> "observation", "2"); None if it is none."""
        word, number = self._word_and_number(text)
        if word in self._labels:
            return word, number
        first, *others = _AND.split(word)  # "Discussion and Conclusion"
        known = self._is_generic_word(first) and others and all(other in self._labels for other in others)
        return (others[-1], number) if known else None

    def is_definition(self, text: str) -> bool:
        """Tell the word that announces a definition."""
        return self._word_and_number(text)[0] in self._definitions

    def heads_definitions(self, heading: str) -> bool:
        """Tell a heading of definitions, in the plural too."""
        return self.is_definition(heading) or heading.casefold().startswith(self._definition_stems)

    def is_theorem(self, text: str) -> bool:
        """Tell the label of a statement that may have a name: Theorem, Lemma, Law."""
        return self._word_and_number(text)[0] in self._theorems

    def names_theorem(self, text: str, *, plural: bool = True) -> bool:
        """Tell the name of a statement: "Ohm's law", "Théorème de Rolle", "1ª Lei de Newton (Lei da inércia)"."""
        words = text.partition("(")[0].casefold().split()
        told = (*words[:_LATEST_LAW], *words[-1:], *(word.removesuffix("s") for word in words[-1:] if plural))
        return len(words) > 1 and not self._theorems.isdisjoint(told)

    def proof_in(self, text: str) -> int | None:
        """Return where in a text the proof of what it says begins, at the head of a line."""
        found = self._proof.search(text)
        return found.start() if found else None

    def is_condition(self, word: str) -> bool:
        """Tell a word that begins a condition: if, when."""
        return word.casefold() in self._conditions

    def is_bookkeeping(self, text: str) -> bool:
        """Tell a label that never carries knowledge; "Type" is one, "Type II" is none."""
        # Some are words of other languages without their full stop: "pl." is an example, "pl" a plural.
        if text.casefold().strip(" :：*_") in self._bookkeeping:
            return True
        text = text if text[-1:].isalpha() else _FURTHER_NUMBER.sub("", text)
        word, number = self._word_and_number(text)
        if number and self.is_rank(word):
            return False
        return word in self._bookkeeping or ("の" in word and word.rsplit("の", 1)[1] in self._bookkeeping)

    def announces_questions(self, text: str) -> bool:
        """Tell the word for questions, under which some may stand with their answers."""
        word, _ = self._word_and_number(text)
        return bool(self.questions.question_marks.intersection((word, word.removesuffix("s"), word.removesuffix("n"))))

    def is_example(self, text: str) -> bool:
        """Tell a label or heading that speaks of an example or an exercise: "Example 3", "Relevant examples"."""
        words = re.findall(r"[^\W\d_]+", text.casefold())
        joined = bool(words[1:]) and words[1] in _JOINED
        ends = bool(words) and words[-1] in self._examples and not _AND.search(text.casefold())
        named = bool(words) and ((words[0] in self._examples and not joined) or ends)
        named = named or (bool(words) and words[-1].endswith(self._compounds))
        named = named or self._example_phrases.match(text.casefold()) is not None
        return named or text.startswith(self._written_examples) or text.endswith(self._written_examples)

    def is_record(self, text: str) -> bool:
        """Tell a label of what is known about a source: its authors, link, year or reading status."""
        word, _ = self._word_and_number(text)
        return word in self._records

    def is_generic(self, text: str) -> bool:
        """Tell a front that says nothing by itself."""
        word, _ = self._word_and_number(text)
        first, _, rest = word.partition(" ")
        return (
            word in self._generic
            or (len(parts := _AND.split(word)) > 1 and all(map(self._is_generic_word, parts)))
            or (first in self._further and rest in self._generic)
            or not any(map(str.isalpha, word))
        )

    def _is_generic_word(self, word: str) -> bool:
        return word in self._generic or word.removesuffix("s") in self._generic

    def is_date(self, text: str) -> bool:
        """Tell a date, a month with a year, a weekday or a clock time."""
        return is_date(text, self._months)

    def opens_clause(self, text: str) -> bool:
        """Tell a text that begins a clause, with a conjunction, a pronoun or its author, and names nothing."""
        bare = text.strip(" *_\"'“")
        if len(bare) > 1 and all(map(str.isupper, bare)):
            return False  # an abbreviation: MAN, IT
        folded = bare.casefold()
        found = (pattern.match(folded) for pattern in (self._opener, self._pronoun, self._personal))
        return any(one is not None and folded[one.end() : one.end() + 1] not in ("-", "+") for one in found)

    def begins_clause(self, text: str) -> bool:
        """Tell a text that opens a clause and with no article, as names do."""
        return self.opens_clause(text) and not self.opens_with_article(text)

    def opens_with_pronoun(self, text: str) -> bool:
        """Tell a text that leans on what stood before it."""
        return bool(self._pronoun.match(text.casefold().strip(" *_\"'“")))

    def names_glossary(self, title: str) -> bool:
        """Tell a title that promises terms."""
        return self._glossary.search(title.casefold()) is not None

    def refers_outside(self, text: str) -> bool:
        """Tell a text that points at a place around it: "see above", "as mentioned"."""
        return self._outside.find(f" {text.casefold()} ") is not None

    def volatile_word(self, text: str) -> str:
        """Return a word that dates a text, empty without one."""
        padded = f" {text.casefold()} "
        found = self._volatile.find(padded)
        return padded[found.start : found.end] if found else ""

    def relative(self, sentence: str) -> int | None:
        """Return where a clause begins that sets a thing apart from others of its kind: "that", "in which"."""
        found = self._relative.search(sentence)
        return found.start() if found else None

    def is_personal(self, text: str) -> bool:
        """Tell a text that speaks of its author: "I asked", "We went"."""
        folded = text.casefold().strip(" *_")
        return bool(self._personal.match(folded)) and _ITALIAN_PLURAL.match(folded) is None

    def leans(self, text: str) -> bool:
        """Tell an answer that opens on something only its author sees: "Now this, this is interesting"."""
        return bool(self._leaning.match(text.casefold().strip(" *_\"'“")))

    def opens_with_article(self, text: str) -> bool:
        """Tell a text that begins with an article."""
        return bool(self._article.match(text.casefold().lstrip(" *_\"'“")))

    def opens_with_indefinite(self, text: str) -> bool:
        """Tell a text that begins with an indefinite article, as the genus of a definition does."""
        return bool(self._indefinite.match(text))

    def speaks_of_itself(self, text: str) -> bool:
        """Tell a text that speaks of the folder it lies in: "This repository holds ..."."""
        return self._itself.find(f" {text.casefold()} ") is not None

    def is_pronoun(self, text: str) -> bool:
        """Tell a single word that stands for something else."""
        return text.casefold().strip(" *_.") in self._pronouns

    def copula(self, text: str) -> Span | None:
        """Find the first verb that defines."""
        return self._copula.find(text.lower())

    def defined_subject(self, sentence: str, *, definite: bool = False) -> str:
        """Return the subject of a sentence that opens "X is a ...", "X refers to ..."; empty for any other.

        With `definite` so does "The X Y is a ...", where X and Y are a name of several words.
        """
        if sentence.endswith(("?", "？", "か", "か。")):
            return ""
        topic = None if sentence.isascii() else _JAPANESE_TOPIC.match(sentence)
        if topic and _JAPANESE_PREDICATE.search(sentence):
            return topic["term"]
        if framed := self.frames.term(sentence[:_LONGEST_SUBJECT]):
            opening = self._opener.match(sentence.casefold())
            # "En av de två är en ..." names one of several, and no thing called "av de två".
            return "" if opening and " " in opening[0] else self.without_article(framed)
        if (called := self.frames.called(sentence)) and not self.opens_with_article(called):
            return "" if self.opens_clause(called) or self.opens_with_pronoun(called) else called
        folded = sentence.lower()
        start, end = self._defining_verb(folded)
        start, end = (start, end) if start else self._verb_before_genus(folded)
        if not start or not sentence[end:].strip(" .。…"):
            return ""
        subject = _ASIDE.sub("", sentence[: min(start, _LONGEST_SUBJECT)]).strip()
        subject = self._indefinite.sub("", subject).rpartition(":")[2].strip()
        if definite and len((bare := self.without_article(subject)).replace("-", " ").split()) > 1:
            subject = bare
        if (
            not subject
            or self.opens_with_pronoun(subject)
            or self.opens_with_article(subject)
            or subject.rpartition(" ")[2] in _JOINED
            or any(sign in subject for sign in (",", "，", "、", ";", "；", "。", ". ", "->", "→"))
            or sentence[start:].startswith("とは")
            and subject.endswith("こ")  # "求めることは" is no "とは"
            or self._is_fragment(subject)
            or (("?" in sentence or " " not in subject) and self.questions.has_question_word(subject))
            or subject.count('"') % 2
            or "是" in subject
            or sentence[end:].lstrip().casefold().startswith("as follows")
            or "$" in subject
            or "(" in subject
            or self.opens_clause(subject)
        ):
            return ""
        return subject

    def _verb_that_defines(self, folded: str) -> Span:
        """Find the first verb that says what its subject is, empty without one.

        What "A dam is called a weir if ..." defines stands behind its verb, which gives it a name.
        """
        spans = (self._defining.find(folded), self._copula_before_article.find(folded))
        verb = min((span for span in spans if span), default=_NOWHERE)
        naming = self.naming.find_folded(folded) if verb.start else None
        return _NOWHERE if naming and naming.start == verb.start else verb

    def _verb_before_genus(self, folded: str) -> Span:
        """Find a verb behind which the noun before it comes again: "Prime numbers are numbers that ..."."""
        verb = self._copula.find(folded) or _NOWHERE
        word = _NOUN.match(folded, verb.end) if verb.start else None
        subject = folded[: verb.start].rpartition(":")[2]
        again = word is not None and re.search(rf"\b{word[1][:-1]}", subject)
        return verb if again else _NOWHERE

    def _is_fragment(self, subject: str) -> bool:
        """Tell words that name nothing: one character, or words of which one points, speaks for the author or denies."""
        words = subject.casefold().split()
        pointing = self._pronouns.intersection(words[-1:]) or self._persons.intersection(words)
        verb = len(words) > 1 and self.questions.is_verb(words[-1])
        return len(subject) < 2 or bool(pointing or verb) or words[-1] in self._negations  # noqa: PLR2004

    def without_article(self, text: str) -> str:
        """Return a text as written, without its article."""
        found = self._article.match(text.casefold())
        return text[found.end() :] if found else text

    def is_rank(self, word: str) -> bool:
        """Tell a word for parts of a whole that are known by their numbers: Layer 1."""
        return word.casefold() in self._ranks

    def is_filler(self, text: str) -> bool:
        """Tell a word that only joins others or points: an article, a pronoun, a preposition."""
        word = text.casefold().strip(" .,;:")
        return word in self._joints or word in self._pronouns

    def ends_open(self, text: str) -> bool:
        """Tell words that want another behind them: they end in an article, a preposition or a conjunction."""
        words = text.split()
        return len(words) > 1 and words[-1] in self._joints

    def is_number(self, word: str) -> bool:
        """Tell a number written as a word."""
        return word.casefold() in self._numbers

    def count_in(self, text: str) -> int:
        """Return the small number a text names, in digits or as a word; 0 without one."""
        for word in text.casefold().split()[:_REACH][:-1]:
            if word.isdecimal() and len(word) <= 2:  # noqa: PLR2004
                return int(word)
            if word in self._numbers:
                return self._numbers[word]
        return 0

    def bare(self, text: str) -> str:
        """Return a term folded and without its article, to compare it with another."""
        return self._article.sub("", text.casefold().strip())

    def _parted(self, text: str) -> tuple[str, str]:
        """Part a label from its number; remembered, since every extractor asks about the same few texts."""
        if len(text) > _LONGEST_LABEL:
            return text.casefold(), ""
        folded = self._article.sub("", _ORNAMENT.sub("", text.casefold()).strip(" :：*_.`\"'[]()"))
        ordinal = _ORDINAL.match(folded)
        if ordinal and (ordinal["word"] in self._labels or ordinal["word"] in self._generic):
            return ordinal["word"], ordinal["number"]
        if folded[-1:].isalpha() and folded[-1] not in _LETTERS_THAT_NUMBER:
            return folded, ""
        found = _NUMBER.match(folded)
        if found is None or not found.group(1):
            return folded, ""
        word, number = found.group(1).rstrip(" #."), found.group(2) or ""
        if number.isalpha() and not (folded[len(word) :].startswith(" ") or _CJK.match(word[-1:])):
            return folded, ""
        return word, number
