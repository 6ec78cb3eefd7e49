"""Which facts of the store stand in one note, as the next sync will have it if no other note changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from srs.app.lasting import NoteNow, beside, standing
from srs.reconcile.fingerprint import fingerprint
from srs.reconcile.match import Matching
from srs.store.facts import facts_in, living_like, retired_like

if TYPE_CHECKING:
    from collections.abc import Sequence

    from srs.app.collection import Collection
    from srs.model import Draft, Fact
    from srs.store.open import Store


class Pairing(NamedTuple):
    """The drafts of a note, each with the fact that it is, and the facts that last without one, where they stand.

    The fact is None for a draft that is new; it may be a retired one, which the next sync brings back.
    """

    pairs: tuple[tuple[Draft, Fact | None], ...]
    lasting: tuple[tuple[Draft, Fact], ...]


def pair_with_facts(path: str, note: NoteNow, collection: Collection, store: Store) -> Pairing:
    """Pair what the rules make of a note with the facts that stood there, or that were gone from there."""
    drafts, facts = note.extraction.drafts, facts_in(store, [path])
    said = {(draft.front, draft.back) for draft in drafts}
    unsaid = (fact for fact in facts if (fact.draft.front, fact.draft.back) not in said)
    kept = beside(drafts, unsaid, store, collection, lambda _: note)
    matching = _match(path, drafts, [fact for fact in facts if fact.id not in kept], store)
    found = {number: matching.facts[fact] for number, fact in matching.anchors.items()}
    found |= {number: fact for number, fact, _ in matching.pairs}
    pairs = tuple((draft, found.get(number)) for number, draft in enumerate(matching.drafts))
    begun = {(path, draft.source.first_line) for draft, fact in pairs if fact is None}
    left = [matching.facts[number] for number in matching.facts_left]
    lines = kept | standing(left, store, collection, begun, lambda _: note)
    return Pairing(pairs, tuple((lines[fact.id], fact) for fact in facts if fact.id in lines))


def _match(path: str, drafts: Sequence[Draft], facts: Sequence[Fact], store: Store) -> Matching:
    matching = Matching(drafts, facts)
    marks = {fingerprint(draft.front, draft.back) for draft in drafts}
    matching.match(retired_like(store, marks), facts_in(store, [path], retired=True), living_like(store, marks))
    return matching
