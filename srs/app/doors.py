"""What the screens need from outside; the command line gives it, a test may give something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.errors import UsageError
from srs.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    Aside = Callable[[Callable[[], None]], None]


def no_browser(file: Path, aside: Aside) -> str:  # noqa: ARG001
    """Tell where the page is; nobody opens it.

    Raises:
        UsageError: always.
    """
    raise UsageError(f"There is no browser here; the card is in {file}.")


@dataclass(frozen=True, slots=True)
class Doors:
    """The clocks, the user's editor, whether colours are wanted, and the user's browser.

    `open_page` shows a file and returns what to say. It is given a way to run something with the terminal to itself, for a
    browser that draws in it.
    """

    now: Callable[[], datetime]
    tick_ms: Callable[[], int]
    wall_ns: Callable[[], int]
    open_editor: Callable[[Path, int], None]
    colour: bool = True
    open_page: Callable[[Path, Aside], str] = no_browser

    def now_ms(self) -> int:
        """Return the time in UTC milliseconds."""
        return round(self.now().timestamp() * 1000)
