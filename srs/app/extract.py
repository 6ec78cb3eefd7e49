"""Reads files without a store: what facts they would give, and why the rest gives none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from srs.errors import UsageError
from srs.extract import Extraction
from srs.model import Problem
from srs.vault.read import read_note
from srs.vault.scan import scan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from srs.app.rules import Rules


def extract_paths(
    paths: Iterable[Path], rules: Rules, base: Path | None = None, exclude: tuple[str, ...] = ()
) -> Iterator[Extraction]:
    """Yield what each file gives, folders walked in the order of their names; paths are as the caller named them.

    `exclude` holds globs on the path below a folder that is walked.

    Raises:
        UsageError: a path does not exist.
    """
    for path in paths:
        given = base / path if base else path
        if given.is_dir():
            yield from _extract_folder(given, str(path), rules, exclude)
        elif given.exists():
            yield _named(_extract(given.parent, given.name, rules), str(path))
        else:
            raise UsageError(f"There is no file or folder {path}.", "Check the name.")


def _extract_folder(folder: Path, name: str, rules: Rules, exclude: tuple[str, ...]) -> Iterator[Extraction]:
    found = scan(str(folder), {}, started_ns=0, exclude=exclude)
    if found.problems:
        yield _prefixed(Extraction((), (), tuple(found.problems)), name)
    for path in found.changed:
        yield _prefixed(_extract(folder, path, rules), name)


def _extract(root: Path, path: str, rules: Rules) -> Extraction:
    note = read_note(root, path)
    if isinstance(note, Problem):
        return Extraction((), (), (note,))
    return rules.extract(path, note.text)


def _named(extraction: Extraction, path: str) -> Extraction:
    """Let a single file keep the name the caller gave it."""
    return Extraction(
        tuple(replace(draft, source=replace(draft.source, path=path)) for draft in extraction.drafts),
        tuple(replace(skip, source=replace(skip.source, path=path)) for skip in extraction.skips),
        tuple(replace(problem, path=path) for problem in extraction.problems),
    )


def _prefixed(extraction: Extraction, folder: str) -> Extraction:
    """Put the folder before the paths of what was found in it; decks stay relative to it."""
    return Extraction(
        tuple(
            replace(one, source=replace(one.source, path=f"{folder}/{one.source.path}")) for one in extraction.drafts
        ),
        tuple(replace(one, source=replace(one.source, path=f"{folder}/{one.source.path}")) for one in extraction.skips),
        tuple(replace(one, path=f"{folder}/{one.path}") for one in extraction.problems),
    )
