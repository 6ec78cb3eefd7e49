"""Files that are there whole or not at all."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from srs.store.durable import move_whole

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """Give a path to write to, and move what is there over `target` when it is complete and on disk.

    Nothing is left beside the target, however this ends, unless the process is killed or the disk fails.
    """
    # What cannot be cleaned up must not make a file that is there look as if it were not.
    with tempfile.TemporaryDirectory(prefix=".srs-", dir=target.parent, ignore_cleanup_errors=True) as folder:
        beside = Path(folder) / target.name
        yield beside
        move_whole(beside, target)
