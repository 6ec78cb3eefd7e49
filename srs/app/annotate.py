"""A note with what became of each line: the facts that stand there as the store knows them, and what was turned down."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

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
    from srs.model import Draft, Fact, Skip
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
    pairs = zip(extraction.drafts, _paired(extraction.drafts, facts), strict=True)
    stands = tuple(Stand(draft, shown.get(fact.id) if fact else None) for draft, fact in pairs)
    return Annotated(path, note.text, stands, extraction.skips if skips else None, extraction.problems)


def _is_inside(path: str, notes: Path) -> bool:
    """Tell whether a note lies in the notes folder by its real path: a page is no place to follow links out of it."""
    try:
        return (notes / path).resolve().is_relative_to(notes.resolve())
    except (OSError, ValueError, RuntimeError):  # no file has such a name, or links go round
        return False


def _paired(drafts: tuple[Draft, ...], facts: list[Fact]) -> list[Fact | None]:
    """Return the fact of each draft: by what it says, else by its first line, as one with renumbered gaps."""
    by_text: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in reversed(facts):
        by_text[fact.draft.front, fact.draft.back].append(fact)
    pairs: list[Fact | None] = [
        same.pop() if (same := by_text.get((draft.front, draft.back))) else None for draft in drafts
    ]
    by_line = {fact.draft.source.first_line: fact for left in by_text.values() for fact in left}
    return [fact or by_line.pop(draft.source.first_line, None) for draft, fact in zip(drafts, pairs, strict=True)]
