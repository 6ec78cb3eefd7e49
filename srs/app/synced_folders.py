"""Folders that another program copies between machines, and the copies it leaves where two of them wrote.

Such a program knows files and not transactions: it may copy a database in the middle of one, and keeps two versions of it side
by side instead of joining them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_PARTS = {
    "Dropbox": r"dropbox( \(.+\))?|dropbox-.+",
    "OneDrive": r"onedrive( ?- ?.+)?",
    "iCloud": r"mobile documents|com~apple~clouddocs|iclouddrive|icloud ?drive( \(.+\))?|icloud~.+",
    "Google Drive": r"google ?drive(-.+| \(.+\))?|gdrive",
    "Nextcloud": r"nextcloud\d?",
    "ownCloud": r"owncloud\d?",
    "Syncthing": r"syncthing",
    "pCloud": r"pcloud ?drive|pcloud",
    "MEGA": r"megasync",
    "Seafile": r"seafile|seadrive",
    "Synology Drive": r"synologydrive",
    "Proton Drive": r"proton ?drive(-.+)?",
}
"""What a part of a path is called, in small letters, by the program that makes it."""
_MARKERS = {
    "Syncthing": (".stfolder",),
    "Dropbox": (".dropbox", ".dropbox.cache"),
    "Nextcloud": (".nextcloudsync.log",),
    "ownCloud": (".owncloudsync.log",),
    "Nextcloud or ownCloud": (".sync_*.db", "._sync_*.db"),
    "Google Drive": (".tmp.drivedownload", ".tmp.driveupload"),
    "Synology Drive": (".SynologyWorkingDirectory",),
    "Resilio Sync": (".sync/ID",),
}
"""What a program puts into the folder that it copies."""
_NAMES = {name: re.compile(parts) for name, parts in _PARTS.items()}


def synced_by(folder: Path) -> str:
    """Return the name of the program that seems to copy a folder elsewhere, or nothing."""
    folder = folder.absolute()
    for part in reversed(folder.parts):
        name = next((name for name, pattern in _NAMES.items() if pattern.fullmatch(part.casefold())), "")
        if name:
            return name
    for above in (folder, *folder.parents):
        for name, markers in _MARKERS.items():
            if any(_holds(above, marker) for marker in markers):
                return name
    return ""


def conflicted_copies(database: Path) -> list[Path]:
    """Return the databases beside one that look like its copies: `srs (conflicted copy).db`, `srs 2.db`, `srs-HOST.db`."""
    stem = re.escape(database.stem)
    pattern = re.compile(rf"{stem}[ ._(\[-].*{re.escape(database.suffix)}", re.IGNORECASE)
    try:
        found = sorted(database.parent.iterdir())
    except OSError:
        return []
    return [file for file in found if file != database and pattern.fullmatch(file.name) and file.is_file()]


def _holds(folder: Path, marker: str) -> bool:
    try:
        return any(True for _ in folder.glob(marker)) if "*" in marker else (folder / marker).exists()
    except OSError:
        return False
