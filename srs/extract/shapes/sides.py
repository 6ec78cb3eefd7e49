"""Cards whose two sides stand below headings of their own: `## Front` and `## Back`, `## Question` and `## Answer`.

A question may stand at the end of the section above its answer, too.

The first pair is how ki keeps notes of Anki as files (https://langfield.github.io/ki).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.extract.answer import has_answer
from srs.extract.candidate import Candidate
from srs.extract.shapes.below_heading import up_to_prompt
from srs.extract.subject import clean_heading
from srs.markdown.document import Paragraph
from srs.markdown.source import to_markdown
from srs.model import Kind
from srs.model.values import replace

if TYPE_CHECKING:
    from srs.extract.page import Page
    from srs.extract.scope import Section
    from srs.extract.shapes.headings import Result

_MOST_WORDS = 2
_SIDES = {
    "front": "back",
    "vorderseite": "rückseite",
    "recto": "verso",
    "anverso": "reverso",
    "frente": "verso",
    "fronte": "retro",
    "přední strana": "zadní strana",
    "正面": "背面",
    "表": "裏",
}


def two_sides(page: Page, section: Section) -> Result:
    """Read the first of two such headings with what stands below both; the second has nothing of its own to give."""
    before, after = page.neighbours(section)
    if before is not None and _kind(page, before, section):
        return (), replace(section.scope, answered=True)
    asked = _asked_last(before, page) if section.heading and section.blocks else None
    if asked is not None and section.heading and _is_answer(clean_heading(section.heading.text), page):
        body = up_to_prompt(section.blocks, page)
        first, last = asked.first_line, body[-1].last_line
        found = Candidate(Kind.QUESTION, asked.text, body, first, last, "Q and A", section.scope, exempt=True)
        return (found,), replace(section.scope, answered=True)
    kind = _kind(page, section, after) if after is not None else None
    if kind is None or after is None or section.heading is None or not has_answer(section.blocks):
        return None
    rule, body = ("two sides", after.blocks) if kind is Kind.MARKUP else ("Q and A", up_to_prompt(after.blocks, page))
    front, last = to_markdown(section.blocks), body[-1].last_line
    found = Candidate(kind, front, body, section.heading.first_line, last, rule, section.scope, exempt=True)
    return (found,), replace(section.scope, answered=True)


def _kind(page: Page, first: Section, second: Section) -> Kind | None:
    """Return what two sections are: the sides of a card, a question and its answer, or nothing of the kind."""
    if first.heading is None or second.heading is None or not first.blocks or not second.blocks:
        return None
    one, other = (clean_heading(heading.text).casefold() for heading in (first.heading, second.heading))
    level = second.heading.level - first.heading.level
    if _SIDES.get(one) == other and level == 0:
        return Kind.MARKUP
    questions = page.vocabulary.questions
    asked = _word(one) in questions.question_marks and _word(other) in questions.answer_marks
    return Kind.QUESTION if asked and 0 <= level <= 1 else None


def _asked_last(section: Section | None, page: Page) -> Paragraph | None:
    """Return the question that is the last paragraph of a section."""
    last = section.blocks[-1] if section and section.blocks else None
    if not isinstance(last, Paragraph) or not last.text.endswith(("?", "？")):
        return None
    return last if page.vocabulary.questions.has_question_word(last.text) else None


def _is_answer(heading: str, page: Page) -> bool:
    """Tell a heading of an answer: "Answer", "Answer guide"."""
    words = heading.casefold().split()
    return 0 < len(words) <= _MOST_WORDS and words[0] in page.vocabulary.questions.answer_marks and len(words[0]) > 1


def _word(heading: str) -> str:
    return heading.rstrip("0123456789 #.")
