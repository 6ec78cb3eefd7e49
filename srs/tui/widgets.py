"""The small parts of the drill's screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.message import Message
from textual.widgets import Static

from srs.app.wording import cram_told

if TYPE_CHECKING:
    from srs.model import Rating
    from srs.review import Remaining

_BAR = 24
_NARROW_BAR = 6


class Pressed(Message):
    """Somebody clicked on what stands for an action."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action = action


class Button(Static):
    """A place to click; keys do the same, so that it takes no focus."""

    def __init__(self, action: str, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.action = action

    def on_click(self) -> None:
        """Tell what was wanted."""
        self.post_message(Pressed(self.action))


def rating_label(rating: Rating, key: str, interval: str) -> Text:
    """Return what stands on the button of a rating."""
    return Text.assemble((f"{key} {rating.name.lower()}", "bold"), f"\n{interval}", justify="center")


def status_line(left: Remaining, answered: int, seconds: int | None, width: int, *, is_cram: bool = False) -> Text:
    """Return what is left, how far the drill is, and the time of a card where it is wanted; first that it leaves schedules alone."""
    text = Text.assemble(
        (f"{left.new} new", "cyan"), "  ", (f"{left.learning} learning", "red"), "  ", (f"{left.due} due", "green")
    )
    if is_cram:
        text = Text.assemble((cram_told(width - text.cell_len - _NARROW_BAR), "yellow"), "  ", text)
    clock = "" if seconds is None else f"  {seconds // 60}:{seconds % 60:02d}"
    room = min(_BAR, width - text.cell_len - len(clock) - 2)
    whole = answered + left.new + left.learning + left.due
    if room >= _NARROW_BAR and whole:
        done = round(room * answered / whole)
        gap = width - text.cell_len - len(clock) - room
        text.append(" " * gap).append("━" * done, "green").append("━" * (room - done), "dim")
    return text.append(clock)
