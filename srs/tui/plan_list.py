"""The lines of a plan: what is unsure first, then the changes note by note, then what could not be read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from srs.app.plan_lines import PlanLine, draft_of, plan_lines, settings_told
from srs.app.wording import counted, unasked_told
from srs.model import Ambiguous, Problem
from srs.tui.lines import LineList
from srs.tui.look import fit, front_line, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from srs.app.planning import Decisions, Prospect


class Heading(NamedTuple):
    """A note, or what else the lines below have in common, and how many facts they are about."""

    name: str
    facts: int


class Remark(NamedTuple):
    """What changes for facts whose text stays."""

    told: str


Row = Heading | Remark | PlanLine | Ambiguous | Problem


class PlanList(LineList):
    """What a sync would do, line by line; decisions about what is unsure stand before it."""

    def __init__(self, decisions: Decisions) -> None:
        super().__init__(id="table")
        self.rows: list[Row] = []
        self._decisions = decisions

    @property
    def count(self) -> int:
        """Return how many lines there are, headings included."""
        return len(self.rows)

    @property
    def current(self) -> Row | None:
        """Return what the line under the cursor is about."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    def show(self, prospect: Prospect) -> None:
        """Show a plan from its beginning."""
        self.rows = list(_rows(prospect))
        self.lay_out(min(1, max(len(self.rows) - 1, 0)))  # below the first heading

    def go_on(self) -> None:
        """Go to the next text that is unsure, if there is one."""
        following = self.rows[self.cursor + 1 : self.cursor + 2]
        self.go(self.cursor + sum(isinstance(row, Ambiguous) for row in following))
        self.tell_moved()

    def line(self, index: int, width: int) -> Strip:
        """Draw a line."""
        row, base = self.rows[index], self.style_of(index)
        if isinstance(row, Heading):
            text = one_line(f"{row.name}  ({counted(row.facts, 'fact')})" if row.facts else row.name)
            return Strip([Segment(fit(text, width), base + Style(bold=True))], width)
        sign, colour, told, remark = self._told(row)
        style = base if index == self.cursor else base + Style(color=colour)
        room = max(width - 4 - (len(remark) + 3 if remark else 0), width // 2)
        text = fit(told, min(room, len(told) or 1)) if remark else fit(told, room)
        tail = Segment(f"  ({remark})" if remark else "", base + Style(dim=index != self.cursor))
        return Strip([Segment(f"  {sign} ", style), Segment(text, base), tail]).adjust_cell_length(width, base)

    def _told(self, row: Remark | PlanLine | Ambiguous | Problem) -> tuple[str, str, str, str]:
        """Return the sign of a line with its colour, what it says, and what is remarked on it."""
        if isinstance(row, Remark):
            return "*", "blue", one_line(row.told), ""
        if isinstance(row, Problem):
            return "!", "red", one_line(row.message), f"line {row.line}" if row.line else ""
        if isinstance(row, PlanLine):
            draft = draft_of(row.change)
            told = row.together or front_line(draft.front)
            return *row.sign, told, one_line(row.remark)
        return "=", "magenta", front_line(row.draft.front), self.decision(row)

    def decision(self, unsure: Ambiguous) -> str:
        """Say what was decided about a text."""
        if unsure.id not in self._decisions:
            return "which was it?"
        old = self._decisions[unsure.id]
        places = {fact.id: number for number, fact in enumerate(unsure.candidates, 1)}
        return "none of them" if old is None else f"it was {places[old]}"


def _rows(prospect: Prospect) -> Iterator[Row]:
    plan = prospect.report.plan
    unasked = unasked_told(prospect.unasked)
    if prospect.unsure or unasked:
        yield Heading("Which facts were these?", len(prospect.unsure))
        yield from prospect.unsure
    if unasked:
        yield Remark(unasked)
    lines = list(plan_lines(plan.changes, every=False))
    counts: Counter[str] = Counter()
    for line in lines:
        counts[line.path] += line.facts
    path = None
    for line in lines:
        if line.path != path:
            path = line.path
            yield Heading(path, counts[path])
        yield line
    if told := list(settings_told(plan.changes)):
        yield Heading("Cards, decks and tags", 0)
        yield from (Remark(one) for one in told)
    path = None
    for problem in plan.problems:
        if problem.path != path:
            path = problem.path
            yield Heading(f"Problems in {path}", 0)
        yield problem
