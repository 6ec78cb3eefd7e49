"""Takes over the reviews, marks and tags that a file from Anki brings back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.app.import_report import Brought
from srs.app.import_reviews import nothing, take_over
from srs.store.foreign import names_of_facts, seen_before

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from srs.app.import_reviews import Save
    from srs.app.taken import Terms
    from srs.store.open import Store


def import_file(
    store: Store,
    path: Path,
    terms: Terms,
    *,
    apply: bool = True,
    save: Save = nothing,
    yes: bool = False,
    progress: Callable[[int, int], None] = lambda *_: None,
) -> Brought:
    """Take over what a package or a copy of Anki's collection tells of the facts that came from here; the file is only read.

    Raises:
        UsageError: there is no such file.
        SrsError: it is none of Anki's, damaged, made to do harm, or in use.
    """
    from srs.anki.package import anki_tags
    from srs.anki.reading import opened_anki
    from srs.anki.reading_text import says_the_same

    names = names_of_facts(store)
    with opened_anki(path, terms.clock.offset_seconds) as file:
        taken = take_over(
            store,
            file.origin,
            file.facts(names, progress),
            terms,
            says_the_same=says_the_same,
            as_tags=anki_tags,
            apply=apply,
            save=save,
            yes=yes,
            progress=progress,
        )
        standing = (names[guid] for guid in file.guids if guid in names)
        deleted = seen_before(store, file.origin.name, standing) if file.is_whole else ()
        others = file.decks_of_others(names)
        return Brought(taken, others, file.crammed, file.unreadable, deleted=tuple(deleted), notes=len(file.guids))
