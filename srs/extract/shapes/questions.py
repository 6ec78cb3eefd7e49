"""Questions in running text: a line that asks above its answer, a paragraph that asks and answers."""

from __future__ import annotations

import re

from srs.extract.answer import length, split_sentences
from srs.extract.candidate import Candidate
from srs.extract.page import asks_alone
from srs.extract.walk import Match, Place
from srs.markdown.document import List, Paragraph
from srs.markdown.inline import plain, strip_images, unmarked
from srs.model import Kind
from srs.model.values import replace

_ARROW = re.compile(r"(?P<question>[^?？\n]{6,200}[?？])(?:\s*(?:→|⇒|[-=]>)\s*|\s+[–—-]{1,2}\s+)(?=\S)")
"""A question with an arrow or a dash to its answer."""
_FEWEST_WORDS = 4
_FEWEST_QUESTION_WORDS = 3


def question_line(place: Place) -> Match | None:
    """Read a line that asks, with the list below it as its answer; prose below may be a mere rhetorical answer.

    It asks by its mark, or by its words where the list stands right below it.
    """
    block = place.block
    if not isinstance(block, Paragraph) or not place.following or place.scope.answered:
        return None
    following = place.following[0]
    if not isinstance(following, List) or following.has_tasks:
        return None
    *above, last = block.text.split("\n")
    question = plain(last)
    if any(plain(strip_images(line)) for line in above):
        return None
    marked = question.endswith(("?", "？")) and place.page.vocabulary.questions.has_question_word(question)
    close = following.first_line == block.last_line + 1 and question[-1:].isalnum()
    leads = question.endswith((":", "："))
    if not marked and not ((close or leads) and place.page.vocabulary.questions.is_prompt(question.rstrip(":： "))):
        return None
    body = place.following[:1]
    asked = unmarked(last).rstrip(":： ")
    rule = "question line"
    found = Candidate(Kind.QUESTION, asked, body, block.last_line, body[-1].last_line, rule, place.scope)
    inner = place.nested(body, replace(place.scope.under(question), answered=True)) if leads else ()
    return Match((found, *inner), 2)


def question_above_text(place: Place) -> Match | None:
    """Read a question on a line of its own with the paragraph below it as its answer, where the author writes so more than once."""
    block, below = place.block, place.following[0] if place.following else None
    if below is None or place.scope.answered or place.scope.parents or place.page.is_narrated:
        return None
    if not asks_alone(block, below, place.page.vocabulary) or not isinstance(block, Paragraph):
        return None
    opens = not place.index and bool(place.scope.headings)
    doubt = "" if opens or place.page.lone_questions > 1 else "a lone question in running text proves little"
    first, last, rule = block.first_line, below.last_line, "question above text"
    asked = Candidate(Kind.QUESTION, unmarked(block.text), (below,), first, last, rule, place.scope, doubt)
    return Match((asked,), 2)


def question_paragraph(place: Place) -> Match | None:
    """Read a paragraph that asks in its first sentence and answers in the rest."""
    block = place.block
    if not isinstance(block, Paragraph) or place.scope.answered or place.scope.parents:
        return None
    if "?" not in block.text and "？" not in block.text:
        return None
    written, answer, few = _parted(block.text)
    question = plain(written)
    if not question.endswith(("?", "？")) or not place.page.vocabulary.questions.has_question_word(question):
        return None
    if (
        "?" in answer
        or "？" in answer
        or place.page.vocabulary.is_personal(answer)
        or sum(length(answer)) < few
        or len(question.split()) < _FEWEST_QUESTION_WORDS
    ):
        return None
    first, last = block.first_line, block.last_line
    body, rule = (Paragraph(first, last, answer),), "question paragraph"
    return Match((Candidate(Kind.QUESTION, unmarked(written), body, first, last, rule, place.scope),))


def _parted(text: str) -> tuple[str, str, int]:
    """Part a paragraph behind its first sentence, or at the arrow behind a question; with it how few words may answer."""
    arrow = _ARROW.match(text)
    if arrow:
        return arrow["question"], text[arrow.end() :], 1
    sentences = split_sentences(text)
    if len(sentences) < 2:  # noqa: PLR2004
        return "", "", 0
    answer = text[len(sentences[0]) :]
    return sentences[0], answer.strip(), 1 if answer.startswith("\n") else _FEWEST_WORDS
