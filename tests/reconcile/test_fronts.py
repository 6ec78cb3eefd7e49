"""A front that is written as before, or is counted anew, is the same question; one over an answer that stayed is, too."""

from __future__ import annotations

import pytest
from build import fact
from reconcile_world import first, plan_again

from srs.model import Created, Draft, Edited, Kind
from srs.model.values import replace

REED = fact("Reed", "a comb that beats the weft into place", line=9).draft


def said(front: str, back: str, line: int = 3) -> Draft:
    return fact(front, back, line=line, context=("Weaving",)).draft


def edits(before: list[Draft], after: list[Draft]) -> list[tuple[str, str]]:
    plan = plan_again([*after, REED], first([*before, REED]))
    return [(change.fact.draft.front, change.draft.front) for change in plan.changes if isinstance(change, Edited)]


def is_edit(before: Draft, after: Draft) -> bool:
    return edits([before], [after]) == [(before.front, after.front)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Plain weave", "Plain Weave"),
        ("`heddle`", "heddle"),
        ("heddle", "**heddle**"),
        ("What is a `dent`?", "What is a dent?"),
    ],
)
def test_a_front_that_reads_alike_stays_with_a_part_of_its_answer_and_is_a_doubt_over_another(
    before: str, after: str
) -> None:
    old = "over one thread and under its neighbour, then over again, all along"
    new = "the simplest way to make cloth of wool or of linen"

    assert is_edit(said(before, old), said(after, f"{old}; {new}"))

    plan = plan_again([said(after, new), REED], first([said(before, old), REED]))
    assert [doubt.draft.front for doubt in plan.ambiguous] == [after]


@pytest.mark.parametrize(("before", "after"), [("`-l`", "`-L`"), ("mg", "Mg"), ("a*b", "a/b"), ("navBar", "NavBar")])
def test_a_short_front_in_other_case_or_with_another_sign_is_another(before: str, after: str) -> None:
    assert not is_edit(
        said(before, "one thread up, then one down, all along"), said(after, "simplest way to make cloth of wool")
    )


WARP = "Threads that are stretched on the loom before weaving begins"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("What is a warp?", "W3) What is a warp?"),
        ("3. Warp", "4. Warp"),
        ("Warp", "1. Warp"),
        ("2.1 Warp", "Warp"),
        ("a) Warp", "b) Warp"),
    ],
)
@pytest.mark.parametrize(
    "more", ["", ", and which the weft crosses from side to side, as long as the cloth and the waste at its ends"]
)
def test_a_front_that_is_counted_anew_is_the_same(before: str, after: str, more: str) -> None:
    assert is_edit(said(before, WARP), said(after, WARP + more))


def test_a_front_with_a_number_before_it_is_the_same_where_its_answer_is_half_rewritten() -> None:
    assert is_edit(
        said("Warp", WARP), said("1. Warp", "Threads stretched on a loom, lengthwise, on which the cloth is made")
    )


def test_a_front_with_a_number_before_it_over_a_text_with_nothing_of_it_is_another() -> None:
    assert not is_edit(said("Warp", WARP), said("1. Warp", "what bends a plank as it dries"))


def test_another_number_before_a_name_over_other_numbers_is_another() -> None:
    before, after = (
        said("1. Guild war", "a war of guilds from 1314 to 1318"),
        said("2. Guild war", "a war of guilds from 1439 to 1445"),
    )

    assert not is_edit(before, after)


def test_numbers_that_part_fronts_of_one_name_are_no_counting() -> None:
    before = [said("1. Warp", WARP), said("2. Warp", "a bend in a plank that dries", 5)]

    assert edits(before, [said("3. Warp", f"{WARP} and ends", 3), before[1]]) != [("2. Warp", "3. Warp")]


@pytest.mark.parametrize("after", ["non-linear", "non linear"])
def test_a_front_whose_words_are_joined_in_another_way_is_the_same(after: str) -> None:
    text = "A {} map is one that does not keep sums, so that what it makes of a whole is not made of its parts."

    assert is_edit(
        said("nonlinear", text.format("nonlinear")), said(after, text.format(after).replace("made of", "told by"))
    )


def test_a_question_that_is_cut_short_keeps_its_short_answer() -> None:
    before = said("If the weft floats over four ends of the warp or more, what kind of weave is it?", "Satin weave")

    assert is_edit(before, said("Weft floats over four ends", "Satin weave"))


