"""Formulas for a browser."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srs.markdown.html import render_html
from srs.markdown.mathml import to_mathml, with_mathml

KNOWN = {"math", "mrow", "mi", "mo", "mn", "mtext", "msub", "msup", "msubsup", "mfrac", "msqrt", "mstyle", "mspace"}


def test_formulas_of_a_text_become_mathml() -> None:
    html = with_mathml(render_html("The sum $\\sum_i p_i < 1$ of\n\n$$\\frac{a}{b}$$"))

    assert '<math xmlns="http://www.w3.org/1998/Math/MathML" display="inline">' in html
    assert "<mo>∑</mo>" in html
    assert "<mo>&lt;</mo>" in html
    assert 'display="block"' in html
    assert "\\(" not in html


def test_code_and_brackets_of_a_note_stay_as_they_are() -> None:
    html = with_mathml(render_html("Written as `\\(x\\)`, or \\\\(y\\\\).\n\n```tex\n\\[z\\]\n```"))

    assert "<math" not in html
    assert "<code>\\(x\\)</code>" in html
    assert "\\[z\\]" in html


@pytest.mark.parametrize("tex", ["\\left( x", "a_b_c", "", "\\unknown{x}", "\\def\\a{\\a}\\a", "x" * 5000, "{" * 3000])
def test_what_cannot_be_converted_is_shown_as_its_source(tex: str) -> None:
    assert to_mathml(tex) is None


def test_the_source_is_text() -> None:
    assert with_mathml(render_html("$\\unknown{<b>}$")) == "<code>\\unknown{&lt;b&gt;}</code>"


def test_aligned_lines_are_a_table() -> None:
    assert "<mtable" in str(to_mathml("\\begin{aligned}a&=b\\\\c&=d\\end{aligned}", is_display=True))


@pytest.mark.parametrize(
    "tex",
    [
        "\\text{<script>alert(1)</script>}",
        "\\text{&lt;script&gt;alert(1)&lt;/script&gt;}",
        "\\text{&amp;lt;img src=x onerror=alert(1)&amp;gt;}",
        "\\href{javascript:alert(1)}{x}",
        "\\mathrm{<meta http-equiv=refresh content=0>}",
        "\\color{red;background:url(http://example.org)}x",
        "\\style{position:fixed}{x}\\class{a}{x}\\includegraphics{http://example.org/a.png}",
    ],
)
def test_nothing_of_a_formula_becomes_markup(tex: str) -> None:
    made = to_mathml(tex)

    for element in ElementTree.fromstring(made or "<math/>").iter():
        assert element.tag.rpartition("}")[2] in KNOWN
        assert set(element.attrib) <= {"display", "mathcolor", "mathvariant", "stretchy", "fence", "width"}
        assert not any("http" in value or ":" in value for value in element.attrib.values())


@given(st.text(st.sampled_from("\\{}^_&$<>\"'x1 ()[]abfrctexlgimn;#%:/="), max_size=60))
def test_any_formula_gives_well_formed_mathml_or_none(tex: str) -> None:
    made = to_mathml(tex)

    assert made is None or ElementTree.fromstring(made).tag.endswith("math")
