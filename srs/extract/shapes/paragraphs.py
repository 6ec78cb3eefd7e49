"""Paragraphs that open with a marked or labelled term."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from srs.extract.answer import has_answer, is_formula, length, split_sentences
from srs.extract.candidate import Candidate
from srs.extract.marked import marked_name, marked_subject, says_outright
from srs.extract.named import defined_term, split_named
from srs.extract.split import Split, split_item
from srs.extract.subject import (
    ARTICLE_AND_TERM,
    defines,
)
from srs.extract.term_lines import is_bold_line
from srs.extract.trust import says_something
from srs.extract.walk import Match, Place
from srs.markdown.document import Code, Heading, List, Paragraph, Rule, Table
from srs.markdown.inline import plain
from srs.model import Kind
from srs.model.values import replace

if TYPE_CHECKING:
    from srs.extract.candidate import Found
    from srs.markdown.document import Block

_MOST_WORDS = 8
_MOST_SUBJECT_WORDS = 4
_FEWEST_WORDS = 4
_RUN = 3
_FEWEST_SIBLINGS = 3
_REACH = 20
_ENUMERATED = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.)]?")
_CAPTION = re.compile(
    r"(?:fig(?:ure|ura)?|tab(?:le|elle|leau|la|ela|ella)?|abb(?:ildung)?|图|圖|表)\.?\s*\d+(?:[.-]\d+)*\b",
    re.IGNORECASE,
)
"""What stands above a picture or a table."""
_ENUMERATION = re.compile(r"[,，、]\s*(?:\*|_)")
"""What follows the first of several marked words that stand side by side."""
_LABEL = re.compile(r"([^\W\d_]+)\.?(?:\s\d[\d.]*)?[.:：]\s+(?=\S)")
_MARKED_TERM = re.compile(
    r"\*\*(?=[^\s*])[^*\n]+\*\*|(?<!\*)\*(?=[^\s*])[^*\n$]+\*(?!\*)|(?<!\w)_(?=[^\s_])[^_\n$]+_(?!\w)"
)
_RUNS_ON = (",", ";", "，", "；")
_BOLD_START = re.compile(r"(?:\w{1,4}\s)?\*\*(?=\S)[^*\n]+\*\*(?:\s*[-:(–—]|\s+\w)")
_BOLD_LABEL = re.compile(r"\*\*(?=\S)[^*\n]+(?:[:：]\*\*|\*\*\s*(?:[:：]|[-–—]\s|[-=]+>|[→⇒⟶]))\s*\S")
_CAPITALS = re.compile(
    r"(?:[^\W\d_]{1,4}\s)?(?P<term>[A-ZÀ-ÖØ-ÞА-ЯЁ]{4,}(?:\s[A-ZÀ-ÖØ-ÞА-ЯЁ]{3,}){0,2})(?=\s[a-zß-öø-ÿа-яё(])"
)
_QUESTION_NUMBER = re.compile(r"^\d{1,3}[.)]\s+")
_LINE_END = re.compile(r"[.!?。！？:：)\]$]\W*$")


def marked_paragraph(place: Place) -> Match | None:
    """Read `**Term**: ...`, `**Term.** ...`, `**Term** is ...`, `A **term** is ...`, and a marked line with text below."""
    block = place.block
    if not isinstance(block, Paragraph):
        return None
    pieces = _pieces(block) if "\n" in block.text else []
    if len(pieces) > 1:
        # They count each other, but none goes on with the next.
        row = tuple(one for piece in pieces for one in (piece, Rule(piece.last_line, piece.last_line)))
        alone = (replace(place, blocks=row, index=n) for n in range(0, len(row), 2))
        found = [one for piece in alone if (one := marked_paragraph(piece))]
        return Match(tuple(candidate for one in found for candidate in one.found)) if found else None
    split = _split(block, place)
    linked = split is not None and split.mark in ("link", "wiki") and split.separator in ("colon", "dash")
    coded = split is not None and split.mark == "code" and _is_code_term(place, block, split)
    if split is None or (split.mark not in ("strong", "emphasis") and not linked and not coded):
        return None
    if not split.rest:
        return None if linked else _line_of_its_own(place, block, split)
    if split.separator == "none" and _begins_question(block, split, place):
        return None
    if split.separator in ("period", "none") and _counts(plain(split.term), place):
        return None
    most = _MOST_WORDS + _MOST_WORDS // 2 if _breaks_after(block, split) else _MOST_WORDS
    if len(plain(split.term).split()) > most or not _is_definition(place, block, split):
        return None
    return _definition(place, block, split)


def bold_labels(place: Place) -> Match | None:
    """Read a paragraph whose lines begin with a label in bold each piece by piece, as paragraphs of their own."""
    block = place.block
    if not isinstance(block, Paragraph) or "\n" not in block.text or not _BOLD_LABEL.match(block.text):
        return None
    pieces = _pieces(block)
    if len(pieces) < 2:  # noqa: PLR2004
        return None
    row = (*pieces, *place.following)
    found: list[Found] = []
    index = 0
    while index < len(pieces):
        here = replace(place, blocks=row, index=index)
        match = next((match for shape in place.shapes if (match := shape(here)) is not None), None)
        found += match.found if match else ()
        index += match.taken if match else 1
    return Match(tuple(found), index - len(pieces) + 1)


def labelled_definition(place: Place) -> Match | None:
    """Read `**Definition** A graph is ...`, `**DEF** Graph: ...`, `Def. A *graph* is ...`: the term stands behind the label."""
    block, vocabulary = place.block, place.page.vocabulary
    rest = _behind_label(block.text, place) if isinstance(block, Paragraph) else ""
    if not isinstance(block, Paragraph) or not rest:
        return None
    named = split_item(rest)
    term = named.term if named and named.rest and named.separator in ("colon", "dash", "equals") else ""
    term = term or _in_capitals(rest)
    term = (
        term or marked_name(rest, vocabulary) or vocabulary.defined_subject(plain(rest)) or _marked_within(rest, place)
    )
    term = term or defined_term(rest, vocabulary)
    if not term or len(term.split()) > _MOST_SUBJECT_WORDS:
        return None
    text = named.rest if named and term == named.term else rest
    body = (Paragraph(block.first_line, block.last_line, text), *announced(place, text))
    last = body[-1].last_line
    found = Candidate(Kind.DEFINITION, term, body, block.first_line, last, "labelled definition", place.scope)
    return Match((found,), len(body))


def _in_capitals(text: str) -> str:
    """Return the term that a definition begins with in capitals: "A RATIONAL AGENT chooses"; a word alone may be an abbreviation."""
    found = _CAPITALS.match(text)
    return found["term"] if found else ""


def _behind_label(text: str, place: Place) -> str:
    """Return what stands behind the label of a definition, empty where a text begins with none."""
    split = split_item(text)
    if split is not None and place.page.vocabulary.is_definition(plain(split.term)):
        return split.rest
    label, _, name = (
        plain(split.term).partition(" ") if split is not None and split.separator == "colon" else ("", "", "")
    )
    if name and split is not None and split.rest and "(" not in name and place.page.vocabulary.is_definition(label):
        return f"{name}: {split.rest}"
    found = _LABEL.match(text)
    return text[found.end() :] if found and place.page.vocabulary.is_definition(found[1]) else ""


def _marked_within(text: str, place: Place) -> str:
    """Return the term that is set in bold or italics before the verb of a definition; at its head may stand what kind of thing it is."""
    found = _MARKED_TERM.search(text, 1)
    verb = place.page.vocabulary.copula(text)
    before = found is not None and verb is not None and found.start() < verb.start
    return plain(found[0]) if found and before and not text.startswith(("*", "_")) else ""


def named_statement(place: Place) -> Match | None:
    """Read `**Theorem** (Lagrange). ...`, `Definition 2.1 (Ring): ...`: the name in the brackets, whatever is marked."""
    block = place.block
    named = split_named(block.text, place.page.vocabulary) if isinstance(block, Paragraph) else None
    if named is None:
        return None
    text = (Paragraph(block.first_line, block.last_line, named.rest),) if named.rest else ()
    body = (*text, *(announced(place, named.rest) if text else whole(place) if place.following else ()))
    if not has_answer(body):
        return None
    front, last = named.front(place.page.vocabulary), body[-1].last_line
    found = Candidate(
        Kind.DEFINITION, front, body, block.first_line, last, "named statement", place.scope, vouched=True
    )
    return Match((found,), len(body) + (not text))


def _split(block: Paragraph, place: Place) -> Split | None:
    """Split a paragraph that begins with a marked term, an article before it allowed."""
    found = ARTICLE_AND_TERM.match(block.text)
    if found and place.page.vocabulary.opens_with_article(found["article"]) and found["rest"].strip():
        mark = "strong" if found["marked"][:2] in ("**", "__") else "emphasis"
        term = marked_subject(block.text, place.page.vocabulary) or plain(found["marked"])
        return Split(term, mark, "none", found["rest"].strip())
    return split_item(block.text)


def _begins_question(block: Paragraph, split: Split, place: Place) -> bool:
    """Tell a question word that is stressed: "**Why** do we need lifetimes? So that ..."."""
    word = plain(split.term)
    asks = not word.endswith(("?", "？")) and place.page.vocabulary.questions.has_question_word(f"{word} x?")
    return asks and plain(split_sentences(block.text)[0]).endswith(("?", "？"))


def _counts(term: str, place: Place) -> bool:
    """Tell a number, or a letter that stands for one: it counts what follows."""
    return _ENUMERATED.fullmatch(term) is not None or place.page.vocabulary.is_number(term)


def _is_code_term(place: Place, block: Paragraph, split: Split) -> bool:
    """Tell a term set as code as others of the row are: on a line of its own with text on the next, or parted from its text."""
    parted = split.separator in ("colon", "dash") and sum(length(split.rest)) >= _FEWEST_WORDS
    alike = _alike(place, split)
    beside = place.page.row(place.blocks).marks["strong"]
    return (parted and (alike > 1 or beside > 1)) or (_breaks_after(block, split) and alike >= _FEWEST_SIBLINGS)


def _is_vouched(place: Place, block: Paragraph, split: Split) -> bool:
    """Tell whether the row, or the sentence itself, shows that a word which says nothing elsewhere is a term here."""
    if split.separator == "none" and says_outright(block.text, plain(split.term), place.page.vocabulary):
        return True
    row = place.page.row(place.blocks)
    alike = row.marks[split.mark]
    return alike >= _RUN and row.suspects[split.mark] * 4 <= alike


def _pieces(block: Paragraph) -> list[Paragraph]:
    """Cut a paragraph at lines that begin with a bold term: after a line that ends a sentence, or each with its sign."""
    lines = block.text.split("\n")
    signed = _BOLD_LABEL.match(lines[0]) is not None
    starts = [0]
    for n, line in enumerate(lines[1:], 1):
        labelled = _BOLD_LABEL.match(line) is not None
        if (_BOLD_START.match(line) and _LINE_END.search(lines[n - 1][-_REACH:])) or (signed and labelled):
            starts.append(n)
            signed = signed or labelled
    first = block.first_line
    return [
        Paragraph(first + start, first + end - 1, "\n".join(lines[start:end]))
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)
    ]


def _definition(place: Place, block: Paragraph, split: Split) -> Match:
    """Take the paragraph, and what an ending colon announces, as the answer."""
    is_question = place.page.vocabulary.questions.asks(split.term) and split.term.endswith(("?", "？"))
    apart = is_question or split.separator != "none" or _breaks_after(block, split)
    text = split.rest if apart else block.text
    continued = announced(place, text)
    body = (Paragraph(block.first_line, block.last_line, text), *continued)
    if is_question:
        return _with_following(
            place, block, Kind.QUESTION, _QUESTION_NUMBER.sub("", split.term), body, "bold question", len(body)
        )
    rule = f"paragraph {split.style}"
    found = Candidate(
        Kind.DEFINITION,
        split.term,
        body,
        block.first_line,
        body[-1].last_line,
        rule,
        place.scope,
        vouched=_is_vouched(place, block, split),
    )
    return Match((found, *place.nested(continued, place.scope)), len(body))


def announced(place: Place, text: str) -> tuple[Block, ...]:
    """Return what follows a text and belongs to it: a formula on its own, or behind a colon a list, code or a table."""
    following = place.following[:1]
    if not following or is_formula(following[0]):
        return following
    return (
        following if text.rstrip("*_ ").endswith((":", "：")) and isinstance(following[0], List | Code | Table) else ()
    )


def _line_of_its_own(place: Place, block: Paragraph, split: Split) -> Match | None:
    """Read a bold line with what follows it: a question, or one of several such terms in the row."""
    following = place.following[:1]
    if split.mark != "strong" or not following or isinstance(following[0], Heading) or place.scope.answered:
        return None
    text = plain(block.text).rstrip(":：")
    if place.page.vocabulary.questions.is_prompt(text):
        match = _with_following(place, block, Kind.QUESTION, _QUESTION_NUMBER.sub("", text), following, "bold question")
        inner = place.nested(following, replace(place.scope.under(text), answered=True))
        return replace(match, found=(*match.found, *inner))
    alike = place.page.row(place.blocks).bold_lines > 1 or place.page.bold_lines >= _FEWEST_SIBLINGS
    if (not alike and split.separator != "colon") or len(text.split()) > _MOST_WORDS or not has_answer(following):
        return None
    if isinstance(following[0], Paragraph) and _begins_with_term(following[0]):
        return None  # the title of what are terms themselves
    following = whole(place)
    if _CAPTION.match(text):
        return None
    if place.page.vocabulary.is_bookkeeping(text.split(":")[0]) or place.page.vocabulary.is_generic(text):
        return None
    match = _with_following(place, block, Kind.DEFINITION, split.term, following, "bold line")
    return replace(match, found=(*match.found, *place.nested(following, place.scope.under(plain(split.term)))))


def _begins_with_term(block: Paragraph) -> bool:
    """Tell a text that begins with a bold term and a sign, or with a bold line of its own."""
    split = split_item(block.text)
    told = split is not None and split.mark == "strong" and (split.separator != "none" or not split.rest)
    return told or is_bold_line(replace(block, text=block.text.split("\n")[0]))


def whole(place: Place) -> tuple[Block, ...]:
    """Return what follows a line: one block, and the next where the first announces it or hardly says anything."""
    first, *more = place.blocks[place.index + 1 : place.index + 3]
    goes_on = isinstance(first, Paragraph) and (
        first.text.rstrip("*_ ").endswith((":", "：")) or sum(length(first.text)) < _MOST_WORDS
    )
    fits = more and isinstance(more[0], Paragraph | List | Code | Table) and not is_bold_line(more[0])
    return (first, more[0]) if goes_on and fits else (first,)


def _with_following(
    place: Place, block: Paragraph, kind: Kind, front: str, body: tuple[Block, ...], rule: str, taken: int = 0
) -> Match:
    found = Candidate(kind, front, body, block.first_line, body[-1].last_line, rule, place.scope)
    return Match((found,), taken or 1 + len(body))


def _is_definition(place: Place, block: Paragraph, split: Split) -> bool:
    """Tell whether the text behind a marked term says what it is; a verb alone does where a formula follows."""
    verb = place.page.vocabulary.copula(f" {split.rest} ")
    if verb is not None and verb.end - verb.start >= len(split.rest.rstrip(":")):
        return bool(place.following) and is_formula(place.following[0])
    if split.separator in ("colon", "period", "dash", "equals"):
        told = split.separator == "dash" and split.rest[:1].islower() and sum(length(split.rest)) > _FEWEST_WORDS
        return split.mark == "strong" or split.separator == "colon" or told or _alike(place, split) > 1
    if (
        split.separator == "arrow"
        and split.mark == "strong"
        and _alike(place, split) > 1
        and says_something(split, place.page)
    ):
        return True
    if _breaks_after(block, split):
        asks = split.term.endswith(("?", "？")) and place.page.vocabulary.questions.has_question_word(split.term)
        return asks or split.mark == "strong" or _alike(place, split) > 1
    if split.rest[:1] in _RUNS_ON and (
        place.page.vocabulary.opens_clause(split.term) or _ENUMERATION.match(split.rest)
    ):
        return False
    if split.mark == "strong" and split.rest[:1].islower() and says_something(split, place.page):
        return True
    return says_something(split, place.page) and defines(plain(block.text), plain(split.term), place.page.vocabulary)


def _alike(place: Place, split: Split) -> int:
    """Count the paragraphs of the row that begin with a term marked the same way."""
    return place.page.row(place.blocks).marks[split.mark]


def _breaks_after(block: Paragraph, split: Split) -> bool:
    """Tell whether the marked term stands on a line of its own."""
    first, _, rest = block.text.partition("\n")
    line = split_item(first)
    return bool(rest) and rest.strip() == split.rest and line is not None and not line.rest
