"""A text in one line of a list, as a reader sees it."""

from __future__ import annotations

import pytest

from srs.markdown.seen_line import seen_line


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a plain  line\nand another", "a plain line and another"),
        ("$1$ GigaByte", "1 GigaByte"),
        ("the `size` of ==Data== and **all** of *it*", "the size of Data and all of it"),
        (r"$\alpha * x_1$ and *more*", "α * x₁ and more"),
        ("$$x^2$$ (of `$HOME`)", "x² (of $HOME)"),
        ("it costs $5 or $6", "it costs $5 or $6"),
        (r"\$5 and $x$", "$5 and x"),
        ("the {{c1::$x$}} and {{c2::`y`}}", "the [x] and [y]"),
        ("[a link](there.md) to [[a note|one]] with snake_case", "a link to one with snake_case"),
        ("$" * 500, "$" * 500),
        ("", ""),
    ],
)
def test_markup_is_read_and_not_shown(text: str, seen: str) -> None:
    assert seen_line(text) == seen