@pytest.mark.parametrize(
    ("before", "after", "answer"),
    [
        (
            "Which threads of plain weave are never lifted while the loom is at rest and nobody is there?",
            "Plain weave, threads lifted",
            "Those of the weft",
        ),
        (
            "How many shafts does plain weave on a floor loom need where the warp is dense?",
            "Shafts of plain weave",
            "2 or 4",
        ),
        (
            "Which weave do the threads of denim have that was made for work in the fields?",
            "Weave of tweed from the fields",
            "Twill",
        ),
        ("Which weave has denim?", "Weave", "Twill"),
    ],
    ids=["denied", "a value", "another", "nothing that tells"],
)
def test_a_short_answer_below_a_question_about_something_else_is_no_sign(before: str, after: str, answer: str) -> None:
    assert not is_edit(said(before, answer), said(after, answer))


def test_a_short_answer_that_stands_twice_is_no_sign() -> None:
    other = said("Which weave has gabardine?", "Twill weave", 5)
    before = said("Which weave shows on both sides of a pair of jeans made of denim that was dyed once?", "Twill weave")

    assert not edits([before, other], [said("Both sides of denim", "Twill weave"), other])


CODE = """```
loom = Loom(shafts=4, width=60)
warp = loom.dress({}, sley=2)
for pick in range(8):
    loom.lift(1, 3) if pick % 2 else loom.lift(2, 4)
    loom.throw(shuttle)
    loom.beat(warp)
print({})
```
{}"""
PRINTS = [
    said("What does this print?", CODE.format(*parts), line)
    for line, parts in enumerate(
        [
            ("ends[:4]", "len(warp)", "Four"),
            ("ends[4:]", "warp", "All ends behind the fourth"),
            ("ends", "shuttle", "An error"),
            ("reversed(ends)", "warp[0]", "The end that was last"),
        ],
        3,
    )
]


def anew(draft: Draft) -> Draft:
    return replace(draft, back=draft.back.replace("loom.throw(shuttle)", "loom.throw_across(shuttle, pick)"))


def test_questions_of_one_text_with_other_code_go_on_in_their_order() -> None:
    after = list(map(anew, PRINTS))

    plan = plan_again(after, first(PRINTS))

    assert [(change.fact.draft, change.draft) for change in plan.changes if isinstance(change, Edited)] == [
        *zip(PRINTS, after, strict=True)
    ]


def test_a_question_of_one_text_with_others_that_is_put_between_them_is_new() -> None:
    new = said(
        "What does this print?", CODE.format("ends[::2]", "shaft", "sum(warp)", "every second of them, added up"), 5
    )
    after = list(map(anew, PRINTS))

    plan = plan_again([*after[:2], new, *after[2:]], first(PRINTS))

    assert [change.draft for change in plan.changes if isinstance(change, Created)] == [new]


def test_questions_of_one_text_that_change_places_and_code_are_named() -> None:
    after = list(map(anew, PRINTS))
    after = [replace(one, source=other.source) for one, other in zip(after, reversed(PRINTS), strict=True)]

    plan = plan_again(after, first(PRINTS))

    changed = {change.draft.back: change.fact.draft.back for change in plan.changes if isinstance(change, Edited)}
    assert all(
        now.replace("throw_across(shuttle, pick)", "throw(shuttle)") == before for now, before in changed.items()
    )


def test_a_front_that_was_cut_short_to_that_of_a_fact_which_is_gone_goes_on_with_its_text() -> None:
    text = "The weft goes over one end of the warp and under the next, in every row the other way"
    loom, cloth = said("Heddle", "a wire with an eye", 2), replace(said("Twill", "has a slope", 7), context=("Cloth",))
    made, simplest = (
        said("Plain weave: how it is made", text),
        replace(said("Plain weave", "is simple", 8), context=("Cloth",)),
    )
    after = said("Plain weave", text.replace("under the next", "below the next one"))

    assert edits([loom, made, cloth, simplest], [loom, after, cloth]) == [(made.front, after.front)]


def test_an_answer_that_went_on_below_a_longer_front_takes_its_history_along() -> None:
    old = "hinders the enzyme and lowers the pressure of the blood"

    went = edits([said("ACE", old)], [said("ACE", "an enzyme that splits angiotensin"), said("ACE inhibitor", old, 4)])
    other = edits([said("ACE", old)], [said("ACE", "an enzyme that splits angiotensin"), said("Weld", old, 4)])

    assert went == [("ACE", "ACE inhibitor")]
    assert other == [("ACE", "ACE")]


def test_a_term_that_is_asked_for_is_the_same_with_more_behind_its_answer() -> None:
    old, more = (
        "threads from side to side",
        "Threads from side to side.\n\n- of wool or of linen\n- of any colour that there is",
    )
    asked = replace(said("What is weft?", more), kind=Kind.QUESTION)

    assert is_edit(said("Weft", old), asked)
    assert is_edit(asked, said("Weft", old))
    assert not is_edit(said("Weft", old), replace(said("What is warp?", more), kind=Kind.QUESTION))
