"""Shows one screen until the user leaves it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding
from textual.screen import Screen

if TYPE_CHECKING:
    from textual.binding import BindingType

Shown = Screen[None]
"""What can be shown alone: a screen that is left without a word."""


class AloneApp(App[None]):
    """A screen in the colours of the terminal, so that it reads well on light and dark ones, and without any."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c,ctrl+q", "quit", show=False, priority=False),
        Binding("ctrl+z", "suspend_process", show=False, priority=True),
    ]

    def __init__(self, shown: Shown) -> None:
        # Told at once, and not by the theme alone: it decides what becomes of colours under NO_COLOR.
        super().__init__(ansi_color=True)
        self.theme = "ansi-dark"
        self._shown = shown

    def on_mount(self) -> None:
        """Show it."""
        self.push_screen(self._shown, lambda _: self.exit())
