"""A screen with a list, what is under its cursor beside or below it, and a line that tells what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.binding import Binding
from textual.containers import Container, VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from srs.errors import SrsError
from srs.markdown.sanitise import visible
from srs.tui.aside import aside
from srs.tui.dialogs import Help

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer
    from textual.widget import Widget

    from srs.tui.lines import LineList

_TOLD_SECONDS = 12.0
_WIDE = 110


class ListScreen(Screen[None]):
    """What the browser and the plan have in common; it is left with q."""

    CSS_PATH = "list_screen.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "leave", show=False),
        Binding("j,n", "move(1)", show=False),
        Binding("k,N", "move(-1)", show=False),
        Binding("question_mark,f1", "help", show=False),
        Binding("J", "scroll_detail(1)", show=False),
        Binding("K", "scroll_detail(-1)", show=False),
        Binding("enter,escape", "close_detail", show=False),
        Binding("tab,shift+tab", "no_focus", show=False),
    ]
    HINTS: ClassVar[tuple[str, ...]] = ()
    """What the last line tells about keys while the list has them."""
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = ()
    """All keys, with what they do."""

    def __init__(self, table: LineList) -> None:
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-below"), (_WIDE, "-beside")]
        self._drawn: Hashable = None
        self._news = ""
        self._silence: Timer | None = None
        # Held here, as a dialog in front would hide them from every search for them.
        self.table = table
        self._head, self.detail, self._status, self._hints = (
            Static(id=name) for name in ("head", "preview", "status", "hints")
        )
        self._fact = VerticalScroll(self.detail, id="fact")

    def head_of(self, width: int) -> str:
        """Return the line above the list."""
        raise NotImplementedError

    def detail_of(self, width: int) -> Text:
        """Return what is told about the line under the cursor."""
        raise NotImplementedError

    def detail_key(self) -> Hashable:
        """Name what is under the cursor; as long as it is the same, it stays scrolled where it is."""
        raise NotImplementedError

    def place(self) -> Sequence[str]:
        """Return what the line below tells about the list, what matters most first."""
        raise NotImplementedError

    def hints(self) -> tuple[str, ...]:
        """Return what the last line can tell about keys now: the longest that fits is shown."""
        return self.HINTS

    def on_descendant_focus(self) -> None:
        """Tell the keys of what is typed into now."""
        self.call_after_refresh(self._draw_hints)

    def above(self) -> Sequence[Widget]:
        """Return what stands above the list."""
        return ()

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield from self.above()
        with Container(id="both"):
            yield Container(self._head, self.table, id="list")
            yield self._fact
        yield self._status
        yield self._hints

    def on_mount(self) -> None:
        """Look whether there is more of a text as often as it is another one or is scrolled."""
        for name in ("scroll_y", "virtual_size", "size"):
            self.watch(self._fact, name, self._look_below, init=False)

    def _look_below(self) -> None:
        self.call_after_refresh(self._draw_hints)

    def on_line_list_moved(self) -> None:
        """Show what is under the cursor."""
        self.draw()

    def on_line_list_opened(self) -> None:
        """Show it alone."""
        self.add_class("alone")
        self._fact.focus()

    def action_close_detail(self) -> None:
        """Show the list again."""
        self.show_list()
        self.table.focus()

    def show_list(self) -> None:
        """Lay the list out beside what is told about its line."""
        self.remove_class("alone")
        self.call_after_refresh(self.draw)

    def on_resize(self) -> None:
        """Lay everything out anew."""
        self.call_after_refresh(self.draw)

    def action_leave(self) -> None:
        """Go back to where the user came from."""
        self.dismiss()

    def action_move(self, lines: int) -> None:
        """Go to another line while one is shown alone."""
        self.table.action_move(lines)

    def action_no_focus(self) -> None:
        """Leave the cursor where it is: typed keys should never land in the query by themselves."""

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(Help(self.KEYS))

    def action_scroll_detail(self, lines: int) -> None:
        """Scroll what is told about the line."""
        self._fact.scroll_relative(y=lines, animate=False, immediate=True)

    def edit(self, deed: Callable[[], str]) -> str:
        """Let the terminal go for an editor, and return what is to be told of it."""
        try:
            return aside(self.app, deed)
        except SrsError as error:
            return error.told

    def tell(self, text: str) -> None:
        """Say something for a while."""
        self._news = text
        if self._silence:
            self._silence.stop()
        self._silence = self.set_timer(_TOLD_SECONDS, self._fall_silent) if text else None
        self._draw_status()

    def _fall_silent(self) -> None:
        self._news = ""
        self._draw_status()

    def draw(self) -> None:
        """Draw everything that depends on the cursor, the list or the width."""
        if not self.is_attached:
            return
        if not self.has_class("alone"):  # where the list is hidden, nobody knows how wide it will be
            self._head.update(Text(self.head_of(self.table.room), "bold"))
        self._draw_hints()
        self._draw_detail()
        self._draw_status()

    def _draw_hints(self) -> None:
        """Tell the keys: first the one that scrolls, where there is more of a text than is seen."""
        more = "J more  " if self._fact.scroll_offset.y < self._fact.max_scroll_y else ""
        room = self.size.width - len(more)
        told = self.hints()
        hints = next((one for one in told if len(one) <= room), told[-1])
        self._hints.update(Text(more, "bold") + Text(hints, "dim"))

    def _draw_detail(self) -> None:
        try:
            text = self.detail_of(self.detail.content_size.width or self.size.width)
        except SrsError as error:
            text = Text(visible(error.told), "red")
        self.detail.update(text)
        if self.detail_key() != self._drawn:
            self._drawn = self.detail_key()
            self._fact.scroll_home(animate=False)

    def _draw_status(self) -> None:
        """Tell where the cursor is and what was done; what was done matters more, and the line keeps its height."""
        news, width = visible(self._news), self.size.width
        parts = [part for part in self.place() if part]
        while parts and cell_len("  ".join((*parts, news)).rstrip()) > width:
            parts.pop()
        text = Text("  ".join(parts), "reverse") + Text("  " if parts else "", "not reverse")
        text.append(news, "not reverse bold")
        self._status.update(text)
