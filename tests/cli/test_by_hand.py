"""`srs set-due`, drills ahead of time, cramming, and a backlog."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING

import pytest
from command import Collection, definitions
from terminal import PATIENCE, in_terminal, press, read_until

if TYPE_CHECKING:
    from pathlib import Path

LATER = "2026-03-02T09:00:00+00:00"
TODAY = 20_513


def card(collection: Collection, known: str) -> dict[str, object]:
    return collection.run("card", known, "--json").records[0]["cards"][0]


@pytest.mark.parametrize(("days", "due", "interval"), [("0", 0, 8), ("5", 5, 8), ("5!", 5, 5), ("2026-03-08", 7, 8)])
def test_a_card_is_due_on_the_day_named(synced: Collection, days: str, due: int, interval: int) -> None:
    known = synced.ids()["Prior"]
    synced.run("answer", known, "easy")
    before = card(synced, known)
    interval = before["interval_days"] if interval == 8 else interval

    ran = synced.run("set-due", days, known, "--json")

    after = card(synced, known)
    assert ran.records == [{"id": known, "changed": [0], "due_days": [TODAY + due]}]
    assert (after["due_day"], after["interval_days"]) == (TODAY + due, interval)
    assert (after["stability"], after["reps"]) == (before["stability"], before["reps"])
    assert synced.run("doctor").status == 0
    assert synced.run("undo").out == "Took back a change by hand on: Prior\n"
    assert card(synced, known) == before


def test_days_that_are_drawn_are_told_and_how_to_take_them_back(synced: Collection) -> None:
    lines = synced.run("set-due", "5-9", "is:new").out.splitlines()

    days = {one["id"]: one["due"] for one in synced.run("cards", "--json").records}
    drawn = sorted({int(day[8:10]) - 1 for day in days.values()})
    told = {line.split()[4]: line.split()[2] for line in lines[:-1]}
    assert told == {known: str(int(day[8:10]) - 1) for known, day in days.items()}
    listed = f"{', '.join(map(str, drawn[:-1]))} and {drawn[-1]}"
    assert lines[-1] == f"4 cards due in {listed} days; srs undo takes them back one at a time"


@pytest.mark.parametrize(
    ("days", "told"),
    [("0", "due today"), ("1", "due in 1 day"), ("2026-03-08", "due in 7 days"), ("3-3", "due in 3 days")],
)
def test_of_one_card_its_day_is_told(synced: Collection, days: str, told: str) -> None:
    known = synced.ids()["Prior"]

    assert synced.run("set-due", days, known).out == f"{told} {known}  Prior\n"


@pytest.mark.parametrize("mark", ["suspend", "bury"])
def test_undo_puts_a_card_out_of_the_drill_again_and_redo_brings_it_back(synced: Collection, mark: str) -> None:
    known = synced.ids()["Prior"]
    synced.run("answer", known, "easy")
    synced.run(mark, known)
    before = card(synced, known)

    synced.run("set-due", "3", known)
    after = card(synced, known)
    synced.run("undo")
    undone = card(synced, known)
    synced.run("redo")

    assert undone == before
    assert card(synced, known) == after
    assert [after["suspended"], after["buried"]] == [False, False]
    assert synced.run("doctor").status == 0


def test_undo_leaves_a_card_out_of_the_drill_that_was_put_out_since(synced: Collection) -> None:
    known = synced.ids()["Prior"]
    synced.run("set-due", "3", known)
    synced.run("suspend", known)

    synced.run("undo")

    assert card(synced, known)["suspended"]


def test_some_day_of_a_span_is_the_same_every_time_and_another_for_other_cards(synced: Collection) -> None:
    synced.write("many.md", *definitions(30))
    synced.run("sync")

    ran = synced.run("set-due", "1-7", "is:new", "--yes")

    days = {one["front"]: one["cards"][0] for one in synced.run("cards", "--json").records}
    assert ran.status == 0
    assert "\n34 cards due in 1, 2, 3, 4, 5, 6 and 7 days; " in ran.out
    assert len({card(synced, known)["due_day"] for known in list(synced.ids().values())[:12]}) > 2
    assert {one["state"] for one in days.values()} == {"review"}
    assert synced.run("due", "--json").records[0]["new"] == 0


@pytest.mark.parametrize("days", ["soon", "-1", "7-3", "99999", "", "2026-02-28", "2026-13-01"])
def test_what_is_no_number_of_days_changes_nothing(synced: Collection, days: str) -> None:
    known = synced.ids()["Prior"]
    before = card(synced, known)

    ran = synced.run("set-due", "--", days, known)

    assert ran.status == 2
    assert card(synced, known) == before


def test_a_change_by_hand_is_no_answer_of_the_day(synced: Collection) -> None:
    known = synced.ids()["Prior"]
    synced.run("set-due", "3", known)

    assert synced.run("due", "--json").records[0]["new"] == 3
    assert [one["kind"] for one in synced.run("history", "--json").records] == ["manual"]


@pytest.mark.parametrize("query", ["rated:1", "rated:1:3"])
def test_a_query_for_answers_finds_no_change_by_hand(synced: Collection, query: str) -> None:
    known = synced.ids()
    synced.run("set-due", "3", known["Prior"])
    synced.run("answer", known["Entropy"], "good")

    assert [one["front"] for one in synced.run("cards", "--json", query).records] == ["Entropy"]


@pytest.mark.parametrize("arguments", [(), ("--format", "json")])
def test_an_export_counts_no_change_by_hand_as_a_review(synced: Collection, arguments: tuple[str, ...]) -> None:
    known = synced.ids()
    synced.run("set-due", "3", known["Prior"])
    synced.run("answer", known["Entropy"], "good")

    assert synced.run("export", "--json", *arguments).records[-1]["reviews"] == 1


def test_a_restore_tells_changes_by_hand_apart_from_answers(synced: Collection) -> None:
    assert synced.run("backup").status == 0
    synced.run("set-due", "3", synced.ids()["Prior"])

    told = synced.run("restore", "latest", "--dry-run")

    assert told.status == 0
    assert "only in the database  0 answers, 0 facts, 1 change by hand" in told.out
    assert synced.run("restore", "latest", "--dry-run", "--json").records[0]["lost"] == {
        "answers": 0,
        "facts": 0,
        "by_hand": 1,
    }


def test_a_merge_tells_changes_by_hand_apart_from_answers(synced: Collection, tmp_path: Path) -> None:
    shutil.copytree(synced.folder, tmp_path / "other")
    other, known = Collection(tmp_path / "other"), synced.ids()["Prior"]
    other.run("set-due", "3", known)

    ran = synced.run("merge", other.folder)

    assert ran.status == 0
    assert "0 facts, 0 versions, 0 answers, 1 change by hand" in ran.out
    assert card(synced, known)["due_day"] == TODAY + 3
    assert "Nothing new" in synced.run("merge", other.folder).out


def test_a_fact_that_is_begun_anew_leaves_no_review_behind_that_was_a_change_by_hand(synced: Collection) -> None:
    known = synced.ids()["Prior"]
    synced.run("set-due", "3", known)

    assert synced.run("reset", known, "--json").records[0]["retired_reviews"] == 0


def test_doctor_counts_the_cards_that_were_answered(synced: Collection) -> None:
    known = synced.ids()
    synced.run("set-due", "3", known["Prior"])
    before = synced.run("doctor").out
    synced.run("answer", known["Prior"], "good")

    assert "0 cards agree with the log" in before
    assert "1 card agrees with the log" in synced.run("doctor").out


def test_a_change_by_hand_shows_no_rating(synced: Collection, tmp_path: Path) -> None:
    known = synced.ids()["Prior"]
    synced.run("set-due", "3", known)

    assert "good" not in synced.run("history").out
    assert [one["rating"] for one in synced.run("history", "--json").records] == [None]
    assert [one["rating"] for one in synced.run("card", known, "--json").records[0]["reviews"]] == [None]
    assert synced.run("card", known).out.count("-       manual") == 1
    synced.run("export", "-o", tmp_path / "a.json")
    records = map(json.loads, (tmp_path / "a.json").read_text("utf-8").splitlines())
    assert [one["rating"] for fact in records for one in fact["cards"][0]["reviews"]] == [None]
    assert synced.run("undo", "--json").records[0]["rating"] is None


def test_a_backlog_is_told_with_the_days_it_takes(synced: Collection) -> None:
    synced.write("many.md", *definitions(40))
    synced.run("sync")
    synced.run("set-due", "0", "is:new", "--yes")
    (synced.folder / "srs.toml").write_text("[review]\nreviews_per_day = 10\n", "utf-8")

    record = synced.run("due", "--json").records[0]

    assert (record["review"], record["waiting"], record["days_to_clear"]) == (10, 44, 5)
    assert synced.run("due").out.endswith("44 wait: 5 days to clear them.\n")


def drilled(collection: Collection, *options: str, keys: str) -> str:
    """Drill in a terminal with a key to show and a rating for each card, and return what was shown."""
    with in_terminal("-C", collection.folder, "review", "--plain", *options, SRS_NOW=LATER) as (process, ours):
        shown = ""
        for key in keys:
            shown += press(ours, " ", "any key to show")
            shown += press(ours, key, "easy")
        shown += read_until("." if "q" not in keys else "Left", ours)
        process.wait(PATIENCE)
    return shown


def test_cards_of_the_next_days_are_asked_ahead_of_time_as_early_ones(synced: Collection) -> None:
    known = synced.ids()
    for one in known.values():
        synced.run("answer", one, "easy")
    synced.run("set-due", "3", known["Prior"])

    shown = drilled(synced, "--ahead", "2", keys="3")

    assert "Prior" in shown
    assert [one["kind"] for one in synced.run("history", "--json").records][-1] == "early"


def test_cramming_asks_what_is_not_known_again_and_writes_nothing(synced: Collection) -> None:
    known = synced.ids()
    for one in known.values():
        synced.run("answer", one, "easy")
    before = synced.run("history", "--json").out, [card(synced, one) for one in known.values()]

    shown = drilled(synced, "--cram", "path:inference.md", keys="133")

    assert "3 answered" in shown
    assert "cram: schedules stay  0 new  0 learning  2 due" in shown
    assert (synced.run("history", "--json").out, [card(synced, one) for one in known.values()]) == before


def test_a_no_leaves_cards_where_they_are_and_is_refused(synced: Collection) -> None:
    known = synced.ids()["Prior"]
    synced.run("answer", known, "easy")
    before = card(synced, known)
    (synced.folder / "srs.toml").write_text("[review]\ndesired_retention = 0.7\n", "utf-8")

    with in_terminal("-C", synced.folder, "reschedule", SRS_NOW=LATER) as (process, terminal):
        read_until("Move them? [y/N]", terminal)
        os.write(terminal, b"n\n")
        status = process.wait(PATIENCE)

    assert status == 3
    assert card(synced, known) == before


def test_another_desired_retention_moves_cards_when_the_user_says_so(synced: Collection) -> None:
    known = synced.ids()
    for one in known.values():
        synced.run("answer", one, "easy")
    before = {one: card(synced, one) for one in known.values()}
    assert synced.run("reschedule", "--json").records == [{"earlier": 0, "later": 0, "moved": 0}]
    (synced.folder / "srs.toml").write_text("[review]\ndesired_retention = 0.7\n", "utf-8")

    looked = synced.run("reschedule", "--dry-run", "--json")
    refused = synced.run("reschedule")
    moved = synced.run("reschedule", "path:inference.md", "--yes", "--json")

    assert looked.records == [{"earlier": 0, "later": 4, "moved": 0}]
    assert refused.status == 3
    assert "Other due days: 0 cards earlier, 4 later" in refused.out
    assert moved.records == [{"earlier": 0, "later": 2, "moved": 2}]
    later = {one: card(synced, one)["due_day"] > before[one]["due_day"] for one in known.values()}
    assert later == {known[name]: name in ("Prior", "Likelihood") for name in known}
    assert synced.run("doctor").status == 0


def test_a_date_that_is_over_is_called_so(synced: Collection) -> None:
    ran = synced.run("set-due", "2026-02-28", "path:inference.md")

    assert ran.status == 2
    assert "2026-02-28 is over; today is 2026-03-01." in ran.err
    assert synced.run("set-due", "2026-03-01", "path:inference.md").status == 0


def test_facts_are_begun_anew_by_query(synced: Collection) -> None:
    known = synced.ids()
    synced.run("answer", known["Prior"], "easy")

    ran = synced.run("reset", "path:inference.md", "--yes", "--json")

    assert sorted(one["retired"] for one in ran.records) == sorted([known["Prior"], known["Likelihood"]])
    assert len(synced.run("cards", "--json", "is:new").records) == 4
    assert len(synced.run("card", known["Prior"], "--json").records[0]["reviews"]) == 1
    assert synced.run("reset", "path:nowhere.md").out == "No fact matches.\n"


def test_a_drill_takes_the_reviews_that_are_asked_for(synced: Collection) -> None:
    synced.run("set-due", "0", "is:new")
    (synced.folder / "srs.toml").write_text("[review]\nreviews_per_day = 1\n", "utf-8")

    shown = drilled(synced, "--reviews", "3", keys="444")

    assert "3 answered" in shown


def test_a_card_is_suspended_again_when_doctor_takes_back_the_day_of_a_clock_that_was_ahead(synced: Collection) -> None:
    known = synced.ids()["Prior"]
    synced.run("suspend", known)
    synced.run("set-due", "3", known, now="2030-01-01T10:00:00+00:00")
    before = card(synced, known)["suspended"]

    assert synced.run("doctor", "--repair", "--yes").status == 0

    assert [before, card(synced, known)["suspended"]] == [False, True]
