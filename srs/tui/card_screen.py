"""The screen of cards, the only one that hands keys to the drill."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.events import Key


class CardScreen(Screen[None]):
    """Shows a card; what is pressed on a screen over it never comes here, whatever becomes of that screen by then."""

    BINDINGS: ClassVar = [Binding("ctrl+d", "app.quit", show=False, priority=True)]

    def __init__(self, press: Callable[[Key], None]) -> None:
        super().__init__(id="_default")
        self._press = press

    def on_key(self, event: Key) -> None:
        """Hand a key on; to a screen that has opened since, it is a letter to be typed there and no command."""
        if self.is_active:
            self._press(event)
        else:
            event.stop()
            self.app.screen.post_message(event)
