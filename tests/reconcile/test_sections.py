"""Labels such as "CI" stand below many headings: what is edited keeps its history only below the one it stood below."""

from __future__ import annotations

import pytest
from build import fact
from reconcile_world import first, plan_again

from srs.model import Change, Created, Draft, Edited, Retired
from srs.model.values import replace


def said(section: str, front: str, back: str, line: int) -> Draft:
    return fact(front, back, line=line, context=("Drugs", section)).draft


MOA = said("Metformin", "MOA", "activates AMPK in the cells of the liver", 2)
CI = said("Metformin", "CI", "eGFR below thirty", 3)
REPAGLINIDE = said("Repaglinide", "MOA", "closes the potassium channels of beta cells", 6)


def edits(before: list[Draft], after: list[Draft]) -> list[str]:
    plan = plan_again(after, first(before))
    return [change.draft.front for change in plan.changes if isinstance(change, Edited)]


@pytest.mark.parametrize(
    "after",
    [
        [MOA, REPAGLINIDE, said("Gliclazide", "CI", "eGFR below twenty", 9)],
        [
            MOA,
            said("Repaglinide", "MOA", "closes the potassium channels of beta cells", 6),
            said("Repaglinide", "CI", "eGFR below ten", 7),
        ],
    ],
)
def test_a_label_of_another_section_is_another_fact(after: list[Draft]) -> None:
    plan = plan_again(after, first([MOA, CI, REPAGLINIDE]))

    assert sorted(type(change).__name__ for change in plan.changes) == ["Created", "Retired"]
    assert [change.fact.draft for change in plan.changes if isinstance(change, Retired)] == [CI]


def test_a_label_below_a_heading_that_has_another_name_now_is_the_same_fact() -> None:
    moa, ci = replace(MOA, context=("Drugs", "Biguanides")), said("Biguanides", "CI", "eGFR below twenty", 3)

    assert edits([MOA, CI], [moa, ci]) == ["CI"]


@pytest.mark.parametrize("section", ["Metformin (a biguanide)", "Metformin"])
def test_a_label_below_the_same_heading_is_the_same_fact(section: str) -> None:
    assert edits([CI, REPAGLINIDE], [said(section, "CI", "eGFR below twenty", 3), REPAGLINIDE]) == ["CI"]


def test_a_text_that_sinks_below_a_heading_of_its_own_is_the_same_fact() -> None:
    deeper = replace(said("", "CI", "eGFR below twenty", 4), context=("Drugs", "Metformin", "In practice"))

    assert edits([MOA, CI], [MOA, deeper]) == ["CI"]


def test_a_value_that_stayed_is_no_sign_of_the_same_fact() -> None:
    measles, typhoid = (said("Incubation", name, "10 days", 3) for name in ("Measles", "Typhoid"))

    plan = plan_again([typhoid], first([measles]))

    assert [type(change) for change in plan.changes] in ([Created, Retired], [Retired, Created])


@pytest.mark.parametrize(("before", "after"), [("Mobitz II", "Mobitz I"), ("NYHA III", "NYHA II")])
def test_another_roman_number_is_another_meaning(before: str, after: str) -> None:
    back = "a block of the heart that is told from the others by the length of its intervals"
    old, new = (said("Blocks", front, back, 3) for front in (before, after))

    (change,) = plan_again([new], first([old])).changes

    assert isinstance(change, Edited)
    assert change.change is Change.MEANING
