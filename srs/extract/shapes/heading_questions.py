"""Headings that ask, with what stands below them as the answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from srs.extract.choices import asks_to_choose
from srs.extract.shapes.below_heading import explanation, up_to_prompt
from srs.extract.shapes.headings import is_picture, proposed
from srs.extract.shapes.html import unfolded
from srs.extract.subject import clean_heading, shown_heading
from srs.markdown.document import Paragraph, Table
from srs.markdown.inline import plain
from srs.markdown.source import to_markdown
from srs.model import Kind

if TYPE_CHECKING:
    from srs.extract.page import Page
    from srs.extract.scope import Section
    from srs.extract.shapes.headings import Result
    from srs.markdown.document import Block

_QUESTION_MARK = re.compile(r"^[Qq]\d{0,3}[.:)：]\s*(?=\S{2})")
"""What some authors write before a question: "Q: What is ..."."""


def heading_question(page: Page, section: Section) -> Result:
    """Read a heading that asks, with the blocks below it as the answer."""
    heading = section.heading
    if heading is None or not section.blocks:
        return None
    question = clean_heading(heading.text)
    if not question:
        return None
    wonders = page.headings.beside(section) > 1 and page.vocabulary.questions.wonders(question)
    if not (wonders or page.vocabulary.questions.is_prompt(question) or asks_to_choose(section.blocks)):
        return None
    if question[-1] not in "?？" and isinstance(section.blocks[0], Table):
        return None
    front = _QUESTION_MARK.sub("", shown_heading(heading.text))
    if page.vocabulary.questions.dangles(question):
        about = _subject_above(page, section)
        if not about:
            return None
        front = f"{about} — {front}"
    if page.vocabulary.questions.ends_asking(question):
        body = explanation(section.blocks, page, only_lead=True)
        return proposed(section, heading, Kind.DEFINITION, front, body, "heading question")
    blocks = section.blocks
    if _shows(blocks) and page.vocabulary.questions.dangles(question):
        front, blocks = f"{front} {to_markdown(blocks[:1])}", blocks[1:]
    body = unfolded(up_to_prompt(_past_mark(blocks, page), page), page)
    return proposed(section, heading, Kind.QUESTION, front, body, "heading question")


def _past_mark(blocks: tuple[Block, ...], page: Page) -> tuple[Block, ...]:
    """Return the blocks behind a line that only says that an answer follows: "**Answer:**"."""
    first, *rest = blocks
    mark = plain(first.text).strip(" :：").casefold() if isinstance(first, Paragraph) else ""
    return tuple(rest) if rest and mark in page.vocabulary.questions.answer_marks else blocks


def _shows(blocks: tuple[Block, ...]) -> bool:
    """Tell an image with an answer below it: what a question asks about ("What is this?")."""
    return is_picture(blocks[0]) and "\n" not in to_markdown(blocks[:1]) and len(blocks) > 1


def _subject_above(page: Page, section: Section) -> str:
    """Return what a question about "it" is about: the nearest heading that says something, else the note's title."""
    names = (*map(shown_heading, reversed(section.scope.headings)), page.title)
    hollow = (page.vocabulary.is_generic, page.vocabulary.sections.is_contents, page.vocabulary.questions.asks)
    return next((name for name in names if not any(test(name) for test in hollow)), "")
