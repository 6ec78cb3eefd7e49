"""List items that name a term: `**Term**: meaning`, `Term - meaning`, a term with its meaning nested below."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from srs.extract.answer import length, split_sentences
from srs.extract.candidate import Candidate, TurnedDown
from srs.extract.marks import PROMPT_MARK
from srs.extract.named import split_named
from srs.extract.shapes.item_sentences import item_sentence
from srs.extract.shapes.markup import marked_up_item
from srs.extract.shapes.prompts import paired, question_and_answer
from srs.extract.shapes.statements import is_work, label_of, statement, work_found
from srs.extract.split import split_item
from srs.extract.subject import (
    first_sentence,
    is_named_twice,
    is_phrase,
)
from srs.extract.trust import Ballot
from srs.extract.walk import Match, Place
from srs.markdown.document import Code, Heading, Item, List, Paragraph
from srs.markdown.inline import plain, unmarked
from srs.markdown.source import to_markdown
from srs.model import Kind
from srs.model.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from srs.extract.candidate import Found
    from srs.extract.named import Named
    from srs.extract.page import Page
    from srs.extract.scope import Scope
    from srs.extract.split import Split
    from srs.extract.vocabulary import Vocabulary
    from srs.markdown.document import Block

_QUESTION = re.compile(
    r"(?:[\"“„«](?P<quoted>[^?？\"]{6,}[?？])[\"”“»]|(?P<question>(?:[^?？]{8,}|(?=[^?？]*[\u3040-\u30ff\u3400-\u9fff])[^?？]{4,7})[?？]))(?:\s*(?:[-=]>|→|⇒)\s*+|[\s—–:：-]++)(?P<answer>[^?？]{4,})$",
    re.DOTALL,
)
_POINTS = re.compile(
    r"^\s*[(\[]\d{1,3}(?:[.,]5)?\s?(?:points?|pts?\.?|marks?|punkte?|p\.?|puntos?|pontos?|punti|bod[yů]?|pkt\.?|分)[)\]]\s*",
    re.IGNORECASE,
)
"""How many points an exam gives for an answer."""
_MOST_NAME_WORDS = 6
_FEWEST_WORDS = 3
_LONGEST_INTRODUCTION = 16


def list_items(place: Place) -> Match | None:
    """Read the items of a list one by one, each with the votes of its siblings."""
    block = place.block
    if not isinstance(block, List):
        return None
    block = paired(block, place)
    scope = _introduced(place)
    place = place if scope is place.scope else replace(place, scope=scope)
    ballot = Ballot(block, place.page)
    below = _below(place, block)
    if below is not None:
        return Match((below,), 2)
    asked = _asked_above(place)
    if asked is not None:
        return Match((asked,), 1 + len(asked.body))
    return Match(tuple(finding for item in block.items for finding in _read(place, item, ballot)))


def _below(place: Place, block: List) -> Candidate | None:
    """Read a list of one bold term whose meaning follows as a paragraph that its author forgot to indent."""
    item, following = block.items[0] if block.items else None, place.following[:1]
    split = place.page.split(item) if item else None
    alone = len(block.items) == 1 and split is not None and split.mark == "strong" and not split.rest
    if (
        not alone
        or split is None
        or not following
        or not isinstance(following[0], Paragraph)
        or item is None
        or item.blocks[1:]
    ):
        return None
    last = following[0].last_line
    return Candidate(Kind.DEFINITION, split.term, following, item.first_line, last, "item with text below", place.scope)


def _asked_above(place: Place) -> Candidate | None:
    """Read a list of one question whose answer follows, not set in, up to the next such question."""
    question = _lone_question(place.block, place)
    if not question or place.scope.answered:
        return None
    start = place.index + 1
    later = range(start, len(place.blocks))
    end = next((number for number in later if _lone_question(place.blocks[number], place)), start)
    body = place.blocks[start : max(end, start + 1)]
    if not body or not isinstance(body[0], Paragraph | List | Code):
        return None
    last = body[-1].last_line
    return Candidate(Kind.QUESTION, question, body, place.block.first_line, last, "item question", place.scope)


def _lone_question(block: Block, place: Place) -> str:
    """Return the question of a list that is nothing but one; empty for any other block."""
    item = block.items[0] if isinstance(block, List) and len(block.items) == 1 else None
    first = item.blocks[0] if item and item.task is None and len(item.blocks) == 1 else None
    question = unmarked(first.text).strip("*_ ") if isinstance(first, Paragraph) and "\n" not in first.text else ""
    vocabulary = place.page.vocabulary
    marked = question.endswith(("?", "？")) and vocabulary.questions.has_question_word(question)
    ends = vocabulary.questions.ends_asking(question.rstrip(".。 ")) or vocabulary.questions.ends_ordering(question)
    ordered = ends and not question.endswith((":", "："))
    return question if (marked or ordered) and not vocabulary.opens_with_pronoun(question) else ""


def _introduced(place: Place) -> Scope:
    """Add the line that announces the list to what stands above it: "In the model of dogs:"."""
    before = place.blocks[place.index - 1] if place.index else None
    if not isinstance(before, Paragraph) or not before.text.endswith((":", "：")):
        return place.scope
    text = plain(before.text.split("\n")[-1]).rstrip(":：")
    if place.page.vocabulary.is_bookkeeping(text) and not place.page.vocabulary.announces_questions(text):
        return place.scope if place.scope.bookkeeping else replace(place.scope, bookkeeping=text)
    return place.scope.under(text) if sum(length(text)) <= _LONGEST_INTRODUCTION else place.scope


def _read(place: Place, item: Item, ballot: Ballot) -> Iterator[Found]:
    first = item.blocks[0] if item.blocks else None
    if isinstance(first, Heading):
        named = Paragraph(first.first_line, first.last_line, f"**{first.text.strip('*')}**")
        item = replace(item, blocks=(named, *item.blocks[1:]))
        first = named
    if not isinstance(first, Paragraph):
        yield from place.nested(item.blocks, place.scope)
        return
    if is_work(item, place.page):
        yield from work_found(item, place)
        return
    finding = _finding(place, item, ballot)
    if finding is not None:
        yield finding
    below = item.blocks[1:]
    if not below:
        return
    answered = isinstance(finding, Candidate) and finding.kind in (Kind.QUESTION, Kind.MARKUP)
    split = place.page.split(item)
    scope = place.scope.under(plain(split.term if split and split.separator != "none" else first.text.split("\n")[0]))
    bookkeeping = place.page.vocabulary.is_bookkeeping(split.term) if split and split.separator != "none" else False
    if split and bookkeeping and not place.page.vocabulary.announces_questions(split.term):
        scope = replace(scope, bookkeeping=scope.bookkeeping or split.term)
    yield from place.nested(below, replace(scope, answered=answered or scope.answered))


def _finding(place: Place, item: Item, ballot: Ballot) -> Found | None:
    """Return what an item is: question, labelled statement, definition, turned down, or nothing that names."""
    first = item.blocks[0]
    if item.task is not None or not isinstance(first, Paragraph):
        return None
    asked = (
        marked_up_item(place, item)
        or (_drill(place, item) if PROMPT_MARK.match(first.text) else None)
        or _question(place, item, first, among_questions=ballot.asks)
        or item_sentence(place, item, first)
    )
    if asked is not None:
        return asked
    split = place.page.split(item)
    if split is None or (split.mark == "link" and split.separator == "none" and not split.rest):
        return None
    if (called := _called(split, place.page.vocabulary)) and split.rest:
        body = _body(split, item, place.page)
        return Candidate(Kind.DEFINITION, called, body, item.first_line, item.last_line, "item named", place.scope)
    named = split_named(first.text, place.page.vocabulary)
    if named and (named.rest or item.blocks[1:]):
        return _named(place, item, named)
    goes_on = split.separator == "none" and split.rest[:1].islower()  # "**Indications** and designations of origin"
    label = None if goes_on else label_of(split.term, place.page)
    if label and (split.rest or item.blocks[1:]):
        return statement(
            place, label, split.term, _body(split, item, place.page), item, siblings=ballot.labels[label[0]]
        )
    if not split.rest and not item.blocks[1:]:
        return _empty(item, split)
    few = 1 if split.mark == "strong" and ballot.is_trusted(split, answered=False) else _FEWEST_WORDS
    if not split.rest and sum(length(to_markdown(item.blocks[1:]))) < few:
        return TurnedDown(item.first_line, item.last_line, "what stands below it is no explanation", split.term)
    return _definition(place, item, split, ballot)


def _called(split: Split, vocabulary: Vocabulary) -> str:
    """Return the name that words before a colon give to what stands above: "This is also called the X: ..."; empty for others."""
    if split.mark != "plain" or split.separator != "colon" or not vocabulary.opens_with_pronoun(split.term):
        return ""
    verb = vocabulary.naming.find(split.term)
    name = vocabulary.without_article(split.term[verb.end :].strip()) if verb else ""
    return name if 0 < len(name.split()) <= _MOST_NAME_WORDS else ""


def _drill(place: Place, item: Item) -> Found | None:
    """Read an item that is a `Q:` with its `A:`."""
    match = question_and_answer(replace(place, blocks=item.blocks, index=0))
    return match.found[0] if match and isinstance(match.found[0], Candidate) else None


def _question(place: Place, item: Item, first: Paragraph, *, among_questions: bool) -> Candidate | None:
    """Read an item that asks, and answers on the lines below or, after its question mark, on the same line."""
    bold = first.text.startswith(("**", "__"))
    if not (bold or item.blocks[1:] or "?" in first.text or "？" in first.text or among_questions):
        return None  # nothing marks it as a question
    lines = [line.rstrip("\\ ") for line in first.text.split("\n")]
    end = next((number for number, line in enumerate(lines[:2], 1) if line.endswith(("?", "？"))), 1)
    front, rest = "\n".join(lines[:end]), "\n".join(lines[end:])
    if end > 1 and (lines[0].endswith((".", ":", "。", "：")) or lines[0].count("**") % 2):
        return None
    if bold and (split := split_item(first.text)) and split.term.endswith(("?", "？")) and split.rest:
        front, rest = split.term, split.rest
    elif not front.endswith(("?", "？")) and not bold and (asked := _QUESTION.match(first.text)):
        front, rest = asked["quoted"] or asked["question"], asked["answer"]
        if len(split_sentences(front)) > 1 and not place.page.vocabulary.questions.has_question_word(front):
            return None  # prose that asks on its way
    question = plain(front)
    marked = bold or question.endswith(("?", "？")) or _announces_answer(question, item) or among_questions
    if not marked or not place.page.vocabulary.questions.asks(question):
        return None
    rest = _POINTS.sub("", rest)
    answer = (Paragraph(first.first_line, first.last_line, rest),) if rest.strip() else ()
    body = (*answer, *item.blocks[1:])
    if not body or front.count("[") != front.count("]") or place.page.vocabulary.opens_with_pronoun(question):
        return None
    front = front.strip("*_ ")
    return Candidate(Kind.QUESTION, front, body, item.first_line, item.last_line, "item question", place.scope)


def _announces_answer(question: str, item: Item) -> bool:
    """Tell a line that may ask without a mark: nothing but a list stands below it."""
    below = item.blocks[1:]
    return len(below) == 1 and isinstance(below[0], List) and "\n" not in question and question[-1:].isalnum()


def _is_outline(item: Item) -> bool:
    """Tell an item that others stand under which have some of their own: the title of a chapter, no term.

    One that is named twice is a term all the same where the first of them says something.
    """
    below = [inner for block in item.blocks[1:] if isinstance(block, List) for inner in block.items]
    return any(isinstance(block, List) for inner in below for block in inner.blocks)


def _counts(split: Split, item: Item, place: Place) -> bool:
    """Tell an item that says how many things stand below it: "Three main steps"."""
    below = item.blocks[1] if len(item.blocks) == 2 else None  # noqa: PLR2004
    named = split.separator == "none" and not split.rest and "," not in split.term
    first = split.term.partition(" ")[0] if named else ""
    return isinstance(below, List) and place.page.vocabulary.count_in(f"{first} things") == len(below.items) > 1


def _gives_examples(item: Item, page: Page) -> bool:
    """Tell an item below which nothing but examples stand."""
    below = [inner for block in item.blocks[1:] if isinstance(block, List) for inner in block.items]
    firsts = [inner.blocks[0] for inner in below if inner.blocks]
    return bool(firsts) and all(
        isinstance(first, Paragraph) and page.vocabulary.clauses.opens_instance(first.text) for first in firsts
    )


def _first_below(item: Item) -> tuple[Block, ...]:
    """Return the first line of what is nested below an item."""
    first = item.blocks[1] if item.blocks[1:] else None
    return first.items[0].blocks[:1] if isinstance(first, List) and first.items else item.blocks[1:2]


def _names_kind(block: Block, place: Place) -> bool:
    """Tell a text without a verb that begins with an article, as a definition below its term does: "a rate at which ..."."""
    sentence, vocabulary = first_sentence(block), place.page.vocabulary
    split = split_item(sentence)
    if split is not None and split.separator != "none":
        return False
    phrase = vocabulary.opens_with_article(sentence) and is_phrase(sentence, vocabulary)
    return phrase and sum(length(sentence)) > _FEWEST_WORDS


def _body(split: Split, item: Item, page: Page) -> tuple[Block, ...]:
    """Return what stands behind a term and below it, up to the first bold term below that is explained itself."""
    first = item.blocks[0]
    rest = (Paragraph(first.first_line, first.last_line, split.rest),) if split.rest else ()
    body = [*rest, *item.blocks[1:]]
    for number, block in enumerate(body):
        inner = block.items if isinstance(block, List) else ()
        end = next((n for n, one in enumerate(inner) if (n or number) and _is_bold_term(one, page)), None)
        if isinstance(block, List) and end is not None:
            shorter = (replace(block, items=inner[:end], last_line=inner[end - 1].last_line),) if end else ()
            return (*body[:number], *shorter)
    return tuple(body)


def _is_bold_term(item: Item, page: Page) -> bool:
    split = page.split(item)
    return split is not None and split.mark == "strong" and not split.rest and bool(item.blocks[1:])


def _named(place: Place, item: Item, named: Named) -> Candidate:
    first = item.blocks[0]
    rest = (Paragraph(first.first_line, first.last_line, named.rest),) if named.rest else ()
    front, body = named.front(place.page.vocabulary), (*rest, *item.blocks[1:])
    rule = "named statement"
    return Candidate(Kind.DEFINITION, front, body, item.first_line, item.last_line, rule, place.scope, vouched=True)


def _empty(item: Item, split: Split) -> Found | None:
    """Turn down a term with nothing behind it, where it looks like one at all."""
    if split.separator == "none" and split.mark != "strong":
        return None
    return TurnedDown(item.first_line, item.last_line, "there is no answer", split.term)


def _definition(place: Place, item: Item, split: Split, ballot: Ballot) -> Found | None:
    fault = ballot.fault(split)
    trusted = ballot.is_trusted(split, answered=place.scope.answered)
    below = _first_below(item)
    told = is_named_twice(split.term) and sum(length(to_markdown(below))) > _FEWEST_WORDS
    genus = split.separator == "none" and not split.rest and bool(below) and _names_kind(below[0], place)
    few = not split.rest and ballot.is_one_of_few(split, outline=_is_outline(item))
    trusted = trusted or genus or few or _counts(split, item, place)
    outline = _is_outline(item) and not told and not genus and not few
    if split.separator == "none" and split.mark == "plain" and (fault or not trusted or outline):
        return None
    if not fault and split.mark == "plain" and not split.rest and all(isinstance(b, Code) for b in item.blocks[1:]):
        fault = "code alone does not say what a term means"
    if not fault and not split.rest and _gives_examples(item, place.page):
        fault = "only examples stand below it"
    if fault:
        return TurnedDown(item.first_line, item.last_line, fault, split.term)
    set_off = split.separator != "none" or split.mark == "strong"
    return Candidate(
        Kind.DEFINITION,
        split.term,
        _body(split, item, place.page),
        item.first_line,
        item.last_line,
        f"item {split.style}",
        place.scope,
        doubt="" if trusted else "a single line of this form proves little",
        vouched=(set_off and ballot.is_vouched(split)) or (trusted and split.mark == "code"),
    )
