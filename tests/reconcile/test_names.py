"""A front with a second name in brackets."""

from __future__ import annotations

import pytest
from build import fact
from reconcile_world import first, plan_again

from srs.model import Edited

OTHER = fact("Momentum", "a running mean of gradients", line=1).draft


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("short", "long"), [("SGD", "Stochastic gradient descent (SGD)"), ("DNA", "Deoxyribonucleic acid (DNA)")]
)
def test_an_abbreviation_that_is_spelled_out_is_the_same_whatever_is_said_of_it(
    short: str, long: str, turned: bool
) -> None:
    fronts = (long, short) if turned else (short, long)
    before, after = (
        fact(front, back, line=2).draft
        for front, back in zip(fronts, ("noisy gradient steps", "one batch after the other"), strict=True)
    )

    (change,) = plan_again([OTHER, after], first([OTHER, before])).changes

    assert isinstance(change, Edited)
    assert change.draft == after


def test_a_term_that_is_told_apart_by_brackets_keeps_nothing_over_another_answer() -> None:
    before = fact("Bank", "a place that keeps money for others", line=2).draft
    after = fact("Bank (river)", "the land along either side of flowing water", line=2).draft

    plan = plan_again([OTHER, after], first([OTHER, before]))

    assert not [change for change in plan.changes if isinstance(change, Edited)]
    assert [one.draft for one in plan.ambiguous] == [after]


def test_two_that_share_a_name_are_not_guessed() -> None:
    before = fact("Bank", "a place that keeps money for others", line=2).draft
    after = [
        fact(f"Bank ({what})", f"a place that keeps {what} for others who ask", line=line).draft
        for line, what in ((2, "blood"), (3, "seeds"))
    ]

    plan = plan_again([OTHER, *after], first([OTHER, before]))

    assert not [change for change in plan.changes if isinstance(change, Edited)]
    assert plan.ambiguous
