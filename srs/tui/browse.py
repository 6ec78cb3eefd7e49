"""The browser: a query, the facts it finds, the one under the cursor, and what can be done to many of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding

from srs.app.browse import Browser, Done, Order
from srs.errors import SrsError
from srs.tui.browse_preview import View, preview_of
from srs.tui.browse_query import QueryField
from srs.tui.browse_table import FactTable
from srs.tui.dialogs import Question
from srs.tui.list_screen import ListScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from textual.binding import BindingType
    from textual.events import Key
    from textual.screen import Screen
    from textual.widget import Widget

    from srs.model import Fact, FactId

_MOST_UNASKED = 20
_LOOK_SECONDS = 1.0
_HINTS_OF_QUERY = ("type a query: deck:papers is:due   Enter or Esc to the facts", "Enter or Esc to the facts")


class BrowseScreen(ListScreen):
    """Facts in a table, with a query above and the fact under the cursor below, or beside where there is room."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "ask", show=False),
        Binding("o", "sort", show=False),
        Binding("O", "reverse", show=False),
        Binding("d", "descent", show=False),
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
        Binding("p", "open('plan')", show=False),
        Binding("f", "open('figures')", show=False),
    ]
    HINTS = (
        "/ query  space V select  a accept  x reject  s suspend  b bury  0-7 flag  u undo  e edit  o sort  ? help  q quit",
        "/ query  space select  a x s b 0-7 mark  u undo  e edit  o sort  ? help  q quit",
        "/ query  space select  u undo  ? help  q quit",
        "/ query  u undo  ? help  q quit",
    )
    KEYS = (
        ("j k ↓ ↑ n N", "next, previous fact"),
        ("g G", "first, last"),
        ("^d ^u ^f ^b", "half a page, a page"),
        ("/", "query; Esc goes back"),
        ("o O", "sort by, reversed"),
        ("Enter", "only the fact, or all"),
        ("J K", "scroll the fact"),
        ("d", "what it said when"),
        ("Space", "select a row"),
        ("V", "select up to there"),
        ("^a Esc", "select all, none"),
        ("a x", "accept, reject"),
        ("s S", "suspend, unsuspend"),
        ("b B", "bury for today, unbury"),
        ("0-7", "flag, 0 takes it away"),
        ("R", "reset: begin anew"),
        ("u", "take a change back"),
        ("e", "edit the note there"),
        ("p f", "plan of a sync, figures"),
        ("? q", "this help, quit"),
    )

    def __init__(
        self,
        browser: Browser,
        now_ms: Callable[[], int],
        edit: Callable[[Fact], str],
        query: str = "",
        others: Callable[[str], Screen[None]] | None = None,
        *,
        asks: bool = False,
        at: FactId | None = None,
    ) -> None:
        """Look through what `query` finds, beginning with the fact `at`.

        `edit` opens a fact's note and reads it again, `others` gives other screens.
        """
        self.facts = FactTable(browser, now_ms)
        super().__init__(self.facts)
        self._browser = browser
        self._now_ms = now_ms
        self._edit = edit
        self._others = others
        self._asks = asks
        self._at = at
        self._query = query
        self._order = Order.NOTE
        self._is_reversed = False
        self._descent = False
        self._field = QueryField(query)

    def hints(self) -> tuple[str, ...]:
        """Tell how to leave the query while keys land there."""
        return _HINTS_OF_QUERY if self._field.is_typed_into else self.HINTS

    def above(self) -> Sequence[Widget]:
        """Return the field of the query."""
        return (self._field,)

    def on_mount(self) -> None:
        """Find the first facts, and look from now on whether another process changes the store."""
        # At once, as somebody may be typing already.
        self.set_focus(self._field.input if self._asks else self.table)
        self._find(self._at)
        self.set_interval(_LOOK_SECONDS, self._look)

    def _find(self, to: FactId | None = None) -> None:
        """Show what the query finds; with a slip in it the facts stay, and it is told."""
        try:
            ids = self._browser.find(self._query, self._now_ms(), self._order, reverse=self._is_reversed)
        except SrsError as error:
            self._field.tell(error)
            return
        self._field.tell(None)
        self.facts.show(ids, self._order, reverse=self._is_reversed, to=to)
        self.draw()

    def _look(self) -> None:
        """Show what another process has changed; a fact that is gone by that is told."""
        try:
            if not self._browser.was_changed():
                return
        except SrsError:
            return  # it is being written; the next look is in a second
        before, held_before = self.facts.current, len(self.facts.ids)
        self._find()
        if before is not None and before not in set(self.facts.ids):
            self.tell(f"Another srs changed the collection: the fact {before} is gone from this list.")
        elif len(self.facts.ids) != held_before:
            self.tell("Another srs changed the collection.")

    def on_key(self, event: Key) -> None:
        """Give the query what was typed before it was there to take keys; what lands in it now does not come here."""
        if self._field.is_typed_into and event.is_printable and event.character:
            event.stop()
            self._field.input.insert_text_at_cursor(event.character)

    def on_query_field_asked(self, event: QueryField.Asked) -> None:
        """Filter as somebody types."""
        self._query = event.query
        self.tell("")
        self._find()

    def on_query_field_left(self) -> None:
        """Go to the facts."""
        self.facts.focus()

    def on_fact_table_escaped(self) -> None:
        """Go back to the card that waits below, if one does."""
        if self._asks:
            self.dismiss()

    def action_ask(self) -> None:
        """Go to the query, and show what it finds."""
        self.show_list()
        self._field.enter()

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
        self.draw()

    def action_change(self, name: str) -> None:
        """Do something to the facts that are selected, or to the one under the cursor; ask where they are many."""
        chosen = self.facts.selected() or [one for one in (self.facts.current,) if one is not None]
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

        self.app.push_screen(Question(question), decided)

    def _change(self, name: str, chosen: list[FactId]) -> None:
        try:
            done = self._carry_out(name, chosen)
        except SrsError as error:
            self.tell(error.told)
            return
        noun = "fact" if name in ("accept", "reject", "reset") else "card"
        told = f"{done.count:,} {noun}{'s' * (done.count != 1)} {done.told}."
        if not done.count:
            told = f"Nothing changed: no {noun} there that is not {done.told} already."
        elif name != "reset":
            told += " u takes it back."
        self.facts.clear()
        self._find(done.first)
        self.tell(told)

    def _carry_out(self, name: str, chosen: list[FactId]) -> Done:
        browser, now_ms = self._browser, self._now_ms()
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
            self.tell(error.told)
            return
        if done is None:
            self.tell("Nothing was changed in this sitting that u takes back.")
            return
        self._find(done.first)
        self.tell(
            f"{done.count:,} {done.told}." if done.count else "Another srs has changed that since; left as it is."
        )

    def action_edit(self) -> None:
        """Open the note of the fact in the editor, and show what it says afterwards."""
        shown = self.facts.shown(self.facts.cursor) if self.facts.current else None
        if shown is None:
            return
        news = self.edit(lambda: self._edit(shown.fact))
        self._find(shown.fact.id)
        self.tell(news)

    def action_open(self, name: str) -> None:
        """Show another screen, and afterwards what it has changed here."""
        if self._others:
            self.app.push_screen(self._others(name), lambda _: self._find())

    def head_of(self, width: int) -> str:
        """Name the columns."""
        return self.facts.head(width)

    def detail_key(self) -> Hashable:
        """Name the fact."""
        return self.facts.current

    def detail_of(self, width: int) -> Text:
        """Return the fact under the cursor as a drill would show it."""
        current = self.facts.current
        if current is None:
            return Text("No fact matches.", "dim")
        portrait = self._browser.portray(current)
        if portrait is None:
            return Text("This fact is gone.", "dim")
        view = View(width, self._browser.clock, self._now_ms(), self._descent)
        return preview_of(portrait, self.facts.shown(self.facts.cursor), view)

    def place(self) -> Sequence[str]:
        """Tell where the cursor is, and what is selected."""
        table = self.facts
        selected = table.count_selected()
        return (
            f"{table.cursor + 1:,} of {len(table.ids):,}" if table.ids else "0 facts",
            f"{selected:,} selected" if selected else "",
            "V selects" if table.is_stretching else "",
            f"by {self._order}{' reversed' * self._is_reversed}",
        )
