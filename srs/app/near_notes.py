"""Finds the notes that somebody may have meant who wrote a path which leads to none."""

from __future__ import annotations

from difflib import get_close_matches
from shlex import quote
from typing import TYPE_CHECKING

from srs.vault.scan import scan

if TYPE_CHECKING:
    from srs.app.collection import Collection

_MOST = 3


def meant_told(path: str, collection: Collection) -> str:
    """Ask whether a note was meant, as it would be written in a shell; empty where none is near."""
    near = near_notes(path, collection)
    return f"Did you mean {' or '.join(map(quote, near))}?" if near else ""


def near_notes(path: str, collection: Collection) -> list[str]:
    """Return some notes, by their paths below the notes folder, that go on as a path begins, hold it, or differ by a slip."""
    try:
        notes = sorted(scan(collection.notes_root, {}, started_ns=0, exclude=collection.exclude).changed)
    except OSError:
        return []
    wanted = _bare(path.replace("\\", "/").removeprefix("./").removeprefix(f"{collection.notes.name}/"))
    if not wanted:
        return []
    known = {note: _bare(note) for note in notes}
    begun = [note for note, bare in known.items() if bare.startswith(wanted) or _name(bare).startswith(wanted)]
    held = [note for note, bare in known.items() if wanted in bare]
    like = get_close_matches(wanted, known.values(), n=_MOST) or get_close_matches(
        _name(wanted), map(_name, known.values()), n=_MOST
    )
    return (begun or held or [note for note, bare in known.items() if bare in like or _name(bare) in like])[:_MOST]


def _bare(path: str) -> str:
    """Return a path as it is compared: without its case and ending."""
    folded = path.casefold().rstrip("/")
    stem, dot, ending = folded.rpartition(".")
    return stem if dot and "/" not in ending and " " not in ending else folded


def _name(path: str) -> str:
    return path.rpartition("/")[2]
