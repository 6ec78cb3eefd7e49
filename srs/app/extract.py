"""Reads files without a store: what facts they would give, and why the rest gives none."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from srs.app.note_paths import check_ending, find_path
from srs.app.reading import read_notes
from srs.extract import Extraction
from srs.model.values import replace
from srs.vault.scan import scan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from srs.app.collection import Collection
    from srs.app.config import Config


def extract_paths(
    paths: Iterable[Path],
    collection: Collection,
    exclude: tuple[str, ...] = (),
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[Extraction]:
    """Yield what each file gives, folders walked in the order of their names; paths are as the caller named them.

    `exclude` holds globs on the path below a folder that is walked; `progress` hears how many of its notes are read.

    Raises:
        UsageError: a path does not exist, or is no note.
    """
    config = collection.config
    for path in paths:
        given = find_path(path, collection)
        if given.is_dir():
            yield from _extract_folder(given, str(path), config, exclude, progress)
            continue
        check_ending(path)
        for reading in read_notes(given.parent, [given.name], config):
            if reading.extraction:
                yield _renamed(reading.extraction, partial(_named, str(path)))


def _extract_folder(
    folder: Path, name: str, config: Config, exclude: tuple[str, ...], progress: Callable[[int, int], None] | None
) -> Iterator[Extraction]:
    def within(path: str) -> str:
        """Put the folder before a path; decks stay relative to it."""
        return path if name == "." else f"{name}/{path}"

    found = scan(str(folder), {}, started_ns=0, exclude=exclude)
    if found.problems:
        yield _renamed(Extraction((), (), tuple(found.problems)), within)
    for number, reading in enumerate(read_notes(folder, found.changed, config), 1):
        if reading.extraction:
            yield _renamed(reading.extraction, within)
        if progress:
            progress(number, len(found.changed))


def _named(name: str, _: str) -> str:
    return name


def _renamed(extraction: Extraction, name: Callable[[str], str]) -> Extraction:
    """Give everything in it the path by which the caller knows the note."""
    return Extraction(
        tuple(replace(one, source=replace(one.source, path=name(one.source.path))) for one in extraction.drafts),
        tuple(replace(one, source=replace(one.source, path=name(one.source.path))) for one in extraction.skips),
        tuple(replace(one, path=name(one.path)) for one in extraction.problems),
    )
