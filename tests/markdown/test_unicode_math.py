from __future__ import annotations

import logging

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from srs.markdown.math_line import subscript, superscript
from srs.markdown.unicode_math import readable_math

LATEX = r"""
\frac \sqrt { } [ ] ^ _ & \\ $ % ~ ' \text \hat \left \right ( ) . \sum \alpha \mathbb R \begin \end \begin{cases}
\end{cases} \begin{array} \end{array} \ce \over \choose \foo \not \verb | \[ \] \( \) \overset \substack \xrightarrow
\operatorname \pmod \item \char \input a 1 =
"""
PIECES = [*LATEX.split(), " ", "\n"]


@pytest.mark.parametrize(
    ("latex", "line"),
    [
        ("x^2", "x²"),
        ("x_i", "xᵢ"),
        ("x_i^2", "xᵢ²"),
        ("10^{-3}", "10⁻³"),
        ("10^12", "10¹2"),
        ("x^{n+1}", "xⁿ⁺¹"),
        ("x^{n+q}", "x^(n+q)"),
        ("x_{i,j}", "x_(i,j)"),
        ("V^q", "V^q"),
        (r"90^\circ", "90°"),
        ("f''(x)", "f″(x)"),
        (r"x_{\text{max}}", "xₘₐₓ"),
    ],
)
def test_scripts_are_unicode_ones_where_all_characters_have_one(latex: str, line: str) -> None:
    assert readable_math(latex) == line


@pytest.mark.parametrize(
    ("latex", "line"),
    [
        (r"\frac{a}{b}", "a/b"),
        (r"\frac12", "1/2"),
        (r"\frac{a+b}{2a}", "(a+b)/(2a)"),
        (r"\frac{1}{2}mv^2", "(1/2)mv²"),
        (r"\frac{\frac{a}{b}}{c}", "(a/b)/c"),
        (r"\left(\frac{a}{b}\right)^2", "(a/b)²"),
        (r"\frac{a}{b}^2", "(a/b)²"),
        (r"\frac{\partial f}{\partial x}", "∂f/∂x"),
        (r"\frac{d}{dx} e^x", "(d/dx) eˣ"),
        (r"\frac{P(B)}{P(A)}", "P(B)/P(A)"),
        (r"\frac{-b \pm \sqrt{b^2-4ac}}{2a}", "(-b ± √(b²-4ac))/(2a)"),
        (r"\sqrt[3]{x+1}", "³√(x+1)"),
        (r"\sqrt{2}a", "√2 a"),
        (r"{n \choose k}", "(n choose k)"),
    ],
)
def test_fractions_and_roots_have_the_brackets_they_need(latex: str, line: str) -> None:
    assert readable_math(latex) == line


@pytest.mark.parametrize(
    ("latex", "line"),
    [
        (r"\sum_{i=1}^n i^2", "∑ᵢ₌₁ⁿ i²"),
        (r"\sum_{k\in S}x_k", "∑_(k∈S) xₖ"),
        (r"\int_0^1 f(x)\,dx", "∫₀¹ f(x) dx"),
        (r"\lim_{x\to 0}\frac{\sin x}{x}", "lim_(x→0) (sin x)/x"),
        (r"2\sin\theta\cos\theta", "2 sin θ cos θ"),
        (r"\log_2 n", "log₂ n"),
        (r"\operatorname{Var}(X)", "Var(X)"),
    ],
)
def test_big_operators_and_functions_stand_apart_from_what_follows(latex: str, line: str) -> None:
    assert readable_math(latex) == line


