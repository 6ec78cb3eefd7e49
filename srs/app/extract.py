"""Reads files without a store: what facts they would give, and why the rest gives none."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from srs.app.note_paths import check_ending, find_path, name_in_notes
from srs.app.reading import read_notes
from srs.extract import Extraction
from srs.model.values import replace
from srs.vault.scan import scan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from srs.app.collection import Collection


def extract_paths(
    paths: Iterable[Path],
    collection: Collection,
    exclude: tuple[str, ...] = (),
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[Extraction]:
    """Yield what each file gives, folders walked in the order of their names; paths are as the caller named them.

    Notes of the collection give what they do in a sync, whatever is named of them. `exclude` holds globs on the path below a folder
    that is walked; `progress` hears how many of its notes are read.

    Raises:
        UsageError: a path does not exist, or is no note.
    """
    for path in paths:
        given = find_path(path, collection)
        if given.is_dir():
            yield from _extract_folder(given, str(path), collection, exclude, progress)
            continue
        check_ending(path)
        root, before = _known_by(given.parent, collection)
        for reading in read_notes(root, [before + given.name], collection.config):
            if reading.extraction:
                yield _renamed(reading.extraction, partial(_named, str(path)))


def _extract_folder(
    folder: Path,
    name: str,
    collection: Collection,
    exclude: tuple[str, ...],
    progress: Callable[[int, int], None] | None,
) -> Iterator[Extraction]:
    root, before = _known_by(folder, collection)

    def within(path: str) -> str:
        """Put the folder before a path as it was named."""
        below = path.removeprefix(before)
        return below if name == "." else f"{name}/{below}"

    found = scan(str(folder), {}, started_ns=0, exclude=exclude)
    if found.problems:
        yield _renamed(Extraction((), (), tuple(found.problems)), within)
    notes = [before + path for path in found.changed]
    for number, reading in enumerate(read_notes(root, notes, collection.config), 1):
        if reading.extraction:
            yield _renamed(reading.extraction, within)
        if progress:
            progress(number, len(notes))


def _known_by(folder: Path, collection: Collection) -> tuple[Path, str]:
    """Return the folder from which the rules for paths and the decks of notes go, and what leads from there to this folder."""
    below = name_in_notes(folder, collection)
    if below is None:
        return folder, ""
    return collection.notes, "" if below == "." else f"{below}/"


def _named(name: str, _: str) -> str:
    return name


def _renamed(extraction: Extraction, name: Callable[[str], str]) -> Extraction:
    """Give everything in it the path by which the caller knows the note."""
    return Extraction(
        tuple(replace(one, source=replace(one.source, path=name(one.source.path))) for one in extraction.drafts),
        tuple(replace(one, source=replace(one.source, path=name(one.source.path))) for one in extraction.skips),
        tuple(replace(one, path=name(one.path)) for one in extraction.problems),
    )
