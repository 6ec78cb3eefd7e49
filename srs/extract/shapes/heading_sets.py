"""Headings that count or name the members of a set, with the list of them below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.extract.candidate import Candidate
from srs.extract.choices import are_choices
from srs.extract.subject import clean_heading, nearest_subject, shown_heading
from srs.markdown.document import List, Paragraph
from srs.markdown.source import to_markdown
from srs.model import Kind
from srs.model.values import replace

if TYPE_CHECKING:
    from srs.extract.candidate import Found
    from srs.extract.page import Page
    from srs.extract.scope import Scope, Section
    from srs.markdown.document import Block

    Result = tuple[tuple[Found, ...], Scope] | None

_LEAD = 4
_FEWEST_MEMBERS = 2


def heading_set(page: Page, section: Section) -> Result:
    """Read a heading that counts ("The 4 sides of a message") with a list of as many items below it."""
    heading = section.heading
    count = _counted(page, clean_heading(heading.text)) if heading else 0
    lists = [block for block in section.blocks[:_LEAD] if isinstance(block, List) and len(block.items) == count]
    if heading is None or not lists or are_choices(to_markdown(item.blocks) for item in lists[0].items):
        return None
    front = shown_heading(heading.text)
    body = tuple(lists[:1])
    found = Candidate(
        Kind.DEFINITION, front, body, heading.first_line, body[-1].last_line, "heading set", section.scope, vouched=True
    )
    return (found,), replace(section.scope, headings=(*section.scope.headings, shown_heading(heading.text)))


def _counted(page: Page, text: str) -> int:
    """Return how many things a heading counts; a number before it may be that of a section, as before others."""
    count = page.vocabulary.count_in(text)
    if not text[:1].isdigit():
        return count
    headings = (clean_heading(section.heading.text) for section in page.sections if section.heading)
    numbered = sum(1 for heading in headings if heading[:1].isdigit())
    return count if numbered == 1 and count >= _FEWEST_MEMBERS else 0


def heading_list(page: Page, section: Section) -> Result:
    """Read a heading that names a set ("Advantages of hedges") with the list of its members below, or below a line that leads to it."""
    heading = section.heading
    blocks = section.blocks[1:] if section.blocks and _leads(section.blocks[0]) else section.blocks
    first = blocks[0] if blocks else None
    front = _set_named(page, section)
    if heading is None or not isinstance(first, List) or not front:
        return None
    if len(first.items) < _FEWEST_MEMBERS or first.has_tasks:
        return None
    if sum(map(page.is_parted, first.items)) * 2 >= len(first.items):
        return None  # its members are terms of their own
    last = first.last_line
    found = Candidate(
        Kind.DEFINITION, front, (first,), heading.first_line, last, "heading list", section.scope, vouched=True
    )
    return (found,), replace(section.scope, headings=(*section.scope.headings, shown_heading(heading.text)))


def _leads(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.text.endswith((":", "："))


def _set_named(page: Page, section: Section) -> str:
    """Return the front for a heading that names things of which a list follows; a word alone gets what they are of."""
    text = clean_heading(section.heading.text) if section.heading else ""
    if page.vocabulary.sets.are_named_by(text) and section.heading:
        return shown_heading(section.heading.text)
    if not page.vocabulary.sets.has(text) or not section.scope.headings:
        return ""
    about = nearest_subject(map(shown_heading, reversed(section.scope.headings)), page.vocabulary)
    return f"{about} — {text}" if about else ""
