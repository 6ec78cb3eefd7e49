"""A list of any length with a cursor: only the lines in view are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType

_DOUBLE = 2


class LineList(ScrollView, can_focus=True):
    """Lines by their index, moved over with the keys of vim, the arrows and the mouse; what they say is a subclass's."""

    class Moved(Message):
        """The cursor stands on another line."""

    class Opened(Message):
        """The user wants to read what the line under the cursor is about."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down,n", "move(1)", show=False),
        Binding("k,up,N", "move(-1)", show=False),
        Binding("g,home", "move_to(0)", show=False),
        Binding("G,end", "move_to(-1)", show=False),
        Binding("ctrl+d", "page(0.5)", show=False),
        Binding("ctrl+u", "page(-0.5)", show=False),
        Binding("ctrl+f,pagedown", "page(1.0)", show=False),
        Binding("ctrl+b,pageup", "page(-1.0)", show=False),
        Binding("enter", "open", show=False),
    ]
    cursor = reactive(0)

    @property
    def count(self) -> int:
        """Return how many lines there are."""
        raise NotImplementedError

    def line(self, index: int, width: int) -> Strip:
        """Draw a line that there is."""
        raise NotImplementedError

    @property
    def room(self) -> int:
        """Return how many columns a line has beside the scroll bar."""
        return self.scrollable_content_region.width

    def style_of(self, index: int, *, bold: bool = False) -> Style:
        """Return the style of a line: the cursor reversed, so that it shows without colours too."""
        style = self.rich_style + Style(bold=bold)
        if index != self.cursor:
            return style
        return style + (Style(reverse=True) if self.has_focus else Style(underline=True, bold=True))

    def lay_out(self, cursor: int) -> None:
        """Show lines that have changed, with the cursor on one of them."""
        self.virtual_size = Size(self.room, self.count)
        self.cursor = cursor
        self.call_after_refresh(self._reveal)
        self.tell_moved()

    def tell_moved(self) -> None:
        """Draw the lines anew, and tell that what is under the cursor, or what is chosen, has changed."""
        self.refresh()
        self.post_message(self.Moved())

    def render_line(self, y: int) -> Strip:
        """Draw one line of the part in view."""
        index, width = y + self.scroll_offset.y, self.room
        return self.line(index, width) if index < self.count else Strip.blank(width, self.rich_style)

    def action_move(self, lines: int) -> None:
        """Move the cursor."""
        self.go(self.cursor + lines)

    def action_move_to(self, index: int) -> None:
        """Move the cursor to the first line, or with -1 to the last."""
        self.go(index if index >= 0 else self.count + index)

    def action_page(self, pages: float) -> None:
        """Move the cursor by a part of what is in view."""
        self.go(self.cursor + round(pages * max(self.size.height - 1, 1)))

    def action_open(self) -> None:
        """Ask for what is under the cursor to be shown large."""
        self.post_message(self.Opened())

    def watch_cursor(self) -> None:
        """Keep the cursor in view and tell that it moved."""
        self._reveal()
        self.tell_moved()

    def on_click(self, event: events.Click) -> None:
        """Go where the mouse points; twice opens it."""
        index = event.y + self.scroll_offset.y
        if index < self.count:
            self.point_at(index, event)
            self.tell_moved()
            if event.chain == _DOUBLE:
                self.post_message(self.Opened())

    def point_at(self, index: int, event: events.Click) -> None:  # noqa: ARG002  (a subclass may look at it)
        """Take a click on a line."""
        self.go(index)

    def on_resize(self) -> None:
        """Lay the lines out anew."""
        self.virtual_size = Size(self.room, self.count)
        self.call_after_refresh(self._reveal)

    def go(self, index: int) -> None:
        """Put the cursor on a line, or on the nearest that there is."""
        self.cursor = max(0, min(index, self.count - 1))

    def _reveal(self) -> None:
        self.scroll_to_region(Region(0, self.cursor, 1, 1), animate=False, force=True)
