"""From drafts and stored facts to the plan that makes the store agree with the notes."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from srs.model import Ambiguous, Change, Created, Edited, Moved, Plan, Refreshed, Retired, Revived, Way
from srs.model.values import replace
from srs.reconcile.fingerprint import mint_id
from srs.reconcile.gaps import renumbered
from srs.reconcile.match import Matching
from srs.reconcile.order import in_order

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from srs.model import Draft, Fact, FactId, PlanChange, Problem


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep Python from looking for cycles; there are none, and the search is a third of the time where all was edited."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_no_collection()
def make_plan(
    drafts: Sequence[Draft],
    facts: Sequence[Fact],
    *,
    retired: Mapping[str, Sequence[Fact]],
    gone: Sequence[Fact] = (),
    once: Mapping[str, Collection[FactId]] | None = None,
    said: Mapping[FactId, Sequence[str]] | None = None,
    copies: Mapping[FactId, Sequence[Fact]] | None = None,
    taken: Collection[str] = (),
    problems: Sequence[Problem] = (),
) -> Plan:
    """Match the drafts of the notes that changed with the live facts that stood there.

    Args:
        drafts: what those notes say now.
        facts: live facts whose note changed or is gone.
        retired: retired facts by a fingerprint they once had, the likeliest first.
        gone: retired facts of the same notes.
        once: facts given here by a fingerprint they once had and have no more.
        said: every front that a fact with gaps ever had, oldest first.
        copies: for facts with a history, live facts without one that say the same; one takes over the history if the
            original is gone.
        taken: the ids that facts have already, wherever they stand and whatever their status.
        problems: what could not be read, carried into the plan.
    """
    if not facts and not retired and not gone:
        return Plan(tuple(new_facts(drafts, set(taken), {})), 0, tuple(problems))
    matching = Matching(drafts, facts)
    matching.match(retired, gone, once or {})
    plan = _plan(matching, said or {}, set(taken), tuple(problems))
    return _inherited(plan, copies) if copies else plan


def new_facts(drafts: Sequence[Draft], taken: set[str], tried: dict[tuple[str, str, str], int]) -> Iterator[Created]:
    """Yield what drafts become in a first sync: there is nothing to compare with, so no words are read.

    Notes may be given one after the other, by their paths, as long as `taken` and `tried` (see `free_id`) go along.
    """
    for draft in in_order(drafts)[0]:
        yield Created(free_id(draft, taken, tried), draft)


def _plan(
    matching: Matching, said: Mapping[FactId, Sequence[str]], taken: set[str], problems: tuple[Problem, ...]
) -> Plan:
    """Turn pairs and leftovers into changes, in the order of the notes."""
    changes: dict[int, PlanChange | None] = {}
    for number, fact, revived in matching.pairs:
        draft = _kept(fact, matching.drafts[number], said)
        changes[number] = Revived(fact, draft) if revived else _change(fact, draft, matching, number)
    ambiguous = []
    tried: dict[tuple[str, str, str], int] = {}
    for number, side in matching.drafts_left.items():
        draft = side.draft
        created = Created(free_id(draft, taken, tried), draft)
        changes[number] = created
        if number in matching.doubts:
            ambiguous.append(Ambiguous(created.id, draft, matching.doubts[number]))
    gone = [Retired(matching.facts[number]) for number in matching.facts_left]
    listed = _told_of_swaps([change for _, change in sorted(changes.items()) if change is not None])
    quiet = matching.unchanged + sum(change is None or isinstance(change, Refreshed) for change in changes.values())
    return Plan((*listed, *gone), quiet, problems, tuple(ambiguous))


def _inherited(plan: Plan, copies: Mapping[FactId, Sequence[Fact]]) -> Plan:
    """Let a fact whose text is gone go on where a copy of it stands, and retire that instead."""
    standing = {one.fact.id: one.draft for one in plan.changes if isinstance(one, Refreshed | Moved)}
    used = {one.fact.id for one in plan.changes if not isinstance(one, Created | Refreshed | Moved)}
    heirs: list[Moved | Retired] = []
    for change in plan.changes:
        likely = copies.get(change.fact.id, ()) if isinstance(change, Retired) else ()
        copy = next((one for one in likely if one.id not in used), None)
        if copy is not None and isinstance(change, Retired):
            used |= {change.fact.id, copy.id}
            draft = standing.get(copy.id, copy.draft)
            heirs += (Moved(change.fact, _kept(change.fact, draft, {})), Retired(copy))
    inherited = {one.fact.id for one in heirs}
    left = [one for one in plan.changes if isinstance(one, Created) or one.fact.id not in inherited]
    return replace(plan, changes=(*left, *heirs))


def _kept(fact: Fact, draft: Draft, said: Mapping[FactId, Sequence[str]]) -> Draft:
    """Leave a fact in the drill that was in it, and gaps with their numbers.

    Thinner evidence after an edit elsewhere must not take a fact out.
    """
    if draft.way is fact.draft.way is Way.CLOZE and draft.front != fact.draft.front:
        draft = replace(draft, front=renumbered(draft.front, (*said.get(fact.id, ()), fact.draft.front)))
    return replace(draft, held="") if draft.held and not fact.draft.held else draft


def _told_of_swaps(changes: list[PlanChange]) -> list[PlanChange]:
    """Grade edits as ones of meaning that exchange the answers of two facts, however alike these are."""
    owners = {change.fact.draft.back: change.fact.id for change in changes if isinstance(change, Edited)}
    return [
        replace(change, change=Change.MEANING)
        if isinstance(change, Edited) and owners.get(change.draft.back, change.fact.id) != change.fact.id
        else change
        for change in changes
    ]


def _change(fact: Fact, draft: Draft, matching: Matching, number: int) -> PlanChange | None:
    """Return what became of a fact that is still there, None if nothing did."""
    if (fact.draft.front, fact.draft.back) != (draft.front, draft.back):
        return Edited(fact, draft, matching.grade(number))
    if fact.draft == draft:
        return None
    return Refreshed(fact, draft) if fact.draft.source.path == draft.source.path else Moved(fact, draft)


def free_id(draft: Draft, taken: set[str], tried: dict[tuple[str, str, str], int] | None = None) -> FactId:
    """Mint an id from the content; the same content a second time takes its note's path, then a number, with it.

    `tried` remembers the last number for a content, so that many copies need not each begin at zero.
    """
    tried = {} if tried is None else tried
    key = (draft.front, draft.back, draft.source.path)
    fact_id = mint_id(draft.front, draft.back)
    while fact_id in taken:
        number = tried.get(key, 0)
        fact_id = mint_id(*key, str(number))
        tried[key] = number + 1
    taken.add(fact_id)
    return fact_id
