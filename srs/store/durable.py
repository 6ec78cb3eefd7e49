"""Names that survive a power cut: first the content is on disk, then the name, then the folder that holds it."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def make_folders(folder: Path, mode: int = 0o777) -> None:
    """Make a folder, with this mode, and what is missing above it, each durable in the one that holds it."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(mode=mode, parents=True, exist_ok=True)
    for one in missing:
        sync_folder(one.parent)


def move_whole(file: Path, target: Path) -> None:
    """Move a complete file over a target in the same folder or file system; the target is the old or the new one at any moment."""
    with file.open("rb+") as written:
        os.fsync(written.fileno())
    file.replace(target)
    sync_folder(target.parent)


def copy_file(file: Path, target: Path) -> None:
    """Copy a file for its owner alone, content and name on disk."""
    import shutil  # here: what opens a store does not wait for it

    target.touch(mode=0o600)
    shutil.copyfile(file, target)
    with target.open("rb+") as written:
        os.fsync(written.fileno())
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where folders can be opened."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
