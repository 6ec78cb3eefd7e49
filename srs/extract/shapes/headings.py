"""Headings that name a term, with what stands below them."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from srs.extract.answer import length, split_pointers
from srs.extract.candidate import Candidate, TurnedDown
from srs.extract.marks import PROMPT_MARK, double_colons, means_cards
from srs.extract.shapes.below_heading import explanation, leading
from srs.extract.split import split_item
from srs.extract.subject import (
    clean_heading,
    defines,
    first_sentence,
    has_subject,
    is_named_twice,
    is_phrase,
    is_predicate,
    names,
    refers_back,
    sets_condition,
    shown_heading,
    takes_up,
)
from srs.extract.term_lines import is_bold_line
from srs.extract.weight import NEVER, lacking
from srs.markdown.document import Code, List, Paragraph
from srs.markdown.inline import is_linked, plain, strip_images
from srs.markdown.source import to_markdown
from srs.model import Kind, gap_numbers
from srs.model.values import dataclass, replace

if TYPE_CHECKING:
    from srs.extract.candidate import Found
    from srs.extract.page import Page
    from srs.extract.scope import Scope, Section
    from srs.markdown.document import Block, Heading

    Result = tuple[tuple[Found, ...], Scope] | None

_ENUMERATOR = re.compile(r"\(?\w{1,2}[).]|[a-z]")
_ENDS = (*".!?:。！？：",)
_LEAD = 4
"""How far down the paragraph that defines the heading may stand: authors, links and dates come before it."""
_FEWEST_WORDS = 3
_TELLING = 20
"""So many words before the paragraph that repeats the term are part of the explanation."""
_COMPANY_AMONG_TERMS = 0.02
_COMPANY = {1: 0.05, 2: 0.2}
"""How many other facts a line make up for signs that a heading lacks, as the notes of many authors show."""
_COMPANY_OF_PARENTS = {1: 0.01, 2: 0.02}
"""The same for one with others below it, which is a sign against it already."""
_MOST_WORDS = 9
_MOST_CHARACTERS = 40


def heading_term(page: Page, section: Section) -> Result:
    """Read a heading that names a term, when what stands below says what it is.

    Plain evidence is a first sentence with the term as its subject and a verb that defines. In a file whose headings
    mostly have that, the author writes a glossary, and the others count too; on a level of which most headings are terms,
    a little less evidence is enough.
    """
    heading = section.heading
    if heading is not None and _shows_video(section.blocks, page):
        last = section.blocks[-1].last_line
        return _down(section, heading, last, "the answer only points elsewhere", plain(heading.text))
    told = page.headings.once(section, lambda one: _told(page, one))
    if told is None or heading is None or (told.generic and not told.plain):
        return None
    if page.headings.states_requirements and page.vocabulary.clauses.requires(first_sentence(told.answer[0])):
        reason = "it is a requirement of a specification"
        return _down(section, heading, told.answer[0].last_line, reason, told.term)
    company = 0.0 if told.stands else _company(told, page, section)
    if company > 1:
        if section.is_parent and not is_named_twice(told.term):
            return None
        reason = "what stands below the heading does not say what it is"
        return _down(section, heading, told.answer[0].last_line, reason, told.term)
    front = shown_heading(heading.text)
    first = told.answer[0].first_line if told.lead and not told.pictures else heading.first_line
    body = told.answer
    if body[0] not in told.pictures:
        body = (*told.pictures, *_unrepeated(body, told.term, page))
    return proposed(section, heading, Kind.DEFINITION, front, body, "heading term", first, company)


def _down(section: Section, heading: Heading, last_line: int, reason: str, text: str) -> Result:
    """Turn a heading down, and read on below it."""
    found = TurnedDown(heading.first_line, last_line, reason, text)
    return (found,), replace(section.scope, headings=(*section.scope.headings, heading.text))


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of a heading that may be a term.

    `pictures` stand first below it, the `answer` begins `lead` blocks further down. `plain` where a sentence says what the
    term is, `stands` where enough speaks for a term, else `lacking` tells how many signs do not; `generic` for words that
    name nothing by themselves.
    """

    term: str
    pictures: tuple[Block, ...]
    lead: int
    answer: tuple[Block, ...]
    generic: bool
    plain: bool
    lacking: int
    stands: bool


