"""What the screens need from outside; the command line gives it, a test may give something else."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path


class Doors(NamedTuple):
    """The clocks, the user's editor, and whether colours are wanted."""

    now: Callable[[], datetime]
    tick_ms: Callable[[], int]
    wall_ns: Callable[[], int]
    open_editor: Callable[[Path, int], None]
    colour: bool = True

    def now_ms(self) -> int:
        """Return the time in UTC milliseconds."""
        return round(self.now().timestamp() * 1000)
