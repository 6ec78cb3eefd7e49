"""A document as the shapes see it: where a block stands, and what the whole file tells about its author's style."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property, lru_cache
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from srs.extract.answer import length, weight_of
from srs.extract.headings import Headings
from srs.extract.marks import KNOWN_SEPARATORS, double_colons, means_cards
from srs.extract.paperwork import leads_to_folder, manual_of
from srs.extract.recipe import lists_ingredients
from srs.extract.row import Row
from srs.extract.scope import Scope, Section
from srs.extract.split import Split, split_bare, split_item
from srs.extract.subject import clean_heading
from srs.extract.term_lines import is_bold_line, is_labelled, is_line_above_list, sign_of
from srs.extract.trust import family_of, is_code
from srs.extract.words.table_heads import TERMS
from srs.markdown.document import DefinitionList, Heading, Item, List, Paragraph, Quote, Rule
from srs.markdown.inline import plain
from srs.markdown.source import to_markdown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from srs.extract.decks import TaggedDecks
    from srs.extract.vocabulary import Vocabulary
    from srs.markdown.document import Block, Document


_SECTION_NUMBER = re.compile(r"\d{1,2}\.\d{1,2}")
_LONGEST_MARK = 24
_FEWEST_QUESTION_WORDS = 3
_MOST_QUESTION_WORDS = 25
_MOST_TERM_WORDS = 4
_FEWEST_NAMES = 15
_NARRATED = 4
_FEWEST_PARTED = 3
_FEWEST_LABELLED = 4
_CARD_HEADINGS = frozenset({"flashcards", "cards", "anki", "anki cards", "karteikarten"})


class Page:
    """One note: its title, its sections and the votes of its lists."""

    def __init__(
        self,
        document: Document,
        title: str,
        path: str,
        vocabulary: Vocabulary,
        decks: TaggedDecks,
        separators: tuple[str, ...] = (),
    ) -> None:
        self.document = document
        self._decks = decks
        self.title = title
        *self.folders, name = path.split("/")
        self.stem = name.rsplit(".", 1)[0]
        self.vocabulary = vocabulary
        self.separators = separators
        self._splits: dict[int, tuple[Item, Split | None]] = {}
        """By the number of an item, with the item itself: while it is held, no other has its number."""
        self.styles: Counter[str] = Counter()
        self.headings = Headings(self)
        self._rows: dict[int, tuple[tuple[Block, ...], Row]] = {}
        self.families: Counter[str] = Counter()
        self.codes = 0
        self._items = tuple(_items(document.blocks))
        self.items = len(self._items)
        for item in self._items:
            split = self.split(item)
            if split and item.task is None:
                self.styles[split.style] += 1
                self.families[family_of(split)] += 1
                self.codes += is_code(split)

    def split(self, item: Item) -> Split | None:
        """Return term and rest of an item's first line, None where it has no such form."""
        known = self._splits.get(id(item))
        if known is None:
            first = item.blocks[0] if item.blocks else None
            if isinstance(first, Heading):
                first = Paragraph(first.first_line, first.last_line, f"**{first.text.strip('*')}**")
            found = split_item(first.text) if isinstance(first, Paragraph) else None
            if found is None and isinstance(first, Paragraph) and ("\n" in first.text or item.blocks[1:]):
                found = split_bare(first.text, to_markdown(item.blocks[1:2]))
            if found is not None and found.separator == "colon" and plain(found.term).casefold() in TERMS:
                inner = split_item(found.rest)  # "Concept: critical path - the longest path"
                found = inner if inner is not None and inner.rest and inner.separator in ("colon", "dash") else found
            known = self._splits[id(item)] = item, found
        return known[1]

    def is_parted(self, item: Item) -> bool:
        """Tell an item in which a sign parts a term from the rest."""
        split = self.split(item)
        return split is not None and split.separator != "none"

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Return the document cut at its headings."""
        return tuple(self._cut())

    @cached_property
    def _places(self) -> dict[int, int]:
        return {id(section): number for number, section in enumerate(self.sections)}

    def neighbours(self, section: Section) -> tuple[Section | None, Section | None]:
        """Return the section before one of the page, and that behind it."""
        number = self._places[id(section)]
        behind = self.sections[number + 1 : number + 2]
        return (self.sections[number - 1] if number else None), (behind[0] if behind else None)

    def _cut(self) -> Iterator[Section]:
        blocks = tuple(_parted(self.document.blocks))
        starts = [number for number, block in enumerate(blocks) if isinstance(block, Heading)]
        cuts = [*starts, len(blocks)]
        names = (self.title,) if self._is_of_lecture else (self.title, self.stem)
        journal = next((name for name in names if self._is_of_journal(name)), "")
        journal = journal or manual_of(self.stem, self.document.blocks, self._texts, self.vocabulary) or self._recipe()
        if blocks[: cuts[0]]:
            yield Section(None, blocks[: cuts[0]], Scope(bookkeeping=journal))
        path: list[Heading] = []
        for start, end in zip(starts, cuts[1:], strict=True):
            heading = blocks[start]
            assert isinstance(heading, Heading)  # noqa: S101  (starts holds the places of headings)
            path = [above for above in path if above.level < heading.level]
            following = blocks[end] if end < len(blocks) else None
            is_parent = isinstance(following, Heading) and following.level > heading.level
            start = _past_rules(blocks, start + 1, end) - 1
            scope = Scope(
                tuple(above.text for above in path), bookkeeping=self._bookkeeping((*path, heading)) or journal
            )
            yield Section(heading, blocks[start + 1 : end], scope, is_parent)
            path.append(heading)

    def _is_of_journal(self, name: str) -> bool:
        return self.vocabulary.is_date(name) or self.vocabulary.journals.has_title(name)

    @cached_property
    def _is_of_lecture(self) -> bool:
        """Tell a note that is called by a date and lies in no folder of a diary."""
        return self.vocabulary.is_date(self.stem) and not any(map(self.vocabulary.journals.has_folder, self.folders))

    @cached_property
    def _section_numbers(self) -> frozenset[str]:
        """Return the headings that are nothing but the numbers of sections, each the next one: 4.3, 4.4, 5.1; no dates."""
        texts = [block.text for block in self.document.blocks if isinstance(block, Heading)]
        numbers = [tuple(map(int, text.split("."))) for text in texts if _SECTION_NUMBER.fullmatch(text)]
        steps = all(
            (chapter == before and number == last + 1) or (chapter == before + 1 and number == 1)
            for (before, last), (chapter, number) in pairwise(numbers)
        )
        return frozenset(filter(_SECTION_NUMBER.fullmatch, texts)) if len(numbers) > 1 and steps else frozenset()

    @cached_property
    def _texts(self) -> tuple[Paragraph | Heading, ...]:
        return tuple(_texts(self.document.blocks))

    @cached_property
    def labels_lines(self) -> bool:
        """Tell whether the author defines terms on lines of their own, `Term: meaning`, throughout the note."""
        lines = [line for block in self._texts if isinstance(block, Paragraph) for line in block.text.split("\n")]
        labelled = sum(is_labelled(line, self.vocabulary) for line in lines)
        return labelled >= _FEWEST_LABELLED and labelled * 4 >= len(lines)

    @cached_property
    def dashed_lines(self) -> int:
        """Count the paragraphs that begin with a plain term and a dash."""
        texts = (block.text for block in self._texts if isinstance(block, Paragraph))
        splits = (split_item(text) for text in texts)
        return sum(1 for split in splits if split and split.mark == "plain" and split.separator == "dash")

    @cached_property
    def signs(self) -> Counter[str]:
        """Count the lines `Term -> meaning` and `Term = meaning`, by their sign."""
        texts = (block.text for block in self._texts if isinstance(block, Paragraph))
        return Counter(sign_of(line, self.vocabulary) for text in texts for line in text.split("\n"))

    @cached_property
    def is_narrated(self) -> bool:
        """Tell a note in which its author tells what he did: many paragraphs begin with him."""
        texts = [block.text for block in self.document.blocks if isinstance(block, Paragraph)]
        told = sum(1 for text in texts if self.vocabulary.is_personal(text[:_LONGEST_MARK]))
        return told * _NARRATED >= len(texts) > 0

    @cached_property
    def lone_questions(self) -> int:
        """Count the lines that ask and stand alone above a paragraph that does not."""
        pairs = pairwise(self.document.blocks)
        return sum(1 for block, below in pairs if asks_alone(block, below, self.vocabulary))

    @cached_property
    def is_readme(self) -> bool:
        """Tell a text that leads to a folder and speaks of it, or of how to get it to run: little of it is to be learned."""
        return leads_to_folder(self.stem, self.document.blocks, self._texts, self.vocabulary)

    @cached_property
    def bare_terms(self) -> int:
        """Count the items of a few words whose explanation stands nested below them, and has nothing below it."""
        return sum(map(self._is_bare_term, self._items))

    @cached_property
    def is_outline(self) -> bool:
        """Tell a note of names alone: the topics of a course or an exam, hardly one of which is told of."""
        leaves = [item for item in self._items if len(item.blocks) == 1]
        names = sum(1 for item in leaves if isinstance(text := item.blocks[0], Paragraph) and _is_name(text.text))
        return len(leaves) >= _FEWEST_NAMES and names * 10 >= len(leaves) * 9

    @cached_property
    def bare_lines(self) -> int:
        """Count the items of a few words on a line of their own whose explanation stands on the next."""
        return sum(map(self._is_bare_line, self._items))

    def _is_bare_line(self, item: Item) -> bool:
        split = self.split(item)
        return (
            split is not None
            and split.style == "plain none"
            and bool(split.rest)
            and len(split.term.split()) <= _MOST_TERM_WORDS
        )

    def _is_bare_term(self, item: Item) -> bool:
        split = self.split(item)
        below = item.blocks[1:]
        if (
            split is None
            or split.style != "plain none"
            or split.rest
            or len(below) != 1
            or not isinstance(below[0], List)
        ):
            return False
        return not any(isinstance(block, List) for inner in below[0].items for block in inner.blocks)

    @cached_property
    def bold_lines(self) -> int:
        """Count the paragraphs that are nothing but a bold term."""
        return sum(map(is_bold_line, self.document.blocks))

    @cached_property
    def lines_above_lists(self) -> int:
        """Count the lines of a few words that stand right above a list, as terms above what is said of them."""
        blocks = self.document.blocks
        return sum(map(is_line_above_list, blocks, (*blocks[1:], None)))

    @property
    def means_cards(self) -> bool:
        """Tell a note with a flashcards tag, in its text or its front matter."""
        return self._markup[0]

    @property
    def means_colons(self) -> bool:
        """Tell whether `::` parts fronts from backs here: the settings say so, a flashcards tag, or most lines written so."""
        return self._markup[1]

    @cached_property
    def _markup(self) -> tuple[bool, bool]:
        texts = [block.text for block in self._texts]
        tags = self.document.meta.get("tags")
        tagged = (
            self._decks.are_named
            or self.document.scheduled
            or "flashcard" in str(tags).casefold()
            or any(map(means_cards, texts))
        )
        tagged = tagged or any(text.casefold() in _CARD_HEADINGS for text in texts)
        parted = sum(double_colons(text) for text in texts if "::" in text or ";;" in text)
        lines = sum(text.count("\n") + 1 for text in texts)
        meant = tagged or bool(KNOWN_SEPARATORS.intersection(self.separators))
        return tagged, meant or (parted >= _FEWEST_PARTED and parted * 2 >= lines)

    @cached_property
    def questions(self) -> int:
        """Count the paragraphs that open with the mark of a question, `Q:`."""
        openings = (block.text[:_LONGEST_MARK] for block in self._texts)
        words = (re.split(r"[\s\d]*[:：]", text, maxsplit=1)[0].casefold() for text in openings)
        return sum(1 for word in words if word in self.vocabulary.questions.question_marks)

    def deck_above(self, line: int) -> str:
        """Return the deck that a flashcards tag names for what stands on a line."""
        return self._decks.above(line) if self.means_cards else ""

    @cached_property
    def names_terms(self) -> bool:
        """Tell whether title or file name promises a file of terms."""
        return any(map(self.vocabulary.names_glossary, (self.title, self.stem)))

    def row(self, blocks: tuple[Block, ...]) -> Row:
        """Return what the paragraphs of a row of blocks have in common; counted once a row."""
        known = self._rows.get(id(blocks))  # the row is kept with it, so that no other gets its id
        if known is None:
            known = self._rows[id(blocks)] = blocks, Row.of(blocks, self)
        return known[1]

    def _recipe(self) -> str:
        """Name a note with a list of ingredients; empty for any other."""
        return "a recipe" if any(map(lists_ingredients, self.document.blocks)) else ""

    def _bookkeeping(self, path: tuple[Heading, ...]) -> str:
        """Name the heading whose content is bookkeeping; what stands below a date but has a heading of its own is not."""
        text = path[-1].text
        counts = self._is_of_lecture or text in self._section_numbers
        dated = text if self.vocabulary.is_date(text) and not counts else ""
        names = [clean_heading(above.text) for above in path]
        closed = (
            name
            for name in names
            if _is_bookkeeping(name, self.vocabulary)
            and not (
                name is not names[-1]
                and (self.vocabulary.sections.is_subject(name) or self.vocabulary.sections.is_contents(name))
            )
        )
        return dated or next(closed, "")


@lru_cache(maxsize=1024)
def _is_bookkeeping(name: str, vocabulary: Vocabulary) -> bool:
    """Tell a heading of bookkeeping or examples; all those below it ask."""
    return vocabulary.sections.is_bookkeeping(name) or vocabulary.is_example(name)


def asks_alone(block: Block, below: Block, vocabulary: Vocabulary) -> bool:
    """Tell a question on a line of its own above a paragraph that neither asks nor tells of its author."""
    if not isinstance(block, Paragraph) or not isinstance(below, Paragraph) or "\n" in block.text:
        return False
    question, answer = plain(block.text), plain(below.text)
    asked = question.endswith(("?", "？")) and vocabulary.questions.has_question_word(question)
    few = _FEWEST_QUESTION_WORDS <= weight_of(question) <= _MOST_QUESTION_WORDS
    told = weight_of(answer) >= _FEWEST_QUESTION_WORDS and not answer.endswith(("?", "？", ":", "："))
    return asked and few and told and not vocabulary.is_personal(answer)


def _is_name(text: str) -> bool:
    """Tell a few words on one line that no sign parts."""
    split = split_item(text)
    few = "\n" not in text and len(text.split()) <= _MOST_TERM_WORDS and sum(length(text)) <= _MOST_TERM_WORDS * 2
    return few and (split is None or split.separator == "none")


def _parted(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Part a paragraph before its last line where that is a label of the list right below it."""
    for block, following in zip_longest(blocks, blocks[1:]):
        if isinstance(block, Paragraph) and isinstance(following, List):
            above, _, label = block.text.rpartition("\n")
            last = Paragraph(block.last_line, block.last_line, label)
            if above and is_line_above_list(last, following):
                yield Paragraph(block.first_line, block.last_line - 1, above)
                yield last
                continue
        yield block


def _texts(blocks: tuple[Block, ...]) -> Iterator[Paragraph | Heading]:
    """Yield every paragraph and heading, nested ones too."""
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            yield block
        elif isinstance(block, List):
            for item in block.items:
                yield from _texts(item.blocks)
        elif isinstance(block, Quote):
            yield from _texts(block.blocks)


def _past_rules(blocks: tuple[Block, ...], start: int, end: int) -> int:
    """Return where a section's content begins: some authors draw a rule below each heading."""
    while start < end and isinstance(blocks[start], Rule):
        start += 1
    return start


def _items(blocks: tuple[Block, ...]) -> Iterator[Item]:
    """Yield every list item of a document, nested ones too."""
    for block in blocks:
        if isinstance(block, List):
            for item in block.items:
                yield item
                yield from _items(item.blocks)
        elif isinstance(block, Quote):
            yield from _items(block.blocks)
        elif isinstance(block, DefinitionList):
            for entry in block.entries:
                yield from _items(entry.blocks)
