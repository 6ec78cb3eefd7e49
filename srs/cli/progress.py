"""What is under way, on standard error, for work that takes longer than half a second."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from threading import Event

_PATIENCE_SECONDS = 0.5
_BETWEEN_SECONDS = 0.2
_WIDTH = 30


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function to call with (done, total); as long as it was not called, and at its end, the seconds are shown.

    Nothing is drawn without a terminal or for short work. What the work prints itself has to wait for its end.
    """
    if not sys.stderr.isatty():
        yield _show_nothing
        return
    import threading  # which a command that shows nothing need not wait for

    known, ended = [0, 0], threading.Event()

    def show(done: int, total: int) -> None:
        known[:] = done, total

    thread = threading.Thread(target=_draw, args=(label, known, ended), daemon=True)
    thread.start()
    try:
        yield show
    finally:
        ended.set()
        thread.join()


def _show_nothing(done: int, total: int) -> None:
    """Take no notice."""


def _draw(label: str, known: list[int], ended: Event) -> None:
    """Draw again and again until the work has ended, then leave the line empty."""
    begun, patience, drawn = time.monotonic(), _PATIENCE_SECONDS, False
    while not ended.wait(patience):
        line = _line(label, known[0], known[1], time.monotonic() - begun)
        sys.stderr.write(f"\r{line}\033[K")
        sys.stderr.flush()
        patience, drawn = _BETWEEN_SECONDS, True
    if drawn:
        sys.stderr.write("\r\033[K")
        sys.stderr.flush()


def _line(label: str, done: int, total: int, seconds: float) -> str:
    """Return a bar, or the seconds where nobody knows how much is left."""
    if done + 1 >= total:
        return f"{label} ... {seconds:.0f} s"
    filled = done * _WIDTH // total
    return f"{label} {'█' * filled}{'░' * (_WIDTH - filled)} {done:,} of {total:,}"
