"""`srs merge`: the same notes drilled on two machines."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from command import Collection, definitions, run

if TYPE_CHECKING:
    from pathlib import Path

LATER = "2026-03-09T09:00:00+00:00"
PRIOR = "Prior: what is believed before any data is seen"
LIKELIHOOD = "Likelihood: how well a model explains the data"


@pytest.fixture
def other(synced: Collection, tmp_path: Path) -> Collection:
    """Return another collection of the same notes, with a database of its own."""
    other = Collection(tmp_path / "other")
    shutil.copytree(synced.file(""), other.file(""))
    other.run("sync")
    return other


def database(collection: Collection) -> Path:
    return collection.folder / ".srs" / "srs.db"


def ratings(collection: Collection, known: str) -> list[int]:
    return [one["rating"] for one in collection.run("card", known, "--json").records[0]["reviews"]]


def test_a_file_that_is_not_there_begins_no_collection(notes: Collection) -> None:
    ran = notes.run("merge", notes.folder / "nowhere.db")

    assert ran.status == 2
    assert "There is no database at" in ran.err
    assert not (notes.folder / ".srs").exists()


def test_answers_given_on_two_machines_count_once_on_both(synced: Collection, other: Collection) -> None:
    known = synced.ids()["Prior"]
    synced.run("answer", known, "good")
    other.run("answer", known, "hard", now=LATER)

    first = synced.run("merge", database(other), "--json", now=LATER)
    second = other.run("merge", synced.folder, "--json", now=LATER)

    assert first.records == [
        {"facts": 0, "versions": 0, "reviews": 1, "joined": 0, "marks": 0, "by_hand": 0, "cards": 1, "applied": True},
    ]
    assert second.records[0]["reviews"] == 1
    for collection in (synced, other):
        assert ratings(collection, known) == [3, 2]
        assert collection.run("doctor", now=LATER).status == 0
        assert collection.run("sync", "--check", now=LATER).status == 0
    assert synced.run("card", known, "--json").records == other.run("card", known, "--json").records
    assert synced.run("merge", database(other)).out == f"Nothing new in {database(other)}.\n"


def test_a_term_that_was_corrected_before_the_other_machine_saw_it_is_one_fact(
    synced: Collection, tmp_path: Path
) -> None:
    old = synced.ids()["Prior"]
    synced.run("answer", old, "good")
    synced.write("inference.md", "Prior: what is believed before any data are seen", LIKELIHOOD)
    synced.run("sync")
    other = Collection(tmp_path / "other")
    shutil.copytree(synced.file(""), other.file(""))
    other.run("sync", now=LATER)
    new = other.ids()["Prior"]
    other.run("answer", new, "hard", now=LATER)
    assert new != old

    ran = other.run("merge", synced.folder, now=LATER)

    assert "1 fact known by two ids joined" in ran.out
    assert ratings(other, old) == ratings(other, new) == [3, 2]
    assert other.ids()["Prior"] == old
    assert other.run("sync", "--json").records[-1]["counts"]["created"] == 0


def test_the_notes_here_decide_what_is_drilled_after_a_merge(synced: Collection, other: Collection) -> None:
    other.write("more.md", "Channel: what carries symbols from a source to a sink")
    other.run("sync")
    synced.run("merge", other.folder)

    synced.run("sync")

    status = {one["front"]: one["status"] for one in synced.run("cards", "--all", "--json").records}
    assert status["Channel"] == "retired"
    assert synced.run("sync", "--check").status == 0
    synced.write("here.md", "Channel: what carries symbols from a source to a sink")
    assert synced.run("sync", "--json").records[0]["change"] == "revived"


def test_a_look_tells_what_would_come(synced: Collection, other: Collection) -> None:
    known = synced.ids()["Prior"]
    other.run("answer", known, "hard")

    ran = synced.run("merge", other.folder, "--dry-run")

    assert ran.out.splitlines()[0] == f"Would come from {database(other)}:"
    assert "1 answer\n" in ran.out
    assert ratings(synced, known) == []


def test_what_cannot_be_merged_is_one_sentence(synced: Collection, tmp_path: Path) -> None:
    (tmp_path / "noise.db").write_bytes(b"nothing of the kind " * 200)

    missing = synced.run("merge", tmp_path / "nowhere.db")
    itself = synced.run("merge", synced.folder)
    noise = synced.run("merge", tmp_path / "noise.db")

    assert (missing.status, itself.status, noise.status) == (2, 2, 1)
    assert missing.err.startswith("srs: There is no database at ")
    assert "of this collection itself" in itself.err
    assert noise.err.startswith(f"srs: {tmp_path / 'noise.db'} is no database of srs.\n")


@pytest.mark.parametrize("content", [b"words, not tables", b""])
def test_of_a_file_that_is_not_ours_nothing_dangerous_is_advised(
    synced: Collection, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "junk.db").write_bytes(content)

    ran = synced.run("merge", tmp_path / "junk.db")

    assert (ran.status, ran.out) == (1, "")
    assert ran.err.splitlines() == [
        f"srs: {tmp_path / 'junk.db'} is no database of srs.",
        "     Name that of another collection: srs merge FOLDER/.srs/srs.db",
    ]


def test_a_database_of_another_program_is_not_ours(synced: Collection, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "theirs.db")) as connection:
        connection.execute("CREATE TABLE bookmark (address)")

    ran = synced.run("merge", tmp_path / "theirs.db")

    assert ran.status == 1
    assert ran.err.startswith(f"srs: {tmp_path / 'theirs.db'} is no database of srs.\n")


def test_a_merge_that_fails_leaves_nothing_behind(synced: Collection, tmp_path: Path) -> None:
    empty, fresh = tmp_path / "empty", Collection(tmp_path / "fresh")
    empty.mkdir()
    fresh.write("a.md", *definitions(1))
    (tmp_path / "junk.db").write_bytes(b"words, not tables")

    without_notes = run("-C", empty, "merge", synced.folder)
    with_junk = fresh.run("merge", tmp_path / "junk.db")

    assert without_notes.err.startswith(f"srs: There are no notes in {empty}.")
    assert (without_notes.status, with_junk.status) == (2, 1)
    assert list(empty.iterdir()) == []
    assert not (fresh.folder / ".srs").exists()


def test_a_merge_without_a_place_for_its_copy_is_one_sentence(
    synced: Collection, other: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))

    ran = synced.run("merge", database(other))

    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith(f"srs: There is no place for a copy of {database(other)}: ")


def test_a_collection_of_other_notes_is_refused_until_the_user_says_yes(synced: Collection, tmp_path: Path) -> None:
    foreign = Collection(tmp_path / "foreign")
    foreign.write("words.md", *definitions(30))
    foreign.run("sync")

    refused = synced.run("merge", foreign.folder)

    assert refused.status == 3
    assert refused.err.startswith(f"srs: {database(foreign)} has 30 facts that are not known here and 0 that are;")
    assert len(synced.run("cards", "--all", "--json").records) == 4
    assert synced.run("merge", foreign.folder, "--yes").status == 0


def listed(collection: Collection) -> list[tuple[str, int, bool]]:
    """Return the answers that the log shows."""
    return [(one["at"], one["rating"], one["undone"]) for one in collection.run("history", "--json").records]


def test_an_answer_that_also_came_in_a_package_counts_once_on_both(synced: Collection, other: Collection) -> None:
    known = synced.ids()["Prior"]
    synced.run("answer", known, "good")
    synced.run("export", "-o", synced.folder.parent / "a.apkg")
    assert other.run("import", synced.folder.parent / "a.apkg").status == 0

    first = synced.run("merge", other.folder, "--json", now=LATER)
    second = other.run("merge", synced.folder, "--json", now=LATER)

    assert (first.records[0]["reviews"], second.records[0]["reviews"]) == (0, 0)
    for collection in (synced, other):
        assert ratings(collection, known) == [3]
        assert len(listed(collection)) == 1
        assert collection.run("card", known, "--json").records[0]["cards"][0]["reps"] == 1
        assert collection.run("doctor", now=LATER).status == 0
    assert other.run("import", synced.folder.parent / "a.apkg", "--json", now=LATER).status == 0
    assert len(listed(other)) == 1


def test_due_days_set_together_that_also_came_in_a_package_count_once(synced: Collection, other: Collection) -> None:
    for known in synced.ids().values():
        synced.run("answer", known, "good")
    assert synced.run("set-due", "4", *synced.ids().values()).status == 0
    synced.run("export", "-o", synced.folder.parent / "a.apkg")
    assert other.run("import", synced.folder.parent / "a.apkg").status == 0

    merged = [synced.run("merge", other.folder, "--json"), other.run("merge", synced.folder, "--json")]

    assert [one.records[0]["reviews"] for one in merged] == [0, 0]
    assert len(listed(synced)) == len(listed(other)) == 2 * len(synced.ids())


def test_an_answer_taken_back_after_it_went_out_in_a_package_is_so_on_both(
    synced: Collection, other: Collection
) -> None:
    known = synced.ids()["Prior"]
    synced.run("answer", known, "good")
    synced.run("export", "-o", synced.folder.parent / "a.apkg")
    assert other.run("import", synced.folder.parent / "a.apkg").status == 0
    synced.run("undo")

    synced.run("merge", other.folder, now=LATER)
    other.run("merge", synced.folder, now=LATER)

    for collection in (synced, other):
        assert [undone for *_, undone in listed(collection)] == [True]
        assert ratings(collection, known) == []
