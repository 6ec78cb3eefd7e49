"""Counts the notes beside `notes/`: where there is that folder, only what stands in it is read, which not everybody expects."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from srs.app.wording import counted
from srs.model import Retired
from srs.vault.scan import list_folders

if TYPE_CHECKING:
    from srs.app.collection import Collection
    from srs.model import Plan

READ_ALL = 'To read all, write into srs.toml: notes = ".".'
_PLAIN_TEXT = ".txt"
_MOST_FOLDERS = 2000
"""Where the collection is a whole home folder, nobody waits for the end of it."""


def beside_told(collection: Collection) -> str:
    """Say how many markdown files beside `notes/` are not read, and how they would be; empty where the settings name the folder."""
    if collection.config.notes or collection.notes != collection.folder / "notes":
        return ""
    count, is_all = _count(collection)
    if not count:
        return ""
    told = counted(count, "markdown file") if is_all else f"{count} markdown files or more"
    verb = "is" if count == 1 and is_all else "are"
    return f'{told} beside notes/ {verb} not read. {READ_ALL[:-1]}; to leave it so: notes = "notes"'


def left_told(collection: Collection, plan: Plan) -> str:
    """Say that a folder `notes/` has come into a collection that was read whole, if that is why a plan retires facts.

    Their notes stand where they stood, and are not read any more.
    """
    if collection.config.notes or collection.named[0] or collection.notes != collection.folder / "notes":
        return ""
    paths = {change.fact.draft.source.path for change in plan.changes if isinstance(change, Retired)}
    left = sum((collection.folder / path).is_file() for path in paths)
    if not left:
        return ""
    verb = "is" if left == 1 else "are"
    return f"there is a folder notes/ now, and {counted(left, 'note')} beside it {verb} not read any more"


def _count(collection: Collection) -> tuple[int, bool]:
    """Return how many there are, and whether every folder was looked into."""
    folders = list_folders(collection.root, ("notes", "decks", *collection.config.exclude))
    count = sum(not name.lower().endswith(_PLAIN_TEXT) for names in islice(folders, _MOST_FOLDERS) for name in names)
    return count, next(folders, None) is None
