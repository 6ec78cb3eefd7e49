"""Judges a candidate: a draft that stands alone, or a skip with its reason."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from srs.extract.answer import (
    first_item,
    first_sentences,
    has_answer,
    is_long,
    is_stub,
    length,
    shorten,
    split_pointers,
    without_announcement,
)
from srs.extract.candidate import BY_COMMENT, Candidate, TurnedDown
from srs.extract.subject import defines, first_sentence, is_citation, is_work, refers_back, shown_heading
from srs.extract.walk import ORDER, order_in
from srs.markdown.document import Code, List, Paragraph
from srs.markdown.inline import plain, strip_images, unmarked
from srs.markdown.source import to_markdown
from srs.model import Draft, Kind, Source, Way, gap_numbers, gap_texts

if TYPE_CHECKING:
    from srs.extract.candidate import Found
    from srs.extract.page import Page
    from srs.extract.vocabulary import Vocabulary
    from srs.markdown.document import Block

_ADDRESS = re.compile(
    r"^[\w.-]+(?:/[\w.-]+)+\.\w{1,5}$|^\W*(?:https?|ftp|www)\b|^[\w.+-]+@[\w-]+\.\w+$|^[./~]?/[\w./-]+$|^--?\w[\w-]*$"
)
_REQUEST = re.compile(r"`*(?:GET|POST|PUT|DELETE|PATCH|HEAD)\s+/")
_ART = re.compile(r"[^\w\s.…_]{4,}|[-=.~]{6,}")
_STATES_OF_WORK = frozenset(
    "done todo wip tbd pending completed finished erledigt fertig offen fait hecho pendiente feito fatto hotovo gotowe готово klaar 完成 已完成 未完成 完了 済 완료".split()  # noqa: SIM905
)
_CLOCK = re.compile(r"\b\d{1,2}:\d\d\b")
_COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL)
_WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+")
_LETTERS = re.compile(r"\w")
_TEMPLATE = re.compile(r"\{\{(?!c\d)|<%|%\}")
_LONGEST_FRONT = 80
"""A question may tell a whole case, as those of exams do."""
_LONGEST_TERM = 14
_OPEN_ENDS = (":", "：", "は")
_NAME_PART = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}")
_SHORTEST_LEAK = 4
_LONGEST_LEAK = 1000
"""No heading holds an answer of so many characters, links and marks included."""
_RATING = re.compile(r"(?:[⭐★☆]\ufe0f?){2,}")
_FILE = re.compile(r"[\w./-]*\w\.[a-z]{1,5}")
_FIGURE = re.compile(r"\d")
_PAGE = re.compile(r"(?:pp?|pg|pages?|s|seiten?|str|стр|с)\.?\s?\d{1,4}(?:\s?[-–]\s?\d{1,4})?", re.IGNORECASE)
_DATED = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d\b|(?:.*\s)?\d{1,2}[./-]\d{1,2}[./-]20\d\d(?:\s*\(\d\))?$")
"""A date that begins a prompt, or one of these years that ends it: `Results of 14/06/2025`."""
_TO_FILL_IN = re.compile(r"(?:[-*+]\s+)?\[[^\[\]]*[^\W\d]{2,} [^\W\d]{2,} [^\W\d]{2,}[^\[\]]*\]\.?")
"""A line of a template that says in brackets what is to be written there."""
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+")
_JOINT = re.compile(r"^[,.;，。；]\s+(?=\S)")
"""What stood between a marked term and the text behind it."""
_TAGS = re.compile(r"(?<=\S)(?:[ \t]+#[^\W\d_][\w/-]*)+[ \t]*$", re.MULTILINE)
"""Tags of Obsidian at the end of a line."""
_LONGEST_BYLINE = 80
_SHORT_ANSWER = 12
_FEW_WORDS = 5
_WORD_OR_TWO = 2
_WEAK = ("item plain", "item link", "line ", "counted list")
"""Rules that go by the form of a line, where its author marked nothing."""


def judge(found: Found, page: Page) -> Draft | TurnedDown:
    """Return what becomes of a candidate; what a shape turned down itself passes through."""
    if isinstance(found, TurnedDown):
        return found
    order = _order_within(found) if page.document.has_orders else ""
    if order == "skip":
        return _down(found, BY_COMMENT)
    front = _unbroken(_COMMENT.sub("", found.front).strip())
    front = " ".join(front.split("\n")) if found.way is not Way.CLOZE else front
    # A comment may have held the end of a gap.
    hollow = found.way is Way.CLOZE and not gap_numbers(front)
    reason = "the sentence has no gap" if hollow else _fault_of_front(found, plain(front), page)
    if reason:
        return _down(found, reason)
    body, pointers = split_pointers(found.body, page.vocabulary)
    if found.way is not Way.CLOZE and not has_answer(body) and not (found.exempt and _is_pictured(body)):
        return _down(found, "the answer only points elsewhere" if pointers else _lack(body))
    decided = bool(order) or found.ordered
    held = "" if decided else found.doubt or _leaning(found, body, page)
    body, doubt = _cut(found, body, page)
    held = held or ("" if decided else doubt)
    back = _unbroken(_COMMENT.sub("", to_markdown(body)).strip())
    if not found.exempt:
        back = _JOINT.sub("", back)
        back = _TAGS.sub("", back) if "#" in back else back
    reason = _fault_of_back(found, front, back, page)
    if reason:
        return _down(found, reason)
    return Draft(
        kind=found.kind,
        front=front,
        back=back,
        source=Source("", found.first_line, _last_line(found, body)),
        rule=found.rule,
        context=_context(found, front, back, page),
        extra="\n\n".join(pointers),
        deck=found.deck,
        way=found.way,
        held=held,
    )


def _order_within(found: Candidate) -> str:
    """Return what a comment in the prompt or its answer says about them."""
    # A comment that stands alone behind the answer is about the block that follows.
    inside = found.body[:-1] if found.body and order_in(found.body[-1]) else found.body
    return next((order[1] for text in (found.front, to_markdown(inside)) if (order := ORDER.search(text))), "")


def _unbroken(text: str) -> str:
    """Return a text without the backslash that breaks a line, where that turned out to be the last."""
    return text[:-1].rstrip() if text.endswith("\\") and not text.endswith("\\\\") else text


def _lack(body: tuple[Block, ...]) -> str:
    return "an image alone is no answer" if _is_pictured(body) else "there is no answer"


def _is_pictured(body: tuple[Block, ...]) -> bool:
    """Tell an answer with an image, which is enough for a card that its author wrote as one."""
    text = to_markdown(body)
    return strip_images(text) != text


def _cut(found: Candidate, body: tuple[Block, ...], page: Page) -> tuple[tuple[Block, ...], str]:
    """Cut an answer that is more than a card can ask; return it with the doubt that is left."""
    doubt = ""
    body = body if found.exempt else _without_end(body, page)
    if not found.exempt and body and is_long(body):
        shorter = shorten(body) or _opening(found, body, page)
        if shorter is None:
            words, characters = length(to_markdown(body))
            size = f"{words} words" if words > characters else f"{characters} characters"
            return body, f"the answer is {size} long"
        body = shorter
    body = body if found.exempt else without_announcement(body)
    last = body[-1] if body else None
    if isinstance(last, Paragraph) and last.text.rstrip("*_ ").endswith(_OPEN_ENDS):
        doubt = "the answer breaks off where something is announced"
    return body, doubt


def _without_end(body: tuple[Block, ...], page: Page) -> tuple[Block, ...]:
    """Leave out of an answer its proof, and an appointment at its end."""
    for number, block in enumerate(body):
        if not isinstance(block, Paragraph):
            continue
        start = page.vocabulary.proof_in(block.text)
        if start is not None and (number or start):
            said = block.text[:start].rstrip()
            last = block.first_line + said.count("\n")
            return (*body[:number], *((Paragraph(block.first_line, last, said),) if said else ()))
    last_block = body[-1] if len(body) > 1 else None
    return body[:-1] if isinstance(last_block, Paragraph) and _is_appointment(last_block.text) else body


def _is_appointment(text: str) -> bool:
    if ":" not in text or "$" in text or "`" in text:
        return False
    return _CLOCK.search(text) is not None and sum(length(text)) <= _SHORT_ANSWER


def _opening(found: Candidate, body: tuple[Block, ...], page: Page) -> tuple[Block, ...] | None:
    """Return the first of a long row of statements about a term, which tells what it is; a front that counts wants all.

    So it does for a question about the term: "What is a weir?".
    """
    counts = page.vocabulary.count_in(found.front) > 0 or page.vocabulary.sets.are_named_by(found.front)
    said = page.vocabulary.defined_subject(first_sentence(body[0])) if found.kind is Kind.QUESTION else ""
    told = found.kind is Kind.DEFINITION or (said and said.casefold() in plain(found.front).casefold())
    if counts or not told:
        return None
    return first_item(body) or first_sentences(body)


def _fault_of_back(found: Candidate, front: str, back: str, page: Page) -> str:
    """Return why an answer is none, empty for a sound one."""
    if not found.exempt and _RATING.match(back):
        return "the answer is a rating"
    if _is_appointment(back):
        return "the answer is an appointment"
    if sum(length(back)) <= _FEW_WORDS and page.vocabulary.refers_outside(back.strip("()（）")):
        return "the answer only points elsewhere"
    if _only_asks(found, back, page):
        return "the answer only asks"
    lines = [line.strip() for line in back.split("\n") if line.strip()]
    if lines and not found.exempt and all(map(_TO_FILL_IN.fullmatch, lines)):
        return "the answer is to be filled in"
    if not found.exempt and back.strip(" .!*_✅✓✔☑").casefold() in _STATES_OF_WORK:
        return "the answer tells how far a work is"
    if found.kind is Kind.DEFINITION and is_work(plain(front), plain(back[:_LONGEST_BYLINE])):
        return "the prompt names a work to read"
    if _FILE.fullmatch(plain(front)) and all(isinstance(block, Code) for block in found.body):
        return "the answer is the text of a file"
    if found.kind is Kind.DEFINITION and "`" in front and back.isdecimal():
        return "the answer is a count"
    again = found.kind is Kind.DEFINITION and _says_again(front, back)
    return "the answer repeats the prompt" if again or _same(front, back) else ""


def _only_asks(found: Candidate, back: str, page: Page) -> bool:
    """Tell an answer of nothing but questions and orders; one question may say what a term is about, or be what was asked for."""
    if found.exempt:
        return False
    if found.kind is Kind.QUESTION and "\n" not in back and _asks(back, page):
        return True
    if "?" not in back and "？" not in back:
        return False
    lines = [line.rstrip(" *_") for line in back.split("\n") if line.strip()]
    few = found.kind is Kind.DEFINITION and len(lines) < 2  # noqa: PLR2004
    asked = found.kind in (Kind.QUESTION, Kind.DEFINITION) and not few
    questions = [line for line in lines if line.endswith(("?", "？"))] if asked else []
    return bool(questions) and all(line in questions or _orders(line, page) for line in lines)


def _asks(back: str, page: Page) -> bool:
    """Tell a line that asks or orders; one that only begins with a question word may be an answer: "How long it is open"."""
    questions = page.vocabulary.questions
    return back.rstrip("*_ ").endswith(("?", "？")) or questions.orders(back) or questions.ends_asking(back)


def _orders(line: str, page: Page) -> bool:
    """Tell an item of a list that asks its reader to do something."""
    item = _ITEM.match(line)
    return item is not None and page.vocabulary.questions.asks(line[item.end() :])


def _leaning(found: Candidate, body: tuple[Block, ...], page: Page) -> str:
    """Return the doubt about a definition that begins by pointing at something outside the card."""
    if found.kind is not Kind.DEFINITION or not body or isinstance(body[0], List):  # a list begins with its mark
        return ""
    leans = page.vocabulary.leans(plain(to_markdown(body[:1])))
    return "the answer leans on something outside the card" if leans else ""


def _down(found: Candidate, reason: str) -> TurnedDown:
    return TurnedDown(found.first_line, found.last_line, reason, plain(found.front))


def _fault_of_front(found: Candidate, front: str, page: Page) -> str:
    """Return why a front cannot be asked, empty when it can."""
    if not front:
        return "there is no prompt"
    if found.scope.bookkeeping and not found.exempt and not _is_of_lecture(found, front, page):
        return f"it stands under '{found.scope.bookkeeping}'"
    if found.way is Way.CLOZE or found.exempt:
        return ""
    if page.is_readme and found.rule.startswith(_WEAK):
        return "the text that leads to a folder needs more to go by"
    fault = _fault_of_form(found, front) or _fault_of_setting(found, page)
    if fault or found.kind is not Kind.DEFINITION:
        return fault
    if found.vouched:
        if is_stub(front) and any(map(str.isalpha, front)):  # a sign alone may be what is explained
            return f"'{front}' keeps a place"
        example = page.vocabulary.is_example(front) or page.vocabulary.announces_questions(front)
        return f"'{front}' labels an example or an exercise" if example else ""
    told = found.body and " plain " not in found.rule and refers_back(first_sentence(found.body[0]), page.vocabulary)
    if told and page.vocabulary.is_generic(front):
        return ""  # "*Introduction*: This is the beginning of ..."
    return _fault_of_term(front, page, with_stop=found.rule.endswith(" period"))


def _is_of_lecture(found: Candidate, front: str, page: Page) -> bool:
    """Tell what stands under a date and yet says in a sentence what a term is: the notes of a lecture, no diary."""
    text = found.body[0] if found.kind is Kind.DEFINITION and found.body else None
    dated = page.vocabulary.is_date(found.scope.bookkeeping) and isinstance(text, Paragraph)
    return dated and defines(first_sentence(text), front, page.vocabulary)


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
    if "`" not in found.front and (_ART.search(front) or ("$" not in front and _is_of_signs(front.replace(" ", "")))):
        return "the prompt is hardly text"
    if len(front.split()) > (_LONGEST_TERM if found.kind is Kind.DEFINITION else _LONGEST_FRONT):
        return "the prompt is too long for a term"
    return ""


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


def _last_line(found: Candidate, body: tuple[Block, ...]) -> int:
    """Return the line on which the answer ends."""
    return max(found.first_line, body[-1].last_line) if body else found.last_line


def _same(front: str, back: str) -> bool:
    """Tell an answer that is its front again, or only spells out the name of a function: `saveGame` saves the game."""
    same = plain(front).casefold().rstrip(".") == plain(strip_images(back)).casefold().rstrip(".")
    return same or (front.startswith("`") and _spells_out(front, back))


def _says_again(front: str, back: str) -> bool:
    """Tell a list of nothing but the words of its front: "Scalars and vectors", and below it a link to each."""
    if not back.startswith("- ") or "`" in back:
        return False
    words = {word.rstrip("s") for word in _folded(back).split()}
    return words <= {word.rstrip("s") for word in _folded(front).split()}


def _spells_out(name: str, text: str) -> bool:
    """Tell a few words that hold all of which a name is made."""
    parts = {part.casefold() for part in _NAME_PART.findall(name.split("(", 1)[0])}
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return len(parts) > 1 and len(words) <= _SHORT_ANSWER and all(any(w.startswith(p) for w in words) for p in parts)


def _context(found: Candidate, front: str, back: str, page: Page) -> tuple[str, ...]:
    """Return what leads to the card, without levels that repeat the front or give the answer away."""
    asked = f" {_folded(front)} "
    hidden = gap_texts(front) if found.way is Way.CLOZE else (back,) if len(back) < _LONGEST_LEAK else ()
    answers = [f" {answer} " for text in hidden if len(answer := _folded(text)) >= _SHORTEST_LEAK]
    shown: list[str] = []
    for level in (page.title, *map(shown_heading, found.scope.headings), *found.scope.parents):
        text, folded = _shown_and_folded(level, page.vocabulary)
        leaks = any(answer in folded for answer in answers)
        repeats = found.way is not Way.CLOZE and folded in asked
        if text and not leaks and not repeats and text not in shown:
            shown.append(text)
    return tuple(shown)


@lru_cache(maxsize=1024)
def _shown_and_folded(level: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """Return what a card shows of a title, a heading or an item above it, and the words of that between spaces.

    The heading of a list of contents is not shown.
    """
    text = unmarked(level).rstrip(":：")
    return "" if vocabulary.is_contents(text) else text, f" {_folded(text)} "


def _folded(text: str) -> str:
    """Return the words of a text with one space between them, to look for whole words."""
    return " ".join(_WORDS.findall(plain(text).casefold()))
