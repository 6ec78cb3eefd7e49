"""The figures: retention, calendar, days, hours, what comes, memory, and the notes that are hardest to keep."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from srs.charts.page import NARROWEST, WIDEST, sections
from srs.errors import SrsError
from srs.tui.browse_query import QueryField
from srs.tui.dialogs import Help

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from srs.app.collection import Collection
    from srs.app.doors import Doors
    from srs.app.stats import Stats

_SPANS = (7, 30, 90, 365, 3650)
"""How many days back single days, ratings and hours may go."""
_GAP = 4
_TWO_COLUMNS = 154
"""From so many columns on there is room for two of 75, in which three distributions stand side by side."""
_MARGIN = 3
"""The padding at both sides, and the scroll bar."""
_KEYS = (
    ("j k ↓ ↑", "scroll"),
    ("g G", "top, bottom"),
    ("^d ^u ^f ^b", "half a page, a page"),
    ("[ ]", "fewer, more days"),
    ("/", "query; Esc goes back"),
    ("r", "count again"),
    ("? q", "this help, leave"),
)
_HINTS = (
    "j k scroll  [ ] fewer, more days  / query  r count again  ? help  q leave",
    "j k scroll  [ ] days  / query  ? help",
)


class FiguresScreen(Screen[None]):
    """All figures of what a query finds, in two columns where there is room."""

    CSS = """
    FiguresScreen { background: ansi_default; color: ansi_default; }
    FiguresScreen QueryField { height: auto; }
    FiguresScreen QueryField Horizontal { height: 1; }
    FiguresScreen #prompt { width: 2; }
    FiguresScreen Input { width: 1fr; background: ansi_default; color: ansi_default; }
    FiguresScreen #wrong { height: auto; max-height: 4; display: none; }
    FiguresScreen #page { height: 1fr; padding: 1 0 0 1; scrollbar-size-vertical: 1; scrollbar-gutter: stable; background: ansi_default; }
    FiguresScreen #columns { height: auto; }
    FiguresScreen #columns Static { height: auto; width: auto; margin: 0 4 0 0; }
    FiguresScreen #hints { height: 1; text-wrap: nowrap; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "leave", show=False),
        Binding("escape", "leave", show=False),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
        Binding("g,home", "scroll_to(0)", show=False),
        Binding("G,end", "scroll_to(1)", show=False),
        Binding("ctrl+d", "page(0.5)", show=False),
        Binding("ctrl+u", "page(-0.5)", show=False),
        Binding("ctrl+f,pagedown,space", "page(1.0)", show=False),
        Binding("ctrl+b,pageup", "page(-1.0)", show=False),
        Binding("left_square_bracket", "days(-1)", show=False),
        Binding("right_square_bracket", "days(1)", show=False),
        Binding("slash", "ask", show=False),
        Binding("r", "count", show=False),
        Binding("question_mark,f1", "help", show=False),
    ]

    def __init__(self, collection: Collection, doors: Doors, query: str = "", days: int = 30) -> None:
        super().__init__()
        self._collection = collection
        self._doors = doors
        self._query = query
        self._days = days
        self._stats: Stats | None = None
        self._field = QueryField(query)
        self._left, self._right = Static(), Static()
        self._page = VerticalScroll(Horizontal(self._left, self._right, id="columns"), id="page")
        self._hints = Static(id="hints")
        self.is_busy = False

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield self._field
        yield self._page
        yield self._hints

    def on_mount(self) -> None:
        """Count for the first time."""
        self._page.focus()
        self.action_count()

    def on_resize(self) -> None:
        """Draw everything for the new width."""
        self.call_after_refresh(self._draw)

    def on_query_field_asked(self, event: QueryField.Asked) -> None:
        """Count what another query finds."""
        self._query = event.query
        self.action_count()

    def on_query_field_left(self) -> None:
        """Go to the figures."""
        self._page.focus()

    def action_ask(self) -> None:
        """Go to the query."""
        self._field.enter()

    def action_leave(self) -> None:
        """Go back to where the user came from."""
        self.dismiss()

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(Help(_KEYS))

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self._page.scroll_relative(y=lines, animate=False)

    def action_scroll_to(self, end: int) -> None:
        """Scroll to the beginning, or with 1 to the end."""
        (self._page.scroll_end if end else self._page.scroll_home)(animate=False)

    def action_page(self, pages: float) -> None:
        """Scroll by a part of what is in view."""
        self._page.scroll_relative(y=round(pages * max(self._page.size.height - 1, 1)), animate=False)

    def action_days(self, step: int) -> None:
        """Let single days go further back, or less far."""
        spans = sorted({*_SPANS, self._days})
        place = spans.index(self._days) + step
        if 0 <= place < len(spans):
            self._days = spans[place]
            self.action_count()

    def action_count(self) -> None:
        """Count behind the screen, with a connection of its own; a newer wish takes the place of one that is under way."""
        self.is_busy = True
        self._draw()
        self.run_worker(partial(self._count, self._query, self._days), thread=True, exclusive=True)

    def _count(self, query: str, days: int) -> None:
        from srs.app.stats import figures_of

        found: Stats | SrsError
        try:
            store = self._collection.open_existing()
            try:
                found = figures_of(store, self._collection, self._doors.now(), (query,), days)
            finally:
                store.close()
        except SrsError as error:
            found = error
        if self.is_attached:
            self.app.call_from_thread(self._take_in, query, days, found)

    def _take_in(self, query: str, days: int, found: Stats | SrsError) -> None:
        """Show what was counted, unless the user wants something else by now."""
        if (query, days) != (self._query, self._days) or not self.is_attached:
            return
        self.is_busy = False
        self._field.tell(found if isinstance(found, SrsError) else None)
        if not isinstance(found, SrsError):
            self._stats = found
        self._draw()

    def _draw(self) -> None:
        if not self.is_attached:
            return
        width = self.size.width
        hint = next((one for one in _HINTS if len(one) <= width), _HINTS[-1])
        self._hints.update(Text("Counting answers ..." if self.is_busy else hint, "dim"))
        room = width - _MARGIN
        is_wide = room >= _TWO_COLUMNS
        each = min(max((room - _GAP) // 2 if is_wide else room, NARROWEST - _MARGIN), WIDEST)
        parts = ["\n".join(lines) for lines in self._sections(each)]
        left, right = _halves(parts) if is_wide else (parts, [])
        for column, texts in ((self._left, left), (self._right, right)):
            column.display = bool(texts)
            column.update(Text.from_ansi("\n\n".join(texts)))

    def _sections(self, width: int) -> list[list[str]]:
        if self._stats is None:
            return []
        if self._query and not self._stats.cards and not self._stats.answers:
            return [["No card matches."]]
        return sections(self._stats, width)


def _halves(parts: list[str]) -> tuple[list[str], list[str]]:
    """Part texts where both columns come out about as long."""
    sizes = [part.count("\n") + 2 for part in parts]
    whole = sum(sizes)
    place = min(range(len(parts) + 1), key=lambda end: abs(2 * sum(sizes[:end]) - whole))
    return parts[:place], parts[place:]
