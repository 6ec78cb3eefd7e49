"""A note with what became of each line: the facts that stand there as the store knows them, and what was turned down."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from srs.app.lasting import NoteNow
from srs.app.pairing import pair_with_facts
from srs.app.rules import load_rules
from srs.errors import UnknownNote
from srs.model import Problem
from srs.store.browse import shown_facts
from srs.store.facts import facts_in
from srs.store.notes import is_known_note, problems_of
from srs.store.snapshot import load_hashes
from srs.vault.read import read_note

if TYPE_CHECKING:
    from pathlib import Path

    from srs.app.collection import Collection
    from srs.model import Draft, Skip
    from srs.store.browse import ShownFact
    from srs.store.open import Store


class Stand(NamedTuple):
    """A fact where it stands in its note; `shown` is None for one that no sync has brought into the store yet."""

    draft: Draft
    shown: ShownFact | None


class Annotated(NamedTuple):
    """A note, the facts in it, what looked like a fact and is none, and what could not be read; in the order of the lines.

    `skips` is None where nobody asked for them.
    """

    path: str
    text: str
    stands: tuple[Stand, ...]
    skips: tuple[Skip, ...] | None
    problems: tuple[Problem, ...]


def annotate(path: str, collection: Collection, store: Store, *, skips: bool) -> Annotated:
    """Read a note, named by its path below the notes folder, and tell what it gives, with `skips` also what it does not.

    A note that has changed since the last sync is read into facts as it is now.

    Raises:
        UnknownNote: none with this path was found when the notes were read, or it leads out of their folder.
    """
    if not is_known_note(store, path) or not _is_inside(path, collection.notes):
        raise UnknownNote(path)
    note = read_note(collection.notes, path)
    if isinstance(note, Problem):
        return Annotated(path, "", (), None, (note,))
    facts = facts_in(store, [path])
    shown = shown_facts(store, [fact.id for fact in facts])
    # Reading a long note into facts takes longer than all the rest.
    if not skips and load_hashes(store, [path]).get(path) == note.hash:
        stands = tuple(Stand(fact.draft, shown.get(fact.id)) for fact in facts)
        return Annotated(path, note.text, stands, None, tuple(problems_of(store, path)))
    extraction = load_rules(collection.config).extract(path, note.text)
    found = pair_with_facts(path, NoteNow(note.text, extraction), collection, store)
    there = sorted((*found.pairs, *found.lasting), key=lambda pair: pair[0].source.first_line)
    stands = tuple(Stand(draft, shown.get(fact.id) if fact else None) for draft, fact in there)
    return Annotated(path, note.text, stands, extraction.skips if skips else None, extraction.problems)


def _is_inside(path: str, notes: Path) -> bool:
    """Tell whether a note lies in the notes folder by its real path: a page is no place to follow links out of it."""
    try:
        return (notes / path).resolve().is_relative_to(notes.resolve())
    except (OSError, ValueError, RuntimeError):  # no file has such a name, or links go round
        return False
