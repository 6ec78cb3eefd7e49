"""The shapes in the order in which they are asked; the first that answers has the block."""

from __future__ import annotations

from srs.extract.extractor import Extractor
from srs.extract.shapes.anki_blocks import anki_block
from srs.extract.shapes.apart import terms_apart
from srs.extract.shapes.apposed import apposed_terms
from srs.extract.shapes.callouts import callout
from srs.extract.shapes.clozes import anki_cloze, blank, cloze_line
from srs.extract.shapes.heading_labels import heading_definition, heading_label
from srs.extract.shapes.heading_questions import heading_question
from srs.extract.shapes.heading_sets import heading_list, heading_set
from srs.extract.shapes.headings import heading_term
from srs.extract.shapes.html import folded_question, html_definitions
from srs.extract.shapes.items import list_items
from srs.extract.shapes.lines import flat_lines, line_above_list, lone_label, set_above_list, term_with_translation
from srs.extract.shapes.lists import definition_list
from srs.extract.shapes.markup import deck_line, marked_up_paragraph, switched_heading, tagged_heading
from srs.extract.shapes.mnemonics import mnemonic
from srs.extract.shapes.paragraphs import (
    bold_labels,
    labelled_definition,
    marked_paragraph,
    named_statement,
)
from srs.extract.shapes.prompts import question_and_answer
from srs.extract.shapes.question_tables import question_table
from srs.extract.shapes.questions import question_above_text, question_line, question_paragraph
from srs.extract.shapes.sentences import counted_list, named_in_sentence, plain_definition
from srs.extract.shapes.sides import two_sides
from srs.extract.shapes.statements import labelled_paragraph
from srs.extract.shapes.tables import term_table
from srs.extract.shapes.title import title_term

BUILT_IN: tuple[Extractor, ...] = (
    Extractor("tagged heading", read_section=tagged_heading),
    Extractor("parted heading", read_section=switched_heading),
    Extractor("two sides", read_section=two_sides),
    Extractor("heading question", read_section=heading_question),
    Extractor("heading label", read_section=heading_label),
    Extractor("heading definition", read_section=heading_definition),
    Extractor("heading set", read_section=heading_set),
    Extractor("heading list", read_section=heading_list),
    Extractor("heading term", read_section=heading_term),
    Extractor("title term", read_section=title_term),
    Extractor("question and answer", question_and_answer),
    Extractor("deck line", deck_line),
    Extractor("Anki block", anki_block),
    Extractor("markup", marked_up_paragraph),
    Extractor("cloze line", cloze_line),
    Extractor("cloze", anki_cloze),
    Extractor("blank", blank),
    Extractor("definition list", definition_list),
    Extractor("dl", html_definitions),
    Extractor("details", folded_question),
    Extractor("question table", question_table),
    Extractor("table", term_table),
    Extractor("callout", callout),
    Extractor("mnemonic", mnemonic),
    Extractor("terms apart", terms_apart),
    Extractor("apposed terms", apposed_terms),
    Extractor("list", list_items),
    Extractor("bold labels", bold_labels),
    Extractor("named statement", named_statement),
    Extractor("labelled definition", labelled_definition),
    Extractor("statement", labelled_paragraph),
    Extractor("lines", flat_lines),
    Extractor("marked paragraph", marked_paragraph),
    Extractor("name in sentence", named_in_sentence),
    Extractor("counted list", counted_list),
    Extractor("set above list", set_above_list),
    Extractor("line above list", line_above_list),
    Extractor("term with translation", term_with_translation),
    Extractor("question line", question_line),
    Extractor("question above text", question_above_text),
    Extractor("question paragraph", question_paragraph),
    Extractor("definition paragraph", plain_definition),
    Extractor("lone label", lone_label),
)
