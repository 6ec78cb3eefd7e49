"""The text at the head of a note, or below its first heading that names nothing, that says what its title names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.extract.callout import callout_of
from srs.extract.candidate import Candidate
from srs.extract.marked import marked_name
from srs.extract.shapes.below_heading import explanation
from srs.extract.shapes.headings import has_gaps, is_term
from srs.extract.split import split_item
from srs.extract.subject import clean_heading, defines, first_sentence, has_subject, says_what
from srs.markdown.document import Paragraph, Quote
from srs.markdown.inline import plain
from srs.model import Kind

if TYPE_CHECKING:
    from srs.extract.page import Page
    from srs.extract.scope import Section
    from srs.extract.shapes.headings import Result
    from srs.markdown.document import Block

_LEAD = 4
"""How far down the paragraph that defines the title may stand."""
_FEWEST_WORDS = 6


def title_term(page: Page, section: Section) -> Result:
    """Read the text before the first heading, or below "Overview", when it says what the note's title names."""
    if not section.blocks or (section.heading is not None and not _is_overview(section, page)):
        return None
    title = clean_heading(page.title)
    if not is_term(title, page) or page.vocabulary.is_generic(title) or _begins_with_title(section.blocks[0], page):
        return None
    for number, block in enumerate(section.blocks[: _LEAD if section.heading is None else 1]):
        if isinstance(block, Paragraph) and has_gaps(block.text, page):
            continue
        if _defines_title(block, title, page, leads=section.heading is None and not number):
            said = block.blocks if isinstance(block, Quote) else section.blocks[number:]
            body = explanation(said, page, only_lead=True)
            first, last = block.first_line, body[-1].last_line
            found = Candidate(Kind.DEFINITION, title, body, first, last, "title term", section.scope)
            return (found,), section.scope
    return None


def _defines_most_of(title: str, sentence: str, page: Page) -> bool:
    """Tell a sentence about a title without its last word, which may tell what kind of thing or of note it is: "Factory Pattern Summary"."""
    name = title.rpartition(" ")[0]
    return bool(name) and has_subject(sentence, title, page.vocabulary) and defines(sentence, name, page.vocabulary)


def _is_overview(section: Section, page: Page) -> bool:
    """Tell the first section with text, below a heading that says nothing by itself: "Overview"."""
    named = section.heading is not None and page.vocabulary.is_generic(clean_heading(section.heading.text))
    return named and next((one for one in page.sections if one.blocks), None) is section


def _begins_with_title(block: Block, page: Page) -> bool:
    """Tell a paragraph that is a card by itself: the title in bold, a sign, and what it means."""
    split = split_item(block.text) if isinstance(block, Paragraph) else None
    if split is None or split.mark != "strong" or split.separator == "none":
        return False
    return has_subject(plain(split.term), page.title, page.vocabulary)


def _defines_title(block: Block, title: str, page: Page, *, leads: bool) -> bool:
    """Tell a paragraph that says what the title names; the first text of the note, a quote too, need not name it."""
    sentence = first_sentence(block) if isinstance(block, Paragraph | Quote) else ""
    if isinstance(block, Paragraph) and (
        defines(sentence, title, page.vocabulary) or _defines_most_of(title, sentence, page)
    ):
        return True
    if leads and isinstance(block, Paragraph) and _is_told_of(sentence, title, page):
        return True
    names_another = isinstance(block, Paragraph) and marked_name(block.text, page.vocabulary)
    return leads and callout_of(block) is None and not names_another and says_what(sentence, page.vocabulary)


def _is_told_of(sentence: str, title: str, page: Page) -> bool:
    """Tell a sentence of several words about the title of a note that has it from its file: what it does, or has."""
    opening = page.vocabulary.bare(sentence)
    told = page.title == page.stem and len(sentence.split()) >= _FEWEST_WORDS and not sentence.endswith(("?", "？"))
    return told and opening.startswith(f"{page.vocabulary.bare(title)} ")
