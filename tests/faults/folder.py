"""What a folder holds, to see whether anything in it was touched."""

from __future__ import annotations

import os
import stat
from hashlib import sha256
from pathlib import Path


def state_of(root: Path) -> dict[str, tuple[object, ...]]:
    """Return of everything below a folder what it is, when it was changed, and what it holds; links are not followed."""
    found: dict[str, tuple[object, ...]] = {}
    for folder, folders, files in os.walk(root):
        for path in (Path(folder) / name for name in ("", *folders, *files)):
            status = path.lstat()
            held: object = path.readlink() if path.is_symlink() else ""
            if stat.S_ISREG(status.st_mode):
                held = (status.st_size, sha256(path.read_bytes()).digest())
            found[str(path)] = (status.st_mode, status.st_ino, status.st_mtime_ns, held)
    return found
