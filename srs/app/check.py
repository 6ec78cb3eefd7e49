"""Checks the cards that notes give."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

from srs.app.collection import no_notes
from srs.app.extract import extract_paths
from srs.app.note_paths import find_path, name_in_notes
from srs.app.rules import load_vocabulary, path_matches
from srs.app.setting_line import setting_error
from srs.errors import UsageError
from srs.extract import CODES, Finding, check_all
from srs.markdown.embeds import embeds_of
from srs.model.media import IMAGES, SOUNDS, Unfound
from srs.vault.media import find_embedded
from srs.vault.scan import list_folders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from srs.app.collection import Collection
    from srs.app.config import Config
    from srs.model import Draft


def check(
    collection: Collection, paths: tuple[Path, ...], progress: Callable[[int, int], None] | None = None
) -> Iterator[Finding]:
    """Yield what is wrong with the cards of some files or folders, or of all notes; silenced checks are left out.

    Raises:
        BadConfig: `srs.toml` silences a check that does not exist.
        UsageError: a path does not exist, or there are no notes.
    """
    config = collection.config
    _check_codes(config)
    exclude = () if paths else collection.exclude
    extractions = extract_paths(
        paths or (_from_here(collection.notes),), collection, exclude=exclude, progress=progress
    )
    notes = [extraction.drafts for extraction in extractions]
    if not (notes or paths or _has_notes(collection.notes, exclude)):
        raise no_notes(collection.notes_root)
    if paths and not notes and not any(_has_notes(find_path(path, collection), exclude) for path in paths):
        named = ", ".join(map(str, paths))
        raise UsageError(f"There are no notes in {named}.", "Name a note, or a folder with markdown files in it.")
    drafts = [draft for some in notes for draft in some]
    for finding in heapq.merge(
        check_all(drafts, load_vocabulary(config)),
        _missing_images(drafts, collection),
        key=_order_of(drafts),
    ):
        if finding.code not in config.silence and not _is_silenced(finding, collection):
            yield finding


def _order_of(drafts: list[Draft]) -> Callable[[Finding], int]:
    """Return what tells where the draft of a finding stands among all."""
    places = {id(draft): number for number, draft in enumerate(drafts)}
    return lambda finding: places[id(finding.draft)]


def _missing_images(drafts: list[Draft], collection: Collection) -> Iterator[Finding]:
    """Yield the images and sounds that facts embed and that are not there."""
    for draft in drafts:
        addresses = [address for text in (draft.front, draft.back) for address in embeds_of(text) if _is_media(address)]
        note = name_in_notes(find_path(draft.source.path, collection), collection) if addresses else None
        for address in addresses:
            if note and find_embedded(collection.notes, note, address) is Unfound.ABSENT:
                yield Finding(draft, "missing-image", f"there is no file '{address}'")


def _is_media(address: str) -> bool:
    """Tell an image or a sound by its name: others are notes that a note shows."""
    return address.partition("#")[0].partition("?")[0].rpartition(".")[2].casefold() in IMAGES | SOUNDS


def _has_notes(place: Path, exclude: tuple[str, ...]) -> bool:
    """Tell whether a place is a note or a folder with one, whatever it gives."""
    return place.is_file() or any(list_folders(str(place), exclude))


def _check_codes(config: Config) -> None:
    """Refuse to silence what is no check."""
    places = [("off", "check", 1, config.silence)]
    places += (("silence", "folder", number, rule.silence) for number, rule in enumerate(config.folders, 1))
    for key, table, number, codes in places:
        unknown = next((code for code in codes if code not in CODES), None)
        if unknown is not None:
            message, hint = f"there is no check '{unknown}' to silence.", f"There are: {', '.join(CODES)}"
            raise setting_error(config, key, message, hint, table=table, number=number)


def _from_here(folder: Path) -> Path:
    """Return a folder as the user would name it from where he is."""
    here = folder.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder


def _is_silenced(finding: Finding, collection: Collection) -> bool:
    named = finding.draft.source.path
    path = name_in_notes(find_path(named, collection), collection) or named
    return any(finding.code in rule.silence and path_matches(path, rule.path) for rule in collection.config.folders)
