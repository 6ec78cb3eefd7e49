"""The browser: a query, the facts it finds, the one under the cursor, and what can be done to many of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.cells import cell_len
from rich.text import Text
from textual.app import App, SuspendNotSupported
from textual.binding import Binding
from textual.containers import Container, VerticalScroll
from textual.widgets import Static

from srs.app.browse import Browser, Done, Order
from srs.errors import SrsError
from srs.markdown.sanitise import visible
from srs.tui.browse_dialogs import Help, Question
from srs.tui.browse_preview import View, preview_of
from srs.tui.browse_query import QueryField
from srs.tui.browse_table import FactTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from srs.model import Fact, FactId

_MOST_UNASKED = 20
_LOOK_SECONDS = 1.0
_TOLD_SECONDS = 12.0
_WIDE = 110
_HINTS = (
    "/ query  space V select  a accept  x reject  s suspend  b bury  0-7 flag  u undo  e edit  o sort  ? help  q quit",
    "/ query  space select  a x s b 0-7 mark  u undo  e edit  o sort  ? help  q quit",
    "/ query  space select  u undo  ? help  q quit",
    "/ query  u undo  ? help  q quit",
)
"""What a line has room for: the longest that fits."""


class Doors(NamedTuple):
    """What the browser cannot do itself: tell the time (UTC ms), and let a fact be edited and the notes be read again."""

    now_ms: Callable[[], int]
    edit: Callable[[Fact], str]


class BrowseApp(App[None]):
    """Facts in a table, with a query above and the fact under the cursor below, or beside where there is room."""

    CSS_PATH = "browse.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,ctrl+c,ctrl+q", "quit", show=False, priority=False),
        Binding("slash", "ask", show=False),
        Binding("j,n", "move(1)", show=False),
        Binding("k,N", "move(-1)", show=False),
        Binding("question_mark,f1", "help", show=False),
        Binding("o", "sort", show=False),
        Binding("O", "reverse", show=False),
        Binding("d", "descent", show=False),
        Binding("J", "scroll_fact(1)", show=False),
        Binding("K", "scroll_fact(-1)", show=False),
        Binding("a", "change('accept')", show=False),
        Binding("x", "change('reject')", show=False),
        Binding("s", "change('suspend')", show=False),
        Binding("S", "change('unsuspend')", show=False),
        Binding("b", "change('bury')", show=False),
        Binding("B", "change('unbury')", show=False),
        Binding("R", "change('reset')", show=False),
        *(Binding(f"{flag}", f"change('flag {flag}')", show=False) for flag in range(8)),
        Binding("u", "undo", show=False),
        Binding("e", "edit", show=False),
        Binding("enter,escape", "close_fact", show=False),
    ]

    def __init__(self, browser: Browser, doors: Doors, query: str = "") -> None:
        # Told at once, and not by the theme alone: it decides what becomes of colours under NO_COLOR.
        super().__init__(ansi_color=True)
        self.theme = "ansi-dark"
        self.HORIZONTAL_BREAKPOINTS = [(0, "-below"), (_WIDE, "-beside")]
        self._browser = browser
        self._doors = doors
        self._query = query
        self._order = Order.NOTE
        self._is_reversed = False
        self._descent = False
        self._drawn: FactId | None = None
        self._news = ""
        self._silence: Timer | None = None
        # Held here, as a dialog in front would hide them from every search for them.
        self._field = QueryField(query)
        self._table = FactTable(browser, doors.now_ms)
        self._head, self._preview, self._status, self._hints = (
            Static(id=name) for name in ("head", "preview", "status", "hints")
        )
        self._fact = VerticalScroll(self._preview, id="fact")

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield self._field
        with Container(id="both"):
            yield Container(self._head, self._table, id="list")
            yield self._fact
        yield self._status
        yield self._hints

    def on_mount(self) -> None:
        """Find the first facts, and look from now on whether another process changes the store."""
        self._find()
        self._table.focus()
        self.set_interval(_LOOK_SECONDS, self._look)

    def _find(self, to: FactId | None = None) -> None:
        """Show what the query finds; with a slip in it the facts stay, and it is told."""
        try:
            ids = self._browser.find(self._query, self._doors.now_ms(), self._order, reverse=self._is_reversed)
        except SrsError as error:
            self._field.tell(error)
            return
        self._field.tell(None)
        self._table.show(ids, self._order, reverse=self._is_reversed, to=to)
        self._draw()

    def _look(self) -> None:
        """Show what another process has changed; a fact that is gone by that is told."""
        try:
            if not self._browser.was_changed():
                return
        except SrsError:
            return  # it is being written; the next look is in a second
        before, held_before = self._table.current, len(self._table.ids)
        self._find()
        if before is not None and before not in set(self._table.ids):
            self._tell(f"Another srs changed the collection: the fact {before} is gone from this list.")
        elif len(self._table.ids) != held_before:
            self._tell("Another srs changed the collection.")

    def on_query_field_asked(self, event: QueryField.Asked) -> None:
        """Filter as somebody types."""
        self._query = event.query
        self._news = ""
        self._find()

    def on_query_field_left(self) -> None:
        """Go to the facts."""
        self._table.focus()

    def on_fact_table_moved(self) -> None:
        """Show the fact under the cursor."""
        self._draw()

    def on_fact_table_opened(self) -> None:
        """Show the fact alone."""
        self.screen.add_class("alone")
        self._fact.focus()

    def action_close_fact(self) -> None:
        """Show the table again."""
        self.screen.remove_class("alone")
        self._table.focus()

    def on_resize(self) -> None:
        """Lay everything out anew."""
        self.call_after_refresh(self._draw)

    def action_move(self, lines: int) -> None:
        """Go to another fact while one is shown alone."""
        self._table.action_move(lines)

    def action_ask(self) -> None:
        """Go to the query, and show what it finds."""
        self.screen.remove_class("alone")
        self._field.enter()

    def action_help(self) -> None:
        """Show the keys."""
        self.push_screen(Help())

    def action_sort(self) -> None:
        """Sort by the next quantity."""
        orders = list(Order)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self._is_reversed = False
        self._find()

    def action_reverse(self) -> None:
        """Turn the order round."""
        self._is_reversed = not self._is_reversed
        self._find()

    def action_descent(self) -> None:
        """Show what facts said when, or no longer."""
        self._descent = not self._descent
        self._draw()

    def action_scroll_fact(self, lines: int) -> None:
        """Scroll the fact."""
        self._fact.scroll_relative(y=lines, animate=False)

    def action_change(self, name: str) -> None:
        """Do something to the facts that are selected, or to the one under the cursor; ask where they are many."""
        chosen = self._table.selected() or [one for one in (self._table.current,) if one is not None]
        if not chosen:
            return
        count = f"{len(chosen):,} fact{'s' * (len(chosen) != 1)}"
        question = f"{name.capitalize()} {count}?"
        if name == "reset":
            question = f"Begin {count} anew? The history stays with a retired one; u does not take this back."
        elif len(chosen) <= _MOST_UNASKED:
            self._change(name, chosen)
            return

        def decided(consent: bool | None) -> None:
            if consent:
                self._change(name, chosen)

        self.push_screen(Question(question), decided)

    def _change(self, name: str, chosen: list[FactId]) -> None:
        try:
            done = self._carry_out(name, chosen)
        except SrsError as error:
            self._tell(f"{error.message} {error.hint}")
            return
        noun = "fact" if name in ("accept", "reject", "reset") else "card"
        told = f"{done.count:,} {noun}{'s' * (done.count != 1)} {done.told}."
        if not done.count:
            told = f"Nothing changed: no {noun} there that is not {done.told} already."
        elif name != "reset":
            told += " u takes it back."
        self._table.action_clear()
        self._find(done.first)
        self._tell(told)

    def _carry_out(self, name: str, chosen: list[FactId]) -> Done:
        browser, now_ms = self._browser, self._doors.now_ms()
        if name in ("accept", "reject"):
            return browser.decide(chosen, accepted=name == "accept")
        if name in ("suspend", "unsuspend"):
            return browser.suspend(chosen, suspended=name == "suspend")
        if name in ("bury", "unbury"):
            return browser.bury(chosen, now_ms, buried=name == "bury")
        if name == "reset":
            return browser.reset(chosen, now_ms)
        return browser.flag(chosen, int(name.removeprefix("flag ")))

    def action_undo(self) -> None:
        """Take back the last change."""
        try:
            done = self._browser.undo()
        except SrsError as error:
            self._tell(f"{error.message} {error.hint}")
            return
        if done is None:
            self._tell("Nothing was changed in this sitting that u takes back.")
            return
        self._find(done.first)
        self._tell(
            f"{done.count:,} {done.told}." if done.count else "Another srs has changed that since; left as it is."
        )

    def action_edit(self) -> None:
        """Open the note of the fact in the editor, and show what it says afterwards."""
        shown = self._table.shown(self._table.cursor) if self._table.current else None
        if shown is None:
            return
        try:
            with self.suspend():
                told = self._edit(shown.fact)
        except (
            SuspendNotSupported
        ):  # as on a screen that is no terminal; an editor with a window of its own can do without
            told = self._edit(shown.fact)
        self._find(shown.fact.id)
        self._tell(told)

    def _edit(self, fact: Fact) -> str:
        try:
            return self._doors.edit(fact)
        except SrsError as error:
            return f"{error.message} {error.hint}"

    def _tell(self, text: str) -> None:
        """Say something for a while."""
        self._news = text
        if self._silence:
            self._silence.stop()
        self._silence = self.set_timer(_TOLD_SECONDS, self._fall_silent)
        self._draw_status()

    def _fall_silent(self) -> None:
        self._news = ""
        self._draw_status()

    def _draw(self) -> None:
        """Draw everything that depends on the cursor, the selection or the width."""
        if not self.is_running or not self.screen_stack:
            return
        table = self._table
        self._head.update(Text(table.head(table.room), "bold"))
        hints = next((one for one in _HINTS if len(one) <= self.size.width), _HINTS[-1])
        self._hints.update(Text(hints, "dim"))
        self._draw_fact()
        self._draw_status()

    def _draw_fact(self) -> None:
        current = self._table.current
        try:
            text = self._text_of(current) if current else Text("No fact matches.", "dim")
        except SrsError as error:
            text = Text(visible(f"{error.message} {error.hint}"), "red")
        self._preview.update(text)
        if current != self._drawn:
            self._drawn = current
            self._fact.scroll_home(animate=False)

    def _text_of(self, fact: FactId) -> Text:
        width = self._preview.content_size.width or self.size.width
        portrait = self._browser.portray(fact)
        if portrait is None:
            return Text("This fact is gone.", "dim")
        view = View(width, self._browser.clock, self._doors.now_ms(), self._descent)
        return preview_of(portrait, self._table.shown(self._table.cursor), view)

    def _draw_status(self) -> None:
        """Tell where the cursor is and what was done; what was done matters more, and the line keeps its height."""
        news, width = visible(self._news), self.size.width
        parts = self._place()
        while parts and cell_len("  ".join((*parts, news)).rstrip()) > width:
            parts.pop()
        text = Text("  ".join(parts), "reverse") + Text("  " if parts else "", "not reverse")
        text.append(news, "not reverse bold")
        self._status.update(text)

    def _place(self) -> list[str]:
        """Return what the line tells about the table, what matters most first."""
        table = self._table
        selected = table.count_selected()
        parts = [
            f"{table.cursor + 1:,} of {len(table.ids):,}" if table.ids else "0 facts",
            f"{selected:,} selected" if selected else "",
            "V selects" if table.is_stretching else "",
            f"by {self._order}{' reversed' * self._is_reversed}",
        ]
        return [part for part in parts if part]
