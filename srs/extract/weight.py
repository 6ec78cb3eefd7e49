"""How much speaks for a heading being a term, where no sentence below it says what it is.

In notes for study a heading below another is mostly a term, and a few lines under it say what to know about it; in other
notes it is the title of a chapter, a step or a task. Each sign counts one: the values come from comparing, on the notes
of many authors, the headings that a reader would want asked with those that he would not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from srs.extract.answer import length
from srs.extract.callout import callout_of
from srs.extract.choices import are_choices
from srs.extract.lone import lone_term
from srs.extract.split import split_item
from srs.extract.subject import first_sentence, has_subject, is_citation, says_what
from srs.extract.term_lines import is_bold_line, is_labelled
from srs.extract.trust import is_suspect
from srs.markdown.document import Code, List, Paragraph, Table
from srs.markdown.inline import is_linked, plain, strip_images
from srs.markdown.source import to_markdown

if TYPE_CHECKING:
    from srs.extract.page import Page
    from srs.extract.scope import Section
    from srs.markdown.document import Block

NEVER = 99
_ENOUGH = 2
_FEWEST = 4
_FEWEST_WORDS = 12
_TELLING = 40
_MOST_FEW = 10
_FEWEST_BESIDE = 4
_MOST_WORDS = 120
_MOST_TERM_WORDS = 4
_CHARACTERS_A_WORD = 3
_MOST_GLOSSARY_WORDS = 3
_FEWEST_ITEMS = 3
_MOST_ITEMS = 6
_LEAD = 2
_STEM = 5
_WORD = re.compile(r"\w{3,}")
_DIGIT = re.compile(r"\d")
_YEARS = re.compile(r"\s*[(（]\D{0,4}(?P<from>\d{3,4})\D{0,3}\s*[-–—]\s*\D{0,4}(?P<to>\d{0,4})\D{0,4}[)）]")
"""The years of a life, a reign or a war; those of a school year follow each other."""
_PLAIN_TEXT = frozenset({"", "text", "txt", "math", "latex"})
_MOST_FORMULAS = 3
_EQUATION = re.compile(r"\s*[^\W\d_]{1,3}(?:\([^()]*\))?\s*[=≡≈]\s[^=;{}\"']*$")
_RELATION = re.compile(r"\$\$[^$=<>\\]*+[=<>\\][^$]*+\$\$|\$(?=\S)[^$\n=<>\\]*+[=<>\\][^$\n]*+(?<=\S)\$")
"""A formula that says something; a lone sign stands for a thing of the text around it."""


def lacking(term: str, answer: tuple[Block, ...], section: Section, page: Page) -> int:
    """Return how many signs a heading, not a generic one, lacks to be a term that its text explains; 0 where enough speak for it."""
    text = to_markdown(answer)
    words = sum(length(strip_images(text)))
    called_out = words < _FEWEST_WORDS and first_sentence(answer[0]).endswith("!")
    few = (words < _FEWEST or called_out) and not (page.headings.is_sheet and page.headings.is_entry(section))
    in_clause = page.vocabulary.begins_clause(term)
    if in_clause or few or _begins_anew(term, answer, section, page) or _is_of_other_things(answer[0], page):
        return NEVER
    return max(0, _ENOUGH - _weigh(term, answer, text, section, page))


def _begins_anew(term: str, answer: tuple[Block, ...], section: Section, page: Page) -> bool:
    """Tell a text that begins with a prompt of its own: a bold line, a titled question, what something else is, the first of several terms with their text below."""
    first = answer[0]
    if _is_of_bold_terms(section.blocks, term, page) or _titles_lines(first, page):
        return True
    titled = callout_of(first)
    asks = titled is not None and titled.asks
    return (
        asks
        or is_bold_line(first)
        or _defines_another(first_sentence(first), term, page)
        or (bool(lone_term(first, page)) and any(lone_term(block, page) for block in answer[_LEAD:]))
    )


def _titles_lines(block: Block, page: Page) -> bool:
    """Tell a paragraph with a title of its own above lines that are labelled: "Devices:"."""
    first, *lines = block.text.split("\n") if isinstance(block, Paragraph) else [""]
    titled = first.endswith((":", "：")) and len(lines) >= _LEAD
    return titled and sum(is_labelled(line, page.vocabulary) for line in lines) >= _LEAD


def _is_of_bold_terms(blocks: tuple[Block, ...], term: str, page: Page) -> bool:
    """Tell a text the first two paragraphs of which begin with bold terms, none of them that of the heading."""
    splits = [split_item(block.text) if isinstance(block, Paragraph) else None for block in blocks[:_LEAD]]
    return len(splits) == _LEAD and all(
        split
        and split.mark == "strong"
        and split.rest
        and not has_subject(plain(split.term), term, page.vocabulary)
        and not page.vocabulary.label(plain(split.term))
        and not is_suspect(split, page)
        for split in splits
    )


def _weigh(term: str, answer: tuple[Block, ...], text: str, section: Section, page: Page) -> int:
    """Return the signs for a heading being a term, less those against it; `text` is the answer as it is written."""
    words = sum(length(text))
    sentence = first_sentence(answer[0])
    named, years = _without_years(term)
    entry = page.headings.is_sheet and page.headings.is_entry(section)
    signs_for = (
        *(entry,) * 2,
        *(years,) * 2,
        *(_is_below_glossary(section, page) and not _is_of_parts(answer[0], page),) * 2,
        len(section.scope.headings) >= 1,
        len(section.scope.headings) > 1,
        page.headings.defines_terms,
        _TELLING <= words <= _MOST_WORDS,
        callout_of(answer[0]) is not None,
        not isinstance(answer[0], List) and page.vocabulary.opens_with_article(sentence),
        sentence[:1].islower(),
        *(says_what(sentence, page.vocabulary) and not _DIGIT.search(named),) * 3,
        page.headings.beside(section) > 1 and _is_row_of_statements(answer[0], page),
        *(page.vocabulary.names_theorem(term, plural="$" in text),) * (3 if "$" in text else 2),
        *(_is_formula_in_code(answer[0]) or _is_formula_alone(text),) * 3,
        "$" in text and any(_RELATION.search(to_markdown((block,))) for block in answer[:_LEAD]),
    )
    in_term, characters = length(named)
    signs_against = (
        words < _FEWEST_WORDS and not entry,
        words > _MOST_WORDS,
        in_term + characters / _CHARACTERS_A_WORD > _MOST_TERM_WORDS,
        _DIGIT.search(named) is not None,
        section.is_parent and not _is_one_of_several(section, sentence, page),
        "?" in sentence or "？" in sentence,
        page.is_narrated,
        *(page.is_readme,) * 2,
        *(page.vocabulary.clauses.orders_step(named),) * 2,
        *(page.vocabulary.is_personal(sentence),) * 2,
        *_signs_of_form(answer[0], term, page),
    )
    return sum(signs_for) - sum(signs_against)


def _is_formula_alone(text: str) -> bool:
    """Tell an answer of nothing but one formula that says something."""
    found = _RELATION.fullmatch(text.strip(" .,;\n"))
    return found is not None


def _is_formula_in_code(block: Block) -> bool:
    """Tell a formula or two that stand in a block of plain text, as in notes without math: "phi(n) = (p - 1)(q - 1)"."""
    if not isinstance(block, Code) or block.info.strip().casefold() not in _PLAIN_TEXT:
        return False
    lines = [line for line in block.text.split("\n") if line.strip()]
    return len(lines) <= _MOST_FORMULAS and any(map(_EQUATION.match, lines))


def _defines_another(sentence: str, term: str, page: Page) -> bool:
    """Tell a sentence that says what something else is: below "Rivers", "A meander is a bend ..."."""
    vocabulary, folded = page.vocabulary, term.casefold()
    subject = vocabulary.defined_subject(sentence)
    if not subject or has_subject(subject, term, vocabulary) or folded in sentence.casefold():
        return False
    outright = vocabulary.opens_with_indefinite(sentence) or vocabulary.frames.called(sentence)
    told = (subject if outright else sentence).casefold()
    return not any(word[:_STEM] in told for word in _WORD.findall(folded))


def _without_years(term: str) -> tuple[str, bool]:
    """Return a name without the years in brackets behind it, and whether there are any."""
    found = _YEARS.search(term)
    if found is None or (found["to"] and int(found["to"]) - int(found["from"]) == 1):
        return term, False
    return term[: found.start()] + term[found.end() :], True


def _is_below_glossary(section: Section, page: Page) -> bool:
    """Tell a heading of a note that promises terms by its name, or right below a heading of a few words that does."""
    if page.names_terms and (section.scope.headings or page.title == page.stem):
        return True
    above = plain(section.scope.headings[-1]) if len(section.scope.headings) > 1 else ""
    return 0 < sum(length(above)) <= _MOST_GLOSSARY_WORDS and page.vocabulary.names_glossary(above)


def _is_of_parts(block: Block, page: Page) -> bool:
    """Tell a text that begins with a label or a term of its own, or a list of such."""
    if isinstance(block, List):
        return sum(map(page.is_parted, block.items)) * 2 >= len(block.items)
    split = split_item(block.text) if isinstance(block, Paragraph) else None
    return split is not None and split.mark == "strong" and split.separator != "none"


def _is_one_of_several(section: Section, sentence: str, page: Page) -> bool:
    """Tell a heading beside several others, no title of the note, whose text begins with more than a few words."""
    return page.headings.beside(section) >= _FEWEST_BESIDE and sum(length(sentence)) > _MOST_FEW


def _is_row_of_statements(block: Block, page: Page) -> bool:
    """Tell a few bullets, less than half of them terms themselves: what there is to know of the heading."""
    if not isinstance(block, List) or block.start is not None or not _FEWEST_ITEMS <= len(block.items) <= _MOST_ITEMS:
        return False
    return sum(1 for item in block.items if page.split(item)) * 2 < len(block.items)


def _signs_of_form(block: Block, term: str, page: Page) -> tuple[bool, ...]:
    """Return what the form of a text tells against its being an explanation; code and tables count twice."""
    if isinstance(block, Code | Table):
        return (True, True)
    if isinstance(block, Paragraph):
        split = split_item(block.text)
        if split is None or split.separator == "none" or not split.rest:
            return ()
        other = not has_subject(plain(split.term), term, page.vocabulary)
        return (other, is_suspect(split, page))
    if not isinstance(block, List):
        return ()
    terms = sum(map(page.is_parted, block.items))
    return (len(block.items) > _MOST_ITEMS, terms * 2 >= len(block.items))


def _is_of_other_things(block: Block, page: Page) -> bool:
    """Tell a list of tasks or of answers to choose from, or one most of whose items are works to read, questions or records."""
    if not isinstance(block, List):
        return False
    texts = [strip_images(to_markdown(item.blocks[:1])) for item in block.items]
    works = sum(1 for text in texts if is_linked(text) or is_citation(plain(text)))
    asked = sum(1 for text in texts if "?" in text or "？" in text)
    splits = (page.split(item) for item in block.items if page.is_parted(item))
    records = sum(1 for split in splits if split and is_suspect(split, page))
    return block.has_tasks or are_choices(texts) or max(works, asked, records) * 2 > len(block.items)
