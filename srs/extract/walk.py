"""Walks a page and offers each block to the shapes in their order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from srs.extract.candidate import BY_COMMENT, Candidate, TurnedDown
from srs.markdown.document import Heading, Html, List, Paragraph, Quote
from srs.model.values import dataclass, replace

if TYPE_CHECKING:
    from srs.extract.candidate import Found
    from srs.extract.extractor import Extractor
    from srs.extract.page import Page
    from srs.extract.scope import Scope, Section
    from srs.markdown.document import Block


ORDER = re.compile(r"<!--\s*srs:\s*(skip|card)\s*-->")


@dataclass(frozen=True, slots=True)
class Place:
    """A block in its row: `blocks[index]`, with what stands above it."""

    page: Page
    blocks: tuple[Block, ...]
    index: int
    scope: Scope
    shapes: tuple[Shape, ...]

    @property
    def block(self) -> Block:
        """Return the block itself."""
        return self.blocks[self.index]

    @property
    def following(self) -> tuple[Block, ...]:
        """Return the next block of the row in a tuple, empty at its end; a copy of all would make long notes quadratic."""
        return self.blocks[self.index + 1 : self.index + 2]

    def nested(self, blocks: tuple[Block, ...], scope: Scope) -> Iterator[Found]:
        """Offer blocks below this one to all shapes."""
        return walk(self.page, blocks, scope, self.shapes)


@dataclass(frozen=True, slots=True)
class Match:
    """What a shape made of a place: its findings, and how many blocks of the row it used up."""

    found: tuple[Found, ...]
    taken: int = 1


Shape = Callable[[Place], Match | None]
SectionShape = Callable[["Page", "Section"], "tuple[tuple[Found, ...], Scope] | None"]


def walk_page(page: Page, extractors: tuple[Extractor, ...]) -> Iterator[Found]:
    """Yield the findings of a page in the order of its lines."""
    section_shapes = tuple(one.read_section for one in extractors if one.read_section)
    shapes = tuple(one.read for one in extractors if one.read)
    order = ""
    for section in page.sections:
        scope = section.scope
        if section.heading is not None:
            scope = replace(scope, headings=(*scope.headings, section.heading.text))
        result = next((result for shape in section_shapes if (result := shape(page, section)) is not None), None)
        if result is not None:
            found, scope = result
            yield from (_ordered(one, order) for one in found) if order else found
        order = order_in(section.blocks[-1]) if section.blocks else ""
        end = _end_of_answer(section, result[0]) if result is not None and scope.answered else len(section.blocks)
        yield from walk(page, section.blocks[:end], scope, shapes)
        if end < len(section.blocks):
            yield from walk(page, section.blocks[end:], replace(scope, answered=False), shapes)


def _end_of_answer(section: Section, found: tuple[Found, ...]) -> int:
    """Return how many blocks of a section answer its heading; the next is a prompt of its own, or apart."""
    last = max((one.body[-1].last_line for one in found if isinstance(one, Candidate) and one.body), default=0)
    return next((n for n, block in enumerate(section.blocks) if block.first_line > last), len(section.blocks))


def walk(page: Page, blocks: tuple[Block, ...], scope: Scope, shapes: tuple[Shape, ...]) -> Iterator[Found]:
    """Yield the findings of a row of blocks and of what is nested in it."""
    index = 0
    order = ""
    while index < len(blocks):
        place = Place(page, blocks, index, scope, shapes)
        match = next((match for shape in shapes if (match := shape(place)) is not None), None)
        found = match.found if match else _descend(place)
        yield from (_ordered(one, order) for one in found) if order else found
        index += match.taken if match else 1
        order = order_in(blocks[index - 1]) or (order if _goes_on(blocks, index) else "")


def _goes_on(blocks: tuple[Block, ...], index: int) -> bool:
    """Tell a block that is the next piece of a paragraph which was cut: no line is empty between them."""
    pair = blocks[index - 1 : index + 1]
    pieces = len(pair) > 1 and all(isinstance(block, Paragraph) for block in pair)
    return pieces and pair[0].last_line + 1 == pair[1].first_line


def order_in(block: Block) -> str:
    """Return what a comment `<!-- srs: skip -->` or `<!-- srs: card -->` says about the block behind it."""
    found = ORDER.fullmatch(block.text.strip()) if isinstance(block, Html) else None
    return found[1] if found else ""


def _ordered(found: Found, order: str) -> Found:
    if isinstance(found, TurnedDown):
        return found
    if order == "skip":
        return TurnedDown(found.first_line, found.last_line, BY_COMMENT, found.front)
    return replace(found, doubt="", company=0, ordered=True)


def _descend(place: Place) -> Iterator[Found]:
    """Look inside a block that is no prompt itself."""
    block = place.block
    if isinstance(block, Quote):
        yield from place.nested(block.blocks, place.scope)
    elif isinstance(block, List):
        for item in block.items:
            first = item.blocks[0] if item.blocks else None
            text = getattr(first, "text", "") if not isinstance(first, Heading) else ""
            inner = place.scope.under(text) if text else place.scope
            yield from place.nested(item.blocks[1:] if text else item.blocks, inner)
