"""`srs optimize`: parameters of one's own, and what follows from them."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from command import Collection
from learner import learned_collection
from stores import new_store
from terminal import in_terminal, read_until

from srs.app.collection import find_collection
from srs.schedule.preset import DEFAULT_PARAMETERS
from srs.store.drilling import drilling

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("fsrs_rs_python")
LATER = "2026-03-04T09:00:00+00:00"


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    return learned_collection(tmp_path_factory.mktemp("learned") / "collection")


@pytest.fixture
def learned(once: Collection, tmp_path: Path) -> Collection:
    """Return a collection with a history of its own."""
    return Collection(shutil.copytree(once.folder, tmp_path / "collection"))


def rows(collection: Collection, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(collection.folder / ".srs" / "srs.db")) as connection:
        return connection.execute(query).fetchall()


def dues(collection: Collection) -> list[tuple[Any, ...]]:
    return rows(collection, "SELECT id, due_day, due_at, interval_days, reps FROM card ORDER BY id")


def memories(collection: Collection) -> list[tuple[Any, ...]]:
    return rows(collection, "SELECT id, stability, difficulty FROM card ORDER BY id")


def replay_of(collection: Collection) -> dict[str, Any]:
    (found,) = (one for one in collection.run("doctor", "--json").records if one["check"] == "replay")
    return found


def test_better_parameters_are_kept_and_memories_follow_while_due_days_stay(learned: Collection) -> None:
    due, memory = dues(learned), memories(learned)

    ran = learned.run("optimize")

    assert ran.status == 0, ran.err
    assert "log loss" in ran.out
    assert ran.out.endswith("They are kept. 60 memory states computed anew from the log; due days stay.\n")
    assert dues(learned) == due
    assert memories(learned) != memory
    assert replay_of(learned) == {
        "check": "replay",
        "ok": True,
        "found": "60 cards agree with the log",
        "warning": False,
    }


def test_what_is_written_down_is_what_is_told(learned: Collection) -> None:
    (told,) = learned.run("optimize", "--json").records

    ((preset, weights, reviews, before, after),) = rows(
        learned, "SELECT preset, weights, reviews, loss_before, loss_after FROM parameters"
    )
    later = told["later_answers"]
    assert (preset, reviews, before, after) == (
        "",
        told["answers"],
        later["before"]["log_loss"],
        later["after"]["log_loss"],
    )
    assert str(told["parameters"]) == weights
    assert told["kept"]
    assert told["applied"]
    assert told["memories"] == 60
    assert later["after"]["log_loss"] < later["before"]["log_loss"]


def test_a_dry_run_changes_nothing(learned: Collection) -> None:
    database = learned.folder / ".srs" / "srs.db"
    before = database.read_bytes()

    ran = learned.run("optimize", "--dry-run", "--reschedule")

    assert ran.status == 0
    assert ran.out.endswith("Nothing was changed (--dry-run); 60 memory states would be computed anew.\n")
    assert database.read_bytes() == before


def test_a_second_run_keeps_what_is_in_force(learned: Collection) -> None:
    learned.run("optimize")
    memory = memories(learned)

    ran = learned.run("optimize")

    assert "The parameters in force stay: those in force are as good." in ran.out
    assert memories(learned) == memory


def test_answers_undo_and_further_answers_go_on_from_the_new_memory(learned: Collection) -> None:
    known = rows(learned, "SELECT fact FROM card WHERE state = 'review' ORDER BY id")[0][0]
    learned.run("answer", known, "hard", now=LATER)
    learned.run("optimize", now=LATER)
    memory, due = memories(learned), dues(learned)

    learned.run("answer", known, "good", now="2026-03-20T09:00:00+00:00")
    assert replay_of(learned)["ok"]
    learned.run("undo")
    assert (memories(learned), dues(learned)) == (memory, due)
    learned.run("undo")

    assert replay_of(learned)["ok"]


def test_due_days_move_only_with_the_word_of_the_user(learned: Collection) -> None:
    before, memory = dues(learned), memories(learned)

    refused = learned.run("optimize", "--reschedule")

    assert refused.status == 3
    assert "Other due days:" in refused.out
    assert (dues(learned), memories(learned)) == (before, memory)

    (told,) = learned.run("optimize", "--reschedule", "--yes", "--json").records

    moved = [pair for pair in zip(before, dues(learned), strict=True) if pair[0] != pair[1]]
    assert len(moved) == told["earlier"] + told["later"] > 0
    assert sum(day["after"] for day in told["load"]) == sum(day["before"] for day in told["load"])
    assert learned.run("optimize", "--reschedule", "--yes", "--json").records[0]["later"] == 0
    assert replay_of(learned)["ok"]


def test_undo_goes_back_to_the_day_a_card_was_moved_to(learned: Collection) -> None:
    learned.run("optimize", "--reschedule", "--yes")
    before = dues(learned), memories(learned)
    known = rows(learned, "SELECT fact FROM card WHERE state = 'review' ORDER BY id")[0][0]

    learned.run("answer", known, "good")
    learned.run("undo")

    assert (dues(learned), memories(learned)) == before


def test_in_a_terminal_it_asks(learned: Collection) -> None:
    before = dues(learned)
    arguments = ("-C", learned.folder, "optimize", "--reschedule")

    with in_terminal(*arguments, SRS_NOW="2026-03-01T09:00:00+00:00") as (process, terminal):
        read_until("Move them? [y/N]", terminal)
        os.write(terminal, b"n\n")
        assert process.wait(30) == 0

    assert dues(learned) == before
    assert rows(learned, "SELECT count(*) FROM parameters") == [(1,)]


def test_parameters_of_the_settings_go_before_fitted_ones(learned: Collection) -> None:
    learned.run("optimize")
    (learned.folder / "srs.toml").write_text(f"[review]\nparameters = {list(DEFAULT_PARAMETERS)}\n", "utf-8")
    assert replay_of(learned)["found"].endswith("(see them: srs doctor --replay; mend: srs optimize)")

    (told,) = learned.run("optimize", "--json").records

    assert not told["kept"]
    assert told["reason"] == "srs.toml sets parameters, and those go before fitted ones"
    assert told["memories"] > 0
    assert replay_of(learned)["ok"]


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        ("[0.5]", "srs.toml:4: parameters has 1 values; FSRS-6 has 21."),
        (
            str([*DEFAULT_PARAMETERS[:20], 7.0]),
            "srs.toml:4: parameters[20] is 7.0; it must be a number from 0.1 to 0.8.",
        ),
        (str(["a", *DEFAULT_PARAMETERS[1:]]), "srs.toml:4: parameters[0] is 'a'"),
        ("0.5", "srs.toml:4: 'parameters' has the wrong kind of value (0.5)."),
    ],
)
def test_impossible_parameters_are_named_with_their_line(synced: Collection, listed: str, said: str) -> None:
    (synced.folder / "srs.toml").write_text(f"\n[review]\n# mine\nparameters = {listed}\n", "utf-8")

    ran = synced.run("due")

    assert ran.status == 2
    assert said in ran.err


def test_too_few_answers_are_told(synced: Collection) -> None:
    ran = synced.run("optimize")

    assert ran.status == 0
    assert ran.out == (
        "The parameters in force stay: 0 answers on a later day than the one before are too few; 100 are needed.\n"
    )


def test_an_unknown_preset_is_told(synced: Collection) -> None:
    (synced.folder / "srs.toml").write_text('[[preset]]\nname = "words"\ndeck = "w"\n', "utf-8")

    ran = synced.run("optimize", "--preset", "exam")

    assert ran.status == 2
    assert "There is no preset 'exam'." in ran.err
    assert "Those of srs.toml: words;" in ran.err


def test_a_preset_gets_parameters_of_its_own_from_the_answers_to_its_cards(learned: Collection) -> None:
    (learned.folder / "srs.toml").write_text(
        '[[folder]]\npath = "*"\ndeck = "words"\n\n[[preset]]\nname = "exam"\ndeck = "words"\n', "utf-8"
    )
    learned.run("sync")

    (general,) = learned.run("optimize", "--json").records
    (exam,) = learned.run("optimize", "--preset", "exam", "--json").records

    assert (general["answers"], general["kept"]) == (0, False)
    assert (exam["preset"], exam["kept"], exam["memories"]) == ("exam", True, 60)
    assert rows(learned, "SELECT preset FROM parameters") == [("exam",)]
    assert replay_of(learned)["ok"]


def test_a_preset_without_parameters_of_its_own_takes_those_of_the_general_one(learned: Collection) -> None:
    (told,) = learned.run("optimize", "--json").records
    (learned.folder / "srs.toml").write_text('[[preset]]\nname = "exam"\ndeck = "words"\n', "utf-8")
    store = new_store(learned.folder / ".srs")

    presets = find_collection(learned.folder).presets(store)

    store.close()
    assert [list(one.preset.parameters) for one in presets] == [told["parameters"]] * 2


def test_a_drill_on_screen_is_not_disturbed(learned: Collection) -> None:
    store = new_store(learned.folder / ".srs")

    with drilling(store):
        ran = learned.run("optimize")

    store.close()
    assert ran.status == 1
    assert "A drill has a card on screen; nothing was changed." in ran.err
    assert rows(learned, "SELECT count(*) FROM parameters") == [(0,)]


def test_a_merge_takes_over_the_parameters_fitted_later_and_memories_follow(
    learned: Collection, tmp_path: Path
) -> None:
    other = Collection(shutil.copytree(learned.folder, tmp_path / "other"))
    known = rows(other, "SELECT fact FROM card WHERE state = 'review' ORDER BY id")[0][0]
    other.run("answer", known, "good")
    learned.run("optimize", now=LATER)

    other.run("merge", learned.folder, now=LATER)
    learned.run("merge", other.folder, now=LATER)

    assert rows(other, "SELECT * FROM parameters") == rows(learned, "SELECT * FROM parameters")
    for collection in (learned, other):
        assert replay_of(collection)["ok"]
    assert memories(other) == memories(learned)
    assert dues(other) == dues(learned)
    assert other.run("merge", learned.folder, now=LATER).out.startswith("Nothing new")
