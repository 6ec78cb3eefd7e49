"""The shapes in the order in which they are asked; the first that answers has the block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.extract.shapes.callouts import callout
from srs.extract.shapes.clozes import anki_cloze, cloze_line
from srs.extract.shapes.headings import (
    heading_definition,
    heading_label,
    heading_question,
    heading_set,
    heading_term,
    title_term,
)
from srs.extract.shapes.items import list_items
from srs.extract.shapes.lists import definition_list
from srs.extract.shapes.markup import deck_line, marked_up_paragraph, tagged_heading
from srs.extract.shapes.paragraphs import (
    flat_lines,
    lone_label,
    marked_paragraph,
    plain_definition,
    question_line,
    question_paragraph,
)
from srs.extract.shapes.prompts import question_and_answer
from srs.extract.shapes.statements import labelled_paragraph
from srs.extract.shapes.tables import term_table

if TYPE_CHECKING:
    from srs.extract.walk import SectionShape, Shape

SECTION_SHAPES: tuple[SectionShape, ...] = (
    tagged_heading,
    heading_question,
    heading_label,
    heading_definition,
    heading_set,
    heading_term,
    title_term,
)
SHAPES: tuple[Shape, ...] = (
    question_and_answer,
    deck_line,
    marked_up_paragraph,
    cloze_line,
    anki_cloze,
    definition_list,
    term_table,
    callout,
    list_items,
    labelled_paragraph,
    flat_lines,
    marked_paragraph,
    question_line,
    question_paragraph,
    plain_definition,
    lone_label,
)
