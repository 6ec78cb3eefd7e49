"""`Q:` and `A:`, whichever tool writes them, in the languages of the vocabulary."""

from __future__ import annotations

import re

from srs.extract.candidate import Candidate, TurnedDown
from srs.extract.marks import PROMPT_MARK
from srs.extract.walk import Match, Place
from srs.markdown.document import Block, Heading, Item, List, Paragraph, Quote, Rule, Table
from srs.markdown.inline import plain
from srs.model import Kind, gap_numbers
from srs.model.values import replace

_FEWEST_QUESTIONS = 3
_ASKED_AND_ANSWERED = re.compile(
    r"(?P<question>[^?？]*[?？](?:\*\*|__)?)(?:\s*(?P<arrow>→|⇒|[-=]+>)\s*|\s+)(?P<answer>[^\s?？].*)", re.DOTALL
)
"""A question with its answer behind it, which no mark introduces."""
_CHOICE = re.compile(r"^(?:\*\*|__)?b[.)]\s", re.MULTILINE | re.IGNORECASE)
"""The second answer to choose from: the first is no answer then."""


def question_and_answer(place: Place) -> Match | None:
    """Read a `Q:` paragraph with its `A:`; the answer ends at the next prompt, rule or heading."""
    block = place.block
    if not isinstance(block, Paragraph):
        return None
    lines = _marks(block, place)
    if not lines or lines[0][0] != "question":
        return None
    mark = block.text[: lines[0][2]]
    dotted = mark.rstrip(" *_").endswith(".") and not any(map(str.isdigit, mark))
    if dotted and len(lines) == 1 and not re.search("[?？]", block.text) and not _is_answered(place):
        return None  # a name that is cut short: "Q. robur"
    return _match(place, block, lines)


def _is_answered(place: Place) -> bool:
    """Tell whether the next paragraph opens with the mark of an answer."""
    following = place.following[0] if place.following else None
    marks = _marks(following, place) if isinstance(following, Paragraph) else []
    return bool(marks) and marks[0][0] == "answer"


def _marks(block: Paragraph, place: Place) -> list[tuple[str, int, int]]:
    """Return the marks of a paragraph as (question | answer, start of the mark, start of its text)."""
    vocabulary = place.page.vocabulary
    if PROMPT_MARK.match(block.text) is None:
        return []
    marks = []
    choices = _CHOICE.search(block.text) is not None
    letters = _letters(block.text, place)
    for found in PROMPT_MARK.finditer(block.text):
        word = found.group(1).casefold()
        if choices and len(word) == 1 and not found[0].rstrip("*_ ").endswith((":", "：")):
            continue
        if word in vocabulary.questions.question_marks or word in letters[:1]:
            marks.append(("question", found.start(), found.end()))
        elif word in vocabulary.questions.answer_marks or word in letters[1:]:
            marks.append(("answer", found.start(), found.end()))
    return marks if marks and marks[0][1] == 0 else []


def _letters(text: str, place: Place) -> tuple[str, ...]:
    """Return the letters that stand for question and answer in a language, where a text has both: `F: ...`, `A: ...`."""
    words = [found[1].casefold() for found in PROMPT_MARK.finditer(text)]
    pairs = (pair for pair in place.page.vocabulary.questions.letters if words[:1] == [pair[0]] and pair[1] in words)
    return next(pairs, ())


def _match(place: Place, block: Paragraph, marks: list[tuple[str, int, int]]) -> Match:
    found: list[Candidate | TurnedDown] = []
    taken = 1
    for number, (name, _, start) in enumerate(marks):
        if name != "question":
            continue
        end = marks[number + 1][1] if number + 1 < len(marks) else len(block.text)
        question = _unbold(block.text[start:end].strip())
        line = block.first_line + block.text.count("\n", 0, start)
        answered = number + 1 < len(marks) and marks[number + 1][0] == "answer"
        if answered:
            stop = marks[number + 2][1] if number + 2 < len(marks) else len(block.text)
            text = _unbold(block.text[marks[number + 1][2] : stop].strip())
            first = block.first_line + block.text.count("\n", 0, marks[number + 1][2])
            body: tuple[Block, ...] = (Paragraph(first, first + text.count("\n"), text),) if text else ()
            if number + 2 >= len(marks):
                more = _rest(place, labelled=True)
                body, taken = (*body, *more), 1 + len(more)
        else:
            below = _rest(place) if number + 1 == len(marks) else ()
            parted = _ASKED_AND_ANSWERED.match(question)
            if parted and (parted["arrow"] or not (below or _only_asks_on(parted["answer"], place))):
                question, answer = _unbold(parted["question"]), _unbold(parted["answer"])
                first = line + question.count("\n")
                body = (Paragraph(first, first + answer.count("\n"), answer),)
            else:
                taken = 1 + len(below)
                body = unlabelled(below, place)
        if body:
            found.append(
                Candidate(Kind.QUESTION, question, body, line, body[-1].last_line, "Q and A", place.scope, exempt=True)
            )
        else:
            found.append(TurnedDown(line, line, "the question has no answer", question))
    return Match(tuple(found), taken)


