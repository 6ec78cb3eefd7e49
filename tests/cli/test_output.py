"""Tables as they are printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.cli.output import print_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest


def test_a_long_table_is_printed_while_its_rows_come(capsys: pytest.CaptureFixture[str]) -> None:
    printed = []

    def rows() -> Iterator[tuple[str, str]]:
        for number in range(3000):
            printed.append(capsys.readouterr().out.count("\n"))
            yield f"row {number}", "said"

    count = print_table(rows())

    printed.append(capsys.readouterr().out.count("\n"))
    assert (count, sum(printed)) == (3000, 3000)
    assert max(printed) <= 1001


def test_the_columns_of_a_long_table_are_as_wide_as_its_first_thousand_rows_need(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = [("a", "said")] * 998 + [("wide", "said"), ("b", "said"), ("much wider", "said"), ("c", "said")]

    print_table(rows)

    assert capsys.readouterr().out.splitlines()[-4:] == ["wide  said", "b     said", "much wider  said", "c     said"]


def test_a_table_without_rows_is_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert print_table([]) == 0
    assert capsys.readouterr().out == ""
