"""Bringing a backup back."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from command import definitions
from terminal import PATIENCE, in_terminal, read_until

from srs.store.drilling import drilling
from srs.store.open import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from command import Collection

LATER = "2026-03-01T10:00:00+00:00"


def database(collection: Collection) -> Path:
    return collection.folder / ".srs" / "srs.db"


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [*connection.iterdump()]


def only_file(collection: Collection, pattern: str) -> Path:
    (found,) = (collection.folder / ".srs").rglob(pattern)
    return found


def end_a_write(path: Path, mode: str = "DELETE") -> None:
    """Leave what a process leaves that is ended in the middle of a transaction, or before its WAL is written back."""
    code = (
        "import os, sqlite3, sys\n"
        "connection = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        f"connection.execute('PRAGMA journal_mode = {mode}')\n"
        "connection.execute('PRAGMA cache_size = 1')\n"
        "connection.execute('BEGIN IMMEDIATE')\n"
        "connection.execute('UPDATE fact SET back = back || hex(randomblob(3000))')\n"
        "if sys.argv[2] == 'WAL': connection.execute('COMMIT')\n"
        "os._exit(0)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(path), mode], check=True)


@pytest.fixture
def answered(synced: Collection) -> Collection:
    """Return a collection with a backup by hand after one answer, a second answer and a new fact."""
    synced.run("answer", synced.ids()["Entropy"], "good")
    synced.run("backup")
    synced.run("answer", synced.ids()["Prior"], "again", now=LATER)
    synced.write("more.md", "Posterior: what is believed after the data is seen")
    synced.run("sync", now=LATER)
    return synced


def test_without_a_name_the_backups_are_listed(answered: Collection) -> None:
    assert answered.run("restore").out == answered.run("backup", "--list").out
    assert answered.run("restore", "--json").records == answered.run("backup", "--list", "--json").records


def test_a_preview_tells_what_would_go_and_changes_nothing(answered: Collection) -> None:
    before = dump(database(answered)), sorted((answered.folder / ".srs").rglob("*"))

    ran = answered.run("restore", "latest", "--dry-run")

    assert ran.status == 0
    assert "only in the database  1 answer, 1 fact\n" in ran.out
    assert "only in the backup    no answer, no fact\n" in ran.out
    assert (dump(database(answered)), sorted((answered.folder / ".srs").rglob("*"))) == before


def test_without_a_terminal_it_needs_yes(answered: Collection) -> None:
    before = dump(database(answered))

    ran = answered.run("restore", "latest")

    assert ran.status == 3
    assert "srs restore latest --yes" in ran.err
    assert dump(database(answered)) == before


def test_a_restore_brings_every_row_back_and_keeps_what_it_replaces(answered: Collection) -> None:
    wanted, replaced = dump(only_file(answered, "*-manual.db")), dump(database(answered))

    ran = answered.run("restore", "2026-03-01T090000Z-manual", "--yes", now=LATER)

    kept = only_file(answered, "*-restore.db")
    assert ran.status == 0
    assert dump(database(answered)) == wanted
    assert dump(kept) == replaced
    assert f"What it replaced is kept: {kept}\n" in ran.out
    assert f"take them over: srs merge {kept}\n" in ran.out
    assert database(answered).stat().st_mode & 0o777 == 0o600


def test_a_merge_brings_the_answers_given_since_back(answered: Collection) -> None:
    history = answered.run("history", "--json").out
    answered.run("restore", "latest", "--yes", now=LATER)

    assert answered.run("history", "--json").out != history
    assert answered.run("merge", only_file(answered, "*-restore.db"), now=LATER).status == 0
    assert answered.run("history", "--json").out == history
    assert answered.run("doctor", now=LATER).status == 0


def test_json_tells_what_was_lost(answered: Collection) -> None:
    (record,) = answered.run("restore", "latest", "--yes", "--json", now=LATER).records

    assert record["applied"] is True
    assert record["lost"] == {"answers": 1, "facts": 1, "by_hand": 0}
    assert record["gained"] == {"answers": 0, "facts": 0, "by_hand": 0}
    assert record["kept"] == str(only_file(answered, "*-restore.db"))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("nothing", "There is no backup 'nothing'."),
        ("2026-03", "2 backups have a name that begins with '2026-03'."),
        (".srs/srs.db", "There is no backup '.srs/srs.db'."),
    ],
)
def test_a_backup_that_is_not_there(answered: Collection, given: str, told: str) -> None:
    ran = answered.run("restore", given, "--yes")

    assert ran.status == 2
    assert told in ran.err


def test_the_database_is_no_backup_of_itself(answered: Collection) -> None:
    ran = answered.run("restore", database(answered), "--yes")

    assert ran.status == 2
    assert "is the database itself." in ran.err


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 8000])
def test_a_file_that_is_no_backup_is_refused(answered: Collection, content: bytes) -> None:
    file, before = answered.folder / "some.db", dump(database(answered))
    file.write_bytes(content)

    ran = answered.run("restore", file, "--yes")

    assert ran.status == 1
    assert "Take another: srs restore lists them." in ran.err
    assert dump(database(answered)) == before


def test_a_damaged_backup_is_refused(answered: Collection) -> None:
    file, before = only_file(answered, "*-manual.db"), dump(database(answered))
    with file.open("r+b") as damaged:
        damaged.seek(5 * 4096)
        damaged.write(b"\xff" * 4096 * 20)

    assert answered.run("restore", "latest", "--yes").status == 1
    assert dump(database(answered)) == before


def test_a_backup_of_a_newer_srs_is_refused(answered: Collection) -> None:
    file, before = only_file(answered, "*-manual.db"), dump(database(answered))
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA user_version = 999")

    ran = answered.run("restore", "latest", "--yes")

    assert ran.status == 1
    assert "was written by a newer srs" in ran.err
    assert dump(database(answered)) == before


def test_a_backup_replaces_a_database_of_a_newer_srs(answered: Collection) -> None:
    wanted = dump(only_file(answered, "*-manual.db"))
    with closing(sqlite3.connect(database(answered))) as connection:
        connection.execute("PRAGMA user_version = 999")

    ran = answered.run("restore", "latest", "--yes", now=LATER)

    assert ran.status == 0
    assert dump(database(answered)) == wanted
    with closing(sqlite3.connect(only_file(answered, "*-restore.db"))) as kept:
        assert kept.execute("PRAGMA user_version").fetchone() == (999,)


@pytest.mark.parametrize("place", [0, 40_960])
def test_a_damaged_database_is_replaced_and_kept(answered: Collection, place: int) -> None:
    wanted = dump(only_file(answered, "*-manual.db"))
    with database(answered).open("r+b") as file:
        file.seek(place)
        file.write(b"\xff" * 32_768)
    damaged = database(answered).read_bytes()

    ran = answered.run("restore", "latest", "--yes", now=LATER)

    assert ran.status == 0
    assert dump(database(answered)) == wanted
    assert only_file(answered, "srs.db.damaged-*").read_bytes()[100:] == damaged[100:]
    assert answered.run("doctor", now=LATER).status == 0


def test_a_database_that_is_gone_comes_back(answered: Collection) -> None:
    wanted = dump(only_file(answered, "*-manual.db"))
    database(answered).unlink()

    ran = answered.run("restore", "latest", "--yes")

    assert ran.status == 0
    assert "There is no database at present." in ran.out
    assert dump(database(answered)) == wanted
    assert database(answered).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_what_an_ended_command_left_beside_a_database_that_is_gone_does_not_reach_the_backup(
    answered: Collection, mode: str
) -> None:
    wanted = dump(only_file(answered, "*-manual.db"))
    end_a_write(database(answered), mode)
    database(answered).unlink()

    ran = answered.run("restore", "latest", "--yes")

    assert ran.status == 0
    assert dump(database(answered)) == wanted
    assert answered.run("doctor", now=LATER).status == 0
    journal = "-journal" if mode == "DELETE" else "-wal"
    assert only_file(answered, f"srs.db.damaged-*{journal}").stat().st_size


def test_a_write_that_was_ended_is_taken_back_before_the_stores_are_compared(answered: Collection) -> None:
    wanted = dump(only_file(answered, "*-manual.db"))
    end_a_write(database(answered))

    ran = answered.run("restore", "latest", "--yes", now=LATER)

    assert ran.status == 0
    assert "only in the database  1 answer, 1 fact" in ran.out
    assert dump(database(answered)) == wanted


def test_an_empty_file_is_no_database_and_nothing_to_keep(answered: Collection) -> None:
    wanted = dump(only_file(answered, "*-manual.db"))
    database(answered).write_bytes(b"")

    ran = answered.run("restore", "latest", "--yes", now=LATER)

    assert ran.status == 0
    assert "There is no database at present." in ran.out
    assert dump(database(answered)) == wanted
    assert [*database(answered).parent.rglob("*-restore.db")] == []


def test_who_has_the_database_open_goes_on_with_what_was_restored(answered: Collection) -> None:
    code = (
        "import sqlite3, sys\n"
        "connection = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "print(connection.execute('SELECT count(*) FROM review').fetchone()[0], flush=True)\n"
        "sys.stdin.readline()\n"
        "print(connection.execute('SELECT count(*) FROM review').fetchone()[0], flush=True)\n"
        "connection.execute(\"INSERT INTO meta VALUES ('other', 'wrote')\")\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(database(answered))], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        before = int(other.stdout.readline())
        assert answered.run("restore", "latest", "--yes", now=LATER).status == 0
        out, _ = other.communicate("\n")

    assert (before, int(out)) == (2, 1)
    assert "INSERT INTO \"meta\" VALUES('other','wrote');" in dump(database(answered))


def test_a_drill_keeps_the_database_until_it_ends(answered: Collection) -> None:
    before = dump(database(answered))
    store = open_store(database(answered))
    assert store is not None
    with drilling(store):
        ran = answered.run("restore", "latest", "--yes")
    store.close()

    assert ran.status == 1
    assert "A drill has a card on screen; nothing was changed." in ran.err
    assert dump(database(answered)) == before


def test_the_next_sync_reads_the_notes_as_they_are_now(answered: Collection) -> None:
    answered.write("more.md", *definitions(3))
    answered.run("sync", now=LATER)
    answered.run("restore", "2026-03-01T090000Z-manual", "--yes", now=LATER)

    assert answered.run("sync", now=LATER).out.endswith("3 created, 4 unchanged\n")


def test_what_is_no_database_of_srs_is_refused_and_nothing_is_made(notes: Collection, tmp_path: Path) -> None:
    (tmp_path / "junk.db").write_bytes(b"words, not tables")

    ran = notes.run("restore", tmp_path / "junk.db", "--yes")

    assert ran.status == 1
    assert ran.err.splitlines() == [
        f"srs: {tmp_path / 'junk.db'} is no database of srs.",
        "     Take another: srs restore lists them.",
    ]
    assert not (notes.folder / ".srs").exists()


def test_a_no_in_a_terminal_is_refused_as_elsewhere(answered: Collection) -> None:
    before = dump(database(answered))

    with in_terminal("-C", answered.folder, "restore", "latest", SRS_NOW=LATER) as (process, terminal):
        read_until("Bring it back? [y/N]", terminal)
        os.write(terminal, b"n\n")
        shown = read_until("srs restore", terminal)
        status = process.wait(PATIENCE)

    assert status == 3
    assert "Nothing was changed." in shown
    assert dump(database(answered)) == before
