"""Which fronts may name one thing, and what that means for histories."""

from __future__ import annotations

from dataclasses import replace

import pytest
from build import fact
from reconcile_world import first, plan_again

from srs.model import Created, Draft, Edited, Kind, Plan, Retired, Way
from srs.reconcile.terms import are_misspelt, are_opposed
from srs.reconcile.words import words_of

OTHER = fact("Ribosome", "builds proteins from a strand of RNA", line=1).draft
TERMS = [
    (("Hyperthyroidism", "excess of thyroid hormone with weight loss"), ("Hypothyroidism", "lack of thyroid hormone with weight gain")),
    (("Afferent neuron", "carries signals to the spinal cord"), ("Efferent neuron", "carries signals from the spinal cord")),
    (("Stalactite", "hangs from the ceiling of a cave"), ("Stalagmite", "grows from the floor of a cave")),
    (("Primary key", "a column that identifies a row of the table"), ("Foreign key", "a column that refers to a row of another table")),
    (("Abduction", "movement of a limb away from the midline"), ("Adduction", "movement of a limb toward the midline")),
    (("Alkene", "hydrocarbon with a double bond"), ("Alkyne", "hydrocarbon with a triple bond")),
    (("輸出", "国内の商品を外国に売ること"), ("輸入", "外国の商品を国内に買うこと")),
    (("交感神经", "使心跳加快的神经系统"), ("副交感神经", "使心跳变慢的神经系统")),
    (("el presente", "tiempo verbal de lo que pasa ahora"), ("el pretérito", "tiempo verbal de lo que pasó antes")),
    (("Anabolism", "building large molecules from small ones"), ("Catabolism", "breaking large molecules into small ones")),
    (("Macroeconomics", "study of whole economies and their output"), ("Microeconomics", "study of single markets and their output")),
    (("Endothermic reaction", "takes heat from its surroundings"), ("Exothermic reaction", "gives heat to its surroundings")),
    (("Precision", "share of found items that are relevant"), ("Recall", "share of relevant items that are found")),
]  # fmt: skip
TWINS = [
    ("Hyperthyroidism", "Hyperthyroidism (thyrotoxicosis)", "too much hormone of the thyroid, patients lose weight"),
    ("Afferent neuron", "Afferent (sensory) neuron", "brings what is sensed to the centre"),
    ("Stalactite", "Stalactites", "limestone cones, they hang down"),
    ("Precision", "Precision (positive predictive value)", "TP / (TP + FP), how many hits are right"),
    ("Endothermic reaction", "Reaction, endothermic", "enthalpy goes up"),
]
GAPS = [
    ("The capital of {{c1::Italy}} is {{c2::Rome}}.", "The capital of {{c1::Poland}} is {{c2::Warsaw}}."),
    ("The element {{c1::Na}} is {{c2::sodium}} there.", "The element {{c1::Fe}} is {{c2::iron}} there."),
    ("{{c1::Mitosis}} is the division that gives {{c2::two}} cells.", "{{c1::Meiosis}} is the division that gives {{c2::four}} cells."),
    ("The battle of {{c1::Hastings}} was fought in {{c2::1066}}.", "The battle of {{c1::Agincourt}} was fought in {{c2::1415}}."),
    ("{{c1::Insulin}} lowers blood sugar and is made by {{c2::beta cells}}.", "{{c1::Glucagon}} raises blood sugar and is made by {{c2::alpha cells}}."),
]  # fmt: skip
SAME_GAPS = [
    ("The capital of Italy is {{c1::Rom}}.", "The capital of Italy is {{c1::Milan}}."),
    ("The {{c1::hart}} pumps {{c2::blod}} around.", "The {{c1::heart}} pumps {{c2::blood}} around."),
    ("The {{c1::heart}} pumps blood through the body.", "The heart pumps {{c1::blood}} through the whole body."),
    ("{{c1::Mitosis}} gives {{c2::two cells}} at its end.", "{{c1::Mitotic division}} gives {{c2::two identical cells}} at its end."),
    ("The capital of {{c1::Italy}} is {{c2::Rome}}.", "The capital of {{c1::Italy}} is {{c2::Milan}}."),
]  # fmt: skip


