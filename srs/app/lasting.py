"""Learned facts stay in the drill while their text stands in a note, though the rules would no longer make them.

Rules grow better from one version to the next, and what they make of a line depends on the lines around it. Neither is a
reason to take a card out that somebody has learned; his own word is (a comment, the front matter, the settings).
"""

from __future__ import annotations

import json
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from srs.app.rules import load_rules, path_matches
from srs.markdown.inline import plain
from srs.model import Created, Moved, Plan, Refreshed, Retired, Revived
from srs.model.values import replace
from srs.reconcile.lasting import fronted, note_words, said_words
from srs.store.facts import facts_in, learned_of, was_retired_at
from srs.store.snapshot import load_meta
from srs.vault.read import Note, read_note

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

    from srs.app.collection import Collection
    from srs.extract import Extraction
    from srs.model import Ambiguous, Draft, Fact, FactId
    from srs.store.open import Store


GONE = "gone"
"""Under which the store remembers notes that went."""


class NoteNow(NamedTuple):
    """The text of a note, and what the rules make of it."""

    text: str
    extraction: Extraction


def keep_standing(plan: Plan, store: Store, collection: Collection, hashes: Mapping[str, str]) -> Plan:
    """Return a plan that retires no learned fact which still stands in one of the notes read, known by their hashes.

    That is its own note, or another to which the text was moved. A fact that went with its note is back with it.
    """
    retired = [change.fact for change in plan.changes if isinstance(change, Retired)]
    read, begun = _reader_of(collection, hashes), _begun(plan)
    back = _come_back(plan, store, collection, hashes, read)
    plan = replace(plan, changes=(*plan.changes, *back)) if back else plan
    kept = standing(retired, store, collection, begun, read, _search(collection, hashes)) if retired and hashes else {}
    kept = {fact: draft for fact, draft in kept.items() if not _is_within_another(fact, draft, plan)}
    if not kept:
        return plan
    changes = tuple(
        _kept(change.fact, kept[change.fact.id]) if isinstance(change, Retired) and change.fact.id in kept else change
        for change in plan.changes
    )
    told = tuple(one for one in changes if not isinstance(one, Refreshed) or one.fact.draft != one.draft)
    here = sum(1 for fact in retired if fact.id in kept and kept[fact.id].source.path == fact.draft.source.path)
    return replace(plan, changes=told, ambiguous=_unsure(plan, kept), unchanged=plan.unchanged + here)


def _is_within_another(fact: FactId, draft: Draft, plan: Plan) -> bool:
    """Tell a fact that stands within the lines of a new one which may be an edit of it: the user decides, and is not asked both."""
    return any(
        one.draft.source.path == draft.source.path
        and one.draft.source.first_line <= draft.source.first_line
        and draft.source.last_line <= one.draft.source.last_line
        for one in plan.ambiguous
        if any(candidate.id == fact for candidate in one.candidates)
    )


def _unsure(plan: Plan, kept: Container[FactId]) -> tuple[Ambiguous, ...]:
    """Return what is unsure still: a fact that stays is none of what a new text may have been."""
    left = (
        replace(one, candidates=tuple(fact for fact in one.candidates if fact.id not in kept)) for one in plan.ambiguous
    )
    return tuple(one for one in left if one.candidates)


def standing_beside(
    drafts: Sequence[Draft], facts: Iterable[Fact], store: Store, collection: Collection, hashes: Mapping[str, str]
) -> dict[FactId, Draft]:
    """Return which of some facts that no draft says stand all the same, below a front that has another text too.

    They are left out before drafts are taken for facts. A note is known by its hash, as for `keep_standing`.
    """
    return beside(drafts, facts, store, collection, _reader_of(collection, hashes))


