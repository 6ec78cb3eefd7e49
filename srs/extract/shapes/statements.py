"""Labelled statements of a titled work: Problem, Proposal, Purpose, Observation 2, Theorem.

The label alone says nothing; the front is the title of the work with the label. A work is an item or a heading above.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.extract.answer import is_formula, length
from srs.extract.candidate import Candidate
from srs.extract.split import split_item
from srs.extract.subject import shown_heading
from srs.extract.walk import Match
from srs.markdown.document import Entry, Heading, Item, List, Paragraph
from srs.markdown.inline import plain
from srs.markdown.source import to_markdown
from srs.model import Kind
from srs.model.values import replace

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator

    from srs.extract.candidate import Found
    from srs.extract.page import Page
    from srs.extract.walk import Place
    from srs.markdown.document import Block

_SHORT = 40
_TELLING = 12
_MOST_TITLE_WORDS = 8
_PROBLEMS = frozenset({"problem", "problem statement"})
_EXERCISES = frozenset({"problem", "problema", "problème", "problém", "aufgabe", "问题", "問題"})
"""Problems of a work, but exercises where they are numbered."""
_PROBLEM = ("probl", "issue", "challenge", "pain", "aufgabe", "问题", "問題", "課題", "挑战")
_SOLUTIONS = frozenset({"solution", "solución", "solução", "soluzione", "lösung", "řešení", "解"})
_PROPOSALS = frozenset({"proposal", "proposed solution", "proposed method", "solution"})

Label = tuple[str, str]


def label_of(term: str, page: Page) -> Label | None:
    """Return the label a term is, as (word, number), None where it is none."""
    return page.vocabulary.label(plain(term))


def labelled_paragraph(place: Place) -> Match | None:
    """Read `Problem: ...` and what continues it as a statement of the work above."""
    block = place.block
    label = _paragraph_label(block, place.page)
    if label is None or not isinstance(block, Paragraph):
        return None
    labels = place.page.row(place.blocks).labels
    split = split_item(block.text)
    assert split is not None  # noqa: S101  (it has a label)
    rest = (Paragraph(block.first_line, block.last_line, split.rest),) if split.rest else ()
    goes_on = not split.rest or not (place.scope.parents or _is_whole(split.rest, label[0], place))
    continued = tuple(_continuation(place, spoken=bool(split.rest))) if goes_on else ()
    numbered = labels[label[0]]
    certain = (
        place.page.vocabulary.is_definition(label[0])
        or labels.total() > 1
        or split.mark == "strong"
        or bool(label[1])
        or sum(length(split.rest)) >= _TELLING
    )
    doubt = "" if certain else f"a lone '{split.term}' proves little"
    doubt = doubt or ("without a problem it may solve an exercise" if _solves_alone(label[0], labels) else "")
    made = statement(place, label, split.term, (*rest, *continued), block, siblings=numbered)
    return Match((replace(made, doubt=made.doubt or doubt),), 1 + len(continued))


def _is_whole(text: str, word: str, place: Place) -> bool:
    """Tell a theorem that has been stated: the prose below it is the note's own."""
    prose = place.following and isinstance(place.following[0], Paragraph) and not is_formula(place.following[0])
    return bool(prose) and place.page.vocabulary.is_theorem(word) and not text.rstrip("*_ ").endswith((":", "："))


def _solves_alone(word: str, labels: Counter[str]) -> bool:
    """Tell a solution beside which no problem is told."""
    return word in _SOLUTIONS and not any(other.startswith(_PROBLEM) for other in labels)


def statement(
    place: Place, label: Label, written: str, body: tuple[Block, ...], block: Block | Item | Entry, *, siblings: int
) -> Candidate:
    """Make a statement of the nearest work: its title with the label as written; a numbered one tells how many there are."""
    word, number = label
    name = plain(written).rstrip(".")
    if number.isdigit() and 1 < siblings >= int(number) and name.endswith(number):
        name += f" of {siblings}"
    title = _work(place)
    front = f"{title} — {name}" if title else name
    last = max([block.last_line, *(inner.last_line for inner in body)])
    doubt = "" if title else "there is no title that says what it is about"
    if number and word in _EXERCISES:
        doubt = "a numbered problem is an exercise"
    return Candidate(Kind.STATEMENT, front, body, block.first_line, last, f"statement {word}", place.scope, doubt)