def _told(page: Page, section: Section) -> _Told | None:
    """Return what is told of a heading; None where it cannot be a term, or nothing is."""
    if section.heading is None or not section.blocks:
        return None
    term = clean_heading(section.heading.text)
    known = page.vocabulary.is_bookkeeping(term.split(":")[0])
    if not _may_be_term(term) or page.vocabulary.sections.is_bookkeeping(term):
        return None
    answer, _ = split_pointers(leading(section.blocks), page.vocabulary)
    pictures = tuple(takewhile(is_picture, answer))
    said = answer[len(pictures) :]
    answer = said if said and not is_bold_line(said[0]) else answer
    if len(answer) > 1 and _is_label(answer[0], page):
        answer = answer[1:]
    answer = tuple(takewhile(lambda block: not _is_card(block, page), answer))
    if not answer:
        return None
    lead = next(
        (
            n
            for n, block in enumerate(answer[:_LEAD])
            if defines(first_sentence(block), term, page.vocabulary) and not (n and _is_caption(block))
        ),
        0,
    )
    if any(sum(length(to_markdown((block,)))) >= _TELLING for block in answer[:lead]):
        lead = 0
    answer = explanation(answer[lead:], page, only_lead=section.is_parent)
    generic = page.vocabulary.is_generic(term)
    lead_sentence = first_sentence(answer[0])
    points_back = refers_back(lead_sentence, page.vocabulary) or takes_up(lead_sentence, term, page.vocabulary)
    plain_ = _is_plain(term, answer, page) and not (generic and points_back)
    if known and not _names_kind(answer, page):
        return None
    missing = 0 if plain_ else NEVER if generic else lacking(term, answer, section, page)
    stands = not missing or (not generic and _stands_in_glossary(term, answer, page, section))
    return _Told(term, pictures, lead, answer, generic, plain_, missing, stands)


def _is_label(block: Block, page: Page) -> bool:
    """Tell a word on a line of its own that says nothing of what follows: "Overview"."""
    text = plain(block.text).rstrip(":： ") if isinstance(block, Paragraph) else ""
    words = "`" not in getattr(block, "text", "") and text.replace(" ", "").isalpha()
    return words and page.vocabulary.is_generic(text) and not page.vocabulary.is_bookkeeping(text)


def _text_of(answer: tuple[Block, ...]) -> Block:
    """Return the first block that is no code."""
    return next((block for block in answer[:_LEAD] if not isinstance(block, Code)), answer[0])


def _is_plain(term: str, answer: tuple[Block, ...], page: Page) -> bool:
    """Tell whether a sentence below a heading says what the term is."""
    sentence = first_sentence(_text_of(answer))
    if _is_of_code(answer[0], term, page):
        return False
    return (
        _is_described(answer[0], page)
        or defines(sentence, term, page.vocabulary)
        or refers_back(sentence, page.vocabulary)
        or takes_up(sentence, term, page.vocabulary)
        or sets_condition(sentence, term, page.vocabulary)
        or any(
            names(plain(block.text), term, page.vocabulary) for block in answer[:_LEAD] if isinstance(block, Paragraph)
        )
    )


def _is_of_code(block: Block, term: str, page: Page) -> bool:
    """Tell a text that begins with a command before a sign, which is a term of its own: "`git rebase -i`: ..." below "Git"."""
    split = split_item(block.text) if isinstance(block, Paragraph) else None
    set_off = split is not None and split.mark == "code" and split.separator in ("colon", "dash")
    return split is not None and set_off and page.vocabulary.bare(plain(split.term)) != page.vocabulary.bare(term)


def _is_described(block: Block, page: Page) -> bool:
    """Tell a list whose first item says by its label that it defines what stands above: "**Description**: The default mode ..."."""
    split = page.split(block.items[0]) if isinstance(block, List) and block.items else None
    told = split is not None and split.separator == "colon" and sum(length(split.rest)) >= _FEWEST_WORDS
    label = plain(split.term) if split is not None and told else ""
    return page.vocabulary.clauses.describes(label) or page.vocabulary.is_definition(label)


def _names_kind(answer: tuple[Block, ...], page: Page) -> bool:
    """Tell a text that says what kind of thing the heading is: `Host` is bookkeeping unless "A host is a plant on which ..."."""
    sentence = first_sentence(_text_of(answer))
    return bool(page.vocabulary.defined_subject(sentence)) or is_predicate(sentence, page.vocabulary)


def _stands_in_glossary(term: str, answer: tuple[Block, ...], page: Page, section: Section) -> bool:
    """Tell whether a heading is a term as one of a glossary, or because it has two names."""
    twice = is_named_twice(term)
    if section.heading is None or (section.is_parent and not twice):
        return False
    text = _text_of(answer)
    if twice and isinstance(text, List) and not section.is_parent:
        return True
    listed = twice or page.headings.is_glossary(section.heading.level)
    return listed and _may_define(first_sentence(text), term, text, page)


def _company(told: _Told, page: Page, section: Section) -> float:
    """Return how many other facts a line make a heading a term for which little speaks; more than one where none would."""
    text = to_markdown(told.answer)
    if page.is_readme or section is page.sections[0] or "?" in text or "？" in text or is_linked(text):
        return NEVER  # the title of a note, where to read on, questions
    if page.vocabulary.is_personal(first_sentence(told.answer[0])):
        return NEVER  # its author tells of himself
    if (
        section.heading
        and told.lacking == 1
        and page.headings.are_mostly(section.heading.level, lambda one: _vote(page, one))
    ):
        return _COMPANY_AMONG_TERMS
    return (_COMPANY_OF_PARENTS if section.is_parent else _COMPANY).get(told.lacking, NEVER)