def beside(
    drafts: Sequence[Draft],
    facts: Iterable[Fact],
    store: Store,
    collection: Collection,
    read: Callable[[str], NoteNow | None],
) -> dict[FactId, Draft]:
    """Return which facts whose front has another text below it last in its note, on lines where no draft begins."""
    likely = fronted(drafts, facts)
    if not likely:
        return {}
    begun = {(draft.source.path, draft.source.first_line) for draft in drafts}
    return standing(likely, store, collection, begun, read)


def with_lasting(plan: Plan, facts: Iterable[Fact], kept: Mapping[FactId, Draft]) -> Plan:
    """Return a plan that was made without some facts with these, each on the lines where it stands."""
    lasting = [(fact, kept[fact.id]) for fact in facts if fact.id in kept]
    told = tuple(Refreshed(fact, draft) for fact, draft in lasting if fact.draft != draft)
    return replace(plan, changes=(*plan.changes, *told), unchanged=plan.unchanged + len(lasting))


def standing(
    facts: Iterable[Fact],
    store: Store,
    collection: Collection,
    begun: Container[tuple[str, int]],
    read: Callable[[str], NoteNow | None],
    search: Callable[[Sequence[Fact]], Iterable[str]] = lambda _: (),
) -> dict[FactId, Draft]:
    """Return which of the facts that no draft is any more last all the same, each with the lines where it stands.

    Args:
        facts: live facts that no draft is any more.
        store: where they are, and what was learned.
        collection: the notes, and how they are read; other settings than before are the user's own word.
        begun: path and line where a new fact begins; a line belongs to that.
        read: returns a note as it is now by its path, None for one that is not looked at or changed meanwhile.
        search: returns the paths of notes to which the text of some facts may have been moved.
    """
    by_id = {fact.id: fact for fact in facts}
    is_same = _same_settings(store, collection)
    learned = learned_of(store, (fact for fact in by_id if is_same(by_id[fact].draft.source.path)))
    ordered = sorted((by_id[fact] for fact in learned), key=lambda fact: (fact.draft.source.path, fact.id))
    found: dict[FactId, Draft] = {}
    for path, some in groupby(ordered, key=lambda fact: fact.draft.source.path):
        note = read(path)
        if note is not None:
            found |= _find(list(some), path, note, begun)
    gone = [fact for fact in ordered if fact.id not in found]
    for path in search(gone) if gone else ():
        note = read(path) if is_same(path) else None
        if note is not None:
            found |= _find([fact for fact in gone if fact.id not in found], path, note, _beginnings(path, note))
    return found


def _beginnings(path: str, note: NoteNow) -> set[tuple[str, int]]:
    """Return path and line where any fact of a note begins."""
    return {(path, draft.source.first_line) for draft in note.extraction.drafts}


def _find(facts: Sequence[Fact], path: str, note: NoteNow, begun: Container[tuple[str, int]]) -> dict[FactId, Draft]:
    """Return those of the facts whose text stands in a note, on lines where no new fact begins and none that asks the same."""
    words = note_words(path, note.text)
    asked = {(draft.source.first_line, plain(draft.front).casefold()) for draft in note.extraction.drafts}
    found = ((fact.id, words.find(fact.draft)) for fact in facts)
    there = (
        (fact, replace(draft, source=replace(draft.source, path=path))) for fact, draft in found if draft is not None
    )
    return {
        fact: draft
        for fact, draft in there
        if (path, draft.source.first_line) not in begun
        and (draft.source.first_line, plain(draft.front).casefold()) not in asked
        and not note.extraction.is_unwanted(draft.source)
    }


