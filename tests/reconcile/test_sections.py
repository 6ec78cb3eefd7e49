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


def placed(section: str, front: str, back: str, line: int) -> Draft:
    return fact(front, back, line=line, context=("Cells", section)).draft


WALL, SHAPE = placed("Plant cell", "Wall", "cellulose in many layers", 2), placed("Animal cell", "Shape", "round", 9)
SUGAR, FOOD = "makes sugar from light in its chloroplasts", "burns what was eaten, by means of mitochondria"


@pytest.mark.parametrize(("before", "after"), [("Plant cell", "Animal cell"), ("Animal cell", "Plant cell")])
@pytest.mark.parametrize("front", ["Function", "Use", "Best practice"])
def test_another_text_below_its_front_in_another_section_is_named(before: str, after: str, front: str) -> None:
    old = placed(before, front, SUGAR, 3 if before.startswith("P") else 10)
    new = placed(after, front, FOOD, 3 if after.startswith("P") else 10)

    plan = plan_again([WALL, new, SHAPE], first([WALL, old, SHAPE]))

    assert sorted(type(change).__name__ for change in plan.changes) == ["Created", "Retired"]
    assert [(one.draft, [fact.draft for fact in one.candidates]) for one in plan.ambiguous] == [(new, [old])]


@pytest.mark.parametrize("front", ["Chlorophyll", "ATP"])
def test_a_front_that_stands_once_goes_along_to_a_new_section_with_half_of_its_text(front: str) -> None:
    before, after = (
        placed("Energy and light", front, "takes up light. It", 5),
        placed("Parts", front, "takes up light to drive a cell", 5),
    )

    assert edits([WALL, before, SHAPE], [WALL, after, SHAPE]) == [front]


def test_a_front_goes_along_to_a_section_that_has_another_name_whatever_its_text() -> None:
    assert edits([placed("Purpose", "Function", SUGAR, 3)], [placed("What for", "Function", FOOD, 3)]) == ["Function"]


def test_two_texts_below_one_front_that_cross_are_named() -> None:
    before = [
        placed("Tools", "Sieve", "a fast, fine sieve of steel wire for washed sand and flour", 3),
        placed("Tests", "Sieve", "a sieve with holes of wire and a protocol of sizes", 9),
    ]
    after = [
        placed("Sand", "Sieve", "a fine and fast sieve for washed sand and flour", 3),
        placed("Tools", "Sieve", "steel wire sieve with holes and a standard protocol of sizes", 9),
    ]

    plan = plan_again(after, first(before))

    assert not [change for change in plan.changes if isinstance(change, Edited)]
    assert len(plan.ambiguous) == len(after)
