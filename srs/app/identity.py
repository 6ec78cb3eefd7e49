"""Corrects by hand which text is which fact; what is corrected stays so in every later sync."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from srs.app.selection import select
from srs.app.target import MOST_UNASKED, check_facts, facts_named, is_query
from srs.app.wording import counted
from srs.errors import RefusedError, UsageError
from srs.model import Created, Edited, Plan, Refreshed, Retired, Source, Status, Way
from srs.model.values import dataclass, replace
from srs.reconcile.fingerprint import fingerprint
from srs.reconcile.gaps import renumbered
from srs.reconcile.plan import free_id
from srs.reconcile.revision import grade_revision
from srs.reconcile.side import Side
from srs.store.decisions import disown, own, stand_in, write_decision
from srs.store.doubts import dismiss_doubt
from srs.store.facts import answered_of, descent_of, find_fact, fronts_of, list_facts, taken_ids
from srs.store.log import count_answers, reviews_of
from srs.store.plan_writing import apply_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from srs.model import Fact
    from srs.store.backup import Backup
    from srs.store.open import Store
    from srs.store.search import Today


@dataclass(frozen=True, slots=True)
class Correction:
    """The fact that is in the drill now, the one that is retired instead, and how many reviews either has."""

    fact: Fact
    retired: Fact
    reviews: int
    retired_reviews: int


class BegunAnew(NamedTuple):
    """The facts that were begun anew, and the database as it was before, where it was kept for that."""

    corrections: list[Correction]
    kept: Backup | None


def link(store: Store, old: str, new: str, *, at: int, yes: bool = False) -> Correction:
    """Let a fact that is gone from the notes go on as what was taken for a new one, with its history.

    Raises:
        UnknownId: one of the two does not exist.
        UsageError: the old one still stands in the notes, the new one does not, or one has gaps and the other has not.
        RefusedError: the new one has reviews of its own, which would count no more, and `yes` was not given.
    """
    with store.write() as connection:
        gone, fresh = find_fact(store, old), find_fact(store, new)
        _check_link(gone, fresh)
        own_reviews = 0 if yes else count_answers(store, fresh.id)
        if own_reviews:
            raise RefusedError(
                f"{fresh.id} has {counted(own_reviews, 'review')} of its own, which would be put aside; nothing was changed.",
                f"If this is what you want: srs link {gone.id} {fresh.id} --yes",
            )
        draft = fresh.draft
        if draft.way is Way.CLOZE:
            draft = replace(draft, front=renumbered(draft.front, fronts_of(store, [gone.id])[gone.id]))
        # To be linked is to be wanted: neither thin evidence nor an old rejection keeps it out of the drill.
        draft = replace(draft, held="")
        change = grade_revision(Side(gone.draft), Side(draft))
        apply_plan(connection, Plan((Retired(fresh), Edited(gone, draft, change)), 0), at)
        own(connection, gone.id, fingerprint(draft.front, draft.back))
        if gone.accepted is False:
            write_decision(connection, gone.id, draft, accepted=True)
    return _correction(store, find_fact(store, gone.id), fresh)


def unlink(store: Store, given: str, *, at: int) -> Correction:
    """Undo that an edit was taken for the same fact: what the note says now becomes a new fact, the old one retires.

    Raises:
        UnknownId: the fact does not exist.
        UsageError: it is not in the notes, or always said the same.
    """
    with store.write() as connection:
        fact = _standing(store, given)
        now = fingerprint(fact.draft.front, fact.draft.back)
        former = next((row for row in reversed(descent_of(store, fact.id)) if fingerprint(row[2], row[3]) != now), None)
        if former is None:
            raise UsageError(
                f"{fact.id} has always said the same, so there is nothing to part.",
                f"To begin it anew: srs reset {fact.id}",
            )
        _, _, front, back, path, line = former
        before = replace(fact.draft, front=front, back=back, source=Source(path, line, line))
        changes = (Refreshed(fact, before), Retired(replace(fact, draft=before)))
        created = _anew(store, fact)
        apply_plan(connection, Plan((*changes, created), 0), at)
        disown(connection, fact.id, now)
        stand_in(connection, fact, created.id)
    return _correction(store, find_fact(store, created.id), fact)


def reset(store: Store, given: str, *, at: int) -> Correction:
    """Begin a fact anew: its history stays with a retired one, and what the note says is new.

    Raises:
        UnknownId: the fact does not exist.
        UsageError: it is not in the notes.
    """
    with store.write() as connection:
        fact = _standing(store, given)
        created = _anew(store, fact)
        apply_plan(connection, Plan((Retired(fact), created), 0), at)
        disown(connection, fact.id, fingerprint(fact.draft.front, fact.draft.back))
        stand_in(connection, fact, created.id)
    return _correction(store, find_fact(store, created.id), fact)


def reset_all(
    store: Store, given: Sequence[str], today: Today, *, at: int, yes: bool, keep: Callable[[], Backup | None]
) -> BegunAnew:
    """Begin facts anew that are named by their ids, or found by a query among those in the notes.

    Raises:
        UnknownId: an id does not exist.
        UsageError: a fact that is named is not in the notes.
        BadQuery: the query cannot be understood.
        ManyFacts: the query finds many, or some that were answered, and nobody said yes.
        UnsavedStore: the database cannot be kept; nothing was changed.
    """
    if not is_query(given):
        facts = [_standing(store, fact.id) for fact in facts_named(store, given)]
    else:
        facts = [fact for fact in list_facts(store, select(store, given, today)) if fact.status is not Status.RETIRED]
        check_facts(facts, given, yes=yes, answered=len(answered_of(store, [fact.id for fact in facts])))
    return begin_anew(store, [fact.id for fact in facts], at=at, keep=keep)


def begin_anew(store: Store, facts: Sequence[str], *, at: int, keep: Callable[[], Backup | None]) -> BegunAnew:
    """Begin all these facts anew; where they are many, the database is kept before.

    Each comes back by a link, which nobody wants to give so often.

    Raises:
        UnknownId: one of them does not exist.
        UsageError: one is not in the notes.
        UnsavedStore: the database cannot be kept; nothing was changed.
    """
    kept = keep() if len(facts) > MOST_UNASKED else None
    return BegunAnew([reset(store, one, at=at) for one in facts], kept)


def dismiss(store: Store, given: str) -> Fact:
    """Settle that a new fact is an edit of none of those it may have been; return it.

    Raises:
        UnknownId: the fact does not exist.
        UsageError: nothing about it was unsure.
    """
    fact = find_fact(store, given)
    if not dismiss_doubt(store, fact.id):
        raise UsageError(f"Nothing is unsure about {fact.id}.", "See what is: srs link")
    return fact


def was_answered(store: Store, fact: Fact) -> bool:
    """Tell whether a fact has a history that a link could save."""
    return bool(reviews_of(store, fact.id))


def _check_link(gone: Fact, fresh: Fact) -> None:
    if gone.status is not Status.RETIRED:
        raise UsageError(
            f"{gone.id} still stands in the notes, at {gone.draft.source}.",
            "Only a fact that is gone from the notes can go on as another: srs link OLD NEW",
        )
    if fresh.status is Status.RETIRED:
        raise UsageError(f"{fresh.id} is gone from the notes itself.", "See what is in them: srs cards")
    if (gone.draft.way is Way.CLOZE) != (fresh.draft.way is Way.CLOZE):
        raise UsageError("A question cannot go on as a sentence with gaps, nor the other way round.")


def _standing(store: Store, given: str) -> Fact:
    fact = find_fact(store, given)
    if fact.status is Status.RETIRED:
        raise UsageError(f"{fact.id} is gone from the notes.", "Its history waits for the text to come back.")
    return fact


def _anew(store: Store, fact: Fact) -> Created:
    """Return a new fact with the text of another, in the drill if that was."""
    draft = replace(fact.draft, held="") if fact.status is Status.ACTIVE else fact.draft
    minted: set[str] = set()
    fact_id = free_id(draft, minted)
    while taken_ids(store, (fact_id,)):  # which costs less than to load the ids of all facts
        fact_id = free_id(draft, minted)
    return Created(fact_id, draft)


def _correction(store: Store, fact: Fact, retired: Fact) -> Correction:
    return Correction(fact, retired, count_answers(store, fact.id), count_answers(store, retired.id))
