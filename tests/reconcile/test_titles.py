"""Statements that begin with the title of their note keep their histories when the title changes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from build import fact
from reconcile_world import first, plan_again

from srs.model import Change, Created, Draft, Edited, Kind, Retired

SAID = {
    "Problem": "neurons are polysemantic",
    "Approach": "study toy models",
    "Result": "there are phase changes between dedicated and shared dimensions",
}


def statements(title: str, path: str, said: dict[str, str]) -> list[Draft]:
    return [
        fact(f"{title} — {label}", back, path=path, line=line, kind=Kind.STATEMENT).draft
        for line, (label, back) in enumerate(said.items(), 3)
    ]


NOTE = statements("Toy Models of Superposition", "toy.md", SAID)
KERNEL = fact("Kernel", "what a map sends to the neutral element", path="b.md").draft


@pytest.mark.parametrize("path", ["toy.md", "papers/elhage-2022.md"])
def test_a_note_with_another_title_keeps_its_statements(path: str) -> None:
    plan = plan_again([*statements("Elhage 2022", path, SAID), KERNEL], first([*NOTE, KERNEL]))

    grades = [change.change for change in plan.changes if isinstance(change, Edited)]
    assert grades == [Change.REWORDED] * len(SAID)
    assert len(plan.changes) == len(SAID)


def test_an_answer_that_changes_with_the_title_is_graded_by_all_its_words() -> None:
    said = SAID | {"Result": "there are no phase changes between dedicated and shared dimensions"}

    plan = plan_again(statements("Toy Models", "toy.md", said), first(NOTE))

    grades = {change.draft.front: change.change for change in plan.changes if isinstance(change, Edited)}
    assert grades["Toy Models — Result"] is Change.MEANING
    assert grades["Toy Models — Problem"] is Change.REWORDED


def test_the_same_answer_in_the_note_of_another_work_is_another_fact() -> None:
    other = statements("Scaling Laws", "scaling.md", {"Problem": SAID["Problem"], "Result": "loss is a power law"})

    plan = plan_again([*NOTE[1:], *other], first(NOTE))

    assert [type(change) for change in plan.changes] == [Created, Created, Retired]


def test_a_few_words_alone_do_not_tell_which_note_was_renamed() -> None:
    said = {"Problem": "it is slow"}

    plan = plan_again(statements("Scaling Laws", "b.md", said), first(statements("Toy Models", "a.md", said)))

    assert [type(change) for change in plan.changes] == [Created, Retired]


def test_two_works_of_a_note_that_exchange_their_titles_are_not_mixed_up() -> None:
    one, other = statements("Toy Models", "a.md", SAID), statements("Scaling Laws", "a.md", {"Problem": "it is slow"})
    facts = first([*one, *other])
    swapped = [
        replace(one[0], front="Scaling Laws — Problem"),
        *one[1:],
        replace(other[0], front="Toy Models — Problem"),
    ]

    plan = plan_again(swapped, facts)

    kept = {change.fact.draft.back: change.draft.back for change in plan.changes if isinstance(change, Edited)}
    assert all(before == after for before, after in kept.items())
