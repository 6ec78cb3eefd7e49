"""The figures on a screen: scrolled, for another query, for other days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from alone import look
from browsing import typed

if TYPE_CHECKING:
    from command import Collection

    from srs.tui.screens import Screens


def figures(collection: Collection, *keys: str, **wanted: object) -> list[str]:
    def make(screens: Screens) -> object:
        return screens.figures()

    return look(collection, make, *keys, **wanted)


@pytest.fixture
def answered(synced: Collection) -> Collection:
    """Return a collection with two answers."""
    ids = synced.ids()
    synced.run("answer", ids["Prior"], "good")
    synced.run("answer", ids["Entropy"], "again")
    return synced


def test_they_are_those_of_the_command(answered: Collection) -> None:
    (shown,) = figures(answered, size=(83, 100))

    printed = answered.run("stats").out
    lines = [line.strip() for line in shown.splitlines()]
    assert [line for line in map(str.strip, printed.splitlines()) if line not in lines] == []


def test_a_query_chooses_among_them(answered: Collection) -> None:
    shown = figures(answered, "slash", *typed("prior"), "enter")[-1]
    none = figures(answered, "slash", *typed("tag:nothing"), "enter")[-1]
    slip = figures(answered, "slash", *typed("("), "enter")[-1]  # one key: typing may pause where the machine is slow

    assert "In all    1 answers, 1 cards" in shown
    assert "No card matches." in none
    assert "column" in slip
    assert "In all    2 answers, 4 cards" in slip


def test_single_days_go_further_back_or_less_far(answered: Collection) -> None:
    usual, less, least, more = figures(
        answered, "left_square_bracket", "left_square_bracket", "right_square_bracket", size=(80, 60)
    )

    assert "last 30 days" in usual
    assert "last 7 days" in less
    assert least == less
    assert more == usual


def test_it_scrolls_like_a_pager(answered: Collection) -> None:
    top, down, end, home = figures(answered, "j", "G", "g", size=(60, 15))

    assert "Today" in top
    assert down.splitlines()[2][:50] == top.splitlines()[3][:50]
    assert "Today" not in end
    assert home == top


def test_two_columns_stand_side_by_side_where_there_is_room(answered: Collection) -> None:
    narrow, wide = figures(answered, size=(153, 80))[0], figures(answered, size=(160, 80))[0]

    assert any("Today" in line and "Time a day" in line or "Hours" in line for line in wide.splitlines())
    assert len([line for line in wide.splitlines() if line]) < len([line for line in narrow.splitlines() if line])


def test_a_collection_without_answers_says_how_to_begin(synced: Collection) -> None:
    assert "No answers yet. Begin with: srs review" in figures(synced)[0]


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 50)])
def test_it_fits_every_terminal(answered: Collection, size: tuple[int, int]) -> None:
    (shown,) = figures(answered, size=size)

    assert "? help" in shown
    assert all(len(line) <= size[0] for line in shown.splitlines())
