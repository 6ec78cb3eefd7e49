"""What stands in front of a screen for a moment: a question, and the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Key

_PAGE = 10
_CSS = """
Question, Help { align: center middle; background: transparent; }
.dialog { width: auto; max-width: 100%; height: auto; max-height: 100%; padding: 1 2; border: round ansi_blue; background: ansi_default; color: ansi_default; }
Question .dialog { width: 60; }
Help .dialog { width: 44; padding: 0 1; scrollbar-size-vertical: 1; }
Help Static { width: 100%; height: auto; }
"""


class Question(ModalScreen[bool]):
    """Asks yes or no; what a user presses by mistake is no."""

    CSS = _CSS
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
    """Lists keys, each with what it does; any key that does not scroll closes it."""

    CSS = _CSS

    def __init__(self, keys: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._keys = keys

    def compose(self) -> ComposeResult:
        """Show the keys, to be scrolled where the screen is small."""
        lines = (Text(f"{keys:<12}", "bold") + Text(told, "not bold") for keys, told in self._keys)
        with VerticalScroll(classes="dialog"):
            yield Static(Text("\n").join(lines))

    def on_key(self, event: Key) -> None:
        """Scroll, or go back."""
        event.stop()
        event.prevent_default()
        lines = {"j": 1, "down": 1, "k": -1, "up": -1, "pagedown": _PAGE, "pageup": -_PAGE}.get(event.key)
        if lines is None:
            self.dismiss()
        else:
            self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def on_click(self) -> None:
        """Go back."""
        self.dismiss()
