"""Brings the store up to date with the notes: scan, read, extract, plan, and apply in one transaction."""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from srs import model  # its names are imported when they are used, and a sync that finds nothing uses few
from srs.errors import NotesMissing, UsageError
from srs.model import Plan
from srs.model.values import dataclass
from srs.store.counts import count_live
from srs.store.snapshot import (
    Folders,
    changed_folders,
    load_hashes,
    load_meta,
    save_folders,
    save_meta,
    save_notes,
)
from srs.vault.scan import Scan, mark_unread, scan

if TYPE_CHECKING:
    from collections.abc import Callable

    from srs.app.collection import Collection
    from srs.errors import RefusedError
    from srs.model import Created, Draft, Problem, Refreshed
    from srs.model.packed import Packed
    from srs.store.open import Store

READER = "17"
"""Grows when the same note gives other drafts than before, so that every note is read again."""

_COUNTS = (
    "unchanged",
    "created",
    "edited",
    "moved",
    "retired",
    "revived",
    "held",
    "cards_added",
    "cards_gone",
    "deck_changed",
    "tags_changed",
    "ambiguous",
    "problems",
)


@dataclass(frozen=True, slots=True)
class SyncReport:
    """A plan with what it means for the collection: live facts before it, and whether it was applied."""

    plan: Plan
    live: int
    applied: bool
    refusal: RefusedError | None = None
    """Why a plan that was only looked at would be refused."""
    is_first: bool = False
    """Whether the notes were never read before."""

    @property
    def counts(self) -> dict[str, int]:
        """Count the changes by kind; `held` are new facts that wait for the user, not counted as created.

        Cards and facts with another deck or other tags are those of facts whose text stayed; a fact counts for each.
        """
        names = {"Created": "created", "Edited": "edited", "Moved": "moved", "Retired": "retired", "Revived": "revived"}
        counts = dict.fromkeys(_COUNTS, 0)
        refreshed = 0
        for change in self.plan.changes:
            if isinstance(change, model.Refreshed):
                if change.is_reported:
                    refreshed += 1
                    _count_refreshed(counts, change)
                continue
            held = isinstance(change, model.Created) and change.draft.held
            counts["held" if held else names[type(change).__name__]] += 1
        touched = counts["edited"] + counts["moved"] + counts["retired"] + refreshed
        counts["unchanged"] = self.live - touched
        counts["ambiguous"] = len(self.plan.ambiguous)
        counts["problems"] = len(self.plan.problems)
        return counts

    @property
    def is_empty(self) -> bool:
        """Tell a sync in which nothing changed that a user would care about."""
        return not any(count for name, count in self.counts.items() if name != "unchanged")