def _only_asks_on(answer: str, place: Place) -> bool:
    """Tell what stands behind a question and belongs to it: another question, an order or a remark in brackets."""
    questions = place.page.vocabulary.questions
    remark = answer.startswith(("(", "[", "（")) and answer.endswith((")", "]", "）"))
    return answer.endswith(("?", "？")) or remark or questions.orders(answer)


def _unbold(text: str) -> str:
    """Take off stars whose other half stood before the mark: `**Q: What ...?**`."""
    return text.removesuffix("**").rstrip() if text.endswith("**") and text.count("**") % 2 else text


def _rest(place: Place, *, labelled: bool = False) -> tuple[Block, ...]:
    """Return the blocks behind, up to the next prompt.

    Prose goes on with a labelled answer in a file of questions only; in a note with one or two it is the note's own, and so
    it is behind the comment by which another tool knows the card: what goes on with that answer leaves no line empty.
    """
    blocks: list[Block] = []
    for number in range(place.index + 1, len(place.blocks)):
        block = place.blocks[number]
        prose = isinstance(block, Paragraph) and place.page.questions < _FEWEST_QUESTIONS
        apart = place.page.document.scheduled and block.first_line > place.blocks[number - 1].last_line + 1
        if labelled and (prose or apart or _is_of_terms(block, place)):
            break
        marks = _marks(block, place) if isinstance(block, Paragraph) else []
        if (
            isinstance(block, Heading | Rule)
            or _is_cloze_line(block)
            or ((labelled or blocks) and _is_of_questions(block, place))
            or (marks and (marks[0][0] == "question" or blocks))
        ):
            break
        blocks.append(block)
        if isinstance(block, Quote) and _is_quoted_answer(block, place):
            break
    return tuple(blocks)


def _is_quoted_answer(block: Quote, place: Place) -> bool:
    """Tell an answer with its mark in a quote: it ends where that does."""
    first = block.blocks[0] if block.blocks else None
    marks = _marks(first, place) if isinstance(first, Paragraph) else []
    return bool(marks) and marks[0][0] == "answer"


def _is_of_terms(block: Block, place: Place) -> bool:
    """Tell a table, or a list of bold terms with their meanings: behind the text of an answer they are the note's own."""
    if isinstance(block, Table):
        return True
    splits = [split for item in block.items if (split := place.page.split(item))] if isinstance(block, List) else []
    return sum(split.mark == "strong" and split.separator != "none" for split in splits) > 1


def _is_of_questions(block: Block, place: Place) -> bool:
    """Tell a paragraph that asks on its first line, or a list whose first item does, or orders by its number: no part of an answer."""
    item = block.items[0] if isinstance(block, List) and block.items else None
    first = item.blocks[0] if item and item.blocks else block
    line = first.text.split("\n")[0].rstrip('*_"”“» ') if isinstance(first, Paragraph) else ""
    numbered = isinstance(block, List) and block.start is not None
    return line.endswith(("?", "？")) or (numbered and place.page.vocabulary.questions.orders(plain(line)))


def paired(block: List, place: Place) -> List:
    """Return a list in which an item that is the answer of the one before it stands below that."""
    items: list[Item] = []
    for item in block.items:
        before = items[-1] if items else None
        if (
            before
            and len(before.blocks) == 1
            and _mark_of(before, place) == "question"
            and _mark_of(item, place) == "answer"
        ):
            below = List(item.first_line, item.last_line, (item,))
            items[-1] = replace(before, last_line=item.last_line, blocks=(*before.blocks, below))
        else:
            items.append(item)
    return replace(block, items=tuple(items)) if len(items) < len(block.items) else block


def _mark_of(item: Item, place: Place) -> str:
    first = item.blocks[0] if item.blocks else None
    marks = _marks(first, place) if isinstance(first, Paragraph) else []
    return marks[0][0] if len(marks) == 1 else ""


def _is_cloze_line(block: Block) -> bool:
    return isinstance(block, Paragraph) and (block.text.startswith("C: ") or bool(gap_numbers(block.text)))


def unlabelled(blocks: tuple[Block, ...], place: Place) -> tuple[Block, ...]:
    """Take the mark off an answer that stands in a paragraph, an item or a quote of its own."""
    if blocks and isinstance(blocks[0], Quote) and blocks[0].blocks:
        return (*unlabelled(blocks[0].blocks, place), *blocks[1:])
    item = blocks[0].items[0] if blocks and isinstance(blocks[0], List) and len(blocks[0].items) == 1 else None
    if item and item.blocks and isinstance(item.blocks[0], Paragraph) and _marks(item.blocks[0], place):
        return unlabelled((*item.blocks, *blocks[1:]), place)
    if not blocks or not isinstance(blocks[0], Paragraph):
        return blocks
    first = blocks[0]
    marks = _marks(first, place)
    text = first.text[marks[0][2] :].strip() if marks else first.text
    head = (Paragraph(first.first_line, first.last_line, text),) if text else ()
    return (*head, *blocks[1:])
