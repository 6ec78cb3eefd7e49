"""`srs simulate`: what more or less retention would cost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from learner import learned_collection
from terminal import PATIENCE, in_terminal, read_until

if TYPE_CHECKING:
    from command import Collection


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    return learned_collection(tmp_path_factory.mktemp("learned") / "collection", cards=30, new=5)


def test_it_shows_a_table_and_two_curves_in_eighty_columns(learned: Collection) -> None:
    ran = learned.run("simulate", "--days", "90")

    assert ran.status == 0, ran.err
    lines = ran.out.splitlines()
    assert lines[0].startswith("90 days from 30 cards and 5 new ones, answered as in ")
    assert [line.split()[0] for line in lines if line.startswith("0.")] == [
        *("0.70", "0.75", "0.80", "0.85", "0.90*", "0.93", "0.95", "0.97")
    ]
    assert "minutes a day, by desired retention" in lines
    assert "cards remembered at the end, by desired retention" in lines
    assert max(map(len, lines)) <= 80


def test_a_narrow_terminal_shows_all_columns_and_the_curves(learned: Collection) -> None:
    with in_terminal("-C", learned.folder, "simulate", "--days", "90", COLUMNS="40") as (process, terminal):
        lines = re.sub(r"\x1b\[[0-9;]*m", "", read_until("end, by", terminal)).splitlines()
        process.wait(PATIENCE)

    heads = [line for line in lines if line.startswith("retention ")]
    assert heads == [
        "retention  reviews a day  minutes a day",
        "retention  on the worst  remembered",
        "retention  hours per 100",
    ]
    assert len([line for line in lines if line.startswith("0.90*")]) == 3
    assert max(map(len, lines)) <= 40


def test_a_line_of_json_a_retention_holds_an_entry_a_day(learned: Collection) -> None:
    low, high = learned.run("simulate", "--json", "--days", "60", "--retention", "0.9,0.8").records

    assert (low["retention"], high["retention"]) == (0.8, 0.9)
    assert list(low) == [
        *("retention", "days", "reviews_per_day", "minutes_per_day", "remembered", "cards", "reviews", "new", "minutes")
    ]
    assert len(low["reviews"]) == len(low["new"]) == len(low["minutes"]) == low["days"] == 60
    assert low["cards"] == high["cards"] == 35
    assert sum(low["new"]) == 5
    assert low["remembered"] < high["remembered"]


def test_new_cards_come_every_day_when_asked_for(learned: Collection) -> None:
    (found,) = learned.run("simulate", "--json", "--days", "10", "--new", "7", "--retention", "0.9").records

    assert found["new"] == [7] * 10


def test_the_same_collection_gives_the_same_forecast_and_nothing_is_changed(learned: Collection) -> None:
    database = learned.folder / ".srs" / "srs.db"
    before = database.read_bytes()

    first, second = (learned.run("simulate", "--json") for _ in range(2))

    assert first.status == 0
    assert first.out == second.out
    assert database.read_bytes() == before


def test_one_retention_needs_no_curve(learned: Collection) -> None:
    ran = learned.run("simulate", "--retention", "0.8")

    assert ran.status == 0
    assert "by desired retention" not in ran.out


def test_without_answers_it_says_whose_habits_these_are(synced: Collection) -> None:
    ran = synced.run("simulate", "--days", "30")

    assert ran.status == 0
    assert "those of other learners" in ran.out


def test_an_empty_collection_has_an_empty_forecast(notes: Collection) -> None:
    for file in notes.file("").iterdir():
        file.unlink()
    notes.run("init")

    ran = notes.run("simulate", "--days", "2", "--retention", "0.8,0.9,0.95")

    assert ran.status == 0, ran.err


@pytest.mark.parametrize(
    ("retention", "said"), [("0.5", "a number from 0.7 to 0.99"), ("0.9,x", "no list"), ("nan", "a number from")]
)
def test_an_impossible_retention_is_told(synced: Collection, retention: str, said: str) -> None:
    ran = synced.run("simulate", "--retention", retention)

    assert ran.status == 2
    assert said in ran.err


def test_without_a_collection_there_is_nothing_to_simulate(notes: Collection) -> None:
    assert notes.run("simulate").status == 2
