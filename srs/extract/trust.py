"""How much a list item is to be trusted as a definition.

Bold carries the signal. A plain `Term: text` proves nothing alone: its siblings in the list, and the other lists of the
file, have to show that the author writes definitions that way.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from srs.extract.answer import length, weight_of
from srs.extract.catalogue import Catalogue
from srs.extract.subject import is_named_twice, is_predicate
from srs.markdown.document import List, Paragraph
from srs.markdown.inline import plain

if TYPE_CHECKING:
    from srs.extract.page import Page
    from srs.extract.split import Split

_MOST_PLAIN_WORDS = 7
_MOST_NAME_WORDS = 6
_FEW_WORDS = 4
_FEW_CHARACTERS = 8
_MOST_LINK_WORDS = 4
_SHARE = 0.6
_MARKED_SHARE = 0.3
_FILE_SHARE = 0.1
_PAIR = 2
_FEWEST_WORDS = 3
_LONGEST_TERM = 80
_LONGEST_ABBREVIATION = 6
_RUN = 4
_FILE_VOTES = 5
_JOINTS = frozenset({"and", "or", "und", "oder", "et", "ou", "y", "e", "ed", "och", "oraz", "lub", "nebo", "и", "или"})
"""Words behind which a second name follows, where they mean nothing else in another language."""
_SYMBOL = re.compile(r"\$\\?[A-Za-zΑ-ω]{1,8}\}?(?:_\{?\w{1,6}\}?)?'?\$|[A-Za-zΑ-ω]{1,6}_\{?\w{1,3}\}?")
"""A sign of a formula: `$x_1$`, `$wage$`, `E_i`."""
_RUNS_ON = (",", ";", "，", "；", "、")
"""Signs with which a sentence goes on behind a marked word."""
_CALCULATED = re.compile(r"[\d=*+{}\[\]]")
_SIGNS_OF_FORMULA = ("$", "`", "(", "[", "_", "\\")
_BOLD_STYLES = ("strong colon", "strong dash")
_MARKS_OF_TERMS = frozenset({"strong", "emphasis", "wiki"})
_FIRST = ("1.", "1)")  # an inline list follows, no definition
_NUMBERED = re.compile(r"^(.*[^\W\d].*?)(?:\s+|(?<=[^\x00-\u2fff]))(?:\d+(?:\.\d+)?|[一二三四五六七八九十])$")
_MATH = re.compile(r"\$[^$]+\$")
_RELATION = re.compile(r"\$[^$]*(?:\\in\b|\\leq?\b|\\geq?\b|\\neq?\b|[=<>])[^$]*\$")
_QUOTED = re.compile(r"[\"'“‘«「`>*$]|1[.)]")
"""How a text begins that quotes, shows or counts, and says nothing of a term."""
_COMMAND = re.compile(r"`[^`]+`[.;]?")
_DIGIT = re.compile(r"\d")
_VALUE = re.compile(r"[\d$`=_\[\]{}]")
_FIGURES = re.compile(r"(?<!\S)\S*\d\S*")
"""Numbers and dates, of which a name may have several: "Resolution 53/70 of 4 December 1998"."""
_CLAUSE = re.compile(r"[，。；]")
_ASIDE = re.compile(r"\s*[(（][^()（）]*[)）]")
_CJK_NUMBERS = frozenset("一二三四五六七八九十")
_CODE = re.compile(r"^\d{1,4}[a-z]{0,2}$")


class Ballot:
    """How the items of a list are written, counted when a first one asks, and how all items of the file are."""

    def __init__(self, block: List, page: Page) -> None:
        """Take the splits of a list; tasks do not vote."""
        self.page = page
        self.items = len(block.items)
        self._items = [item for item in block.items if item.blocks]
        self._is_ordered = block.start is not None
        self._is_procedure = self._is_ordered and any(page.split(item) is None for item in block.items)
        self._splits = [split for item in block.items if item.task is None and (split := page.split(item))]
        self._catalogue = Catalogue(block, self._splits, page)

    @cached_property
    def labels(self) -> Counter[str]:
        """Count the items with a label, by its word."""
        labels = (self.page.vocabulary.label(plain(split.term)) for split in self._splits)
        return Counter(label[0] for label in labels if label)

    @cached_property
    def _families(self) -> Counter[str]:
        return Counter(map(family_of, self._splits))

    @cached_property
    def _suspects(self) -> Counter[str]:
        return Counter(family_of(split) for split in self._splits if is_suspect(split, self.page))

    @cached_property
    def _series(self) -> Counter[str]:
        return Counter(filter(None, map(series_of, self._splits)))

    @cached_property
    def _terms(self) -> Counter[str]:
        return Counter(plain(split.term).casefold() for split in self._splits if split.separator != "none")

    @cached_property
    def _is_sheet_of_formulas(self) -> bool:
        """Tell a list most of whose items set the name of something, of more than a letter or two, equal to what it is."""
        terms = [split.term for split in self._splits if split.separator == "equals"]
        named = sum(1 for term in terms if len(term) > _PAIR and not _SYMBOL.fullmatch(term))
        return named * 2 >= self.items > _PAIR

    @cached_property
    def asks(self) -> bool:
        """Tell a numbered list most of whose items ask or order on their first line: the questions of an exam."""
        if not self._is_ordered:
            return False
        lines = [item.blocks[0].text.split("\n")[0] for item in self._items if isinstance(item.blocks[0], Paragraph)]
        asked = sum(map(self.page.vocabulary.questions.asks, map(plain, lines)))
        return asked > 1 and asked * 3 >= self.items * 2

    @cached_property
    def _shouted(self) -> int:
        return sum(1 for split in self._splits if split.separator != "none" and plain(split.term).isupper())

    @cached_property
    def _names_kinds(self) -> bool:
        """Tell a list each item of which opens with an article behind its term, and most with that of a kind: "an element with ..."."""
        opens, genus = self.page.vocabulary.opens_with_article, self.page.vocabulary.opens_with_indefinite
        rests = [split.rest for split in self._splits if split.separator != "none"]
        return len(rests) == self.items >= _PAIR and all(map(opens, rests)) and sum(map(genus, rests)) * 2 >= self.items

    @cached_property
    def _apposed(self) -> int:
        return sum(1 for split in self._splits if split.mark in _MARKS_OF_TERMS and split.rest[:1] == ",")

    def is_trusted(self, split: Split, *, answered: bool) -> bool:
        """Tell whether list and file bear out that the author defines terms in this style.

        Below a question (`answered`) two items are part of its answer unless they are all of it, three a glossary.
        """
        set_off = split.mark in _MARKS_OF_TERMS and split.separator != "none"
        if set_off or spells_out(split) or _is_named_twice(split):
            return True
        if split.separator == "none" and split.rest and runs_on(split):
            told = split.rest.count("**") <= _PAIR and is_predicate(split.rest, self.page.vocabulary)
            return told or self._is_apposed(split)
        same = self._families[family_of(split)]
        if answered and same <= _PAIR:
            return same == self.items == _PAIR and self._is_backed(split)
        if split.mark != "plain":
            return self._trusts_marked(split)
        return self._trusts_bare(split) if split.separator == "none" else self._trusts_plain(split)

    def is_one_of_few(self, split: Split, *, outline: bool) -> bool:
        """Tell a bare name beside one to three others of its kind with something below each.

        Two are enough where what stands below has parts of its own; more than four are the chapters of an outline.
        """
        same = self._families[family_of(split)]
        bare = split.mark == "plain" and split.separator == "none" and (_PAIR if outline else _PAIR + 1) <= same <= _RUN
        seen, vocabulary = plain(split.term), self.page.vocabulary
        few = weight_of(seen) <= _MOST_NAME_WORDS
        return bare and few and not vocabulary.opens_clause(seen) and vocabulary.copula(f" {seen} ") is None

    def is_vouched(self, split: Split) -> bool:
        """Tell whether siblings show that a word which is bookkeeping or says nothing elsewhere is a term here."""
        if is_code(split) and self.page.codes >= _RUN:
            return True
        if plain(split.term).isupper() and self._shouted > _PAIR:
            return True
        if split.mark == "strong" and self._names_kinds and not self.page.vocabulary.is_record(plain(split.term)):
            return True
        family = family_of(split)
        same = self._families[family] - 1
        telling = same - self._suspects[family] + is_suspect(split, self.page)
        return telling >= _RUN - 1 and telling * 4 >= same * 3

    def fault(self, split: Split) -> str:
        """Return why what stands before the separator is no term, empty when it may be one."""
        seen = plain(split.term)
        if split.mark == "link" and (len(seen.split()) > _MOST_LINK_WORDS or (seen.istitle() and " " in seen)):
            return "it names a resource, not a term"
        if split.separator == "none" and split.rest and not says_something(split, self.page):
            return "what follows the marked words is the end of a phrase"
        series = series_of(split)
        told = self.page.vocabulary.is_rank(series) and bool(split.rest)
        if self._series[series] > 1 and not told:
            return "it is one of a numbered series of cases"
        if self._is_ordered and split.mark == "plain" and self._terms[seen.casefold()] > 1:
            return "it stands before several steps of a procedure"
        if self._is_procedure and split.mark == "plain" and _COMMAND.fullmatch(split.rest):
            return "it is a step of a procedure"
        if entry := self._catalogue.fault(split):
            return entry
        if split.mark == "plain" and is_legend(split) and not self._is_sheet_of_formulas:
            return "a sign is set equal to what it stands for in the text around it"
        return _fault_of_plain(split, seen, self.page) if split.mark == "plain" else ""

    def _is_apposed(self, split: Split) -> bool:
        """Tell a marked term behind whose comma stands what it is, as behind others of the list."""
        told = split.rest[:1] == "," and "**" not in split.rest and sum(length(split.rest)) >= _RUN
        genus = self.page.vocabulary.opens_with_indefinite(split.rest[1:].lstrip())
        return told and (genus or self._apposed >= _PAIR)

    def _trusts_marked(self, split: Split) -> bool:
        """Tell whether a marked term says what it is, or has others marked as it is beside it or all over the file."""
        if split.separator == "none" and is_predicate(split.rest, self.page.vocabulary):
            return True
        same = self._families[family_of(split)]
        in_list = same >= _PAIR and same >= self.items * _MARKED_SHARE
        return in_list or self.page.styles[split.style] >= _FILE_VOTES

    def _trusts_bare(self, split: Split) -> bool:
        """Tell whether a plain term without a sign behind it stands in a row of such, or is one by itself."""
        if split.rest.startswith(_FIRST) or self.page.is_outline:
            return False
        seen = plain(split.term)
        words, same = len(seen.split()), self._families[family_of(split)]
        row = words <= _FEW_WORDS and same > _PAIR and same >= self.items * _SHARE
        habit = words < _FEW_WORDS and not split.rest and self.page.bare_terms >= _FILE_VOTES
        lines = words <= _FEW_WORDS and bool(split.rest) and self.page.bare_lines >= _FILE_VOTES
        named = not split.rest and self.page.vocabulary.sets.are_named_by(seen)
        return row or habit or lines or named or is_predicate(split.rest, self.page.vocabulary)

    def _trusts_plain(self, split: Split) -> bool:
        """Tell whether a plain term before a sign has most of the list beside it, or else speaks for itself."""
        return (
            self._is_in_a_row(split)
            or self._names_genus(split)
            or self._is_half_of_pair(split)
            or self._is_backed(split)
            or self._equates(split)
            or self._is_habit(split)
            or self._stands_alone(split)
        )

    def _is_in_a_row(self, split: Split) -> bool:
        """Tell a term whose style is that of most of the list."""
        family = family_of(split)
        alike = self._families[family]
        if family == "plain":  # one that its author did not set in bold stands in the row of those that he did
            alike += sum(self._families[style] for style in _BOLD_STYLES)
        return alike >= self.items * _SHARE and alike > _PAIR

    def _is_half_of_pair(self, split: Split) -> bool:
        """Tell one of two short terms that make up a list, each with a few words: the author sets one against the other."""
        few = len(plain(split.term).split()) <= _FEWEST_WORDS and length(split.term)[1] <= _FEW_CHARACTERS
        both = self.items == _PAIR == self._families[family_of(split)]
        return both and few and not self._suspects[family_of(split)] and sum(length(split.rest)) >= _FEWEST_WORDS

    def _is_backed(self, split: Split) -> bool:
        """Tell a short term that is no clause and has no figures, which another in the list or another name for it backs."""
        outside = plain(_ASIDE.sub("", split.term))
        few = 0 < weight_of(outside) <= _FEWEST_WORDS
        named = few and _DIGIT.search(outside) is None and not self.page.vocabulary.opens_clause(outside)
        backed = self._families[family_of(split)] >= _PAIR or outside != plain(split.term)
        told = split.mark == "plain" and split.separator != "none" and sum(length(split.rest)) >= _FEWEST_WORDS
        return named and backed and told and not is_suspect(split, self.page)

    def _names_genus(self, split: Split) -> bool:
        """Tell a short term whose text begins as a definition does: "WordNet: a thesaurus with ..."."""
        few = weight_of(split.term) <= _FEW_WORDS
        return few and split.separator in ("colon", "dash") and self.page.vocabulary.opens_with_indefinite(split.rest)

    def _equates(self, split: Split) -> bool:
        """Tell a short name that is set equal to words, not to a value: "Platform = processor and operating system"."""
        few = len(split.term) > 1 and weight_of(split.term) <= _FEWEST_WORDS
        told = weight_of(split.rest) >= _PAIR and _VALUE.search(split.term + split.rest) is None
        return split.separator == "equals" and few and told and not is_suspect(split, self.page)

    def _stands_alone(self, split: Split) -> bool:
        """Tell a term before a colon or an equals sign, or one of a word or two, that is no clause and has no figures, and is told of."""
        seen = plain(split.term)
        clause = self.page.vocabulary.begins_clause(seen)
        told = not split.rest or weight_of(split.rest) >= _FEWEST_WORDS
        plainly = _DIGIT.search(seen) is None and _QUOTED.match(split.rest) is None
        few = weight_of(seen) <= _PAIR
        return (split.separator in ("colon", "equals") or few) and not clause and told and plainly

    def _is_habit(self, split: Split) -> bool:
        """Tell a style that runs through the whole file, for a term of few words."""
        habit = self.page.families[family_of(split)]
        few = weight_of(split.term) <= _FEW_WORDS
        return few and habit >= _FILE_VOTES and habit >= self.page.items * _FILE_SHARE


def series_of(split: Split) -> str:
    """Return what "Class 1" and "Class 2", cases of an example, have in common; empty for any other term."""
    term = plain(split.term)[:_LONGEST_TERM]
    found = _NUMBERED.match(term) if term[-1:].isdecimal() or term[-1:] in _CJK_NUMBERS else None
    return "" if found is None or "=" in found.group(1) else found.group(1)


def runs_on(split: Split) -> bool:
    """Tell a marked word that is stressed in a sentence: a comma follows, or more stressed words do."""
    return split.rest[:1] in _RUNS_ON or (split.mark == "strong" and "**" in split.rest)


def says_something(split: Split, page: Page) -> bool:
    """Tell whether what goes on behind a marked word without a sign is more than the end of a phrase."""
    if split.rest.split(" ", 1)[0] in _JOINTS and page.vocabulary.copula(f"{split.rest[:_LONGEST_TERM]} ") is None:
        return False
    return sum(length(split.rest)) >= _RUN or "$" in split.rest or is_predicate(split.rest, page.vocabulary)


def is_suspect(split: Split, page: Page) -> bool:
    """Tell a term that is bookkeeping, or says nothing by itself."""
    seen = plain(split.term)
    return not is_code(split) and (page.vocabulary.is_bookkeeping(seen) or page.vocabulary.is_generic(seen))


def is_legend(split: Split) -> bool:
    """Tell a lone sign that is set equal to something: what it stands for in the text around it, `$x_1$ = hourly wage`."""
    if split.separator != "equals":
        return False
    calculated = len(split.term) == 1 and split.term.isalpha() and _CALCULATED.search(split.rest) is not None
    return calculated or (_SYMBOL.fullmatch(split.term) is not None and not spells_out(split))


def spells_out(split: Split) -> bool:
    """Tell an abbreviation followed by the words it stands for: `TLS = transport layer security`."""
    letters = re.sub(r"\W", "", plain(split.term))
    letters = letters[:-1] if letters.endswith("s") and letters[:-1].isupper() else letters
    if split.separator == "none" or not letters.isupper() or not 1 < len(letters) <= _LONGEST_ABBREVIATION:
        return False
    initials = [word[0].casefold() for word in re.findall(r"\w+", plain(split.rest))[: 2 * len(letters)]]
    found = iter(initials)
    return initials[:1] == [letters[0].casefold()] and all(letter in found for letter in letters.casefold())


def _is_named_twice(split: Split) -> bool:
    """Tell a plain term with its abbreviation or translation in brackets, and a sign or the end of the line behind it."""
    ends = split.separator != "none" or not split.rest
    return split.mark == "plain" and ends and is_named_twice(split.term)


def is_code(split: Split) -> bool:
    """Tell a term that is a number by which a thing goes, as 404 does."""
    return _CODE.match(plain(split.term)) is not None


def family_of(split: Split) -> str:
    """Name the style for a vote: in plain items a colon and a dash do the same."""
    return "plain" if split.mark == "plain" and split.separator in ("colon", "dash") else split.style


def _fault_of_plain(split: Split, seen: str, page: Page) -> str:
    outside = _ASIDE.sub("", split.term)
    if weight_of(outside) > _MOST_PLAIN_WORDS and weight_of(_FIGURES.sub("", outside)) > _MOST_PLAIN_WORDS:
        return "what stands before the separator is too long for a term"
    if (
        seen.endswith((",", ";", "!", "?"))
        or (seen.endswith(".") and len(seen) > _LONGEST_ABBREVIATION)
        or _CLAUSE.search(seen)
        or page.vocabulary.ends_open(seen)
        or page.vocabulary.opens_with_pronoun(seen)
        or is_predicate(seen, page.vocabulary)
    ):
        return "what stands before the separator is no term"
    if len(_MATH.findall(outside)) > 1 or _RELATION.search(outside):
        return "what stands before the separator is a case, no term"
    if split.separator == "dash" and seen[-1:].isdigit() and split.rest[:1].isdigit():
        return "it is a range"
    return ""
