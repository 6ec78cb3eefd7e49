"""Sentences without a marked opening that say what something is, name it, or count what follows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from srs.extract.answer import is_formula, split_sentences
from srs.extract.candidate import Candidate, TurnedDown
from srs.extract.marked import marked_name, marked_subject, says_outright
from srs.extract.named import defined_term
from srs.extract.shapes.paragraphs import announced
from srs.extract.subject import clean_heading, has_subject, twice_named, with_abbreviation
from srs.extract.term_lines import is_bold_line
from srs.extract.walk import Match, Place
from srs.markdown.document import List, Paragraph
from srs.markdown.inline import plain
from srs.model import Kind
from srs.model.values import replace

if TYPE_CHECKING:
    from srs.extract.candidate import Found
    from srs.extract.vocabulary import Vocabulary

_MOST_SUBJECT_WORDS = 4
_MOST_LEADING_WORDS = 2
_LONGEST_OPENING = 100
_MOST_WORDS_SET_EQUAL = 8
_FORMULA_OF = re.compile(
    r"(?P<term>[^，。；：:,\n]{2,30}?)的?(?:定义|定義|公式|计算公式|表达式|计算|表示)(?:如下|为|是)?(?:所示)?[：:]"
)
_FEWEST_LINES = 2
_STOPS = (".", "。", "．")
_ARROW = "-–—=> →⇒"
_QUOTES = "\"'“”„«»「」"


def plain_definition(place: Place) -> Match | None:
    """Read an unmarked paragraph that opens "X is a ..."; a verb alone is no evidence, and neither is a long subject."""
    block, vocabulary = place.block, place.page.vocabulary
    if not isinstance(block, Paragraph) or place.scope.answered or place.scope.parents:
        return None
    if (told := _formula_below(place, block) or _line_by_line(place, block)) is not None:
        return told
    sentences = split_sentences(block.text)
    if not sentences:
        return None
    sentence = _without_adverb(plain(sentences[0]), vocabulary)
    if is_bold_line(block):
        # A sentence that its author set in bold as a whole is meant to be kept.
        sentence = vocabulary.without_article(sentence)
    subject = vocabulary.defined_subject(sentence) or twice_named(sentence, vocabulary)
    subject = _without_quotes(subject or vocabulary.defined_subject(sentence, definite=True))
    subject = subject or _named_on_condition(sentence, vocabulary)
    set_equal = _set_equal(place, block.text if "$" in block.text else plain(block.text))
    subject = set_equal or subject
    subject = subject.lstrip(_ARROW)
    heading = clean_heading(place.scope.headings[-1]) if place.scope.headings else ""
    if heading and has_subject(subject, heading, vocabulary):
        return None
    most = _MOST_WORDS_SET_EQUAL if set_equal else _MOST_SUBJECT_WORDS
    if not subject or len(subject.split()) > most or vocabulary.is_generic(subject):
        return None
    body = (block, *announced(place, block.text))
    last = body[-1].last_line
    found = Candidate(
        Kind.DEFINITION,
        with_abbreviation(subject, sentence),
        body,
        block.first_line,
        last,
        "paragraph X is",
        place.scope,
        vouched=vocabulary.opens_with_indefinite(sentence),
    )
    return Match((found, *place.nested(body[1:], place.scope)), len(body))


def _named_on_condition(sentence: str, vocabulary: Vocabulary) -> str:
    """Return the property that a sentence gives its name to: "Two vectors are called orthogonal if ..."; empty for any other."""
    verb = vocabulary.naming.find(sentence)
    if verb is None or sentence[verb.start].isupper() or vocabulary.opens_with_pronoun(sentence):
        return ""
    words = sentence[verb.end :].split()[: _MOST_SUBJECT_WORDS + 1]
    end = next((n for n, word in enumerate(words) if vocabulary.is_condition(word)), 0)
    return defined_term(sentence, vocabulary) if end else ""


def _formula_below(place: Place, block: Paragraph) -> Match | None:
    """Read "X 定义如下：", "The X is:" with the formula on the lines below it, in the same paragraph."""
    first, _, rest = block.text.partition("\n")
    if not rest.startswith("$$"):
        return None
    found = _FORMULA_OF.fullmatch(plain(first))
    term = found["term"].strip() if found else _subject_set_equal(plain(first), place.page.vocabulary)
    if not term or len(term.split()) > _MOST_WORDS_SET_EQUAL or place.page.vocabulary.is_generic(term):
        return None
    rule = "formula below its name"
    return Match((Candidate(Kind.DEFINITION, term, (block,), block.first_line, block.last_line, rule, place.scope),))


def _line_by_line(place: Place, block: Paragraph) -> Match | None:
    """Read a paragraph whose lines say in sentences what several things are; a line between goes on with the one above."""
    lines = block.text.split("\n")
    if len(lines) < _FEWEST_LINES or not lines[0].rstrip("*_ ").endswith(_STOPS):
        return None
    told: list[tuple[int, Found]] = []
    for number, line in enumerate(lines):
        one = Paragraph(block.first_line + number, block.first_line + number, line)
        alone = replace(place, blocks=(one,), index=0)
        match = (named_in_sentence(alone) or plain_definition(alone)) if _is_sentence(lines, number) else None
        told += [(number, match.found[0])] if match else []
    if len(told) < _FEWEST_LINES or told[0][0] or len(told) * 2 <= len(lines):
        return None
    ends = (*(number for number, _ in told[1:]), len(lines))
    return Match(tuple(_as_far_as(block, found, number, end) for (number, found), end in zip(told, ends, strict=True)))


def _is_sentence(lines: list[str], number: int) -> bool:
    """Tell a line that ends as a sentence does, behind one that does too."""
    return all(
        line.rstrip("*_ ").endswith(_STOPS) for line in lines[max(0, number - 1) : number + 1] if line[:1] != "^"
    )


def _as_far_as(block: Paragraph, found: Found, start: int, end: int) -> Found:
    """Return a card of a line with the lines that go on with it."""
    lines = block.text.split("\n")[start:end]
    first, last = block.first_line + start, block.first_line + end - 1
    if isinstance(found, TurnedDown):
        return found
    return replace(found, body=(Paragraph(first, last, "\n".join(lines)),), last_line=last)


def _without_quotes(subject: str) -> str:
    """Take the quotation marks from around a subject, not one of two within it: `"document" in Mongo`."""
    bare = subject.strip(_QUOTES)
    return subject if any(mark in bare for mark in _QUOTES) else bare


def _without_adverb(sentence: str, vocabulary: Vocabulary) -> str:
    """Return what follows a word or two that lead to what is said: "Formally, a weir is ..."."""
    before, comma, after = sentence.partition(", ")
    leads = comma and len(before.split()) <= _MOST_LEADING_WORDS and vocabulary.opens_clause(before)
    return after if leads else sentence


def _set_equal(place: Place, text: str) -> str:
    """Return the subject of a few words with a verb behind which nothing but a formula follows: "Linear momentum is", "is given by:"."""
    if not place.following or not is_formula(place.following[0]):
        return ""
    return _subject_set_equal(text, place.page.vocabulary)


def _subject_set_equal(text: str, vocabulary: Vocabulary) -> str:
    """Return the subject of a text that ends with the verb before a formula; empty where it says more, or leans on another."""
    text = text.rstrip(": ")
    verb = vocabulary.copula(f"{text} ") if len(text) <= _LONGEST_OPENING else None
    behind = text[verb.end :].strip() if verb else ""
    ends = not behind or vocabulary.naming.equates(behind)
    if verb is None or not ends:
        return ""
    subject = vocabulary.without_article(text[: verb.start].strip())
    leans = vocabulary.opens_with_pronoun(subject) or vocabulary.opens_clause(subject)
    return "" if leans or "," in subject else subject


def named_in_sentence(place: Place) -> Match | None:
    """Read "An instance is called **legal** if ...": a verb that names, and the term marked behind it."""
    block = place.block
    if not isinstance(block, Paragraph):
        return None
    if "\n" in block.text and (told := _line_by_line(place, block)) is not None:
        return told
    term = marked_name(block.text, place.page.vocabulary) or marked_subject(block.text, place.page.vocabulary)
    if not term or len(term.split()) > _MOST_SUBJECT_WORDS:
        return None
    if place.page.vocabulary.opens_with_pronoun(block.text) and not place.page.vocabulary.naming.opens(block.text):
        return None
    opening = plain(re.split(r"[:：]", block.text[:_LONGEST_OPENING], maxsplit=1)[0])
    if place.page.vocabulary.is_bookkeeping(opening) or place.page.vocabulary.is_generic(opening):
        return None  # an exercise, an example
    body = (block, *announced(place, block.text))
    last = body[-1].last_line
    rule, outright = "named in a sentence", says_outright(block.text, term, place.page.vocabulary)
    found = Candidate(Kind.DEFINITION, term, body, block.first_line, last, rule, place.scope, vouched=outright)
    return Match((found, *place.nested(body[1:], place.scope)), len(body))


def counted_list(place: Place) -> Match | None:
    """Read "The 4 human priors are:" with a list of exactly as many items."""
    block = place.block
    following = place.following[0] if place.following else None
    if not isinstance(block, Paragraph) or not isinstance(following, List) or place.scope.answered:
        return None
    text = plain(block.text.split("\n")[-1])
    if not text.endswith((":", "：")) or place.page.vocabulary.count_in(text) != len(following.items):
        return None
    front = text.rstrip(":： ")
    found = Candidate(
        Kind.DEFINITION,
        front,
        (following,),
        block.last_line,
        following.last_line,
        "counted list",
        place.scope,
        vouched=True,
    )
    inner = place.nested((following,), place.scope)
    return Match((found, *inner), 2)
