"""A fact whose text is gone while a younger one, that nobody ever answered, stands where it stood or is a copy of it.

Notes are copied, edited and deleted over several syncs, and a text then goes on under the id of the copy. The history goes on with
it where that is plain; else both are named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from srs.model import Ambiguous, Created, Edited, Moved, Retired, Way
from srs.model.values import replace
from srs.reconcile.gaps import renumbered
from srs.reconcile.grade import grade_edit
from srs.reconcile.side import Side
from srs.reconcile.words import overlap, words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from srs.model import Draft, Fact, FactId, Plan, PlanChange

_MOST_NAMED = 4
_MOSTLY_THE_SAME = 0.5


class Heir(NamedTuple):
    """A live fact that was never answered, and whether it once said what the other one said last."""

    fact: Fact
    is_copy: bool


def bequeathed(plan: Plan, heirs: Mapping[FactId, Sequence[Heir]], stood_in: Mapping[FactId, Collection[str]]) -> Plan:
    """Return a plan in which facts that would retire go on as their heirs, or are named with them.

    Args:
        plan: what is to be done.
        heirs: for answered facts that would retire, the live ones with the same front or a text of theirs that were never answered.
        stood_in: for the same facts the notes in which they ever stood.
    """
    changed = {one.fact.id: one for one in plan.changes if not isinstance(one, Created)}
    named = {fact.id for one in plan.ambiguous for fact in one.candidates}
    instead: dict[FactId, PlanChange] = {}
    unsure: list[Ambiguous] = []
    taken: set[FactId] = set()
    for fact in (one.fact for one in plan.changes if isinstance(one, Retired) and one.fact.id in heirs):
        likely = [(heir, draft) for heir, draft in _standing(heirs[fact.id], changed) if heir.fact.id not in taken]
        plain = list(_plain(fact, likely, stood_in.get(fact.id, ())))
        if len(plain) == 1:
            ((heir, draft),) = plain
            taken.add(heir.id)
            instead |= {fact.id: _goes_on(fact, draft), heir.id: Retired(heir)}
        elif likely and fact.id not in named:
            unsure += (Ambiguous(heir.fact.id, draft, (fact,)) for heir, draft in likely[:_MOST_NAMED])
    unsure = [one for one in unsure if one.id not in taken]
    if not instead and not unsure:
        return plan
    changes = [one if isinstance(one, Created) else instead.pop(one.fact.id, one) for one in plan.changes]
    return replace(plan, changes=(*changes, *instead.values()), ambiguous=(*plan.ambiguous, *unsure))


def _standing(heirs: Sequence[Heir], changed: Mapping[FactId, PlanChange]) -> Iterator[tuple[Heir, Draft]]:
    """Yield the heirs that stand in the notes after a plan, with what they say then."""
    for heir in heirs:
        change = changed.get(heir.fact.id)
        if change is None:
            yield heir, heir.fact.draft
        elif not isinstance(change, Retired):
            yield heir, change.draft


def _plain(fact: Fact, likely: Sequence[tuple[Heir, Draft]], stood_in: Collection[str]) -> Iterator[tuple[Fact, Draft]]:
    """Yield the heirs that are surely what a fact became.

    That is a copy with its front or its answer. What only has its front has to have come into its note now, or to stand in one in
    which it stood and to say something of the same: two facts of one note may have one front.
    """
    for heir, draft in likely:
        path, back = draft.source.path, overlap(words_of(draft.back), words_of(fact.draft.back))
        front = draft.front == fact.draft.front
        here = front and draft.context[-1:] == fact.draft.context[-1:]
        came = heir.fact.draft.source.path != path == fact.draft.source.path
        if (
            (heir.is_copy and (front or draft.back == fact.draft.back != ""))
            or (here and came)
            or (here and path in stood_in and back >= _MOSTLY_THE_SAME)
        ):
            yield heir.fact, draft


def _goes_on(fact: Fact, draft: Draft) -> Edited | Moved:
    if draft.way is Way.CLOZE:
        draft = replace(draft, front=renumbered(draft.front, (fact.draft.front,)))
    draft = replace(draft, held="") if not fact.draft.held else draft
    if (draft.front, draft.back) == (fact.draft.front, fact.draft.back):
        return Moved(fact, draft)
    return Edited(fact, draft, grade_edit(Side(fact.draft).words, Side(draft).words))
