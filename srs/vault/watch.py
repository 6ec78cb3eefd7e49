"""Waits for changes below the notes folder."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from srs.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from threading import Event

    from watchfiles import Change

_QUIET_MS = 400
_LONGEST_MS = 5_000
"""A burst ends after so long without a change; one that does not end is cut."""
_TICK_MS = 1_000


def bursts(root: Path, stop: Event | None = None) -> Iterator[bool]:
    """Yield True after each burst of changes below a folder, and False about once a second between them.

    What is hidden is not looked at, as in a scan. A folder that vanishes is waited for; its return is a change. It ends when
    `stop` is set.

    Raises:
        UsageError: the system cannot watch so many folders.
    """
    while stop is None or not stop.is_set():
        if root.is_dir():
            yield from _bursts_while_there(root, stop)
        if stop is not None and stop.is_set():
            return
        time.sleep(_TICK_MS / 1000)
        yield root.is_dir()


def _bursts_while_there(root: Path, stop: Event | None) -> Iterator[bool]:
    from watchfiles import watch

    def is_seen(_: Change, path: str) -> bool:
        return not any(part.startswith(".") for part in path.removeprefix(str(root)).replace("\\", "/").split("/"))

    ticks = watch(
        root,
        watch_filter=is_seen,
        debounce=_LONGEST_MS,
        step=_QUIET_MS,
        rust_timeout=_TICK_MS,
        stop_event=stop,
        yield_on_timeout=True,
        ignore_permission_denied=True,
    )
    there = _identity(root)
    try:
        for changes in ticks:
            yield bool(changes)
            if _identity(root) != there:
                return
    except FileNotFoundError:
        return
    except OSError as error:
        raise UsageError(
            f"{root} cannot be watched ({error}).",
            "Look at it every second instead: WATCHFILES_FORCE_POLLING=1 srs ...",
        ) from error


def _identity(root: Path) -> tuple[int, int] | None:
    """Tell one folder from another that took its place, as a mount does."""
    try:
        status = root.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