def _vote(page: Page, section: Section) -> bool | None:
    """Tell whether a heading is a term by itself; None where it is nothing that could be one."""
    told = page.headings.once(section, lambda one: _told(page, one))
    return (
        None if told is None or section.scope.bookkeeping or page.vocabulary.questions.asks(told.term) else told.stands
    )


def is_picture(block: Block) -> bool:
    """Tell a paragraph of nothing but images, which stand above what is said."""
    return isinstance(block, Paragraph) and "![" in block.text and not plain(strip_images(block.text)).strip()


def _shows_video(blocks: tuple[Block, ...], page: Page) -> bool:
    """Tell the title of a video or a page in bold, with nothing but its picture and where it is found."""
    answer, pointers = split_pointers(leading(blocks), page.vocabulary)
    return bool(pointers) and bool(answer) and all(map(_is_caption, answer))


def _is_caption(block: Block) -> bool:
    """Tell a picture, or a bold line that is no sentence."""
    return is_picture(block) or (is_bold_line(block) and to_markdown((block,)).rstrip("*_ ")[-1:] not in _ENDS)


def _unrepeated(body: tuple[Block, ...], term: str, page: Page) -> tuple[Block, ...]:
    """Take the term off an answer that repeats it as a label: "GDPR: General Data Protection Regulation"."""
    lead = body[0]
    split = split_item(lead.text) if isinstance(lead, Paragraph) else None
    if split is None or not split.rest or split.separator not in ("colon", "dash"):
        return body
    if page.vocabulary.bare(plain(split.term)) != page.vocabulary.bare(term):
        return body
    return (Paragraph(lead.first_line, lead.last_line, split.rest), *body[1:])


def is_term(text: str, page: Page) -> bool:
    """Tell a heading short enough to be a name, and one that says something by itself."""
    return _may_be_term(text) and not page.vocabulary.is_bookkeeping(text.split(":")[0])


def _may_be_term(text: str) -> bool:
    if not text or len(text.split()) > _MOST_WORDS or len(text) > _MOST_CHARACTERS * 2:
        return False
    if _ENUMERATOR.fullmatch(text):
        return False
    if text.startswith("[") and text.endswith("]"):
        return False  # a remark: "[optional]", "[talk of the third week]"
    return text[-1] not in "?？!！…"


def _is_card(block: Block, page: Page) -> bool:
    """Tell a text that its author made a card, or a tag that says there are some: it defines no heading besides."""
    if isinstance(block, List):
        firsts = (item.blocks[0] for item in block.items if item.blocks)
        return any(isinstance(first, Paragraph) and has_gaps(first.text, page) for first in firsts)
    if not isinstance(block, Paragraph):
        return False
    text, found = block.text, PROMPT_MARK.match(block.text)
    marked = found is not None and not found[0].rstrip(" *_").endswith(".")  # no name that is cut short: "Q. robur"
    asked = found is not None and marked and found[1].casefold() in page.vocabulary.questions.question_marks
    parted = page.means_cards and double_colons(text) > 0
    return asked or parted or has_gaps(text, page) or means_cards(text) or text.split("\n", 1)[0].strip() == "START"


def has_gaps(text: str, page: Page) -> bool:
    """Tell a sentence that its author made a card with gaps: it defines no heading besides."""
    return ("==" in text and page.means_cards) or ("{{c" in text and bool(gap_numbers(text)))


def _may_define(sentence: str, term: str, block: Block, page: Page) -> bool:
    """Tell whether a text may say what the term is, in a file where most headings are terms."""
    if isinstance(block, List):
        return is_phrase(sentence, page.vocabulary) or has_subject(sentence, term, page.vocabulary)
    vocabulary = page.vocabulary
    leans = vocabulary.opens_with_pronoun(sentence) or vocabulary.is_personal(sentence)
    return bool(sentence) and sentence[-1] not in "?？" and not leans


def proposed(
    section: Section,
    heading: Heading,
    kind: Kind,
    front: str,
    body: tuple[Block, ...],
    rule: str,
    first_line: int = 0,
    company: float = 0,
) -> Result:
    """Propose a card for a heading, and the scope of what stands below it: a question above has its answer already."""
    found = Candidate(
        kind,
        front,
        body,
        first_line or heading.first_line,
        section.blocks[-1].last_line,
        rule,
        section.scope,
        vouched=True,
        company=company,
    )
    answered = kind is not Kind.DEFINITION
    scope = replace(section.scope, headings=(*section.scope.headings, plain(heading.text)), answered=answered)
    return (found,), scope