def _count_refreshed(counts: dict[str, int], change: Refreshed) -> None:
    counts["cards_added"] += change.cards_added
    counts["cards_gone"] += change.cards_gone
    counts["deck_changed"] += change.is_moved_to_a_deck
    counts["tags_changed"] += change.is_tagged_anew


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was read of the notes that changed."""

    hashes: dict[str, str]
    drafts: list[Draft]
    new: Packed[Created]
    """What a first sync makes of the drafts, in their place: nothing is to be compared with them, and all of them are too much to hold."""
    problems: list[Problem]
    unread: list[str]


def sync(
    store: Store,
    collection: Collection,
    *,
    at: int,
    started_ns: int,
    apply: bool = True,
    yes: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> SyncReport:
    """Make the plan and, with `apply`, carry it out; `at` is now in UTC ms, `started_ns` the file system's time.

    Raises:
        NotesMissing: the notes folder is not there.
        RefusedError: the plan looks like an accident (see `brakes`) and `yes` was not given.
        UnsavedStore: it was given, and the store cannot be kept as it is before such a plan.
    """
    reader, known = f"{READER}-{collection.rules_mark}", load_meta(store, "reader")
    fresh = known != reader
    before = Folders(store)
    found = _scan(collection, before, started_ns, fresh=fresh)
    changed = sorted(_all_notes(found)) if fresh else found.changed
    if not found.notes and not known:
        from srs.app.collection import no_notes

        raise no_notes(collection.notes_root)
    if not changed and not found.vanished and not found.problems:
        return _nothing_changed(store, before, found, apply=apply)
    from srs.app.brakes import check, refusal_of
    from srs.app.lasting import GONE, gone_notes, settings_text
    from srs.store.facts import paths_of_facts
    from srs.store.plan_writing import apply_plan

    reading = _read(collection, store, changed, fresh=fresh, progress=progress)
    mark_unread(found, reading.unread)
    elsewhere = paths_of_facts(store) - set(changed) if fresh else set()  # as a merge brings them
    if not apply:
        plan, live = _plan(store, collection, reading, found, elsewhere), count_live(store)
        refusal = None if yes else refusal_of(plan, store, collection, live, found.notes)
        return SyncReport(plan, live, apply, refusal, is_first=not known)
    # Facts are read under the lock under which the plan is carried out: another srs may be at work on them.
    with store.write() as connection:
        live = count_live(store)
        plan = _plan(store, collection, reading, found, elsewhere)
        if not yes:
            check(plan, store, collection, live, found.notes)
        elif known and refusal_of(plan, store, collection, live, found.notes):
            from srs.app.backup import Reason, save_before

            save_before(collection, Reason.SYNC, at)
        apply_plan(connection, plan, at)
        save_notes(connection, reading.hashes, [*found.vanished, *reading.unread], reading.problems)
        save_folders(connection, changed_folders(before, found.folders, found.marks, found.same))
        if found.vanished or load_meta(store, GONE):
            save_meta(connection, GONE, gone_notes(store, plan, found.vanished, reading.hashes, at))
        if fresh:
            save_meta(connection, "reader", reader)
            save_meta(connection, "settings", settings_text(collection))
    return SyncReport(plan, live, apply, is_first=not known)


def _nothing_changed(store: Store, before: Folders, found: Scan, *, apply: bool) -> SyncReport:
    folders = changed_folders(before, found.folders, found.marks, found.same)
    if apply and any(folders):
        with store.write() as connection:
            save_folders(connection, folders)
    live = count_live(store)
    return SyncReport(Plan((), live), live, apply)


def _scan(collection: Collection, before: Folders, started_ns: int, *, fresh: bool) -> Scan:
    """Walk the notes; where all are to be read, every folder is listed, whatever its mark."""
    marks = {} if fresh else before.marks
    try:
        return scan(collection.notes_root, before, started_ns=started_ns, exclude=collection.exclude, marks=marks)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotesMissing(collection.notes_root) from error
    except OSError as error:
        raise UsageError(
            f"The notes folder {collection.notes_root} cannot be read ({error.strerror}).", "Check its permissions."
        ) from error


def _all_notes(found: Scan) -> list[str]:
    """Return the paths of all notes of a walk."""
    return [
        f"{folder}/{line.split(chr(9), 1)[0]}" if folder else line.split("\t", 1)[0]
        for folder, listing in found.folders.items()
        for line in listing.split("\n")
        if line
    ]


def _read(
    collection: Collection, store: Store, paths: list[str], *, fresh: bool, progress: Callable[[int, int], None] | None
) -> _Reading:
    from srs.app.reading import read_notes
    from srs.model.packed import Packed
    from srs.reconcile.plan import new_facts
    from srs.store.facts import has_facts

    known = {} if fresh else load_hashes(store, paths)
    reading = _Reading({}, [], Packed(), [], [])
    is_first = not has_facts(store)
    taken: set[str] = set()
    tried: dict[tuple[str, str, str], int] = {}
    for number, one in enumerate(read_notes(collection.notes, paths, collection.config, known)):
        if progress:
            progress(number, len(paths))
        if not one.hash:
            reading.unread.append(one.path)
        if one.extraction:
            if one.hash:
                reading.hashes[one.path] = one.hash
            if is_first:
                reading.new.extend(new_facts(one.extraction.drafts, taken, tried))
            else:
                reading.drafts.extend(one.extraction.drafts)
            reading.problems.extend(one.extraction.problems)
    return reading


def _plan(store: Store, collection: Collection, reading: _Reading, found: Scan, elsewhere: set[str]) -> Plan:
    from srs.app.lasting import keep_standing, standing_beside, with_lasting
    from srs.reconcile.fingerprint import fingerprint
    from srs.reconcile.plan import make_plan
    from srs.store.facts import (
        all_ids,
        facts_in,
        fronts_of,
        has_facts,
        living_like,
        new_copies,
        retired_like,
        taken_ids,
    )

    problems = (*found.problems, *reading.problems)
    read = {*reading.hashes, *found.vanished, *elsewhere}
    if not read:
        return Plan((), 0, problems)
    if reading.new and not has_facts(store):
        return Plan(reading.new, 0, problems)
    drafts = reading.drafts or [new.draft for new in reading.new]  # another srs may have been the first meanwhile
    facts = facts_in(store, read)
    marks = {fact.id: fingerprint(fact.draft.front, fact.draft.back) for fact in facts}
    stand = Counter(marks.values())
    told = Counter(fingerprint(draft.front, draft.back) for draft in drafts)
    fresh, fewer = told - stand, stand - told
    unsaid = (fact for fact in facts if marks[fact.id] in fewer)
    kept = standing_beside(drafts, unsaid, store, collection, reading.hashes) if fewer else {}
    lasting = [fact for fact in facts if fact.id in kept]
    facts = [fact for fact in facts if fact.id not in kept] if kept else facts
    retired = retired_like(store, fresh)
    gone = facts_in(store, {draft.source.path for draft in drafts}, retired=True) if fresh else []
    with_gaps = (fact.id for fact in (*facts, *chain(*retired.values()), *gone) if fact.draft.way is model.Way.CLOZE)
    make = partial(
        make_plan,
        drafts,
        facts,
        retired=retired,
        gone=gone,
        once=living_like(store, fresh) if fewer else {},
        said=fronts_of(store, set(with_gaps)),
        copies=new_copies(store, [fact for fact, mark in marks.items() if mark in fewer]),
        problems=problems,
    )
    plan = make()
    # Few plans name an id that is taken; for the others it is not worth the time to load the ids of all facts.
    created = [change.id for change in plan.changes if isinstance(change, model.Created)]
    plan = make(taken=all_ids(store)) if taken_ids(store, created) else plan
    plan = with_lasting(plan, lasting, kept) if kept else plan
    return _with_heirs(keep_standing(plan, store, collection, reading.hashes), store)


def _with_heirs(plan: Plan, store: Store) -> Plan:
    """Return a plan in which facts that would retire go on where they were copied to."""
    ended = [change.fact.id for change in plan.changes if isinstance(change, model.Retired)]
    if not ended:
        return plan
    from srs.reconcile.heirs import bequeathed
    from srs.store.heirs import heirs_of, notes_of

    heirs = heirs_of(store, ended)
    return bequeathed(plan, heirs, notes_of(store, heirs)) if heirs else plan