def term(front: str, back: str, line: int = 5, path: str = "a.md") -> Draft:
    return fact(front, back, line=line, path=path).draft


def with_gaps(front: str) -> Draft:
    return replace(fact(front, "", line=5, kind=Kind.CLOZE).draft, way=Way.CLOZE)


def plan(before: list[Draft], after: list[Draft]) -> Plan:
    return plan_again([OTHER, *after], first([OTHER, *before]))


def heirs(made: Plan) -> list[str]:
    return [change.draft.front for change in made.changes if isinstance(change, Edited)]


def shown(made: Plan) -> set[str]:
    assert {Created, Retired} == {type(change) for change in made.changes}
    return {one.draft.front for one in made.ambiguous}


@pytest.mark.parametrize(("before", "after"), TERMS)
@pytest.mark.parametrize("turned", [False, True])
def test_a_term_in_the_place_of_its_counterpart_is_another_and_shown(
    before: tuple[str, str], after: tuple[str, str], turned: bool
) -> None:
    before, after = (after, before) if turned else (before, after)

    assert shown(plan([term(*before)], [term(*after)])) == {after[0]}


@pytest.mark.parametrize(("front", "refined", "back"), TWINS)
def test_a_term_that_is_refined_while_its_counterpart_comes_gives_that_no_history(
    front: str, refined: str, back: str
) -> None:
    before, after = next((one, other) for one, other in TERMS if one[0] == front)

    made = plan([term(*before)], [term(refined, back, line=5), term(*after, line=6)])

    assert heirs(made) in ([], [refined])
    assert heirs(made) or made.ambiguous


def test_a_refined_term_keeps_its_history_where_a_part_of_its_answer_stands() -> None:
    before, after = TERMS[0]

    made = plan([term(*before)], [term(TWINS[0][1], TWINS[0][2], line=5), term(*after, line=6)])

    assert heirs(made) == [TWINS[0][1]]


def test_the_same_label_below_the_title_of_another_work_is_another_fact() -> None:
    before = fact(
        "COPD — Symptoms", "cough with sputum and dyspnoea on effort", path="copd.md", kind=Kind.STATEMENT
    ).draft
    after = fact("Bronchitis — Symptoms", "cough with sputum and dyspnoea", path="bronch.md", kind=Kind.STATEMENT).draft

    assert shown(plan([before], [after])) == {"Bronchitis — Symptoms"}


@pytest.mark.parametrize(("before", "after"), GAPS)
def test_a_sentence_whose_gaps_all_hide_something_else_is_another_and_shown(before: str, after: str) -> None:
    assert shown(plan([with_gaps(before)], [with_gaps(after)])) == {after}


@pytest.mark.parametrize(("before", "after"), SAME_GAPS)
def test_a_sentence_with_gaps_that_is_corrected_stays_the_same(before: str, after: str) -> None:
    made = plan([with_gaps(before)], [with_gaps(after)])

    assert [type(change) for change in made.changes] == [Edited]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Mitocondria", "Mitochondria"), ("Hyperthyriodism", "Hyperthyroidism"), ("Exclusive", "Exclusiv")],
)
def test_a_slip_of_the_pen_makes_no_other_term(one: str, other: str) -> None:
    assert are_misspelt(words_of(one), words_of(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Import", "Export"),
        ("Sympathetic system", "Parasympathetic system"),
        ("Prokaryote", "Eukaryote"),
        ("Sulfite", "Sulfate"),
        ("内部", "外部"),
    ],
)
def test_what_words_begin_or_end_with_tells_them_apart(one: str, other: str) -> None:
    assert are_opposed(words_of(one), words_of(other))
