"""Why an answer is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from srs.extract.answer import length, split_sentences
from srs.extract.subject import is_work
from srs.markdown.document import Code, List, Paragraph
from srs.markdown.inline import plain, strip_images
from srs.model import Kind

if TYPE_CHECKING:
    from srs.extract.candidate import Candidate
    from srs.extract.page import Page

_STATES_OF_WORK = frozenset(
    "done todo wip tbd pending completed finished erledigt fertig offen fait hecho pendiente feito fatto hotovo gotowe готово klaar 完成 已完成 未完成 完了 済 완료".split()  # noqa: SIM905
)
_CLOCK = re.compile(r"\b\d{1,2}:\d\d\b")
_WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+")
_NAME_PART = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}")
_RATING = re.compile(r"(?:[⭐★☆]\ufe0f?){2,}")
_FILE = re.compile(r"[\w./-]*\w\.[a-z]{1,5}")
_TO_FILL_IN = re.compile(r"(?:[-*+]\s+)?\[[^\[\]]*[^\W\d]{2,} [^\W\d]{2,} [^\W\d]{2,}[^\[\]]*\]\.?")
"""A line of a template that says in brackets what is to be written there."""
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+")
_RECORD = re.compile(r"(?:[-*+]\s+)?[^\d\n]{2,40}?(?:\s[-–—=]|:)\s*[\d][\d\s.,:/]*[^\W\d]{0,3}\.?\\?")
"""A label with a figure: a price, an address in a network."""
_FEWEST_RECORDS = 3
_DOCUMENTS = re.compile(r"(?:[\w./-]+\.(?:md|markdown|ipynb|pdf|png|jpe?g|gif|svg|webp)(?:\s+|$))+")
"""Names of files, in which the answer may stand."""
_LONGEST_BYLINE = 80
_SHORT_ANSWER = 12
_FEW_WORDS = 5


def fault_of_back(found: Candidate, front: str, back: str, page: Page) -> str:
    """Return why an answer is none, empty for a sound one."""
    if not found.exempt and _RATING.match(back):
        return "the answer is a rating"
    if is_appointment(back):
        return "the answer is an appointment"
    if sum(length(back)) <= _FEW_WORDS and page.vocabulary.refers_outside(back.strip("()（）")):
        return "the answer only points elsewhere"
    if _only_asks(found, back, page):
        return "the answer only asks"
    lines = [line.strip() for line in back.split("\n") if line.strip()]
    if lines and not found.exempt and (all(map(_TO_FILL_IN.fullmatch, lines)) or _breaks_off(lines)):
        return "the answer is to be filled in"
    if not found.exempt and back.strip(" .!*_✅✓✔☑").casefold() in _STATES_OF_WORK:
        return "the answer tells how far a work is"
    if _FILE.fullmatch(plain(front)) and all(isinstance(block, Code) for block in found.body):
        return "the answer is the text of a file"
    if found.kind is Kind.DEFINITION and (fault := _fault_of_meaning(front, back)):
        return fault
    return "the answer repeats the prompt" if _same(front, back) else ""


def _fault_of_meaning(front: str, back: str) -> str:
    """Return why a text is not what a term means."""
    if is_work(plain(front), plain(back[:_LONGEST_BYLINE])):
        return "the prompt names a work to read"
    if "`" in front and back.isdecimal():
        return "the answer is a count"
    if _DOCUMENTS.fullmatch(back.replace("`", "").replace("<br/>", " ")):
        return "the answer only points elsewhere"
    if _is_record(back):
        return "the answer is a list of figures"
    return "the answer repeats the prompt" if _says_again(front, back) else ""


def _is_record(back: str) -> bool:
    """Tell lines of labels with figures: the sums of a budget, the addresses of a network; one line may be a calculation."""
    lines = [line.strip() for line in back.split("\n") if line.strip()]
    labelled = sum(1 for line in lines if _RECORD.fullmatch(line))
    return labelled >= _FEWEST_RECORDS and labelled + 1 >= len(lines)


def _breaks_off(lines: list[str]) -> bool:
    """Tell a row of beginnings to which a reader has to find the end: "In my view ..."."""
    return len(lines) > 1 and all(line.endswith(("...", "…")) for line in lines)


def _only_asks(found: Candidate, back: str, page: Page) -> bool:
    """Tell an answer of nothing but questions and orders; one question may say what a term is about, or be what was asked for."""
    if found.exempt:
        return False
    if "\n" not in back and back.endswith(("??", "？？")):
        return True
    if found.kind is Kind.QUESTION and "\n" not in back and _asks(back, page):
        return True
    if found.kind is Kind.DEFINITION and (_only_orders(found, page) or _is_of_prompts(found, page)):
        return True
    if "?" not in back and "？" not in back:
        return False
    lines = [line.rstrip(" *_") for line in back.split("\n") if line.strip()]
    few = found.kind is Kind.DEFINITION and len(lines) < 2  # noqa: PLR2004
    asked = found.kind in (Kind.QUESTION, Kind.DEFINITION) and not few
    questions = [line for line in lines if line.endswith(("?", "？"))] if asked else []
    return bool(questions) and all(line in questions or _orders(line, page) for line in lines)


def _only_orders(found: Candidate, page: Page) -> bool:
    """Tell a text of several sentences all of which order to explain something: the topics of an exam."""
    text = found.body[0].text if found.body and isinstance(found.body[0], Paragraph) else ""
    if not text or not page.vocabulary.questions.orders(plain(text)):
        return False
    sentences = split_sentences(text)
    orders = sum(1 for one in sentences if page.vocabulary.questions.orders(plain(one)))
    return len(sentences) > 1 and orders * 3 >= len(sentences) * 2


def _is_of_prompts(found: Candidate, page: Page) -> bool:
    """Tell a list below a heading half of whose items ask or order without an answer: what to revise."""
    block = found.body[0] if len(found.body) == 1 else None
    if found.rule != "heading term" or not isinstance(block, List):
        return False
    texts = [plain(one.text) for item in block.items for one in item.blocks if isinstance(one, Paragraph)]
    questions = page.vocabulary.questions
    asking = sum(
        1 for text in texts if text.endswith(("?", "？")) or questions.is_prompt(text) or questions.wonders(text)
    )
    return len(texts) > 2 and asking * 2 >= len(texts)  # noqa: PLR2004


def _asks(back: str, page: Page) -> bool:
    """Tell a line that asks or orders; one that only begins with a question word may be an answer: "How long it is open"."""
    questions = page.vocabulary.questions
    return back.rstrip("*_ ").endswith(("?", "？")) or questions.orders(back) or questions.ends_asking(back)


def _orders(line: str, page: Page) -> bool:
    """Tell an item of a list that asks its reader to do something."""
    item = _ITEM.match(line)
    return item is not None and page.vocabulary.questions.asks(line[item.end() :])


def _same(front: str, back: str) -> bool:
    """Tell an answer that is its front again, or only spells out the name of a function: `saveGame` saves the game."""
    same = plain(front).casefold().rstrip(".") == plain(strip_images(back)).casefold().rstrip(".")
    return same or (front.startswith("`") and _spells_out(front, back))


def _says_again(front: str, back: str) -> bool:
    """Tell a list of nothing but the words of its front: "Scalars and vectors", and below it a link to each."""
    if not back.startswith("- ") or "`" in back:
        return False
    words = {word.rstrip("s") for word in folded_words(back).split()}
    return words <= {word.rstrip("s") for word in folded_words(front).split()}


def _spells_out(name: str, text: str) -> bool:
    """Tell a few words that hold all of which a name is made."""
    parts = {part.casefold() for part in _NAME_PART.findall(name.split("(", 1)[0])}
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return len(parts) > 1 and len(words) <= _SHORT_ANSWER and all(any(w.startswith(p) for w in words) for p in parts)


def is_appointment(text: str) -> bool:
    """Tell a few words with a time of the day."""
    if ":" not in text or "$" in text or "`" in text:
        return False
    return _CLOCK.search(text) is not None and sum(length(text)) <= _SHORT_ANSWER


def folded_words(text: str) -> str:
    """Return the words of a text with one space between them, to look for whole words."""
    return " ".join(_WORDS.findall(plain(text).casefold()))
