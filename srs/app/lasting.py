"""Learned facts stay in the drill while their text stands in the note, though the rules would no longer make them.

Rules grow better from one version to the next, and what they make of a line depends on the lines around it. Neither is a
reason to take a card out that somebody has learned; his own word is (a comment, the front matter, the settings).
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from srs.app.rules import load_rules
from srs.model import Created, Plan, Refreshed, Retired
from srs.model.values import replace
from srs.reconcile.lasting import note_words
from srs.store.facts import learned_of
from srs.vault.read import Note, read_note

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from srs.app.collection import Collection
    from srs.model import Draft, Fact, FactId
    from srs.store.open import Store


def keep_standing(plan: Plan, store: Store, collection: Collection, hashes: Mapping[str, str]) -> Plan:
    """Return a plan that retires no learned fact which still stands in one of the notes read, known by their hashes."""
    retired = (change.fact for change in plan.changes if isinstance(change, Retired))
    there = {fact.id: fact for fact in retired if fact.draft.source.path in hashes}
    learned = learned_of(store, there)
    if not learned:
        return plan
    kept = dict(_standing((there[fact] for fact in learned), collection, hashes, _begun(plan)))
    changes = tuple(
        Refreshed(change.fact, kept[change.fact.id])
        if isinstance(change, Retired) and change.fact.id in kept
        else change
        for change in plan.changes
    )
    moved = tuple(one for one in changes if not isinstance(one, Refreshed) or one.fact.draft != one.draft)
    return replace(plan, changes=moved, unchanged=plan.unchanged + len(kept))


def _standing(
    facts: Iterator[Fact], collection: Collection, hashes: Mapping[str, str], begun: set[tuple[str, int]]
) -> Iterator[tuple[FactId, Draft]]:
    """Yield the facts whose text stands, with its lines; a line on which a new fact begins belongs to that."""
    rules = load_rules(collection.config)
    ordered = sorted(facts, key=lambda fact: (fact.draft.source.path, fact.id))
    for path, some in groupby(ordered, key=lambda fact: fact.draft.source.path):
        note = read_note(collection.notes, path)
        if not isinstance(note, Note) or note.hash != hashes[path]:
            continue
        words, extraction = note_words(path, note.text), rules.extract(path, note.text)
        for fact in some:
            draft = words.find(fact.draft)
            wanted = draft is not None and not extraction.is_unwanted(draft.source)
            if draft is not None and wanted and (path, draft.source.first_line) not in begun:
                yield fact.id, draft


def _begun(plan: Plan) -> set[tuple[str, int]]:
    return {(one.draft.source.path, one.draft.source.first_line) for one in plan.changes if isinstance(one, Created)}