@pytest.mark.parametrize(
    ("latex", "line"),
    [
        (r"f:\mathbb{R}\to\mathbb{C}", "f:ℝ → ℂ"),
        (r"\mathcal{L}", "ℒ"),
        (r"\mathfrak{g}", "𝔤"),
        (r"\hat{x} \bar y \vec{v}", "x\u0302 ȳ v\u20d7"),
        (r"\overline{AB}", "A\u0305B\u0305"),
        (r"\widehat{ab}", "hat(ab)"),
        (r"2\pi r", "2πr"),
        (r"\Delta x\leq\epsilon", "Δx ≤ ε"),
        (r"\alpha + \beta", "α + β"),
        (r"\forall x \in A", "∀x ∈ A"),
        (r"p \implies q \iff \neg p", "p ⟹ q ⟺ ¬p"),
        (r"A \not= B", "A ≠ B"),
        (r"P(A\mid B)", "P(A | B)"),
        (r"a\times b", "a×b"),
        (r"\nabla \cdot \mathbf{E}", "∇ · E"),
        ("E=mc^2", "E = mc²"),
        ("x := 3", "x := 3"),
        (r"a \equiv b \pmod{n}", "a ≡ b (mod n)"),
        (r"x \xrightarrow{f} y", "x ─f─→ y"),
        (r"50\%", "50%"),
        (r"a \quad b", "a  b"),
        (r"\text{if } x>0", "if x > 0"),
        (r"\text{a $x^2$ b}", "a x² b"),
        (r"\ce{SO4^2-} \ce{2H2 + O2 -> 2H2O}", "SO₄²⁻ 2H₂ + O₂ → 2H₂O"),
        ("[...]", "[...]"),
    ],
)
def test_symbols_letters_and_words_read_as_they_are_written_by_hand(latex: str, line: str) -> None:
    assert readable_math(latex) == line


@pytest.mark.parametrize(
    ("latex", "line"),
    [
        (r"\begin{pmatrix}a&b\\c&d\end{pmatrix}", "(a b; c d)"),
        (r"\begin{bmatrix}a+b & 1\\ x = 2 & d\end{bmatrix}", "[a+b, 1; x = 2, d]"),
        (r"\left[\begin{array}{cc}1&2\\[2pt]3&4\end{array}\right]", "[1 2; 3 4]"),
        (
            r"|x| = \begin{cases} x & \text{if } x\ge 0 \\ -x, & \text{otherwise}\end{cases}",
            "|x| = { x, if x ≥ 0; -x, otherwise }",
        ),
        (r"\begin{aligned} a &= b+c \\ &= d \end{aligned}", "a = b+c; = d"),
    ],
)
def test_rows_come_on_one_line(latex: str, line: str) -> None:
    assert readable_math(latex) == line


@pytest.mark.parametrize(
    "latex",
    [
        r"\frac{",
        r"\frac{a}",
        "a}b",
        "x^",
        r"\begin{tikzpicture}x\end{tikzpicture}",
        r"\begin{cases}",
        "",
        " ",
        "\\",
        "_",
    ],
)
def test_broken_or_unknown_math_is_shown_as_its_source(latex: str) -> None:
    assert readable_math(latex) == latex


def test_an_unknown_macro_is_shown_as_its_source_amid_the_rest() -> None:
    assert readable_math(r"\foo{a^2} + \alpha") == r"\foo{a²} + α"


@pytest.mark.parametrize(
    "latex", ["x^2" * 5000, "{" * 200 + "x" + "}" * 200, r"\sqrt[" * 40, r"\frac{a}{" * 30 + "}" * 30]
)
def test_very_long_or_deeply_nested_math_is_shown_as_its_source(latex: str) -> None:
    assert readable_math(latex) == latex


def test_broken_math_is_not_logged(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    with caplog.at_level(logging.DEBUG):
        readable_math(r"\left( $ \alpha \end \begin{a} } \( \] \sqrt")
        readable_math(r"\text{$ \( a}")

    assert (caplog.text, *capfd.readouterr()) == ("", "", "")


def test_scripts_without_unicode_characters_are_written_with_a_mark() -> None:
    assert (superscript("2"), superscript("q"), superscript("ab q")) == ("²", "^q", "^(ab q)")
    assert (subscript("2"), subscript("q"), subscript("(i,j)")) == ("₂", "_q", "_(i,j)")


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40).map("".join))
def test_any_input_gives_text(latex: str) -> None:
    line = readable_math(latex)

    assert bool(line) == bool(latex)
