"""Which younger fact an answered one goes on as."""

from __future__ import annotations

from build import fact

from srs.model import Edited, Moved, Plan, Retired
from srs.reconcile.heirs import Heir, bequeathed

OLD = fact("Kernel", "the set of vectors that a linear map sends to zero", id="old", line=3)
ALIKE = fact("Kernel", "the set of the vectors which a map sends to zero", id="alike", line=9)
OTHER = fact("Kernel", "the part of an operating system that talks to the hardware", id="other", line=9)
ENDS = Plan((Retired(OLD),), 0)


def test_of_two_facts_with_one_front_in_a_note_the_one_that_stays_takes_no_history() -> None:
    plan = bequeathed(ENDS, {OLD.id: [Heir(OTHER, is_copy=False)]}, {OLD.id: {"a.md"}})

    assert plan.changes == ENDS.changes
    assert [(one.id, one.candidates) for one in plan.ambiguous] == [(OTHER.id, (OLD,))]


def test_a_fact_goes_on_where_something_of_its_answer_stands_in_its_note() -> None:
    plan = bequeathed(ENDS, {OLD.id: [Heir(ALIKE, is_copy=False)]}, {OLD.id: {"a.md"}})

    assert [(type(change), change.fact) for change in plan.changes if not isinstance(change, Moved)] == [
        (Edited, OLD),
        (Retired, ALIKE),
    ]


def test_of_several_heirs_none_is_taken_and_all_are_named() -> None:
    copies = [fact(OLD.draft.front, f"a map sends {n} to zero", id=f"copy-{n}", path=f"{n}.md") for n in range(2)]

    plan = bequeathed(ENDS, {OLD.id: [Heir(copy, is_copy=True) for copy in copies]}, {OLD.id: {"a.md"}})

    assert plan.changes == ENDS.changes
    assert [one.id for one in plan.ambiguous] == [copy.id for copy in copies]


def test_a_fact_that_retires_too_is_no_heir() -> None:
    plan = Plan((Retired(OLD), Retired(ALIKE)), 0)

    assert bequeathed(plan, {OLD.id: [Heir(ALIKE, is_copy=True)]}, {}) == plan
