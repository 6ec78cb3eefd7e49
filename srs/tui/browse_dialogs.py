"""What stands in front of the browser for a moment: a question, and the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

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
    ("? q", "this help, quit"),
)


class Question(ModalScreen[bool]):
    """Asks yes or no; what a user presses by mistake is no."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", show=False),
        Binding("n,q,escape,enter", "dismiss(False)", show=False),
    ]

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """Show the question with its keys."""
        yield Static(Text("\n\n").join((Text(self._text), Text("y yes   n no", "bold"))), classes="dialog")


class Help(ModalScreen[None]):
    """Lists the keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,q,escape,enter", "dismiss", show=False),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
    ]

    def compose(self) -> ComposeResult:
        """Show the keys, to be scrolled where the screen is small."""
        lines = (Text(f"{keys:<12}", "bold") + Text(told, "not bold") for keys, told in KEYS)
        with VerticalScroll(classes="dialog"):
            yield Static(Text("\n").join(lines))

    def action_scroll(self, lines: int) -> None:
        """Scroll the keys."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def on_click(self) -> None:
        """Go back to the facts."""
        self.dismiss()
