"""One line of a plan as the screen tells it: what the note says now, and what that changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from srs.app.plan_lines import PlanLine, draft_of
from srs.app.wording import counted
from srs.model import Ambiguous, Edited, Moved, Way, show_gaps
from srs.tui.diffs import change_of
from srs.tui.look import markdown, safe
from srs.tui.plan_list import Heading, Remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from srs.model import Draft
    from srs.tui.plan_list import PlanList, Row

_AROUND = 4
"""Words on each side of a change; the whole text stands below."""


def detail_of(row: Row | None, rows: PlanList, width: int, *, colour: bool) -> Text:
    """Return what there is to know about a line of a plan."""
    if row is None:
        return Text("The cards agree with the notes: nothing to do.", "dim")
    if isinstance(row, Heading):
        return safe(row.name, "bold")
    if isinstance(row, Remark):
        return Text("\n\n").join((safe(row.told), Text("srs sync --dry-run --verbose lists the facts", "dim")))
    if isinstance(row, Ambiguous):
        return Text("\n").join(_unsure(row, rows, width, colour=colour))
    if isinstance(row, PlanLine):
        return Text("\n\n").join(_change(row, width, colour=colour))
    return Text("\n\n").join((safe(row.message, "red"), safe(row.place, "dim"), Text("e edits the note")))


def _change(line: PlanLine, width: int, *, colour: bool) -> Iterator[Text]:
    change, draft = line.change, draft_of(line.change)
    yield safe(line.told, line.sign[1])
    if line.gives_way:
        yield safe(line.together)
        return
    if line.facts > 1 and isinstance(change, Moved):
        yield safe(f"{counted(line.facts, 'fact')} from {change.fact.draft.source.path} to {line.path}")
        return
    if isinstance(change, Moved):
        yield safe(f"from {change.fact.draft.source}", "dim")
    yield from (
        _difference(change.fact.draft, draft, colour=colour) if isinstance(change, Edited) else _sides(draft, width)
    )
    yield _origin(draft)


def _unsure(one: Ambiguous, rows: PlanList, width: int, *, colour: bool) -> Iterator[Text]:
    """Show each fact that a new text may have been, with what would have changed, and below them the text; it has to fit a small pane."""
    keys = "1" if len(one.candidates) == 1 else f"1-{min(len(one.candidates), 9)}"
    yield safe("Which was it?  ", "bold magenta") + safe(f"{keys} that one  0 none", "dim")
    decided = rows.decision(one)
    for number, fact in enumerate(one.candidates, 1):
        mark = "●" if decided == f"it was {number}" else " "
        yield Text.assemble((f"{mark} {number}  ", "bold"), safe(str(fact.draft.source), "dim"))
        yield from _difference(fact.draft, one.draft, colour=colour, around=_AROUND)
    yield Text.assemble(("\nnow  ", "bold"), _origin(one.draft))
    yield from _sides(one.draft, width)


def _difference(before: Draft, after: Draft, *, colour: bool, around: int | None = None) -> Iterator[Text]:
    for old, new in ((before.front, after.front), (before.back, after.back)):
        changed = change_of(old, new, colour=colour, around=around)
        yield changed if changed else safe(" ".join(new.split()))


def _sides(draft: Draft, width: int) -> Iterator[Text]:
    front = show_gaps(draft.front, None) if draft.way is Way.CLOZE else draft.front
    yield markdown(front, width, "bold")
    if draft.back:
        yield markdown(draft.back, width)


def _origin(draft: Draft) -> Text:
    where = " › ".join(draft.places)
    return safe(" · ".join(filter(None, (str(draft.source), where))), "dim")
