"""Tables as they are printed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from terminal import PATIENCE, in_terminal, read_until

from srs.cli.output import print_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from command import Collection


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


@pytest.fixture
def answered(synced: Collection) -> Collection:
    """Return a collection with two answers to a card."""
    for rating in ("again", "good"):
        synced.run("answer", synced.ids()["Likelihood"], rating)
    return synced


def shown(collection: Collection, end: str, *command: str, columns: int = 40) -> list[str]:
    """Return what a command prints in a narrow terminal, up to the line with an end."""
    with in_terminal("-C", collection.folder, *command, COLUMNS=str(columns), NO_COLOR="1") as (process, terminal):
        text = read_until(end, terminal)
        process.wait(PATIENCE)
    return re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines()


def test_a_narrow_history_names_the_card_below_its_answer(answered: Collection) -> None:
    first, front, second, again = [line for line in shown(answered, "Likelihood\r\n2", "history") if line][:4]

    assert re.fullmatch(r"[-\d]{10} [:\d]{8}  again  learn  \S+ *", first)
    assert front == "    Likelihood"
    assert re.match(r"[-\d]{10} [:\d]{8}  good   learn", second)
    assert again == "    Likelihood"


def test_a_narrow_card_has_all_its_figures(answered: Collection) -> None:
    lines = shown(answered, "created", "card", answered.ids()["Likelihood"])

    heads = [line.split() for line in lines if line.startswith("card")]
    assert heads[0][:3] == ["card", "state", "due"]
    assert {name for head in heads for name in head} >= {"stability", "difficulty", "interval", "reps", "lapses"}
    assert "    stability  interval" in lines
    assert max(map(len, lines[3:-1])) <= 40


def test_a_list_says_what_it_leaves_out_in_a_narrow_terminal(answered: Collection) -> None:
    lines = shown(answered, "stands.", "cards")
    wide = shown(answered, "4 facts", "cards", columns=80)

    assert sum(line.endswith("  active  Likelihood") for line in lines) == 1
    assert " ".join(lines[-2:]) == "Wider terminals show more: where it stands."
    assert not [line for line in wide if "Wider" in line]


def test_a_row_stays_one_line_where_enough_of_its_end_can_be_seen(answered: Collection) -> None:
    lines = [line for line in shown(answered, "4 facts", "cards", columns=62) if "active" in line]

    assert len(lines) == 4
    assert all(re.search(r":\d+ +\w", line) for line in lines)
