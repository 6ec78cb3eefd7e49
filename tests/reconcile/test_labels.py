"""Labels with a number: the statement below one keeps its history when the numbers change."""

from __future__ import annotations

import pytest
from build import fact
from reconcile_world import first, plan_again

from srs.model import Change, Created, Draft, Edited, Kind, Retired

SAID = [
    "every Cauchy sequence in a complete space converges",
    "every bounded sequence of reals has a convergent subsequence",
    "a continuous function on a compact set attains its maximum",
]
NEW = "a set is compact iff every open cover has a finite subcover"
LABELS = ["Analysis — Theorem {}", "Analysis — Theorem 3.{}", "RQ{}", "Law {}", "Analysis — Law {} of {total}"]


def labelled(label: str, said: list[str], begin: int = 1) -> list[Draft]:
    kind = Kind.STATEMENT if "—" in label else Kind.DEFINITION
    return [
        fact(label.format(number, total=len(said)), text, line=3 * number + 1, kind=kind).draft
        for number, text in enumerate(said, begin)
    ]


def moves(plan_before: list[Draft], plan_after: list[Draft]) -> dict[str, str]:
    """Return the answers that facts had before a plan, each with the one it has then; of new facts none before, of retired none then."""
    found = {}
    for change in plan_again(plan_after, first(plan_before)).changes:
        if isinstance(change, Created):
            found[""] = change.draft.back
        elif isinstance(change, Retired):
            found[change.fact.draft.back] = ""
        else:
            found[change.fact.draft.back] = change.draft.back
    return found


@pytest.mark.parametrize("label", LABELS)
def test_a_statement_before_others_takes_the_history_of_none(label: str) -> None:
    assert moves(labelled(label, SAID), labelled(label, [NEW, *SAID])) == {"": NEW, **{text: text for text in SAID}}


@pytest.mark.parametrize("label", LABELS)
def test_of_statements_that_move_up_the_one_that_went_retires(label: str) -> None:
    assert moves(labelled(label, SAID), labelled(label, SAID[1:])) == {SAID[0]: "", **{text: text for text in SAID[1:]}}


def test_labels_that_begin_at_another_number_stay_with_their_statements() -> None:
    assert moves(labelled("Law {}", SAID, 0), labelled("Law {}", SAID)) == {text: text for text in SAID}


def test_a_statement_that_is_reworded_while_the_labels_move_on_is_the_same() -> None:
    reworded = "every continuous function on a compact set attains its maximum"
    label = LABELS[0]

    found = moves(labelled(label, SAID), labelled(label, [NEW, *SAID[:2], reworded]))

    assert found == {"": NEW, SAID[0]: SAID[0], SAID[1]: SAID[1], SAID[2]: reworded}


def test_an_answer_that_is_rewritten_below_its_label_is_the_same_fact() -> None:
    assert moves(labelled("RQ{}", SAID), labelled("RQ{}", [NEW, *SAID[1:]])) == {SAID[0]: NEW}


def test_a_statement_more_changes_nothing_of_the_others() -> None:
    label = LABELS[-1]
    plan = plan_again(labelled(label, [*SAID, NEW]), first(labelled(label, SAID)))

    assert [change.change for change in plan.changes if isinstance(change, Edited)] == [Change.FORMAT] * 3
    assert {change.draft.front[-4:] for change in plan.changes if isinstance(change, Edited)} == {"of 4"}


def test_a_short_statement_is_reworded_while_another_comes() -> None:
    before = labelled(LABELS[-1], ["a body at rest stays at rest", "force equals mass times acceleration"])
    after = labelled(LABELS[-1], [before[0].back, "force is mass times acceleration", NEW])

    found = moves(before, after)

    assert found[before[1].back] == after[1].back
    assert found[""] == NEW
