"""Headings that are labels, or hold a definition themselves."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from srs.extract.answer import length, past_term
from srs.extract.candidate import Candidate
from srs.extract.named import defined_by, split_named
from srs.extract.shapes.below_heading import explanation, leading
from srs.extract.shapes.headings import proposed
from srs.extract.shapes.statements import label_of
from srs.extract.split import split_item
from srs.extract.subject import clean_heading
from srs.extract.term_lines import is_bold_line
from srs.extract.trust import series_of
from srs.markdown.document import List, Paragraph
from srs.markdown.inline import plain
from srs.model import Kind
from srs.model.values import replace

if TYPE_CHECKING:
    from srs.extract.page import Page
    from srs.extract.scope import Section
    from srs.extract.shapes.headings import Result
    from srs.markdown.document import Block

_LONG_IN_CJK = re.compile(r"[\u3400-\u9fff\u30a0-\u30ff]{2,8}：[\u3040-\u30ff\u3400-\u9fff，、]{8,}")
_OF_TERMS = frozenset({"facts", "fakten", "faits", "hechos", "fatos", "fatti", "fakta", "факты"})
"""Labels below which authors also keep their terms."""
_FEWEST_WORDS = 3


def heading_label(page: Page, section: Section) -> Result:
    """Read `### Problem` below the heading of a work as its labelled statement."""
    heading = section.heading
    if heading is None or not section.blocks:
        return None
    name = clean_heading(heading.text)
    named = split_named(name, page.vocabulary, heading=True)
    if named and not named.rest:
        body = explanation(section.blocks, page, only_lead=section.is_parent)
        return proposed(section, heading, Kind.DEFINITION, named.front(page.vocabulary), body, "named statement")
    above = (clean_heading(text) for text in reversed(section.scope.headings))
    title = next(
        (text for text in above if not page.vocabulary.is_generic(text) and not page.vocabulary.label(text)), page.title
    )
    if page.vocabulary.is_generic(title) or title.casefold() == name.casefold():
        return None
    announced, _, said = (part.strip() for part in name.partition(":"))
    if term := defined_by(name, page.vocabulary):
        body = explanation(past_term(section.blocks, term), page, only_lead=section.is_parent)
        return proposed(section, heading, Kind.DEFINITION, term, body, "heading definition")
    if said and page.vocabulary.is_definition(announced):
        body = explanation(section.blocks, page, only_lead=True)
        return proposed(section, heading, Kind.DEFINITION, said, body, "heading definition")
    if page.vocabulary.is_definition(name.split(" ")[0]):
        front = title if page.vocabulary.is_definition(name) else f"{title} — {name}"
        body = explanation(section.blocks, page, only_lead=True)
        return proposed(section, heading, Kind.DEFINITION, front, body, "heading definition")
    split = split_item(heading.text)
    if split and split.separator == "colon" and split.rest and label_of(split.term, page):
        rule = f"heading {plain(split.term).casefold()}"
        return proposed(section, heading, Kind.STATEMENT, name, _said(section.blocks), rule)
    label = label_of(name, page)
    if label is None or _parts_itself(section.blocks[0], label[0], page):
        return None
    front = f"{title} — {name}"
    return proposed(section, heading, Kind.STATEMENT, front, _said(section.blocks), f"heading {label[0]}")


def _said(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return what stands below a label, up to a bold line above a list, which is the next one."""
    said = leading(blocks)
    ends = (
        number
        for number, (block, below) in enumerate(pairwise(said))
        if number and is_bold_line(block) and isinstance(below, List)
    )
    return said[: next(ends, None)]


def _parts_itself(block: Block, label: str, page: Page) -> bool:
    """Tell a list below a label whose items are statements or terms of their own: "Facts", and below it a glossary."""
    if not isinstance(block, List):
        return False
    splits = [split for item in block.items if (split := page.split(item)) and split.separator != "none"]
    own = [split for split in splits if label_of(split.term, page) or (split.mark == "strong" and label in _OF_TERMS)]
    return len(own) * 5 >= len(block.items) * 4


def heading_definition(page: Page, section: Section) -> Result:
    """Read `### **Term** - meaning`: the definition stands in the heading itself, what follows explains it."""
    heading = section.heading
    split = split_item(heading.text) if heading else None
    if heading is None or split is None or split.separator not in ("dash", "colon"):
        return None
    if split.mark != "strong" and (not _LONG_IN_CJK.match(clean_heading(heading.text)) or series_of(split)):
        return None
    if sum(length(split.rest)) < _FEWEST_WORDS or page.vocabulary.is_bookkeeping(split.term):
        return None
    body = (
        Paragraph(heading.first_line, heading.last_line, split.rest),
        *explanation(section.blocks[:1], page, only_lead=True),
    )
    last = body[-1].last_line
    found = Candidate(Kind.DEFINITION, split.term, body, heading.first_line, last, "heading definition", section.scope)
    return (found,), replace(section.scope, headings=(*section.scope.headings, split.term))
