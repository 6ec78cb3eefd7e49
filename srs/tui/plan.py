"""The plan: what a sync would do, line by line, and the questions it has, before it is carried out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from rich.text import Text
from textual.binding import Binding

from srs.app.following import Followed
from srs.app.news import Left
from srs.app.plan_lines import PlanLine, draft_of
from srs.app.planning import carry_out, look_ahead
from srs.app.wording import carried_out_told, refusal_told, summary_of
from srs.errors import RefusedError, SrsError, UsageError
from srs.model import Ambiguous, Problem
from srs.tui.dialogs import Question
from srs.tui.list_screen import ListScreen
from srs.tui.plan_detail import detail_of
from srs.tui.plan_list import Heading, PlanList, Remark

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from textual.binding import BindingType

    from srs.app.collection import Collection
    from srs.app.doors import Doors
    from srs.app.planning import CarriedOut, Decisions, Prospect
    from srs.store.open import Store

Found = TypeVar("Found")

_PROGRESS_EVERY = 50
"""Notes between two looks at how far the reading is."""


class PlanScreen(ListScreen):
    """What a sync would do; a carries it out, with the answers that were given before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "carry_out", show=False),
        Binding("r", "read", show=False),
        Binding("e", "edit", show=False),
        *(Binding(f"{number}", f"decide({number})", show=False) for number in range(10)),
    ]
    HINTS = (
        "a carry it out  1-9 it was that one  0 none  e edit the note  r read again  ? help  q leave it",
        "a carry out  1-9 0 decide  e edit  r read again  ? help  q quit",
        "a carry out  1-9 0 decide  ? help  q",
        "a carry out  ? help  q quit",
    )
    KEYS = (
        ("j k ↓ ↑ n N", "next, previous line"),
        ("g G", "first, last"),
        ("^d ^u ^f ^b", "half a page, a page"),
        ("Enter", "only the text, or all"),
        ("J K", "scroll the text"),
        ("1-9", "it was that one"),
        ("0", "it was none of them"),
        ("a", "carry the plan out"),
        ("r", "read the notes again"),
        ("e", "edit the note there"),
        ("? q", "this help, leave"),
    )

    def __init__(self, collection: Collection, doors: Doors) -> None:
        self._decisions: Decisions = {}
        self._rows = PlanList(self._decisions)
        super().__init__(self._rows)
        self._followed = Followed(collection)
        self._doors = doors
        self._prospect: Prospect | None = None
        self._has_left = False
        self.is_busy = False

    def on_mount(self) -> None:
        """Read the notes."""
        self.table.focus()
        self.action_read()

    def on_unmount(self) -> None:
        """Let the reading end."""
        self._has_left = True

    def action_read(self) -> None:
        """Read the notes again; what was decided stays."""
        self._work(self._look, self._show)

    def action_carry_out(self) -> None:
        """Carry the plan out; where it looks like an accident the user is asked first."""
        found = self._prospect
        if found is None or self.is_busy:
            return
        if found.report.is_empty and not self._decisions:
            self.tell("There is nothing to do.")
        elif found.report.refusal:
            self._ask(refusal_told(found.report.refusal))
        else:
            self._work(partial(self._carry_out, yes=False), self._report)

    def action_decide(self, number: int) -> None:
        """Say which fact the text under the cursor was, and go on to the next; the same again takes that back."""
        row = self._rows.current
        if not isinstance(row, Ambiguous) or number > len(row.candidates):
            return
        chosen = row.candidates[number - 1].id if number else None
        if row.id in self._decisions and self._decisions[row.id] == chosen:
            del self._decisions[row.id]
            self._rows.tell_moved()
            return
        for other in [new for new, old in self._decisions.items() if old is not None and old == chosen]:
            del self._decisions[other]  # a fact goes on as one text alone
        self._decisions[row.id] = chosen
        self._rows.go_on()

    def action_edit(self) -> None:
        """Open the note under the cursor, and read it again."""
        row = self._rows.current
        if isinstance(row, Heading | Remark) or row is None:
            return
        path, line = place_of(row)

        def deed() -> str:
            file = self._followed.collection.notes / path
            if not file.exists():
                raise UsageError(f"The note {path} is gone.", "r reads the notes again.")
            self._doors.open_editor(file, line)
            return ""

        told = self.edit(deed)
        self.action_read()
        if told:
            self.tell(told)

    def _ask(self, refusal: str) -> None:
        def decided(consent: bool | None) -> None:
            if consent:
                self._work(partial(self._carry_out, yes=True), self._report)

        self.app.push_screen(Question(f"{refusal}\n\nCarry it out all the same?"), decided)

    def _look(self, store: Store) -> Prospect:
        doors = self._doors
        return look_ahead(
            store, self._followed.read(), at=doors.now_ms(), started_ns=doors.wall_ns(), progress=self._progress
        )

    def _carry_out(self, store: Store, *, yes: bool) -> CarriedOut:
        return carry_out(
            store,
            self._followed.read(),
            dict(self._decisions),
            at=self._doors.now_ms(),
            started_ns=self._doors.wall_ns(),
            yes=yes,
            progress=self._progress,
        )

    def _work(self, deed: Callable[[Store], Found], take: Callable[[Found], None]) -> None:
        """Do something with a connection of its own behind the screen, and take what comes of it."""
        if self.is_busy:
            return
        self.is_busy = True
        self.tell("Reading the notes ...")
        self.run_worker(partial(self._work_behind, deed, take), thread=True)

    def _work_behind(self, deed: Callable[[Store], Found], take: Callable[[Found], None]) -> None:
        then: Callable[[], None]
        try:
            store = self._followed.collection.open()
            try:
                then = partial(take, deed(store))
            finally:
                store.close()
        except Left:
            return
        except RefusedError as error:
            then = partial(self._ask, error.told)  # the notes have changed since the plan was made
        except SrsError as error:
            then = partial(self.tell, error.told)
        if not self._has_left:
            self.app.call_from_thread(self._end_work, then)

    def _end_work(self, then: Callable[[], None]) -> None:
        self.is_busy = False
        if self.is_attached:
            then()

    def _progress(self, number: int, total: int) -> None:
        if self._has_left:
            raise Left
        if number % _PROGRESS_EVERY == 0 and number:
            self.app.call_from_thread(self.tell, f"Reading the notes: {number:,} of {total:,}")

    def _show(self, found: Prospect) -> None:
        self._prospect = found
        known = {one.id: {fact.id for fact in one.candidates} for one in found.unsure}
        for new, old in list(self._decisions.items()):
            if new not in known or (old is not None and old not in known[new]):
                del self._decisions[new]
        self._rows.show(found)
        told = "" if found.report.is_empty else f"Would be: {summary_of(found.report)}"
        self.tell(" ".join(filter(None, (told, self._followed.trouble))))
        self.draw()

    def _report(self, done: CarriedOut) -> None:
        """Tell what was done, and show what is left."""
        self._decisions.clear()
        told = carried_out_told(done)

        def show(found: Prospect) -> None:
            self._show(found)
            self.tell(told)

        self._work(self._look, show)

    def head_of(self, width: int) -> str:
        """Name what is shown, and tell how many questions are open."""
        unsure = len(self._prospect.unsure) if self._prospect else 0
        told = f"{len(self._decisions)} of {unsure} decided" if unsure else ""
        head = f"What a sync would do  {told}".rstrip()
        return head if len(head) <= width else told

    def detail_key(self) -> Hashable:
        """Name the line."""
        return self._rows.cursor

    def detail_of(self, width: int) -> Text:
        """Return what there is to know about the line under the cursor."""
        if self._prospect is None:
            return Text("")
        return detail_of(self._rows.current, self._rows, width, colour=self._doors.colour)

    def place(self) -> Sequence[str]:
        """Leave the line to what was done: how many questions are open stands above."""
        return ()


def place_of(row: PlanLine | Ambiguous | Problem) -> tuple[str, int]:
    """Return the note of a line of the plan, and the line in it."""
    if isinstance(row, Problem):
        return row.path, row.line
    draft = draft_of(row.change) if isinstance(row, PlanLine) else row.draft
    return draft.source.path, draft.source.first_line
