"""Titled boxes of other dialects become callouts, and every line keeps its number."""

from __future__ import annotations

import pytest

from srs.markdown.mend import mend

BODY = "> The order divides."


@pytest.mark.parametrize(
    ("opening", "closing", "head"),
    [
        (':::{.theorem name="Lagrange"}', ":::", "> [!theorem] Lagrange"),
        ("::: {#thm-x .theorem}", ":::", "> [!theorem]"),
        (":::{prf:theorem} Lagrange", ":::", "> [!theorem] Lagrange"),
        ("::::{theorem} Lagrange", "::::", "> [!theorem] Lagrange"),
        (":::note Lagrange", ":::", "> [!note] Lagrange"),
        (":::tip[Lagrange]", ":::", "> [!tip] Lagrange"),
        ("\\begin{thm}[Lagrange]", "\\end{thm}", "> [!theorem] Lagrange"),
        ("\\begin{lemma}", "\\end{lemma}", "> [!lemma]"),
        ("```{prf:theorem} Lagrange", "```", "> [!theorem] Lagrange"),
    ],
)
def test_a_box_becomes_a_callout(opening: str, closing: str, head: str) -> None:
    assert mend(f"a\n\n{opening}\nThe order divides.\n{closing}\nb") == f"a\n\n{head}\n{BODY}\n\nb"


@pytest.mark.parametrize("opening", [":::", ":::note", "::: {.column}", ":::{grid-item-card} Lagrange", "::: columns"])
def test_a_fence_that_names_nothing_vanishes_and_what_it_holds_stays(opening: str) -> None:
    assert mend(f"{opening}\nThe order divides.\n:::\nb") == "\nThe order divides.\n\nb"


@pytest.mark.parametrize("opening", ["\\begin{align}", "\\begin{itemize}", "\\begin{theorem} It"])
def test_other_environments_stay(opening: str) -> None:
    text = f"{opening}\nx\n\\end{{align}}"

    assert mend(text) == text


def test_the_options_of_a_box_are_left_out() -> None:
    assert mend(":::{theorem} Lagrange\n:label: one\nThe order divides.\n:::") == f"> [!theorem] Lagrange\n>\n{BODY}\n"


def test_a_box_within_a_box_is_text() -> None:
    text = "::::note Groups\n:::tip Lagrange\nThe order divides.\n:::\n::::"

    assert mend(text) == f"> [!note] Groups\n>\n{BODY}\n>\n"


def test_a_box_that_is_never_closed_is_text() -> None:
    assert mend(":::note Lagrange\nThe order divides.") == "\nThe order divides."
    assert mend("\\begin{lemma}\nIt divides.") == "\\begin{lemma}\nIt divides."


@pytest.mark.parametrize("tag", ['{% hint style="info" %}', "{% endhint %}", "{%- raw -%}", "{% tab title='A' %}"])
def test_a_tag_of_a_template_that_only_places_text_vanishes(tag: str) -> None:
    assert mend(f"a\n{tag}\nb") == "a\n\nb"


@pytest.mark.parametrize("tag", ["{% highlight python %}", "{% if x %}", "a {% hint %}"])
def test_other_tags_of_a_template_stay(tag: str) -> None:
    assert mend(f"a\n{tag}\nb") == f"a\n{tag}\nb"


def test_a_box_may_hold_code() -> None:
    text = ":::{theorem} Lagrange\nThe order divides.\n\n```\n:::\n```\nIt is old.\n:::\nb"

    assert mend(text) == f"> [!theorem] Lagrange\n{BODY}\n>\n> ```\n> :::\n> ```\n> It is old.\n\nb"


def test_code_that_shows_a_box_stays() -> None:
    text = "~~~~\n:::note Lagrange\n~~~\n:::\n~~~~\nb"

    assert mend(text) == text