def is_work(item: Item, page: Page) -> bool:
    """Tell an item that is only a title, with labelled statements below it."""
    first = item.blocks[0]
    if not isinstance(first, Paragraph) or not item.blocks[1:]:
        return False
    split = page.split(item)
    titled = first.text.rstrip("*_ ").endswith((":", "：")) or (split is not None and not split.rest)
    return titled and any(_paragraph_label(block, page) or _labelled_list(block, page) for block in item.blocks[1:])


def work_found(item: Item, place: Place) -> Iterator[Found]:
    """Read what is nested below the title of a work."""
    first = item.blocks[0]
    assert isinstance(first, Paragraph)  # noqa: S101  (is_work looked)
    title = plain(first.text).rstrip(":： ")
    scope = replace(place.scope.under(title), work=title)
    found = tuple(place.nested(item.blocks[1:], scope))
    yield from found
    yield from _pair(title, found)


def _pair(title: str, found: Iterable[Found]) -> Iterator[Candidate]:
    """Ask for the proposal of a work by its problem, when both are short."""
    statements = [one for one in found if isinstance(one, Candidate) and one.kind is Kind.STATEMENT]
    problem = next((one for one in statements if one.rule.removeprefix("statement ") in _PROBLEMS), None)
    proposal = next((one for one in statements if one.rule.removeprefix("statement ") in _PROPOSALS), None)
    if problem is None or proposal is None:
        return
    asked, answer = to_markdown(problem.body), to_markdown(proposal.body)
    if "\n" in asked or max(length(asked)[0], length(answer)[0]) > _SHORT:
        return
    front = f"What does {title} propose against this problem? {asked}"
    yield replace(proposal, front=front, rule="statement pair")


def _names_nothing(title: str, page: Page) -> bool:
    """Tell a title that is a label itself, bookkeeping, or a word that says nothing."""
    vocabulary = page.vocabulary
    return vocabulary.is_generic(title) or vocabulary.is_bookkeeping(title) or vocabulary.label(title) is not None


def _paragraph_label(block: Block, page: Page) -> Label | None:
    if not isinstance(block, Paragraph):
        return None
    split = split_item(block.text)
    if split is None or split.separator not in ("colon", "period", "dash") and split.mark != "strong":
        return None
    return label_of(split.term, page)


def _labelled_list(block: Block, page: Page) -> bool:
    if not isinstance(block, List):
        return False
    splits = [split for item in block.items if (split := page.split(item))]
    return sum(1 for split in splits if split.separator != "none" and label_of(split.term, page)) * 2 > len(block.items)


def _is_glossary(block: List, page: Page) -> bool:
    """Tell a list whose items define terms of their own."""
    splits = [split for item in block.items if (split := page.split(item))]
    return sum(split.mark == "strong" and bool(split.rest) for split in splits) * 2 > len(block.items)


def _continuation(place: Place, *, spoken: bool) -> Iterator[Block]:
    """Yield the blocks that belong to a label: a list, or the first block where the label stands alone.

    Where the label has `spoken` on its own line, a list of other terms is none of its answer.
    """
    for number, block in enumerate(place.following):
        alone = number == 0 and isinstance(block, Paragraph) and not split_item(block.text)
        if isinstance(block, Heading) or not (isinstance(block, List) and number == 0 or alone):
            return
        if spoken and isinstance(block, List) and _is_glossary(block, place.page):
            return
        yield block


def _work(place: Place) -> str:
    """Return the title of the work: the item around, else the nearest heading that says something, else the note's."""
    if place.scope.work:
        return place.scope.work
    parent = place.scope.parents[-1].rstrip(":： ") if place.scope.parents else ""
    if parent and len(parent.split()) <= _MOST_TITLE_WORDS and not _names_nothing(parent, place.page):
        return parent
    headings = map(shown_heading, reversed(place.scope.headings))
    telling = (heading for heading in headings if not _names_nothing(heading, place.page))
    return next(telling, place.page.title)
