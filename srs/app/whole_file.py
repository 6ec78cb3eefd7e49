"""Files that are there whole or not at all, and pipes and devices, through which text goes as it comes."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from srs.store.durable import move_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """Give a path to write to, and move what is there over `target` when it is complete and on disk.

    A link stays, and what it leads to is replaced. Nothing is left beside the target, however this ends, unless the process is killed or the disk fails.
    """
    target = Path(os.path.realpath(target))
    # What cannot be cleaned up must not make a file that is there look as if it were not.
    with tempfile.TemporaryDirectory(prefix=".srs-", dir=target.parent, ignore_cleanup_errors=True) as folder:
        beside = Path(folder) / target.name
        yield beside
        move_whole(beside, target)


@contextmanager
def text_file(target: Path) -> Iterator[TextIO]:
    """Give a stream for text in UTF-8 with the line ends it has; a file is there whole or not at all, a pipe or a device gets it as it comes."""
    if is_passage(target):
        with target.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        return
    with whole_file(target) as file, file.open("w", encoding="utf-8", newline="") as stream:
        yield stream


def is_passage(target: Path) -> bool:
    """Tell a pipe or a device that takes text as it comes; a file in its place would be the end of it."""
    mode = _mode(target)
    return stat.S_ISFIFO(mode) or stat.S_ISCHR(mode)


def may_be_replaced(target: Path) -> bool:
    """Tell whether there is a regular file, also behind a link, or nothing yet."""
    mode = _mode(target)
    return not mode or stat.S_ISREG(mode)


def _mode(target: Path) -> int:
    """Return what kind of file there is; 0 for none."""
    try:
        return target.stat().st_mode
    except FileNotFoundError:
        return 0
