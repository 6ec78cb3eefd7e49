"""Where a file that the user names, or the settings do, may be written: not over what srs keeps, and not among the notes."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from srs.app.config import FILE_NAME
from srs.errors import UsageError
from srs.store.backup import backup_folder
from srs.vault.scan import would_read

if TYPE_CHECKING:
    from srs.app.collection import Collection

_STORE = ".srs"
_PACKAGES = (".apkg", ".colpkg")
_BEGINNING = re.compile(rb'id,ord,kind,way,|\{"id": "\w+", "kind": "\w+", "way": "')
"""What the tables and lines of an earlier export begin with."""
_LONGEST_BEGINNING = 200


def check_target(target: Path, collection: Collection, undone: str, hint: str, *, beside_notes: bool = True) -> None:
    """Refuse a place where a new file would cost something; `undone` says what does not happen then.

    A link is judged as a name in its own folder, and by what it leads to. With `beside_notes` a file that is no note may lie in a
    collection that is its own notes folder.

    Raises:
        UsageError: it is a folder, belongs to the database or the settings, would be read as a note, or is there in the
            notes folder and no earlier export.
    """
    for place in (Path(os.path.realpath(target.parent), target.name), Path(os.path.realpath(target))):
        if fault := _fault(place, collection, beside_notes=beside_notes):
            raise UsageError(f"{target} {fault}; {undone}.", hint)


def _fault(place: Path, collection: Collection, *, beside_notes: bool) -> str:
    if place.is_dir():
        return "is a folder"
    if _is_of_store(place, collection):
        return "lies where srs keeps its database"
    is_settings = place.name.casefold() == FILE_NAME and _is_same(place.parent, collection.folder)
    if is_settings or _is_same(place, collection.folder / FILE_NAME):
        return "holds the settings of the collection"
    return _fault_among_notes(place, collection, beside_notes=beside_notes)


def _is_of_store(place: Path, collection: Collection) -> bool:
    """Tell whether a file lies in a `.srs`, also of another collection, or belongs to the database that was named."""
    database = collection.database
    folders = (collection.folder / _STORE, backup_folder(database))  # a link to one has another name where it leads
    if any(above.name == _STORE for above in place.parents) or any(_folder_above(place, one) for one in folders):
        return True
    is_beside = _is_same(place.parent, database.parent)
    return _is_same(place, database) or (is_beside and place.name.startswith(f"{database.name}-"))


def _fault_among_notes(place: Path, collection: Collection, *, beside_notes: bool) -> str:
    notes = _folder_above(place, collection.notes)
    if notes is None:
        return ""
    path = place.relative_to(notes).as_posix()
    may_lie = collection.notes == collection.folder and (beside_notes or _is_in_decks(place, collection))
    if not may_lie or would_read(path, collection.exclude):
        return "lies among the notes, where nothing is written"
    if os.path.lexists(place) and not _is_in_decks(place, collection) and not _is_export(place):
        return "is there in the notes folder and no earlier export"
    return ""


def _is_in_decks(place: Path, collection: Collection) -> bool:
    return collection.decks != collection.notes and _folder_above(place, collection.decks) is not None


def _is_export(file: Path) -> bool:
    """Tell a file that an export wrote, packages by their name."""
    if not file.is_file():
        return False
    if file.suffix.lower() in _PACKAGES:
        return True
    with file.open("rb") as stream:
        return _BEGINNING.match(stream.read(_LONGEST_BEGINNING)) is not None


def _folder_above(place: Path, folder: Path) -> Path | None:
    """Return the folder as it is called in the path of what lies below it; None where that is not below it."""
    return next((above for above in place.parents if _is_same(above, folder)), None)


def _is_same(one: Path, other: Path) -> bool:
    """Tell whether two names are of one file, also where the file system does not tell capitals."""
    try:
        return one.samefile(other)
    except OSError:
        return False
