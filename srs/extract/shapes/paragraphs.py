"""Paragraphs that open with the term they define, or that ask."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from srs.extract.answer import has_answer, length, split_sentences
from srs.extract.candidate import Candidate, TurnedDown
from srs.extract.split import Split, split_item
from srs.extract.subject import ARTICLE_AND_TERM, clean_heading, defines, has_subject, marked_name
from srs.extract.trust import is_bold_line, is_labelled, is_line_above_list, spells_out
from srs.extract.walk import Match, Place
from srs.markdown.document import Code, Heading, List, Paragraph, Table
from srs.markdown.inline import plain, strip_images
from srs.model import Kind

if TYPE_CHECKING:
    from srs.markdown.document import Block

_MOST_WORDS = 8
_MOST_SUBJECT_WORDS = 4
_FEWEST_WORDS = 4
_RUN = 4
_FEWEST_SIBLINGS = 3
_REACH = 20
_FORMULA = re.compile(r"\$[^$]*[=<>≤≥≈∝∈\\][^$]*\$\.?|\$\$[^$]*[=<>≤≥≈∝∈\\][^$]*\$\$")
"""Math that says something: a lone symbol is the value of a variable."""
_TRANSLATED = re.compile(r"(?P<term>[\u3400-\u9fff\u30a0-\u30ff]{2,8}\s?[(（][A-Za-z][A-Za-z ,'-]{2,40}[)）])")
_BOLD_START = re.compile(r"(?:\w{1,4}\s)?\*\*(?=\S)[^*\n]+\*\*(?:\s*[-:(–—]|\s+\w)")
_LINE_END = re.compile(r"[.!?。！？:：)\]]\W*$")


def marked_paragraph(place: Place) -> Match | None:
    """Read `**Term**: ...`, `**Term.** ...`, `**Term** is ...`, `A **term** is ...`, and a marked line with text below."""
    block = place.block
    if not isinstance(block, Paragraph):
        return None
    pieces = _pieces(block)
    if len(pieces) > 1:
        found = [one for piece in pieces if (one := marked_paragraph(replace(place, blocks=(piece,), index=0)))]
        return Match(tuple(candidate for one in found for candidate in one.found)) if found else None
    split = _split(block, place)
    if split is None or split.mark not in ("strong", "emphasis"):
        return None
    if not split.rest:
        return _line_of_its_own(place, block, split)
    most = _MOST_WORDS + _MOST_WORDS // 2 if _breaks_after(block, split) else _MOST_WORDS
    if len(plain(split.term).split()) > most or not _is_definition(place, block, split):
        return None
    return _definition(place, block, split)


def plain_definition(place: Place) -> Match | None:
    """Read an unmarked paragraph that opens "X is a ..."; a verb alone is no evidence, and neither is a long subject."""
    block = place.block
    if not isinstance(block, Paragraph) or place.scope.answered or place.scope.parents:
        return None
    sentences = split_sentences(block.text)
    if not sentences:
        return None
    sentence = plain(sentences[0])
    if is_bold_line(block):
        # A sentence that its author set in bold as a whole is meant to be kept.
        sentence = place.page.vocabulary.without_article(sentence)
    subject = place.page.vocabulary.defined_subject(sentence)
    heading = clean_heading(place.scope.headings[-1]) if place.scope.headings else ""
    if heading and has_subject(subject, heading, place.page.vocabulary):
        return None
    if not subject or len(subject.split()) > _MOST_SUBJECT_WORDS or place.page.vocabulary.is_generic(subject):
        return None
    body = (block, *_announced(place, block.text))
    last = body[-1].last_line
    found = Candidate(Kind.DEFINITION, subject, body, block.first_line, last, "paragraph X is", place.scope)
    return Match((found, *place.nested(body[1:], place.scope)), len(body))


def named_in_sentence(place: Place) -> Match | None:
    """Read "An instance is called **legal** if ...": a verb that names, and the term marked behind it."""
    block = place.block
    if not isinstance(block, Paragraph):
        return None
    term = marked_name(block.text, place.page.vocabulary)
    if not term or len(term.split()) > _MOST_SUBJECT_WORDS:
        return None
    body = (block, *_announced(place, block.text))
    last = body[-1].last_line
    found = Candidate(Kind.DEFINITION, term, body, block.first_line, last, "named in a sentence", place.scope)
    return Match((found, *place.nested(body[1:], place.scope)), len(body))


def term_with_translation(place: Place) -> Match | None:
    """Read "激励（incentive）是 ...": a term that its author names in a second script, and what is said of it."""
    block = place.block
    found = _TRANSLATED.match(block.text) if isinstance(block, Paragraph) else None
    if found is None or not isinstance(block, Paragraph) or place.scope.answered or place.scope.parents:
        return None
    if sum(length(block.text[found.end() :])) < _FEWEST_WORDS or place.page.vocabulary.opens_clause(found[0]):
        return None
    rule = "term with translation"
    first, last = block.first_line, block.last_line
    return Match((Candidate(Kind.DEFINITION, found["term"], (block,), first, last, rule, place.scope),))


def line_above_list(place: Place) -> Match | None:
    """Read a few words on a line of their own with a list right below, where the author writes his terms so."""
    block, following = place.block, place.following[0] if place.following else None
    if place.scope.answered or place.scope.parents or not is_line_above_list(block, following):
        return None
    assert isinstance(block, Paragraph)  # noqa: S101  (it is such a line)
    term = plain(block.text)
    known = place.page.vocabulary.is_bookkeeping(term) or place.page.vocabulary.is_generic(term)
    if known or place.page.lines_above_lists < _FEWEST_SIBLINGS:
        return None
    body = place.following
    found = Candidate(Kind.DEFINITION, term, body, block.first_line, body[-1].last_line, "line above list", place.scope)
    return Match((found, *place.nested(body, place.scope.under(term))), 2)


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


def question_line(place: Place) -> Match | None:
    """Read a line that asks, with the list below it as its answer; prose below may be a mere rhetorical answer."""
    block = place.block
    if not isinstance(block, Paragraph) or not place.following or place.scope.answered:
        return None
    *above, last = block.text.split("\n")
    question = plain(last)
    if any(plain(strip_images(line)) for line in above):
        return None
    following = place.following[0]
    if not question.endswith(("?", "？")) or not isinstance(following, List):
        return None
    if not place.page.vocabulary.has_question_word(question) or any(item.task is not None for item in following.items):
        return None
    body = place.following[:1]
    found = Candidate(Kind.QUESTION, question, body, block.last_line, body[-1].last_line, "question line", place.scope)
    return Match((found,), 2)


def question_paragraph(place: Place) -> Match | None:
    """Read a paragraph that asks in its first sentence and answers in the rest."""
    block = place.block
    if not isinstance(block, Paragraph) or place.scope.answered or place.scope.parents:
        return None
    sentences = split_sentences(block.text)
    question = plain(sentences[0]) if len(sentences) > 1 else ""
    if not question.endswith(("?", "？")) or not place.page.vocabulary.has_question_word(question):
        return None
    answer = block.text[len(sentences[0]) :].strip()
    if (
        "?" in answer
        or "？" in answer
        or place.page.vocabulary.is_personal(answer)
        or sum(length(answer)) < _FEWEST_WORDS
        or len(question.split()) < _FEWEST_WORDS
    ):
        return None
    body = (Paragraph(block.first_line, block.last_line, answer),)
    found = Candidate(
        Kind.QUESTION, question, body, block.first_line, block.last_line, "question paragraph", place.scope
    )
    return Match((found,))


def flat_lines(place: Place) -> Match | None:
    """Read the lines of a paragraph when each is a term with its meaning, in one style."""
    block = place.block
    if not isinstance(block, Paragraph) or "\n" not in block.text:
        return None
    lines = block.text.split("\n")
    splits = [split_item(line) for line in lines]
    styles = {split.style for split in splits if split and split.rest and split.separator != "none"}
    speakers = any(split and len(split.term) == 1 for split in splits)
    if len(styles) != 1 or speakers or not all(split and split.rest for split in splits):
        return None
    habit = place.page.labels_lines or _alike(place, splits[0]) > 1 if splits[0] else False
    found = [
        Candidate(
            Kind.DEFINITION,
            split.term,
            (Paragraph(line, line, split.rest),),
            line,
            line,
            f"line {split.style}",
            place.scope,
            "" if len(lines) > 2 or split.mark == "strong" or habit else "two lines of this form prove little",  # noqa: PLR2004
        )
        for line, split in enumerate(splits, block.first_line)
        if split
    ]
    return Match(tuple(found))


def lone_label(place: Place) -> Match | None:
    """Read a plain `Term: text` paragraph where more than its colon speaks for it, and turn down any other."""
    block = place.block
    if not isinstance(block, Paragraph):
        return None
    split = split_item(block.text)
    separated = split is not None and split.mark == "plain" and split.separator in ("colon", "dash", "arrow")
    if split is None or not separated or not split.rest or len(split.term.split()) > _MOST_WORDS:
        return None
    if not place.scope.answered and _proves_itself(place, block, split):
        body = (Paragraph(block.first_line, block.last_line, split.rest),)
        rule = f"paragraph {split.style}"
        found = Candidate(Kind.DEFINITION, split.term, body, block.first_line, block.last_line, rule, place.scope)
        return Match((found,))
    if split.separator != "colon":
        return None
    reason = "a lone 'label: text' paragraph is hardly ever a card"
    return Match((TurnedDown(block.first_line, block.last_line, reason, split.term),))


def _proves_itself(place: Place, block: Paragraph, split: Split) -> bool:
    """Tell whether a plain term is borne out: by the file, by its siblings, by the heading, or by how its text begins."""
    page = place.page
    if page.names_terms and split.separator == "colon" and sum(length(split.rest)) >= _FEWEST_WORDS:
        return True
    if _FORMULA.fullmatch(split.rest) or spells_out(split):
        return True
    if not is_labelled(block.text.split("\n")[0], page.vocabulary):
        return False
    siblings = page.row(place.blocks).runs[place.index] >= _FEWEST_SIBLINGS
    heading = clean_heading(place.scope.headings[-1]) if place.scope.headings else page.title
    repeated = page.vocabulary.bare(heading) == page.vocabulary.bare(plain(split.term))
    return page.labels_lines or siblings or repeated or page.vocabulary.opens_with_indefinite(split.rest)


def _split(block: Paragraph, place: Place) -> Split | None:
    """Split a paragraph that begins with a marked term, an article before it allowed."""
    found = ARTICLE_AND_TERM.match(block.text)
    if found and place.page.vocabulary.opens_with_article(found["article"]) and found["rest"].strip():
        mark = "strong" if found["marked"][:2] in ("**", "__") else "emphasis"
        return Split(plain(found["marked"]), mark, "none", found["rest"].strip())
    return split_item(block.text)


def _is_vouched(place: Place, split: Split) -> bool:
    """Tell whether the row shows that a word which says nothing elsewhere is a term here."""
    row = place.page.row(place.blocks)
    alike = row.marks[split.mark]
    return alike >= _RUN and row.suspects[split.mark] * 4 <= alike


def _pieces(block: Paragraph) -> list[Paragraph]:
    """Cut a paragraph at lines that begin with a bold term after a line that ends a sentence."""
    lines = block.text.split("\n")
    starts = [
        0,
        *(n for n in range(1, len(lines)) if _BOLD_START.match(lines[n]) and _LINE_END.search(lines[n - 1][-_REACH:])),
    ]
    first = block.first_line
    return [
        Paragraph(first + start, first + end - 1, "\n".join(lines[start:end]))
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)
    ]


def _definition(place: Place, block: Paragraph, split: Split) -> Match:
    """Take the paragraph, and what an ending colon announces, as the answer."""
    text = split.rest if split.separator != "none" or _breaks_after(block, split) else block.text
    continued = _announced(place, text)
    body = (Paragraph(block.first_line, block.last_line, text), *continued)
    if place.page.vocabulary.asks(split.term) and split.term.endswith(("?", "？")):
        return _with_following(place, block, Kind.QUESTION, split.term, body, "bold question", len(body))
    rule = f"paragraph {split.style}"
    found = Candidate(
        Kind.DEFINITION,
        split.term,
        body,
        block.first_line,
        body[-1].last_line,
        rule,
        place.scope,
        vouched=_is_vouched(place, split),
    )
    return Match((found, *place.nested(continued, place.scope)), len(body))


def _announced(place: Place, text: str) -> tuple[Block, ...]:
    """Return what follows a text that ends in a colon: a list, code or a table."""
    announced = text.rstrip("*_ ").endswith((":", "：")) and bool(place.following)
    return place.following[:1] if announced and isinstance(place.following[0], List | Code | Table) else ()


def _line_of_its_own(place: Place, block: Paragraph, split: Split) -> Match | None:
    """Read a bold line with what follows it: a question, or one of several such terms in the row."""
    following = place.following[:1]
    if split.mark != "strong" or not following or isinstance(following[0], Heading) or place.scope.answered:
        return None
    text = plain(block.text).rstrip(":：")
    if place.page.vocabulary.asks(text):
        return _with_following(place, block, Kind.QUESTION, text, following, "bold question")
    alike = place.page.row(place.blocks).bold_lines > 1 or place.page.bold_lines >= _FEWEST_SIBLINGS
    if (not alike and split.separator != "colon") or len(text.split()) > _MOST_WORDS or not has_answer(following):
        return None
    below = split_item(following[0].text) if isinstance(following[0], Paragraph) else None
    if below is not None and below.mark == "strong" and below.separator != "none":
        return None  # the title of what are terms themselves
    if place.page.vocabulary.is_bookkeeping(text.split(":")[0]) or place.page.vocabulary.is_generic(text):
        return None
    match = _with_following(place, block, Kind.DEFINITION, split.term, following, "bold line")
    return replace(match, found=(*match.found, *place.nested(following, place.scope.under(plain(split.term)))))


def _with_following(
    place: Place, block: Paragraph, kind: Kind, front: str, body: tuple[Block, ...], rule: str, taken: int = 0
) -> Match:
    found = Candidate(kind, front, body, block.first_line, body[-1].last_line, rule, place.scope)
    return Match((found,), taken or 1 + len(body))


def _is_definition(place: Place, block: Paragraph, split: Split) -> bool:
    """Tell whether the text behind a marked term says what it is."""
    if split.separator in ("colon", "period", "dash", "equals"):
        return split.mark == "strong" or split.separator == "colon" or _alike(place, split) > 1
    if _breaks_after(block, split):
        return split.mark == "strong" or _alike(place, split) > 1
    if split.mark == "strong" and split.rest[:1].islower():
        return True
    return defines(plain(block.text), plain(split.term), place.page.vocabulary)


def _alike(place: Place, split: Split) -> int:
    """Count the paragraphs of the row that begin with a term marked the same way."""
    return place.page.row(place.blocks).marks[split.mark]


def _breaks_after(block: Paragraph, split: Split) -> bool:
    """Tell whether the marked term stands on a line of its own."""
    first, _, rest = block.text.partition("\n")
    line = split_item(first)
    return bool(rest) and rest.strip() == split.rest and line is not None and not line.rest
