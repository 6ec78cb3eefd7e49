"""What a sync would do, as values for its page."""

from __future__ import annotations

from hashlib import blake2b
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from srs.app.plan_lines import draft_of, is_held, plan_lines, settings_told
from srs.app.wording import counted, refusal_told, summary_of, unasked_told
from srs.markdown.sanitise import visible
from srs.model import Created, Edited, Moved, Retired, Revived, bracket_gaps
from srs.reconcile.diff import Piece, legible, set_off, shortened
from srs.web.card_html import line_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from srs.app.plan_lines import PlanLine
    from srs.app.planning import Prospect
    from srs.model import Ambiguous, Draft, Problem

MOST_LINES = 300
_AROUND = 12
_LONGEST = 1200
_KINDS = {Created: "new", Edited: "edited", Moved: "moved", Retired: "retired", Revived: "new"}


class ChangeLine(NamedTuple):
    """A change: its kind, what it means, where it stands, and the texts, as they are or word by word."""

    kind: str
    told: str
    line: int
    front: Markup | None
    back: Markup | None
    texts: list[list[Piece]]


class NoteChanges(NamedTuple):
    """The changes in a note, and of how many facts."""

    path: str
    facts: int
    lines: list[ChangeLine]


class Candidate(NamedTuple):
    """A fact that a new text may have been, and what would have changed."""

    id: str
    source: str
    texts: list[list[Piece]]


class Unsure(NamedTuple):
    """A new text, and the facts that it may have been."""

    id: str
    source: str
    front: Markup
    back: Markup
    candidates: list[Candidate]


class PlanView(NamedTuple):
    """All of it; `name` is another one as soon as the plan is."""

    name: str
    summary: str
    is_empty: bool
    refusal: str
    unsure: list[Unsure]
    unasked: str
    notes: list[NoteChanges]
    left: int
    settings: list[str]
    problems: tuple[Problem, ...]


def plan_view(prospect: Prospect, *, every: bool) -> PlanView:
    """Return what there is to see of a plan; of a long one the beginning, unless `every` is set."""
    report = prospect.report
    lines = list(plan_lines(report.plan.changes, every=False))
    shown = lines if every else lines[:MOST_LINES]
    return PlanView(
        name=name_of(prospect),
        summary=summary_of(report),
        is_empty=report.is_empty and not prospect.unsure,
        refusal=refusal_told(report.refusal) if report.refusal else "",
        unsure=[_unsure(one) for one in prospect.unsure],
        unasked=unasked_told(prospect.unasked),
        notes=[_note(path, list(group)) for path, group in groupby(shown, key=lambda line: line.path)],
        left=len(lines) - len(shown),
        settings=list(settings_told(report.plan.changes)),
        problems=report.plan.problems,
    )


def name_of(prospect: Prospect) -> str:
    """Name a plan by what it would change, so that a form can say which plan was read."""
    digest = blake2b(digest_size=9)
    for change in prospect.report.plan.changes:
        fact = change.id if isinstance(change, Created) else change.fact.id
        draft = draft_of(change)
        digest.update(
            repr((type(change).__name__, fact, draft.source.path, draft.front, draft.back)).encode("utf-8", "replace")
        )
        digest.update(repr((draft.way, draft.held, draft.deck, draft.tags)).encode("utf-8", "replace"))
    for one in prospect.unsure:
        digest.update(repr((one.id, [fact.id for fact in one.candidates])).encode())
    return digest.hexdigest()


def _note(path: str, lines: list[PlanLine]) -> NoteChanges:
    return NoteChanges(path, sum(line.facts for line in lines), [_line(line) for line in lines])


def _line(line: PlanLine) -> ChangeLine:
    change, draft = line.change, draft_of(line.change)
    kind = "held" if is_held(change) else _KINDS.get(type(change), "")
    if isinstance(change, Moved) and line.facts > 1:
        told = f"{counted(line.facts, 'fact')} moved {line.remark}; their history stays."
        return ChangeLine(kind, told, 0, None, None, [])
    if line.gives_way:
        return ChangeLine(kind, f"{line.together}. {line.told}", 0, None, None, [])
    if isinstance(change, Edited):
        texts = list(_differences(change.fact.draft, draft))
        return ChangeLine(kind, line.told, draft.source.first_line, None, None, texts)
    told = f"{line.told} It stood in {change.fact.draft.source.path}." if isinstance(change, Moved) else line.told
    return ChangeLine(kind, told, draft.source.first_line, _text(draft.front), _text(draft.back), [])


def _unsure(one: Ambiguous) -> Unsure:
    candidates = [
        Candidate(fact.id, str(fact.draft.source), list(_differences(fact.draft, one.draft))) for fact in one.candidates
    ]
    return Unsure(one.id, str(one.draft.source), _text(one.draft.front), _text(one.draft.back), candidates)


def _differences(before: Draft, after: Draft) -> Iterator[list[Piece]]:
    for old, new in ((before.front, after.front), (before.back, after.back)):
        one, other = (" ".join(visible(bracket_gaps(text)).split()) for text in (old, new))
        pieces = shortened(legible(one, other), _AROUND) if one != other else [Piece("same", other[:_LONGEST])]
        if one or other:
            yield [piece for piece in set_off(pieces, colour=True) if piece.text]


def _text(text: str) -> Markup:
    text = bracket_gaps(text)
    return line_html(text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …")
