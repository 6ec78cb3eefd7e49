"""The keys, over the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.events import Key

TOLD = {
    "show": "answer, then good",
    "again": "again: not known",
    "hard": "hard",
    "good": "good",
    "easy": "easy",
    "undo": "take back",
    "redo": "give again",
    "edit": "edit the note",
    "suspend": "suspend the card",
    "bury": "bury until tomorrow",
    "flag": "next flag (1-7)",
    "context": "lines around it",
    "open": "open in a browser",
    "type": "type the answer",
    "help": "these keys",
    "quit": "leave, all is saved",
}


class HelpScreen(ModalScreen[None]):
    """Lists the keys; any key closes it."""

    CSS = """
    HelpScreen { align: center middle; }
    HelpScreen VerticalScroll { width: 40; max-width: 100%; height: auto; max-height: 100%; border: round $primary; padding: 0 1; background: $surface; }
    HelpScreen Static { height: auto; }
    """

    def __init__(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__()
        self._keys = keys

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        with VerticalScroll():
            yield Static(self._list())

    def on_key(self, event: Key) -> None:
        """Close with any key that does not scroll."""
        event.stop()
        if event.key not in ("up", "down", "pageup", "pagedown", "home", "end"):
            self.dismiss()

    def on_click(self) -> None:
        """Close."""
        self.dismiss()

    def _list(self) -> Text:
        text = Text()
        for action, told in TOLD.items():
            text.append(f"{' '.join(self._keys[action]):<12}", "bold").append(f"{told}\n")
        return text.append("arrows      scroll")
