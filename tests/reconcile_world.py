"""Carries plans out on plain values, as the store does on rows; tests of the pure planner need no database."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from srs.model import Created, Fact, Retired, Status
from srs.reconcile.fingerprint import fingerprint
from srs.reconcile.plan import make_plan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from srs.model import Draft, Plan


def first(drafts: Sequence[Draft]) -> list[Fact]:
    """Return the facts that a first sync makes of drafts."""
    return carry_out(make_plan(drafts, [], retired={}), [])


def carry_out(plan: Plan, facts: Sequence[Fact]) -> list[Fact]:
    """Return the facts after a plan, retired ones too."""
    found = {fact.id: fact for fact in facts}
    for change in plan.changes:
        if isinstance(change, Created):
            assert change.id not in found
            found[change.id] = Fact(change.id, change.draft, Status.ACTIVE, accepted=None, changed_at=0)
        elif isinstance(change, Retired):
            found[change.fact.id] = replace(change.fact, status=Status.RETIRED)
        else:
            found[change.fact.id] = replace(change.fact, draft=change.draft, status=Status.ACTIVE)
    return list(found.values())


def plan_again(drafts: Sequence[Draft], facts: Sequence[Fact]) -> Plan:
    """Plan with all facts, live and retired, in their places."""
    live = [fact for fact in facts if fact.status is not Status.RETIRED]
    gone = [fact for fact in facts if fact.status is Status.RETIRED]
    retired: dict[str, list[Fact]] = {}
    for fact in gone:
        retired.setdefault(fingerprint(fact.draft.front, fact.draft.back), []).append(fact)
    paths = {draft.source.path for draft in drafts}
    near = [fact for fact in gone if fact.draft.source.path in paths]
    return make_plan(drafts, live, retired=retired, gone=near, taken=[fact.id for fact in facts])
