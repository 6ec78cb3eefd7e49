"""The field of the query, and below it what is wrong with it and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static

from srs.markdown.sanitise import visible
from srs.markdown.width import display_width
from srs.search.errors import BadQuery

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from srs.errors import SrsError

_PROMPT = "/ "
_PAUSE_SECONDS = 0.12
"""So long nobody types before the facts are looked through."""


class QueryField(Vertical):
    """Where a query is typed; it is told once typing pauses."""

    class Asked(Message):
        """The query has changed."""

        def __init__(self, query: str) -> None:
            super().__init__()
            self.query = query

    class Left(Message):
        """The user is done with the query."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,down", "leave", show=False)]

    def __init__(self, query: str) -> None:
        super().__init__(id="query")
        self._asked = query
        self._timer: Timer | None = None

    @property
    def input(self) -> Input:
        """Return what keys land in."""
        return self.query_one(Input)

    @property
    def text(self) -> str:
        """Return the query as it stands in the field."""
        return self.input.value

    @property
    def is_typed_into(self) -> bool:
        """Tell whether keys land in the field."""
        return self.input.has_focus

    def compose(self) -> ComposeResult:
        """Show the field, and keep a place for what is wrong."""
        with Horizontal():
            yield Static(Text(_PROMPT, "bold"), id="prompt")
            # What a query finds first is no reason to mark all of it, so that the next key would take its place.
            yield Input(
                visible(self._asked), placeholder="a query: deck:papers is:due", compact=True, select_on_focus=False
            )
        yield Static("", id="wrong")

    def tell(self, error: SrsError | None) -> None:
        """Show what is wrong with a caret below the place, or that nothing is."""
        wrong = self.query_one("#wrong", Static)
        wrong.display = error is not None
        if error is None:
            return
        lines = [Text(visible(error.told), "red")]
        if isinstance(error, BadQuery):
            field = self.input
            before = display_width(error.query[: error.column]) - round(field.scroll_offset.x)
            caret = (
                Text(" " * (len(_PROMPT) + before) + "^", "bold red") if 0 <= before < field.size.width else Text("^")
            )
            told = f"{visible(error.message)} (column {error.column + 1}) {visible(error.advice)}"
            lines = [caret, Text(told, "red")]
        wrong.update(Text("\n").join(lines))

    def enter(self) -> None:
        """Let the user type, behind what stands there."""
        field = self.input
        field.focus()
        field.cursor_position = len(field.value)

    def action_leave(self) -> None:
        """Go to the facts."""
        self._ask()
        self.post_message(self.Left())

    def on_input_changed(self, event: Input.Changed) -> None:
        """Wait until typing pauses."""
        event.stop()
        harmless = visible(event.value)
        if harmless != event.value:  # as something pasted may be
            event.input.value = harmless
            return
        if self._timer:
            self._timer.stop()
        self._timer = self.set_timer(_PAUSE_SECONDS, self._ask)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the facts."""
        event.stop()
        self.action_leave()

    def _ask(self) -> None:
        if self.text != self._asked:
            self._asked = self.text
            self.post_message(self.Asked(self._asked))
