"""What is neither sure nor to be lost in silence: a front that stayed while all else changed."""

from __future__ import annotations

from build import fact
from reconcile_world import carry_out, first, plan_again

from srs.model import Created, Draft, Plan, Retired
from srs.model.values import replace
from srs.reconcile.fingerprint import fingerprint
from srs.reconcile.plan import make_plan

OTHER = fact("What is paging?", "memory is cut into pieces of one size", path="b.md", line=3).draft
OLD = fact("What is a deadlock?", "threads wait for each other forever", line=5).draft
ANEW = "no process can continue since each needs what another holds"


def named(plan: Plan) -> list[tuple[str, list[str]]]:
    assert not [change for change in plan.changes if not isinstance(change, Created | Retired)]
    return [(one.draft.back, [fact.draft.back for fact in one.candidates]) for one in plan.ambiguous]


def anew(path: str, line: int = 5, back: str = ANEW, context: tuple[str, ...] = ()) -> Draft:
    return fact(OLD.front, back, path=path, line=line, context=context).draft


def test_a_front_that_moves_to_another_note_with_another_answer_is_named() -> None:
    assert named(plan_again([OTHER, anew("b.md")], first([OTHER, OLD]))) == [(ANEW, [OLD.back])]


def test_a_front_that_is_there_twice_with_other_answers_is_named_twice() -> None:
    twice = [anew("a.md", 5, context=("Short",)), anew("a.md", 9, "a cycle in the graph of what waits", ("Long",))]

    plan = plan_again([OTHER, *twice], first([OTHER, OLD]))

    assert named(plan) == [(one.back, [OLD.back]) for one in twice]


def test_a_front_that_is_back_in_its_note_with_another_answer_is_named() -> None:
    facts = first([OTHER, OLD])
    gone = carry_out(plan_again([OTHER], facts), facts)

    assert named(plan_again([OTHER, anew("a.md")], gone)) == [(ANEW, [OLD.back])]


def test_a_front_with_its_words_in_another_order_is_named() -> None:
    before = fact("Endothermic reaction", "takes heat from its surroundings", line=5).draft
    after = [
        fact("Exothermic reaction", "gives heat to its surroundings", line=5).draft,
        fact("Reaction, endothermic", "enthalpy goes up", line=6).draft,
    ]

    assert named(plan_again([OTHER, *after], first([OTHER, before]))) == [(after[1].back, [before.back])]


def test_a_label_of_many_facts_names_none() -> None:
    many = [fact("Note", f"remark {n} about nothing in particular", path=f"{n}.md").draft for n in range(9)]

    assert (
        plan_again([OTHER, fact("Note", "here is what I think", path="z.md").draft], first([OTHER, *many])).ambiguous
        == ()
    )


def test_what_a_live_fact_said_once_is_its_own() -> None:
    first_text = fact("PCA", "directions of most variance", line=5).draft
    last_text = fact("Principal components", "orthogonal axes along which data spread widest", line=5).draft
    known, other = first([OTHER, last_text])
    once = {fingerprint(first_text.front, first_text.back): {known.id, other.id}}

    (change,) = make_plan([OTHER, first_text], [other, known], retired={}, once=once).changes

    assert not isinstance(change, Created)
    assert (change.fact, change.draft) == (known, first_text)  # type: ignore[union-attr]


def test_a_text_below_the_front_of_another_fact_is_named() -> None:
    kept = "kept in a file, each with its number, one after the other"
    files, query = (
        fact(f"What is a {name}?", f"the {name} of a base", line=n, context=(name,)).draft
        for n, name in ((2, "file"), (8, "query"))
    )
    rows = fact("Rows of a table", f"{kept}, until none is left", line=3, context=("file",)).draft
    columns = fact("Columns of a table", "named at its head", line=9, context=("query",)).draft
    after = replace(rows, front=columns.front, back=f"{kept}, as many as are left")

    plan = plan_again([files, after, query], first([files, rows, query, columns]))

    assert named(plan) == [(after.back, [rows.back])]
