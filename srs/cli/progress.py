"""A progress bar on standard error for work that takes longer than half a second."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PATIENCE_SECONDS = 0.5
_WIDTH = 30


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function to call with (done, total); nothing is drawn without a terminal or for short work."""
    begun = time.monotonic()
    drawn = [-1]

    def show(done: int, total: int) -> None:
        if not sys.stderr.isatty() or time.monotonic() - begun < _PATIENCE_SECONDS:
            return
        filled = done * _WIDTH // max(total, 1)
        if filled != drawn[0]:
            drawn[0] = filled
            bar = "█" * filled + "░" * (_WIDTH - filled)
            sys.stderr.write(f"\r{label} {bar} {done}/{total}")
            sys.stderr.flush()

    try:
        yield show
    finally:
        if drawn[0] >= 0:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()
