"""What a path that a user gave to a command means: the same in all of them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from srs.errors import UsageError
from srs.vault.scan import NOTE_ENDINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from srs.app.collection import Collection


def find_path(path: Path | str, collection: Collection) -> Path:
    """Return where a path leads; see `look_for`.

    Raises:
        UsageError: there is nothing of the name.
    """
    found = look_for(path, collection)
    if found is None:
        from srs.app.near_notes import meant_told

        raise UsageError(f"There is no file or folder {path}.", meant_told(str(path), collection) or "Check the name.")
    return found


def look_for(path: Path | str, collection: Collection, is_wanted: Callable[[Path], bool] = Path.exists) -> Path | None:
    """Return where a path leads: from where the user stands, if that is in the collection, else from there, from its notes, from outside."""
    inside = Path.cwd().is_relative_to(collection.folder.resolve())
    places = [collection.folder / path, collection.notes / path]
    places.insert(0 if inside else len(places), Path(path))
    return next((place for place in places if is_wanted(place)), None)


def check_ending(path: Path | str) -> None:
    """Refuse a file that no walk would take for a note.

    Raises:
        UsageError: its name ends in something else.
    """
    if not str(path).lower().endswith(NOTE_ENDINGS):
        raise UsageError(f"{path} is no note.", f"Notes end in {', '.join(NOTE_ENDINGS)}")


def name_in_notes(file: Path, collection: Collection) -> str | None:
    """Return the path by which the rules know a note, relative to the notes folder; None where it lies elsewhere."""
    absolute = Path(os.path.abspath(file))  # noqa: PTH100  (`..` is taken out, links are left)
    places = ((absolute, collection.notes), (absolute.parent.resolve() / absolute.name, collection.notes.resolve()))
    return next((place.relative_to(notes).as_posix() for place, notes in places if place.is_relative_to(notes)), None)
