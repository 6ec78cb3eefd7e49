"""Takes over what came into the mirror since it was read last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.app.import_report import Brought
from srs.app.import_reviews import take_over
from srs.model.values import replace
from srs.store.foreign import names_of_facts, seen_before
from srs.store.mirrored import facts_seen
from srs.store.snapshot import load_meta, save_meta

if TYPE_CHECKING:
    from pathlib import Path

    from srs.anki.mirror import Show
    from srs.anki.reading import AnkiFile
    from srs.app.taken import Terms
    from srs.model import FactId
    from srs.store.open import Store

_READ = "anki mirror"


def read_mirror(store: Store, path: Path, terms: Terms, show: Show) -> Brought:
    """Take over the facts that something happened to there since, and those that were not known here when it was read last.

    Which that was is kept in the store and not with the mirror: so an older store gets everything that it does not have.
    """
    from srs.anki.package import anki_tags
    from srs.anki.reading import opened_anki
    from srs.anki.reading_text import says_the_same

    names = names_of_facts(store)
    with opened_anki(path, terms.clock.offset_seconds) as file:
        some = _unread(store, file, names)
        taken = take_over(
            store,
            file.origin,
            file.facts(some, show),
            terms,
            says_the_same=says_the_same,
            as_tags=anki_tags,
            progress=show,
        )
        standing = {names[guid] for guid in file.guids if guid in names}
        deleted = seen_before(store, file.origin.name, standing)
        name, usn = file.mark
        with store.write() as connection:
            save_meta(connection, _READ, f"{name} {usn}")
    # Crams are not told: those of a filtered deck would be at every synchronisation anew.
    return Brought(replace(taken, known=len(standing)), unreadable=file.unreadable, deleted=tuple(deleted))


def note_sent(store: Store, path: Path) -> None:
    """Count what was written to the mirror as read, once it was sent: it need not be read again.

    Each synchronisation with the server gets the next number, whoever's it is; if this one's follows on that of the reading, nothing else came with it.
    """
    from srs.anki.mirror_rows import mark_of

    name, usn = mark_of(path)
    if load_meta(store, _READ) == f"{name} {usn - 1}":
        with store.write() as connection:
            save_meta(connection, _READ, f"{name} {usn}")


def _unread(store: Store, file: AnkiFile, names: dict[str, FactId]) -> dict[str, FactId]:
    """Return the guids that are to be read; of a fact that has several, all of them."""
    name, usn = file.mark
    known, _, last = load_meta(store, _READ).rpartition(" ")
    since = int(last) if known == name and int(last) <= usn else 0
    seen = facts_seen(store, file.origin.name)
    facts = {names[guid] for guid in file.changed_since(since) if guid in names}
    facts |= {fact for fact in names.values() if fact not in seen}
    return {guid: fact for guid, fact in names.items() if fact in facts}