def _come_back(
    plan: Plan,
    store: Store,
    collection: Collection,
    hashes: Mapping[str, str],
    read: Callable[[str], NoteNow | None],
) -> list[Revived]:
    """Return the learned facts that went with their notes, of those that are there again, whose text stands in them though no draft is one."""
    went = {path: at for path, at in _gone(store).items() if path in hashes}
    is_same = _same_settings(store, collection)
    gone = facts_in(store, {path for path in went if is_same(path)}, retired=True) if went else []
    learned = learned_of(store, [fact.id for fact in gone]) if gone else set()
    learned -= {change.fact.id for change in plan.changes if not isinstance(change, Created)}
    back: list[Revived] = []
    for path, facts in groupby(gone, key=lambda fact: fact.draft.source.path):
        some = [fact for fact in facts if fact.id in learned and was_retired_at(store, fact.id, went[path])]
        note = read(path) if some else None
        if note is not None:
            found = _find(some, path, note, _beginnings(path, note))
            back += [Revived(fact, found[fact.id]) for fact in some if fact.id in found]
    return back


def gone_notes(store: Store, plan: Plan, vanished: Iterable[str], read: Container[str], at: int) -> str:
    """Return which notes went with facts of theirs, and when (UTC ms), as JSON: after a plan that is carried out now."""
    went = {change.fact.draft.source.path for change in plan.changes if isinstance(change, Retired)}
    known = {path: when for path, when in _gone(store).items() if path not in read}
    return json.dumps(known | {path: at for path in vanished if path in went})


def _gone(store: Store) -> dict[str, int]:
    known: dict[str, int] = json.loads(load_meta(store, GONE) or "{}")
    return known


def _kept(fact: Fact, draft: Draft) -> Moved | Refreshed:
    return Refreshed(fact, draft) if fact.draft.source.path == draft.source.path else Moved(fact, draft)


def _search(collection: Collection, hashes: Mapping[str, str]) -> Callable[[Sequence[Fact]], Iterator[str]]:
    """Return what looks among the notes read for those with the longest words of some facts of other notes."""

    def search(facts: Sequence[Fact]) -> Iterator[str]:
        texts = [(said_words(fact.draft), fact.draft.source.path) for fact in facts]
        signs = [(max(words, key=len), path) for words, path in texts if words]
        for path in sorted(hashes):
            note = read_note(collection.notes, path)
            text = note.text.casefold() if isinstance(note, Note) else ""
            if any(sign in text for sign, own in signs if own != path):
                yield path

    return search


def settings_text(collection: Collection) -> str:
    """Return the settings that decide which lines of a note are facts, as JSON: those for all notes, and folder by folder.

    Which notes are read is none of them: one that is left out goes with its facts, and the others stand.
    """
    config = collection.config
    for_all = (config.extractors, config.separators, config.words)
    folders = [(rule.path, rule.off, rule.separators) for rule in config.folders if rule.off or rule.separators]
    return json.dumps([repr(for_all), folders])


def _same_settings(store: Store, collection: Collection) -> Callable[[str], bool]:
    """Return what tells whether the settings decide on a note as they did when the notes were read last."""
    saved = load_meta(store, "settings")
    if not saved:  # an older srs read them
        is_same = load_meta(store, "reader").partition("-")[2] == collection.rules_mark
        return lambda _: is_same
    (before, folders_before), (now, folders) = json.loads(saved), json.loads(settings_text(collection))

    def is_same_for(path: str) -> bool:
        of_note, of_note_before = (
            [one for one in some if path_matches(path, one[0])] for some in (folders, folders_before)
        )
        return before == now and of_note == of_note_before

    return is_same_for


def _reader_of(collection: Collection, hashes: Mapping[str, str]) -> Callable[[str], NoteNow | None]:
    """Return what reads a note once more, unless it is no longer the one with the hash."""
    rules = cache(lambda: load_rules(collection.config))  # most plans have nothing to read

    def read(path: str) -> NoteNow | None:
        note = read_note(collection.notes, path)
        same = isinstance(note, Note) and note.hash == hashes.get(path)
        return NoteNow(note.text, rules().extract(path, note.text)) if isinstance(note, Note) and same else None

    return read


def _begun(plan: Plan) -> set[tuple[str, int]]:
    return {(one.draft.source.path, one.draft.source.first_line) for one in plan.changes if isinstance(one, Created)}
