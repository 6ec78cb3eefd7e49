"""What the headings of a note tell about its author's style: a glossary, a sheet of short entries, or chapters."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from srs.extract.answer import has_answer, length, split_pointers
from srs.extract.subject import clean_heading, defines, first_sentence, has_subject, is_phrase
from srs.extract.term_lines import is_bold_line
from srs.markdown.document import List, Paragraph, Quote
from srs.markdown.source import to_markdown

if TYPE_CHECKING:
    from collections.abc import Callable

    from srs.extract.page import Page
    from srs.extract.scope import Section

_Verdict = TypeVar("_Verdict")
_FEWEST_TERMS = 4
_GLOSSARY_SHARE = 0.45
_NAMED_SHARE = 0.25
_FEWEST_ENTRIES = 5
_FEWEST_LIKE = 3
_MOST_ENTRY_WORDS = 40
_MOST_TERM_WORDS = 6


class Headings:
    """The headings of a note, each judged once."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._verdicts: dict[int, object] = {}
        self._mostly: dict[int, bool] = {}

    def once(self, section: Section, judge: Callable[[Section], _Verdict]) -> _Verdict:
        """Return what a judgement, always the same one, says of a section: it is asked once, though neighbours ask too."""
        key = id(section)
        if key not in self._verdicts:
            self._verdicts[key] = judge(section)
        return cast("_Verdict", self._verdicts[key])

    def are_mostly(self, level: int, judge: Callable[[Section], bool | None]) -> bool:
        """Tell whether most headings of a level, and several, are what a judgement says; None is no vote."""
        if level not in self._mostly:
            on_level = (
                section for section in self._page.sections if section.heading and section.heading.level == level
            )
            votes = [vote for section in on_level if (vote := judge(section)) is not None]
            self._mostly[level] = sum(votes) >= _FEWEST_LIKE and sum(votes) * 5 >= len(votes) * 3
        return self._mostly[level]

    @cached_property
    def _beside(self) -> Counter[tuple[str, ...]]:
        """Count the headings below each heading."""
        return Counter(section.scope.headings for section in self._page.sections if section.heading)

    def beside(self, section: Section) -> int:
        """Return how many headings stand below the same one, this one included."""
        return self._beside[section.scope.headings]

    @cached_property
    def is_sheet(self) -> bool:
        """Tell a sheet of terms: under most of its headings stand but a few words, no code, table or tasks.

        Such notes seldom have a sentence that says what a term *is*, least of all in languages without articles.
        """
        leaves = [
            section for section in self._page.sections if section.heading and section.blocks and not section.is_parent
        ]
        if len(leaves) < _FEWEST_ENTRIES or self._page.is_narrated:
            return False
        return sum(map(self.is_entry, leaves)) * 5 >= len(leaves) * 3

    def is_entry(self, section: Section) -> bool:
        """Tell a heading of a few words with a few words below it: a line or two of text, or a list that is no glossary."""
        if section.heading is None or section.is_parent or section.scope.bookkeeping or not section.blocks:
            return False
        term, first = clean_heading(section.heading.text), section.blocks[0]
        if self._page.vocabulary.is_generic(term) or sum(length(term)) > _MOST_TERM_WORDS or not has_answer((first,)):
            return False
        if isinstance(first, List):
            parted = sum(map(self._page.is_parted, first.items))
            loose = parted * 2 >= len(first.items) or first.has_tasks
        else:
            loose = not isinstance(first, Paragraph | Quote) or is_bold_line(first)
        if loose or "?" in first_sentence(first):
            return False
        words, characters = length(to_markdown(section.blocks))
        return words + characters // 2 <= _MOST_ENTRY_WORDS

    def is_glossary(self, level: int) -> bool:
        """Tell whether most headings of a level, or of the file, are terms that the text below them defines."""
        return self._levels.get(level, False) or self._levels[0]

    @cached_property
    def defines_terms(self) -> bool:
        """Tell whether some heading of the note is a term whose text begins by saying what it is."""
        return any(defines(sentence, term, self._page.vocabulary) for _, term, sentence in self._leads)

    @cached_property
    def states_requirements(self) -> bool:
        """Tell a specification: under most of its headings stands what a product has to do."""
        wanted = sum(1 for _, _, sentence in self._leads if self._page.vocabulary.clauses.requires(sentence))
        return wanted >= _FEWEST_ENTRIES and wanted * 5 >= len(self._leads) * 3

    @cached_property
    def _leads(self) -> tuple[tuple[int, str, str], ...]:
        """Return level, term and first sentence of each heading that has text, but no others, below it."""
        leads = []
        for section in self._page.sections:
            if section.heading is None or section.is_parent or not section.blocks or section.scope.bookkeeping:
                continue
            answer, _ = split_pointers(section.blocks, self._page.vocabulary)
            term = clean_heading(section.heading.text)
            if term and answer and (sentence := first_sentence(answer[0])):
                leads.append((section.heading.level, term, sentence))
        return tuple(leads)

    @cached_property
    def _levels(self) -> dict[int, bool]:
        """Tell for each level, and for all together as level 0, whether its headings are a glossary."""
        vocabulary = self._page.vocabulary
        votes: dict[int, list[bool]] = {}
        for level, term, sentence in self._leads:
            votes.setdefault(level, []).append(
                has_subject(sentence, term, vocabulary) or is_phrase(sentence, vocabulary)
            )
        needed = _NAMED_SHARE if self._page.names_terms else _GLOSSARY_SHARE
        votes[0] = [vote for all_ in votes.values() for vote in all_]
        return {level: len(all_) >= _FEWEST_TERMS and sum(all_) >= needed * len(all_) for level, all_ in votes.items()}
