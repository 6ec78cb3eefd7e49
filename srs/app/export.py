"""Writes the decks for Anki."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.errors import SrsError, UsageError
from srs.store.facts import active_facts
from srs.store.selection import EVERYTHING

if TYPE_CHECKING:
    from pathlib import Path

    from srs.anki.export import ExportReport
    from srs.app.collection import Collection
    from srs.store.open import Store
    from srs.store.selection import Selection


def export_deck(
    store: Store, collection: Collection, target: Path | None, selection: Selection = EVERYTHING
) -> tuple[Path, ExportReport]:
    """Write the chosen active facts with all their cards as an Anki package.

    Without `target` it goes into the decks folder under the collection's name.

    Raises:
        UsageError: there is nothing to export, or no folder for the target.
        SrsError: the file cannot be written.
    """
    facts = list(active_facts(store, selection))
    if not facts and selection != EVERYTHING:
        raise UsageError("No fact in the drill matches; no deck was made.", "List what there is: srs cards")
    if not facts:
        raise UsageError("There are no facts to export.", "Read the notes first: srs sync")
    name = collection.folder.name or "srs"
    if target is not None and not target.parent.is_dir():
        raise UsageError(f"There is no folder {target.parent}; no deck was made.", "Make it, or name another file.")
    from srs.anki.export import write_package

    try:
        if target is None:
            target = collection.decks / f"{name}.apkg"
            target.parent.mkdir(parents=True, exist_ok=True)
        return target, write_package(facts, target, notes=collection.notes, root_deck=name)
    except OSError as error:
        raise SrsError(
            f"{target} cannot be written ({error.strerror or error}); no deck was made.",
            "Name another file: srs export -o FILE",
        ) from error
