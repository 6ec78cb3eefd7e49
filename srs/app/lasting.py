"""Learned facts stay in the drill while their text stands in the note, though the rules would no longer make them.

Rules grow better from one version to the next, and what they make of a line depends on the lines around it. Neither is a
reason to take a card out that somebody has learned; his own word is (a comment, the front matter, the settings).
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from srs.app.rules import load_rules
from srs.model import Created, Plan, Refreshed, Retired
from srs.model.values import replace
from srs.reconcile.lasting import note_words
from srs.store.facts import learned_of
from srs.store.snapshot import load_meta
from srs.vault.read import Note, read_note

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping

    from srs.app.collection import Collection
    from srs.extract import Extraction
    from srs.model import Draft, Fact, FactId
    from srs.store.open import Store


class NoteNow(NamedTuple):
    """The text of a note, and what the rules make of it."""

    text: str
    extraction: Extraction


def keep_standing(plan: Plan, store: Store, collection: Collection, hashes: Mapping[str, str]) -> Plan:
    """Return a plan that retires no learned fact which still stands in one of the notes read, known by their hashes."""
    retired = [change.fact for change in plan.changes if isinstance(change, Retired)]
    there = [fact for fact in retired if fact.draft.source.path in hashes]
    kept = standing(there, store, collection, _begun(plan), _reader_of(collection, hashes)) if there else {}
    if not kept:
        return plan
    changes = tuple(
        Refreshed(change.fact, kept[change.fact.id])
        if isinstance(change, Retired) and change.fact.id in kept
        else change
        for change in plan.changes
    )
    moved = tuple(one for one in changes if not isinstance(one, Refreshed) or one.fact.draft != one.draft)
    return replace(plan, changes=moved, unchanged=plan.unchanged + len(kept))


def standing(
    facts: Iterable[Fact],
    store: Store,
    collection: Collection,
    begun: Container[tuple[str, int]],
    read: Callable[[str], NoteNow | None],
) -> dict[FactId, Draft]:
    """Return which of the facts that no draft is any more last all the same, each with the lines where it stands.

    Args:
        facts: live facts of the notes that `read` returns by their path; None for one that changed meanwhile.
        store: where they are, and what was learned.
        collection: the notes, and how they are read; other settings than before are the user's own word.
        begun: path and line where a new fact begins; a line belongs to that.
        read: returns a note as it is now.
    """
    by_id = {fact.id: fact for fact in facts}
    learned = learned_of(store, by_id) if _has_same_settings(store, collection) else ()
    ordered = sorted((by_id[fact] for fact in learned), key=lambda fact: (fact.draft.source.path, fact.id))
    found: dict[FactId, Draft] = {}
    for path, some in groupby(ordered, key=lambda fact: fact.draft.source.path):
        note = read(path)
        if note is None:
            continue
        words = note_words(path, note.text)
        for fact in some:
            draft = words.find(fact.draft)
            wanted = draft is not None and not note.extraction.is_unwanted(draft.source)
            if draft is not None and wanted and (path, draft.source.first_line) not in begun:
                found[fact.id] = draft
    return found


def _has_same_settings(store: Store, collection: Collection) -> bool:
    """Tell whether the settings decide as they did when the notes were read last."""
    return load_meta(store, "reader").partition("-")[2] == collection.rules_mark


def _reader_of(collection: Collection, hashes: Mapping[str, str]) -> Callable[[str], NoteNow | None]:
    """Return what reads a note once more, unless it is no longer the one with the hash."""
    rules = load_rules(collection.config)

    def read(path: str) -> NoteNow | None:
        note = read_note(collection.notes, path)
        same = isinstance(note, Note) and note.hash == hashes[path]
        return NoteNow(note.text, rules.extract(path, note.text)) if isinstance(note, Note) and same else None

    return read


def _begun(plan: Plan) -> set[tuple[str, int]]:
    return {(one.draft.source.path, one.draft.source.first_line) for one in plan.changes if isinstance(one, Created)}
