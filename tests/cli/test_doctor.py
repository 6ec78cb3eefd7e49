"""What the doctor finds around the database, and what it mends."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from command import definitions

from srs.store.backup import content_of
from srs.store.drilling import drilling
from srs.store.open import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from command import Collection

LATER = "2026-04-01T09:00:00+00:00"
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes")


def database(collection: Collection) -> Path:
    return collection.folder / ".srs" / "srs.db"


def found(collection: Collection, check: str, now: str = LATER) -> dict[str, Any]:
    (record,) = (one for one in collection.run("doctor", "--json", now=now).records if one["check"] == check)
    return record


def change(collection: Collection, statement: str) -> None:
    with closing(sqlite3.connect(database(collection))) as connection:
        connection.execute(statement)
        connection.commit()


def damage(collection: Collection, start: int = 40_960, length: int = 32_768) -> None:
    with database(collection).open("r+b") as file:
        file.seek(start)
        file.write(b"\xff" * length)


@posix
def test_what_others_can_read_is_found_and_closed(synced: Collection) -> None:
    backup = next((synced.folder / ".srs" / "backups").iterdir())
    for path in (database(synced), database(synced).parent, backup, backup.parent):
        path.chmod(0o755)

    assert not found(synced, "file mode")["ok"]
    assert not found(synced, "folder mode")["ok"]
    ran = synced.run("doctor", "--repair", now=LATER)
    assert ran.status == 0
    assert ran.out.count("Closed to others: ") == 4
    assert [path.stat().st_mode & 0o777 for path in (database(synced), database(synced).parent)] == [0o600, 0o700]
    assert [path.stat().st_mode & 0o777 for path in (backup, backup.parent)] == [0o600, 0o700]


@posix
def test_whatever_srs_puts_into_its_folder_is_for_its_owner_alone(synced: Collection) -> None:
    synced.run("doctor", "--repair")
    synced.run("backup")

    files = [database(synced).parent, *database(synced).parent.rglob("*")]

    assert [path.name for path in files if path.stat().st_mode & 0o077] == []
    assert found(synced, "folder mode")["ok"]


def test_a_database_in_wal_mode_is_found_and_brought_back(synced: Collection) -> None:
    change(synced, "PRAGMA journal_mode = WAL")

    record = found(synced, "sqlite")

    assert not record["ok"]
    assert record["found"].startswith("journal mode wal")
    assert synced.run("doctor", "--repair", now=LATER).status == 0
    assert found(synced, "sqlite")["found"] == f"{sqlite3.sqlite_version}, journal mode delete"


def test_a_folder_that_another_program_copies_is_worth_a_word(synced: Collection) -> None:
    (synced.folder / ".stfolder").mkdir()

    record = found(synced, "place")

    assert (record["ok"], record["warning"]) == (True, True)
    assert record["found"].startswith("Syncthing seems to copy this folder")
    assert synced.run("doctor", now=LATER).status == 0


def test_a_conflicted_copy_is_named_with_the_merge_that_joins_it(synced: Collection) -> None:
    copy = synced.folder / ".srs" / "srs (conflicted copy 2026-03-01).db"
    shutil.copyfile(synced.folder / ".srs" / "srs.db", copy)

    record = found(synced, "copies")

    assert not record["ok"]
    assert f"srs merge '{os.path.relpath(copy)}'" in record["found"]
    assert synced.run("merge", copy).status == 0


def test_what_ended_commands_left_is_found_once_it_is_old_and_removed(synced: Collection) -> None:
    old, young = (synced.folder / ".srs" / "backups" / f".writing-{number}-1.db" for number in (1, 2))
    folder = synced.folder / ".srs" / ".writing-folder"
    folder.mkdir()
    for path in (old, young, folder / "srs.db"):
        path.write_bytes(b"half")
    for path in (old, folder):
        os.utime(path, ns=(1, 1))

    assert found(synced, "temporary files")["found"].startswith("2 files left by an srs that was ended")
    assert synced.run("doctor", "--repair", now=LATER).status == 0
    assert (old.exists(), folder.exists(), young.exists()) == (False, False, True)


def test_the_newest_backup_is_opened(synced: Collection) -> None:
    backup = next((synced.folder / ".srs" / "backups").iterdir())

    assert found(synced, "backups", now="2026-03-04T09:00:00+00:00") == {
        "check": "backups",
        "ok": True,
        "found": f"1, the newest {backup.name} of 3 days ago",
        "warning": False,
    }
    backup.write_bytes(b"no database")
    assert not found(synced, "backups")["ok"]
    backup.unlink()
    assert found(synced, "backups")["found"] == "none yet (make one: srs backup)"


def test_an_old_backup_of_a_store_that_changed_is_worth_a_word(synced: Collection) -> None:
    assert not found(synced, "backups")["warning"]
    change(synced, "INSERT INTO meta VALUES ('key', 'value')")

    assert found(synced, "backups")["warning"]


def test_a_backup_of_a_clock_that_was_ahead_is_worth_a_word(synced: Collection) -> None:
    ahead = "a clock was ahead when 2027-03-01T090000Z-manual.db was made, which srs restore takes for the latest"
    synced.run("backup", now="2027-03-01T09:00:00+00:00")

    record = found(synced, "backups", now="2026-03-02T09:00:00+00:00")

    assert record["found"] == f"2, the newest 2026-03-01T090000Z-daily.db of 1 day ago; {ahead}"
    assert record["warning"]


def test_a_database_that_cannot_be_opened_is_a_finding(synced: Collection) -> None:
    database(synced).write_text("words, not tables", "utf-8")

    ran = synced.run("doctor", now=LATER)

    assert ran.status == 1
    assert "wrong database: " in ran.out
    assert "(save what can be read: srs doctor --repair; or a backup: srs restore latest)" in ran.out
    assert "note  backups: 1, the newest" in ran.out


def test_a_damaged_database_is_told_with_commands_that_work_from_anywhere(synced: Collection, tmp_path: Path) -> None:
    (tmp_path / "other.db").write_text("words, not tables", "utf-8")
    database(synced).write_text("words, not tables", "utf-8")

    usual, other = synced.run("due").err, synced.run("--db", tmp_path / "other.db", "due").err

    assert f"Look at it: srs -C {synced.folder} doctor. Bring a backup back: srs -C {synced.folder} restore" in usual
    assert f"Look at it: srs --db {tmp_path / 'other.db'} doctor." in other


def test_a_damaged_database_is_built_anew_only_with_the_user_s_word(synced: Collection) -> None:
    damage(synced)
    before = database(synced).read_bytes()

    ran = synced.run("doctor", "--repair", now=LATER)

    assert ran.status == 3
    assert "srs doctor --repair --yes" in ran.err
    assert database(synced).read_bytes() == before


def test_a_repair_tells_what_it_read_found_and_lost(synced: Collection) -> None:
    synced.run("answer", synced.ids()["Entropy"], "good")
    synced.run("backup")
    synced.run("answer", synced.ids()["Prior"], "good", now="2026-03-02T09:00:00+00:00")
    for file in (synced.folder / ".srs" / "backups").glob("*daily*"):
        file.unlink()
    damage(synced, 0, 4096)

    first, second, *checks = synced.run("doctor", "--repair", "--yes", "--json", now=LATER).records

    assert first["repair"] == "database"
    assert first["tables"]["review"] == {"read": 2, "filled": 0, "lost": 0}
    assert (first["lost_answers"], first["lost_facts"]) == ([], [])
    assert os.path.basename(first["backup"]) == "2026-03-01T090000Z-manual.db"  # noqa: PTH119
    assert database(synced).with_name("srs.db.damaged-2026-04-01T090000Z").read_bytes()[:4096] == b"\xff" * 4096
    assert second["repair"] == "small things"
    assert all(check["ok"] for check in checks)
    assert len(synced.run("history", "--json").records) == 2


def test_answers_that_nobody_can_count_are_told_with_the_time_of_the_last_that_was_found(synced: Collection) -> None:
    synced.run("answer", synced.ids()["Entropy"], "good")
    synced.run("backup")
    synced.run("answer", synced.ids()["Prior"], "good", now="2026-03-01T10:00:00+00:00")
    database(synced).write_bytes(b"words, not tables" * 1000)

    ran = synced.run("doctor", "--repair", "--yes", now=LATER)

    assert "those given later than 2026-03-01 09:00 are lost, if there were any." in ran.out


def test_a_backup_of_another_line_of_answers_is_not_mixed_in(synced: Collection) -> None:
    first, second = synced.ids()["Entropy"], synced.ids()["Prior"]
    synced.run("answer", first, "good", now="2026-03-01T10:00:00+00:00")
    synced.run("backup", now="2026-03-01T10:01:00+00:00")
    synced.run("answer", second, "good", now="2026-03-01T10:02:00+00:00")
    synced.run("backup", now="2026-03-01T10:03:00+00:00")
    damage(synced, 0, 4096)
    assert synced.run("restore", "2026-03-01T1001", "--yes", now="2026-03-01T10:04:00+00:00").status == 0
    synced.run("answer", first, "easy", now="2026-03-01T10:05:00+00:00")
    history = synced.run("history", "--json").out
    damage(synced, 0, 4096)

    assert synced.run("doctor", "--repair", "--yes", now="2026-03-01T10:06:00+00:00").status == 0

    assert synced.run("history", "--json").out == history


@pytest.mark.parametrize("by_hand", [True, False])
def test_a_backup_that_was_put_in_the_place_of_a_lost_database_is_the_line_that_counts(
    synced: Collection, by_hand: bool
) -> None:
    first, second = synced.ids()["Entropy"], synced.ids()["Prior"]
    synced.run("answer", first, "good", now="2026-03-01T10:00:00+00:00")
    synced.run("backup", now="2026-03-01T10:01:00+00:00")
    synced.run("answer", second, "good", now="2026-03-01T10:02:00+00:00")
    synced.run("backup", now="2026-03-01T10:03:00+00:00")
    database(synced).unlink()
    old = synced.folder / ".srs" / "backups" / "2026-03-01T100100Z-manual.db"
    if by_hand:
        database(synced).write_bytes(old.read_bytes())
    else:
        assert synced.run("restore", old.name, "--yes", now="2026-03-01T10:04:00+00:00").status == 0
    synced.run("answer", first, "easy", now="2026-03-01T10:05:00+00:00")
    history = synced.run("history", "--json").out
    damage(synced, 0, 4096)

    ran = synced.run("doctor", "--repair", "--yes", now="2026-03-01T10:06:00+00:00")

    assert "Helped by the backup 2026-03-01T100100Z-manual.db." in ran.out
    assert synced.run("history", "--json").out == history


def test_a_repaired_database_has_a_backup_of_its_own_at_once(synced: Collection) -> None:
    damage(synced)

    synced.run("doctor", "--repair", "--yes", now=LATER)

    backup = synced.folder / ".srs" / "backups" / "2026-04-01T090000Z-repair.db"
    assert content_of(backup) == content_of(database(synced))
    assert database(synced).with_name("srs.db.damaged-2026-04-01T090000Z").exists()


@pytest.mark.parametrize("with_backup", [True, False])
def test_a_letter_of_the_list_of_tables_costs_no_answer(synced: Collection, with_backup: bool) -> None:
    synced.run("answer", synced.ids()["Entropy"], "good")
    history = synced.run("history", "--json").out
    if not with_backup:
        for file in (synced.folder / ".srs" / "backups").iterdir():
            file.unlink()
    data = database(synced).read_bytes()
    assert data.count(b"taken_ms INTEGER") == 1
    database(synced).write_bytes(data.replace(b"taken_ms INTEGER", b"takun_ms INTEGER"))

    assert not found(synced, "database")["ok"]
    assert synced.run("doctor", "--repair", "--yes", now=LATER).status == 0
    assert synced.run("history", "--json").out == history


@pytest.mark.parametrize("table", ["review", "card", "fact", "descent"])
def test_a_table_whose_root_is_lost_is_read_from_its_leaves(synced: Collection, table: str) -> None:
    words = definitions(200)
    synced.write("many.md", *words)
    synced.run("sync")
    synced.run("answer", "-", input="\n".join(json.dumps({"id": one, "rating": 3}) for one in synced.ids().values()))
    history = synced.run("history", "--json").out
    for file in (synced.folder / ".srs" / "backups").iterdir():
        file.unlink()
    with closing(sqlite3.connect(database(synced))) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
    damage(synced, (root - 1) * 4096, 4096)

    record = synced.run("doctor", "--repair", "--yes", "--json", now=LATER).records[0]

    assert record["tables"][table]["lost"] == 0
    assert (record["lost_answers"], record["lost_facts"]) == ([], [])
    assert synced.run("history", "--json").out == history


def test_cards_that_nothing_is_known_of_any_more_begin_anew(synced: Collection) -> None:
    for file in (synced.folder / ".srs" / "backups").iterdir():
        file.unlink()
    cards = len(synced.run("cards", "--json").records)
    with closing(sqlite3.connect(database(synced))) as connection:
        roots = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE tbl_name = 'card' AND rootpage > 0"
        ).fetchall()
    for (root,) in roots:
        damage(synced, (root - 1) * 4096, 4096)

    record = synced.run("doctor", "--repair", "--yes", "--json", now=LATER).records[0]

    assert record["tables"]["card"] == {"read": 0, "filled": 0, "lost": cards}
    assert len(synced.run("cards", "--json").records) == cards


def test_lost_answers_are_named_in_runs(synced: Collection) -> None:
    for number in range(8):
        synced.run("answer", synced.ids()["Entropy"], "good", now=f"2026-03-{number + 2:02}T09:00:00+00:00")
    for file in (synced.folder / ".srs" / "backups").iterdir():
        file.unlink()
    change(synced, "UPDATE review SET before = 'no JSON' WHERE id IN (2, 4, 5, 6)")

    ran = synced.run("doctor", "--repair", "--yes", now=LATER)

    assert "Lost answers, by number: 2, 4-6" in ran.out


def test_an_answer_whose_number_jumped_far_is_kept_and_makes_no_others_lost(synced: Collection) -> None:
    for number in range(3):
        synced.run("answer", synced.ids()["Entropy"], "good", now=f"2026-03-{number + 2:02}T09:00:00+00:00")
    change(synced, "UPDATE review SET id = id + (1 << 40) WHERE id = 3")
    change(synced, "UPDATE review SET before = 'no JSON' WHERE id = 1")
    for file in (synced.folder / ".srs" / "backups").iterdir():
        file.unlink()

    record = synced.run("doctor", "--repair", "--yes", "--json", now=LATER).records[0]

    assert record["lost_answers"] == [1]
    assert record["tables"]["review"] == {"read": 2, "filled": 0, "lost": 1}


def test_a_store_that_looks_like_that_of_another_program_is_known_by_its_tables(synced: Collection) -> None:
    change(synced, "PRAGMA application_id = 7")

    assert found(synced, "database")["found"].startswith(
        f"{database(synced)} cannot be used: it is a database of another program"
    )
    assert synced.run("doctor", "--repair", "--yes", now=LATER).status == 0
    assert synced.ids()


def test_a_database_of_another_program_is_left_alone(synced: Collection) -> None:
    database(synced).unlink()
    change(synced, "CREATE TABLE col (id INTEGER PRIMARY KEY)")
    before = database(synced).read_bytes()

    ran = synced.run("doctor", "--repair", "--yes", now=LATER)

    assert (ran.status, database(synced).read_bytes()) == (1, before)
    assert "it is a database of another program" in ran.err


def test_a_row_that_means_nothing_is_found_and_taken_from_the_backup(synced: Collection) -> None:
    synced.run("answer", synced.ids()["Entropy"], "good")
    history = synced.run("history", "--json").out
    synced.run("backup")
    change(synced, "UPDATE review SET before = 'no JSON'")

    assert found(synced, "rows")["found"].startswith("some mean nothing: 1 in review")
    assert synced.run("doctor", "--repair", "--yes", now=LATER).status == 0
    assert synced.run("history", "--json").out == history


def test_a_fact_whose_row_is_lost_comes_back_with_its_history(synced: Collection) -> None:
    id_ = synced.ids()["Entropy"]
    synced.run("answer", id_, "good")
    for file in (synced.folder / ".srs" / "backups").iterdir():
        file.unlink()
    change(synced, f"DELETE FROM fact WHERE id = '{id_}'")

    repaired = synced.run("doctor", "--repair", "--yes", now=LATER)
    assert repaired.status == 0, repaired.out + repaired.err
    assert synced.run("sync", now=LATER).status == 0

    (card,) = synced.run("card", id_, "--json").records
    assert (card["status"], len(card["reviews"])) == ("active", 1)


def test_nothing_that_can_be_read_and_no_backup_leaves_the_file_alone(synced: Collection) -> None:
    for file in (synced.folder / ".srs" / "backups").iterdir():
        file.unlink()
    database(synced).write_bytes(b"words, not tables" * 1000)

    ran = synced.run("doctor", "--repair", "--yes")

    assert ran.status == 1
    assert "Nothing can be read in" in ran.err
    assert database(synced).read_bytes() == b"words, not tables" * 1000


def test_a_repair_waits_for_a_drill_to_end(synced: Collection) -> None:
    store = open_store(database(synced))
    assert store is not None
    with drilling(store):
        change(synced, "DELETE FROM fact")
        ran = synced.run("doctor", "--repair", "--yes")
    store.close()

    assert ran.status == 1
    assert "A drill has a card on screen; nothing was changed." in ran.err


@pytest.mark.parametrize("command", ["sync", "due", "doctor"])
@pytest.mark.parametrize("is_there", [True, False])
def test_a_database_that_was_lost_is_not_begun_anew(synced: Collection, is_there: bool, command: str) -> None:
    database(synced).unlink()
    if is_there:
        database(synced).touch()

    ran = synced.run(command)

    assert ran.status == 1
    assert f"is {'empty' if is_there else 'gone'}, though there are backups of it." in ran.err
    assert "srs restore latest" in ran.err
    assert synced.run("restore", "latest", "--yes").status == 0
    assert synced.run("sync").status == 0


def test_a_text_that_a_disk_changed_is_read_again_from_its_note(synced: Collection) -> None:
    known = synced.ids()["Prior"]
    change(synced, "UPDATE fact SET back = replace(back, 'believed', 'belieted')")

    found_ = found(synced, "texts")
    ended = [synced.run(*command, now=LATER).status for command in (("doctor", "--repair"), ("sync",), ("doctor",))]

    assert (
        found_["found"]
        == "1 text is not what was read from the notes (read them again: srs doctor --repair, then srs sync)"
    )
    assert ended == [1, 0, 0]
    assert "believed" in synced.run("card", known).out


def test_a_problem_of_a_note_is_told_while_the_note_is_there(synced: Collection) -> None:
    synced.file("bad.md").write_text("---\ntags: [a\n---\n", "utf-8")
    synced.run("sync")
    assert "bad.md" in synced.run("doctor").out

    synced.file("bad.md").unlink()
    ran = synced.run("doctor")

    assert "bad.md" not in ran.out
    assert ran.status == 0


def test_what_exclude_names_in_vain_is_told_and_is_no_fault(synced: Collection) -> None:
    (synced.folder / "srs.toml").write_text('# settings\nexclude = ["Nope", "inference.md"]\n', "utf-8")
    synced.run("sync")

    record = found(synced, "settings")

    assert (record["ok"], record["warning"]) == (True, True)
    assert record["found"].startswith("srs.toml:2: exclude leaves out no note by 'Nope'")
