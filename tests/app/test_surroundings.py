"""The lines around a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from srs.app.surroundings import surroundings
from srs.errors import UsageError
from srs.model import Source

if TYPE_CHECKING:
    from pathlib import Path

NOTE = "# Title\n\nAbove.\n\n## Heading\n\nfirst\nsecond\nthird\n\nBelow.\n"


def test_the_paragraph_comes_with_the_heading_above_it(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(NOTE, "utf-8")

    lines = surroundings(tmp_path, Source("a.md", 8, 8))

    assert [tuple(line) for line in lines] == [
        (5, "## Heading", False),
        (7, "first", False),
        (8, "second", True),
        (9, "third", False),
    ]


def test_a_long_paragraph_is_cut(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("\n".join(f"line {number}" for number in range(1, 101)), "utf-8")

    lines = surroundings(tmp_path, Source("a.md", 50, 51))

    assert (lines[0].number, lines[-1].number) == (42, 59)


def test_a_note_that_became_shorter_or_vanished_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(NOTE, "utf-8")

    with pytest.raises(UsageError, match="has no line 40"):
        surroundings(tmp_path, Source("a.md", 40, 41))
    with pytest.raises(UsageError, match="cannot be read"):
        surroundings(tmp_path, Source("b.md", 1, 1))
