"""What is found wrong with a card, and what is not."""

from __future__ import annotations

import pytest

from srs.extract import check_all, default_vocabulary
from srs.model import Draft, Kind, Source, Way


def codes(
    front: str,
    back: str = "",
    *,
    kind: Kind = Kind.DEFINITION,
    context: tuple[str, ...] = ("Physics",),
    rule: str = "item",
    path: str = "note.md",
) -> set[str]:
    way = Way.CLOZE if kind is Kind.CLOZE else Way.FORWARD
    draft = Draft(kind, front, back, Source(path, 1, 1), rule, context=context, way=way)
    return {finding.code for finding in check_all([draft], default_vocabulary())}


@pytest.mark.parametrize("text", ["see $$ x", "a `tick"])
def test_a_block_of_math_or_code_without_its_end_is_damaged(text: str) -> None:
    assert "damaged-markup" in codes("energy", text)


@pytest.mark.parametrize(
    "text",
    ["the energy $E = m c^2 of a body", "it tends to $\\alpha when cooled", "$E = \\frac{RT}{zF \\ln x$ and more"],
)
def test_a_formula_without_its_end_is_found(text: str) -> None:
    assert "open-math" in codes("energy", text)


@pytest.mark.parametrize(
    "text",
    [
        "it costs $5 a day",
        "set $HOME to the folder",
        "between $3 and $7",
        "the mass $m$ and $c^{2}$",
        "the set $\\{x_{1}$ to $x_{2}\\}$",
        "`$x^2`",
        "a \\$ sign",
    ],
)
def test_a_price_a_variable_and_whole_math_are_sound(text: str) -> None:
    assert not codes("energy", text) & {"damaged-markup", "open-math"}


@pytest.mark.parametrize(
    "front", ["{{c1::the}} moon turns around the earth", "the moon {{c1::,}} a satellite, is cold"]
)
def test_a_gap_that_hides_a_joint_or_a_sign_is_hollow(front: str) -> None:
    assert "hollow-gap" in codes(front, kind=Kind.CLOZE)


def test_a_gap_that_hides_a_word_is_not_hollow() -> None:
    assert codes("the {{c1::moon}} turns around the earth", kind=Kind.CLOZE) == set()


def test_a_gap_without_its_end_is_damaged() -> None:
    assert "damaged-markup" in codes("the {{c1::moon}} turns around the {{c2::earth", kind=Kind.CLOZE)


def test_nested_gaps_are_whole() -> None:
    assert "damaged-markup" not in codes("the {{c1::moon of the {{c2::earth}} is}} far from the sun", kind=Kind.CLOZE)


def test_a_short_front_needs_a_context() -> None:
    assert "no-context" in codes("Newline", "ends a row", context=())
    assert "no-context" not in codes("Newline", "ends a row", context=("Emacs",))


@pytest.mark.parametrize(
    ("front", "path", "is_alone"),
    [
        ("git stash", "tools/Git.md", False),
        ("git", "Git.md", False),
        ("digit", "git.md", True),
        ("Newline", "git.md", True),
        ("notes", "notes.md", True),
    ],
)
def test_a_front_that_names_its_note_says_what_it_is_about(front: str, path: str, is_alone: bool) -> None:
    assert ("no-context" in codes(front, "ends a row", context=(), path=path)) is is_alone


def test_a_context_that_says_nothing_is_none() -> None:
    assert "no-context" in codes("Newline", "ends a row", context=("notes",))


@pytest.mark.parametrize("rule", ["title term", "heading term"])
def test_a_title_needs_no_context(rule: str) -> None:
    assert "no-context" not in codes("Sparse coding", "few neurons are active", context=(), rule=rule)
