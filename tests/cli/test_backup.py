"""Backups as the commands make, list and thin them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from command import definitions, run

if TYPE_CHECKING:
    from command import Collection

NEXT_DAY = "2026-03-02T09:00:00+00:00"


def reasons(collection: Collection) -> list[str]:
    return [one["reason"] for one in collection.run("backup", "--list", "--json").records]


@pytest.fixture
def settled(synced: Collection) -> Collection:
    """Return a collection whose backup of the day is a week old."""
    for file in (synced.folder / ".srs" / "backups").iterdir():
        file.rename(file.with_name("2026-02-22T090000Z-daily.db"))
    return synced


def test_a_first_sync_keeps_the_day_and_a_second_has_nothing_to_keep(notes: Collection) -> None:
    for path in (*notes.file("").iterdir(), notes.file("")):
        os.utime(path, ns=(1, 1))  # what is as young as the clock's grain is read, and written down, twice
    notes.run("sync")
    notes.run("sync", now=NEXT_DAY)

    assert reasons(notes) == ["daily"]


def test_an_answer_is_kept_once_a_day(synced: Collection) -> None:
    for now in ("2026-03-01T10:00:00+00:00", NEXT_DAY, "2026-03-02T10:00:00+00:00"):
        assert synced.run("answer", synced.ids()["Entropy"], "good", now=now).status == 0

    found = synced.run("backup", "--list", "--json").records

    assert [(one["at"], one["answers"]) for one in found] == [
        ("2026-03-01T09:00:00+00:00", 0),
        ("2026-03-02T09:00:00+00:00", 2),
    ]


def test_where_many_facts_are_begun_anew_the_database_is_kept_before(settled: Collection) -> None:
    settled.write("many.md", *definitions(21))
    settled.run("sync")
    settled.run("answer", next(iter(settled.ids().values())), "good")
    before = reasons(settled)

    few = settled.run("reset", "path:information.md", "--yes")
    after_few = reasons(settled)
    many = settled.run("reset", "path:many.md", "--yes")

    kept = settled.run("backup", "--list", "--json").records[-1]
    assert "srs restore" not in few.out
    assert after_few == before
    assert (reasons(settled), kept["answers"]) == ([*before, "reset"], 1)
    assert f"srs restore {Path(kept['path']).stem}" in many.out


def test_a_backup_of_a_clock_that_was_ahead_does_not_make_every_answer_one(settled: Collection) -> None:
    settled.run("backup", now="2027-03-01T09:00:00+00:00")

    for now in ("2026-03-02T09:00:00+00:00", "2026-03-02T10:00:00+00:00", "2026-03-02T11:00:00+00:00"):
        settled.run("answer", settled.ids()["Entropy"], "good", now=now)

    assert reasons(settled) == ["daily", "daily", "manual"]


def test_looking_makes_no_backup(settled: Collection) -> None:
    settled.run("answer", settled.ids()["Entropy"], "good", now="2026-02-22T10:00:00+00:00")

    for command in (["due"], ["cards"], ["sync", "--check"], ["sync", "--dry-run"], ["stats"]):
        settled.run(*command)

    assert reasons(settled) == ["daily"]


def test_a_backup_by_hand_is_told_and_listed(synced: Collection) -> None:
    ran = synced.run("backup")

    file = synced.folder / ".srs" / "backups" / "2026-03-01T090000Z-manual.db"
    assert ran.out.startswith(f"Saved in {file} (0.")
    assert ran.out.endswith(" MB, 4 cards, 0 answers).\n")
    listed = synced.run("backup", "--list").out
    assert f"\n{file.name}  Sun 2026-03-01 09:00  " in listed


def test_a_backup_goes_where_it_is_wanted(synced: Collection) -> None:
    file = synced.folder / "safe.db"

    (record,) = synced.run("backup", "-o", file, "--json").records

    assert record["path"] == str(file)
    assert (record["cards"], record["answers"]) == (4, 0)
    assert synced.run("backup", "-o", file).status == 2
    assert synced.run("backup", "-o", synced.folder / "nowhere" / "safe.db").status == 2
    assert synced.run("--db", file, "cards").out == synced.run("cards").out


def test_a_backup_takes_the_place_of_nothing_and_a_dash_is_no_file(
    synced: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "link.db").symlink_to("nowhere.db")

    statuses = [synced.run("backup", "-o", name).status for name in ("-", "link.db")]

    assert statuses == [2, 2]
    assert [(one.name, one.is_symlink()) for one in tmp_path.iterdir() if one != synced.folder] == [("link.db", True)]


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_a_backup_from_the_end_of_the_calendar_is_listed(settled: Collection, form: tuple[str, ...]) -> None:
    (file,) = (settled.folder / ".srs" / "backups").iterdir()
    file.rename(file.with_name("9999-12-31T235959Z-daily.db"))

    ran = settled.run("backup", "--list", *form, SRS_TZ="Asia/Tokyo")

    assert (ran.status, "9999-12-31" in ran.out) == (0, True)


def test_a_backup_in_a_folder_has_the_name_of_the_collection_and_its_time(synced: Collection, tmp_path: Path) -> None:
    (record,) = synced.run("backup", "-o", tmp_path, "--json").records

    assert record["path"] == str(tmp_path / f"{synced.folder.name}-2026-03-01T090000Z.db")


@pytest.mark.parametrize("name", ["notes/new.md", "notes/new.db", "notes", ".srs/srs.db-wal", ".srs/mine.db"])
def test_no_backup_goes_among_the_notes_or_beside_the_database(synced: Collection, name: str) -> None:
    ran = synced.run("backup", "-o", synced.folder / name)

    assert ran.status == 2
    assert ran.err.endswith("; nothing was saved.\n     Name a file elsewhere: srs backup -o FILE\n")
    assert reasons(synced) == ["daily"]


@pytest.mark.parametrize("name", [".", "new.db", "papers"])
def test_no_backup_goes_among_the_notes_of_a_folder_that_is_all_notes(settled: Collection, name: str) -> None:
    vault = settled.folder / "notes"
    (vault / "papers").mkdir()
    assert run("-C", vault, "sync").status == 0

    ran = run("-C", vault, "backup", "-o", vault / name)

    assert ran.status == 2
    assert "lies among the notes, where nothing is written; nothing was saved." in ran.err
    assert not [*vault.glob("*.db"), *vault.glob("papers/*")]


def test_without_a_collection_there_is_nothing_to_copy(notes: Collection) -> None:
    for command in (["backup"], ["backup", "--list"], ["backup", "--list", "--json"], ["restore"]):
        ran = notes.run(*command)
        assert (ran.status, ran.out) == (2, "")
        assert "There is no collection in" in ran.err
    assert not (notes.folder / ".srs").exists()


def test_a_collection_without_backups_says_how_to_make_one(settled: Collection) -> None:
    (settled.folder / ".srs" / "backups" / "2026-02-22T090000Z-daily.db").unlink()

    assert settled.run("restore").out.endswith(" yet. Make one: srs backup\n")


def test_a_plan_that_is_forced_is_carried_out_after_a_backup(settled: Collection) -> None:
    settled.run("answer", settled.ids()["Entropy"], "good", now="2026-02-22T10:00:00+00:00")
    settled.write("flood.md", *definitions(250))

    assert settled.run("sync").status == 3
    assert reasons(settled) == ["daily"]
    assert settled.run("sync", "--yes").status == 0
    found = settled.run("backup", "--list", "--json").records
    assert [(one["reason"], one["cards"]) for one in found] == [("daily", 4), ("sync", 4)]


def test_a_plan_that_is_forced_waits_until_it_can_be_saved(settled: Collection) -> None:
    (settled.folder / ".srs" / "backups" / "2026-02-22T090000Z-daily.db").unlink()
    (settled.folder / ".srs" / "backups").rmdir()
    (settled.folder / ".srs" / "backups").write_text("a file", "utf-8")
    settled.write("flood.md", *definitions(250))

    refused = settled.run("sync", "--yes")
    (settled.folder / "srs.toml").write_text("[backup]\nautomatic = false\n", "utf-8")

    assert refused.status == 1
    assert "; nothing was changed." in refused.err
    assert "automatic = false in [backup] of srs.toml" in refused.err
    assert len(settled.ids()) == 4
    assert settled.run("sync", "--yes").status == 0


def test_a_daily_backup_that_fails_is_told_and_stops_nothing(notes: Collection) -> None:
    (notes.folder / ".srs").mkdir()
    (notes.folder / ".srs" / "backups").write_text("a file", "utf-8")

    ran = notes.run("sync")

    assert ran.status == 0
    assert ran.err.startswith("No backup today: ")
    assert len(notes.ids()) == 4


def test_merge_optimize_and_reschedule_keep_the_database_before(settled: Collection) -> None:
    other = settled.folder / "other.db"
    settled.run("backup", "-o", other)
    id_ = settled.ids()["Entropy"]

    settled.run("answer", id_, "good", now="2026-02-22T10:00:00+00:00")
    assert settled.run("merge", other, "--dry-run").status == 0
    assert settled.run("merge", other).status == 0

    assert reasons(settled) == ["daily", "merge"]
    settled.run("answer", id_, "good", now="2026-03-01T10:00:00+00:00")
    settled.run("reschedule", "--yes", now="2026-03-01T11:00:00+00:00")
    assert reasons(settled)[:2] == ["daily", "merge"]


def test_backups_are_thinned_as_the_settings_say(synced: Collection) -> None:
    (synced.folder / "srs.toml").write_text("[backup]\nrecent = 0\ndaily = 3\nweekly = 0\nmonthly = 0\n", "utf-8")
    foreign = synced.folder / ".srs" / "backups" / "mine.db"
    foreign.write_text("not of srs", "utf-8")
    synced.run("backup")

    for day in range(2, 12):
        synced.run("answer", synced.ids()["Entropy"], "good", now=f"2026-03-{day:02}T09:00:00+00:00")

    names = sorted(file.name for file in foreign.parent.iterdir())
    days = ("01T090000Z-manual", "09T090000Z-daily", "10T090000Z-daily", "11T090000Z-daily")
    assert names == [*(f"2026-03-{day}.db" for day in days), "mine.db"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("daily = -1", "'daily' is -1."),
        ("yearly = 1", "there is no setting 'yearly'."),
        ("recent = 0\ndaily = 0\nweekly = 0\nmonthly = 0", "no backup would stay."),
    ],
)
def test_settings_that_mean_nothing_are_refused(synced: Collection, line: str, told: str) -> None:
    (synced.folder / "srs.toml").write_text(f"[backup]\n{line}\n", "utf-8")

    ran = synced.run("due")

    assert ran.status == 2
    assert told in ran.err


@pytest.mark.parametrize("content", [None, b"", b"no package at all", b"PK\x03\x04 cut off"])
@pytest.mark.parametrize("program", ["anki", "anki-deck", "hashcards"])
def test_a_file_that_cannot_be_imported_makes_no_backup(
    settled: Collection, tmp_path: Path, content: bytes | None, program: str
) -> None:
    for front in ("Entropy", "Prior"):  # with the first the day is kept
        settled.run("answer", settled.ids()[front], "good")
    before = reasons(settled)
    file = tmp_path / "nope.apkg"
    if content is not None:
        file.write_bytes(content)

    ran = settled.run("import", "--from", program, file)

    assert ran.status in (1, 2)
    assert str(file) in ran.err
    assert reasons(settled) == before


def test_an_import_is_preceded_by_a_backup(settled: Collection, tmp_path: Path) -> None:
    for front in ("Entropy", "Prior"):  # with the first the day is kept
        settled.run("answer", settled.ids()[front], "good")
    settled.run("export", "-o", tmp_path / "a.apkg")
    settled.run("undo")

    assert settled.run("import", tmp_path / "a.apkg").status == 0

    assert reasons(settled)[-1] == "import"


def test_a_backup_counts_cards_and_answers_as_the_figures_do(synced: Collection) -> None:
    for front in ("Entropy", "Prior"):
        synced.run("answer", synced.ids()[front], "good")
    synced.run("undo")
    synced.run("set-due", "3", synced.ids()["Prior"])
    synced.write("inference.md", "Prior: what is believed before any data is seen")  # the other retires
    synced.run("sync", "--yes")
    synced.run("backup")

    saved = synced.run("backup", "--list", "--json").records[-1]

    figures = synced.run("stats").out
    assert f"In all    {saved['answers']} answers, {saved['cards']} cards\n" in figures
    assert (saved["answers"], saved["cards"]) == (1, 3)
