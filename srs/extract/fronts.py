"""Why a prompt cannot be asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from srs.extract.answer import is_stub, length
from srs.extract.subject import defines, first_sentence, is_citation, refers_back
from srs.markdown.document import Paragraph
from srs.markdown.inline import plain
from srs.markdown.source import to_markdown
from srs.model import Kind, Way

if TYPE_CHECKING:
    from srs.extract.candidate import Candidate
    from srs.extract.page import Page

_ADDRESS = re.compile(
    r"^[\w.-]+(?:/[\w.-]+)+\.\w{1,5}$|^\W*(?:(?:https?|ftp)://|www\.)|^[\w.+-]+@[\w-]+\.\w+$|^[./~]?/[\w./-]+$|^--?\w[\w-]*$"
)
_REQUEST = re.compile(r"`*(?:GET|POST|PUT|DELETE|PATCH|HEAD)\s+/")
_ART = re.compile(r"[^\w\s.…_]{4,}|[-=.~]{6,}")
_MATH = re.compile(r"\$\$?[^$]+\$\$?")
_LETTERS = re.compile(r"\w")
_TEMPLATE = re.compile(r"\{\{(?!c\d)|<%|%\}")
_LONGEST_FRONT = 80
"""A question may tell a whole case, as those of exams do."""
_LONGEST_TERM = 14
_FIGURE = re.compile(r"\d")
_PAGE = re.compile(r"(?:pp?|pg|pages?|s|seiten?|str|стр|с)\.?\s?\d{1,4}(?:\s?[-–]\s?\d{1,4})?", re.IGNORECASE)
_DATED = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d\b|(?:.*\s)?\d{1,2}[./-]\d{1,2}[./-]20\d\d(?:\s*\(\d\))?$")
"""A date that begins a prompt, or one of these years that ends it: `Results of 14/06/2025`."""
_SPEAKER = re.compile(r"曰$|\b(?:said|says|asked|asks|replied|replies)$", re.IGNORECASE)
_DECLARATION = re.compile(r"(?:var|let|const|auto) \w+$")
"""How a line of code begins that gives a variable its value, with a call behind the sign."""
_MARKED_AS_QUESTION = re.compile(r"\?\s+\w")
_FEW_WORDS = 5
_WORD_OR_TWO = 2
_PLAIN = ("line plain", "paragraph plain", "item plain none")
_WEAK = ("item plain", "item link", "line ", "counted list")
"""Rules that go by the form of a line, where its author marked nothing."""


def fault_of_front(found: Candidate, front: str, page: Page) -> str:
    """Return why a front cannot be asked, empty when it can."""
    if not front:
        return "there is no prompt"
    if found.scope.bookkeeping and not (
        found.exempt or found.ordered or _says_what(found, front, page) or _is_of_glossary(found, page)
    ):
        return f"it stands under '{found.scope.bookkeeping}'"
    if found.way is Way.CLOZE or found.exempt or found.ordered:
        return ""
    if page.is_readme and found.rule.startswith(_WEAK):
        return "the text that leads to a folder needs more to go by"
    fault = _fault_of_form(found, front) or _fault_of_sign(found, front, page) or _fault_of_setting(found, page)
    if fault or found.kind is not Kind.DEFINITION:
        return fault
    if found.vouched:
        if is_stub(front) and any(map(str.isalpha, front)):  # a sign alone may be what is explained
            return f"'{front}' keeps a place"
        example = page.vocabulary.is_example(front) or page.vocabulary.announces_questions(front)
        return f"'{front}' labels an example or an exercise" if example else ""
    if (
        found.rule.startswith(_PLAIN)
        and page.vocabulary.begins_clause(front)
        and not page.vocabulary.questions.has_question_word(front)
    ):
        return "the prompt is part of a sentence"
    told = found.body and " plain " not in found.rule and refers_back(first_sentence(found.body[0]), page.vocabulary)
    if told and page.vocabulary.is_generic(front):
        return ""  # "*Introduction*: This is the beginning of ..."
    return _fault_of_term(front, page, with_stop=found.rule.endswith(" period"))


def _says_what(found: Candidate, front: str, page: Page) -> bool:
    """Tell what stands under a date or among examples and yet says in a sentence what a term is: the notes of a lecture."""
    above, text = found.scope.bookkeeping, found.body[0] if found.kind is Kind.DEFINITION and found.body else None
    dated = page.vocabulary.is_date(above) and isinstance(text, Paragraph)
    case = not found.rule.endswith(" X is") and page.vocabulary.is_example(above)
    return (dated or case) and defines(first_sentence(text), front, page.vocabulary)


def _is_of_glossary(found: Candidate, page: Page) -> bool:
    """Tell what a diary keeps of new words, set apart from prose right below a heading of a few words that promises terms."""
    name, above = found.scope.bookkeeping, plain(found.scope.headings[-1]) if found.scope.headings else ""
    diary = page.vocabulary.is_date(name) or page.vocabulary.journals.has_title(name)
    few = 0 < len(above.split()) <= _FEW_WORDS and page.vocabulary.names_glossary(above)
    return diary and few and not found.rule.startswith(_WEAK)


def _fault_of_form(found: Candidate, front: str) -> str:
    """Return what in the letters of a front keeps it from being a prompt."""
    if not found.vouched and _ADDRESS.match(front):
        return "the prompt is an address, a path or an option"
    if _FIGURE.search(front):
        if _PAGE.fullmatch(front):
            return "the prompt is the number of a page"
        if _DATED.match(front):
            return "the prompt begins with a date"
    if _REQUEST.match(front):
        return "the prompt is a request to a server"
    if _TEMPLATE.search(front):
        return "the prompt is a template"
    if "`" not in found.front and (
        _ART.search(_MATH.sub("", front).strip() or front)
        or ("$" not in front and _is_of_signs(front.replace(" ", "")))
    ):
        return "the prompt is hardly text"
    if len(front.split()) > (_LONGEST_TERM if found.kind is Kind.DEFINITION else _LONGEST_FRONT):
        return "the prompt is too long for a term"
    return ""


def _fault_of_sign(found: Candidate, front: str, page: Page) -> str:
    """Return what a sign parts that is no term from its meaning."""
    if _MARKED_AS_QUESTION.match(front):
        return "the prompt asks without a question"
    if found.rule.endswith("colon") and _SPEAKER.search(front):
        return "the prompt tells who speaks"
    first, _, more = front.partition(" ")
    if more and found.rule.endswith("plain equals") and page.vocabulary.is_condition(first):
        return "the prompt is a condition"
    declared = found.rule.endswith("equals") and _DECLARATION.match(front) and "(" in to_markdown(found.body)
    return "the prompt is a line of code" if declared else ""


def _fault_of_setting(found: Candidate, page: Page) -> str:
    """Return the fault of a value to be filled in where the item above orders a step: "Click on ...", below it "TTL: 300"."""
    above = found.scope.parents[-1] if found.scope.parents else ""
    value = to_markdown(found.body) if found.rule.endswith("colon") else ""
    few = 0 < sum(length(value)) <= (_FEW_WORDS if "`" in value or _FIGURE.search(value) else _WORD_OR_TWO)
    return "it is a setting of the step above" if few and page.vocabulary.clauses.orders_step(above) else ""


def _is_of_signs(text: str) -> bool:
    """Tell a text of which less than half is letters or figures."""
    return not text.isalnum() and len(_LETTERS.findall(text)) * 2 < len(text)


def _fault_of_term(front: str, page: Page, *, with_stop: bool = False) -> str:
    vocabulary = page.vocabulary
    if is_citation(front):
        return "the prompt names a work to read"
    label = f"{front}." if with_stop else front
    if vocabulary.is_bookkeeping(label) or vocabulary.is_example(front):
        return f"'{front}' labels bookkeeping, not knowledge"
    if vocabulary.is_date(front):
        return "the prompt is a date or a time"
    if vocabulary.is_pronoun(front) or vocabulary.is_generic(front):
        return f"'{front}' says nothing by itself"
    return "" if any(map(str.isalpha, front)) or "$" in front else "the prompt is a number"
