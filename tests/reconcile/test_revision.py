"""How far a new version of a fact went: front and back by themselves, images, code and formulas as written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reconcile_world import first

from srs.model import Change, Draft, Edited, Kind, Source, Way
from srs.reconcile.plan import make_plan
from srs.reconcile.revision import grade_revision
from srs.reconcile.side import Side
from srs.reconcile.written import grade_written

NOTE = "Neurobiologie, 2. Vorlesung"


def draft(front: str, back: str, kind: Kind = Kind.DEFINITION, context: tuple[str, ...] = ()) -> Draft:
    way = Way.CLOZE if "{{c" in front else Way.FORWARD
    return Draft(kind, front, back, Source("note.md", 3, 3), "bold", context, way=way)


def graded(before: Draft, after: Draft) -> Change:
    return grade_revision(Side(before), Side(after))


def back(before: str, after: str) -> Change:
    there, here = (
        graded(draft("What is it?", one), draft("What is it?", two)) for one, two in ((before, after), (after, before))
    )
    assert there is here
    return here


def planned(before: Draft, after: Draft) -> Change:
    """Return the grade in the plan of a sync."""
    plan = make_plan([after], first([before]), retired={})
    (change,) = plan.changes
    assert isinstance(change, Edited)
    return change.change


def test_a_replaced_answer_is_judged_without_its_question() -> None:
    asked = "Which city is the capital of Australia since 1927?"

    assert planned(draft(asked, "Sydney"), draft(asked, "Canberra")) is Change.MEANING


def test_a_misspelt_answer_of_one_word_is_shown() -> None:
    assert back("Kanberra", "Canberra") is Change.REWORDED


def test_what_is_added_to_an_answer_is_measured_against_the_whole() -> None:
    asked = "Which city is the capital of the continent of Australia?"

    assert graded(draft(asked, "Canberra"), draft(asked, "Canberra, with a lake")) is Change.REWORDED


def test_a_front_of_which_little_is_left_is_reworded_where_the_answer_stayed() -> None:
    answer = "a herpes virus that most adults carry"

    assert graded(draft("EBV", answer), draft("Epstein-Barr virus", answer)) is Change.REWORDED


def test_a_front_of_which_little_is_left_is_reworded_where_most_of_the_answer_stayed() -> None:
    before = draft("MSE", "the mean of the squares of the errors of a model")
    after = draft("Mean squared error", "the mean of all squares of the errors of a model")

    assert graded(before, after) is Change.REWORDED


def test_another_image_is_another_answer() -> None:
    assert planned(draft("Aorta", "![](a.png)"), draft("Aorta", "![](b.png)")) is Change.MEANING
    assert back("see ![[a.png]] there", "see ![[b.png]] there") is Change.MEANING


def test_an_image_that_moved_is_a_matter_of_format() -> None:
    assert back("![](old/a.png)", "![the aorta](new/a.png)") is Change.FORMAT
    assert back('<img src="a.png">', "![](a.png)") is Change.FORMAT


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("![](./the aorta 7.png)", "![](/pictures/heart/the aorta 7.png)"),
        ("![[the aorta.png]]", "![](pictures/the%20aorta.png)"),
        ("![](the_ aorta.png)", "![](the_aorta.png)"),
    ],
)
def test_an_image_with_spaces_in_its_name_that_moved_is_a_matter_of_format(before: str, after: str) -> None:
    assert back(before, after) is Change.FORMAT


def test_another_image_with_spaces_in_its_name_is_another_answer() -> None:
    assert back("![](./the aorta 7.png)", "![](./the aorta 8.png)") is Change.MEANING


def test_an_image_more_is_shown() -> None:
    assert back("as here:", "as here: ![](a.png)") is Change.REWORDED


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("run `ls -l` there", "run `ls -L` there"),
        ("run `a && b` there", "run `a || b` there"),
        ("it is `f(x)` there", "it is `f[x]` there"),
        ("it is `*p` there", "it is `&p` there"),
        ("it is `x == 1` there", "it is `x = 1` there"),
        (r"it is $\log x$ there", r"it is $\exp x$ there"),
        ("it is $x - y$ there", "it is $y - x$ there"),
        ("it is $x_i$ there", "it is $x^i$ there"),
        ("$5 a barrel", "€5 a barrel"),
    ],
)
def test_signs_and_the_case_of_letters_count_in_code_and_formulas(before: str, after: str) -> None:
    assert back(before, after) is Change.MEANING


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("it is $X$ there", "it is $x$ there"),
        ("takes $O(mn)$ steps", "takes $O(MN)$ steps"),
        (r"it is $\Sigma$ there", r"it is $\sigma$ there"),
        ("it has $K > 2$ classes of $K$", "it has $C > 2$ classes of $C$"),
        (r"it is $\alpha x$ there", r"it is $\beta x$ there"),
    ],
)
def test_variables_with_other_names_are_shown(before: str, after: str) -> None:
    assert back(before, after) is Change.REWORDED


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("use `ls  -l` there", "use `ls -l` there"),
        ("use `ls -l` there", "use ls -l there"),
        ("N values", "$N$ values"),
        ("print `'a'` there", 'print `"a"` there'),
        (r"$\mathbf{x}_{1}$ there", r"$\vec{x}_1$ there"),
        (r"$p(x|y)$ there", r"$p(x \mid y)$ there"),
        ("takes O(n*m) steps", "takes $O(n*m)$ steps"),
        ("for all $n$ in ℕ, $n \\in ℕ$", r"for all $n$ in ℕ, $n \in \mathbb{N}$"),
        ("```c\nx = 1 // wrong\n```", "```c\nx = 1 // ❌ wrong\n```"),
    ],
)
def test_how_code_and_formulas_are_set_is_a_matter_of_format(before: str, after: str) -> None:
    assert back(before, after) is Change.FORMAT


def test_a_typo_in_the_words_of_a_formula_is_a_typo() -> None:
    assert back(r"$q = \text{worth fo it} / c$", r"$q = \text{worth of it} / c$") is Change.TYPO
    assert back(r"$q = \text{height} / c$", r"$q = \text{width} / c$") is Change.MEANING


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("an enumeration, see [[Rust]].", "an enumeration, see [[011-Rust]]."),
        ("an enumeration, see [[Rust]].", "an enumeration, see [[languages/Rust]]."),
        ("State is kept elsewhere. [web:65][web:7]", "State is kept elsewhere."),
    ],
)
def test_where_a_link_or_a_mark_of_a_source_leads_is_a_matter_of_format(before: str, after: str) -> None:
    assert back(before, after) is Change.FORMAT


def test_what_a_link_shows_is_said() -> None:
    assert back("see [[Rust]] there", "see [[Go]] there") is Change.MEANING
    assert back("born on [[1990-05-09]]", "born on [[1991-05-09]]") is Change.MEANING


def test_another_case_of_a_word_of_code_is_shown() -> None:
    assert back("`select` is a keyword", "`SELECT` is a keyword") is Change.REWORDED


def test_items_of_a_list_in_another_order_are_reworded() -> None:
    assert back("- red\n- green\n- blue", "- blue\n- green\n- red") is Change.REWORDED
    assert back("red, green and blue", "blue, green and red") is Change.REWORDED


def test_gaps_that_changed_places_change_the_meaning() -> None:
    before = draft("Water boils at {{c1::100 °C}} and freezes at {{c2::0 °C}}.", "")
    after = draft("Water boils at {{c1::0 °C}} and freezes at {{c2::100 °C}}.", "")

    assert graded(before, after) is Change.MEANING


def test_another_title_before_a_question_is_reworded() -> None:
    before = draft(f"{NOTE} — Wie entsteht ein Potential?", "durch Ionen", context=(NOTE,))
    after = draft("Neurobiologie II — Wie entsteht ein Potential?", "durch Ionen", context=("Neurobiologie II",))

    assert graded(before, after) is Change.REWORDED


def test_what_stands_before_a_dash_and_is_no_title_is_asked() -> None:
    before, after = draft("Spain — capital", "a city"), draft("Italy — capital", "a city")

    assert graded(before, after) is Change.MEANING


def test_how_many_stand_beside_a_statement_is_no_meaning() -> None:
    before, after = (draft(f"Motion — Law 1 of {many}", "inertia", Kind.STATEMENT) for many in (2, 3))

    assert graded(before, after) is Change.FORMAT
    assert graded(before, draft("Motion — Law 2 of 3", "inertia", Kind.STATEMENT)) is Change.MEANING


TEXTS = st.lists(st.sampled_from(["a", "b", "`c d`", "`C`", "$x$", "$X$", "![](a.png)", "![](b/a.png)", "\n"])).map(
    " ".join
)


@given(text=TEXTS)
def test_an_unchanged_text_has_nothing_else_written(text: str) -> None:
    assert grade_written(text, text) is Change.FORMAT


@given(one=TEXTS, other=TEXTS)
def test_what_is_written_and_the_way_back_have_one_grade(one: str, other: str) -> None:
    assert grade_written(one, other) is grade_written(other, one)
