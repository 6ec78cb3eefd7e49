"""Opening a database: what is made, and what is refused."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from build import fact
from permissions import as_nobody, open_folder
from stores import new_store, say

from srs.errors import BrokenStore, NewerStore, StoreError
from srs.store.check import check_integrity, orphans
from srs.store.counts import count_live
from srs.store.open import open_store
from srs.store.schema import APPLICATION_ID, SCHEMA_VERSION

if TYPE_CHECKING:
    from pathlib import Path

    from srs.store.open import Store

needs_modes = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes")
TABLES = (
    "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'"
)


def foreign(path: Path, *statements: str) -> bytes:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return path.read_bytes()


@needs_modes
def test_a_new_database_is_for_its_owner_only(tmp_path: Path) -> None:
    new_store(tmp_path).close()

    assert (tmp_path / "srs.db").stat().st_mode & 0o777 == 0o600


def test_missing_folders_are_made(tmp_path: Path) -> None:
    store = open_store(tmp_path / "a" / "b" / "srs.db")

    assert store is not None
    store.close()
    assert (tmp_path / "a" / "b" / "srs.db").is_file()


def test_nothing_is_made_where_only_an_existing_one_is_wanted(tmp_path: Path) -> None:
    assert open_store(tmp_path / "srs.db", create=False) is None
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_is_taken_for_a_new_database(tmp_path: Path) -> None:
    (tmp_path / "srs.db").touch()

    store = new_store(tmp_path)

    assert count_live(store) == 0
    store.close()


def test_a_store_is_there_after_reopening(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    say(store, [fact().draft])
    store.close()

    store = new_store(tmp_path)

    assert count_live(store) == 1
    store.close()


def test_the_file_says_whose_it_is_and_which_schema_it_has(store: Store) -> None:
    assert store.connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert store.connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)


def test_every_table_of_srs_is_strict(store: Store) -> None:
    tables = dict(store.connection.execute(TABLES).fetchall())

    assert tables.pop("_sqlite_migrations") == 0  # sqlite-utils makes this one
    assert set(tables.values()) == {1}
    facts, others = {"fact", "descent", "card", "alias", "doubt"}, {"meta", "folder", "note", "problem", "waiting"}
    assert set(tables) == {*facts, *others, "review", "undone", "parameters", "origin", "seen_card", "seen_fact"}


def test_a_commit_survives_a_power_cut(store: Store) -> None:
    assert store.connection.execute("PRAGMA synchronous").fetchone() == (3,)
    assert store.connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_foreign_keys_are_on(store: Store) -> None:
    with pytest.raises(sqlite3.IntegrityError), store.write() as connection:
        connection.execute("INSERT INTO card (fact, ord, live) VALUES ('nobody', 0, 1)")


def test_a_new_store_is_whole(store: Store) -> None:
    assert check_integrity(store) == ""
    assert orphans(store) == 0


def test_a_newer_schema_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    new_store(tmp_path).close()
    before = foreign(tmp_path / "srs.db", f"PRAGMA user_version = {SCHEMA_VERSION + 1}", "CREATE TABLE later (x)")

    with pytest.raises(NewerStore):
        open_store(tmp_path / "srs.db")

    assert (tmp_path / "srs.db").read_bytes() == before


@pytest.mark.parametrize("version", [0, SCHEMA_VERSION, SCHEMA_VERSION + 1])
def test_a_database_of_another_program_is_refused_and_left_as_it_is(tmp_path: Path, version: int) -> None:
    before = foreign(tmp_path / "srs.db", "CREATE TABLE moz_places (id)", f"PRAGMA user_version = {version}")

    with pytest.raises(BrokenStore, match="another program"):
        open_store(tmp_path / "srs.db")

    assert (tmp_path / "srs.db").read_bytes() == before


@pytest.mark.parametrize("data", [b"not a database at all", b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "srs.db").write_bytes(data)

    with pytest.raises(BrokenStore):
        open_store(tmp_path / "srs.db")

    assert (tmp_path / "srs.db").read_bytes() == data


def test_a_folder_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "srs.db").mkdir()

    with pytest.raises(StoreError):
        open_store(tmp_path / "srs.db")


def test_a_file_in_place_of_its_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".srs").touch()

    with pytest.raises(StoreError):
        open_store(tmp_path / ".srs" / "srs.db")


@needs_modes
def test_a_read_only_database_can_be_read_and_says_why_it_cannot_be_written() -> None:
    with open_folder() as folder:
        made = new_store(folder)
        say(made, [fact().draft])
        made.close()
        (folder / "srs.db").chmod(0o444)

        with as_nobody():
            store = new_store(folder)
            live = count_live(store)
            with pytest.raises(StoreError, match="cannot be written"):
                say(store, [])
            store.close()

    assert live == 1


@needs_modes
def test_an_unreadable_database_is_refused() -> None:
    with open_folder() as folder:
        new_store(folder).close()
        (folder / "srs.db").chmod(0)

        with as_nobody(), pytest.raises(StoreError):
            open_store(folder / "srs.db")


def test_a_write_that_fails_leaves_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.write() as connection:
        connection.execute("INSERT INTO meta (key, value) VALUES ('a', 'b')")
        raise ZeroDivisionError

    assert store.connection.execute("SELECT count(*) FROM meta WHERE key = 'a'").fetchone() == (0,)
    assert not store.connection.in_transaction


def test_an_interrupted_first_opening_is_made_up_for(tmp_path: Path) -> None:
    from srs.store.schema import migrate

    with closing(sqlite3.connect(tmp_path / "srs.db", isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        migrate(connection)

    store = new_store(tmp_path)

    assert check_integrity(store) == ""
    assert store.connection.execute("SELECT count(*) FROM fact").fetchone() == (0,)
    store.close()


def test_two_first_openings_at_once_make_one_store(tmp_path: Path) -> None:
    code = f"from pathlib import Path; from srs.store.open import open_store; open_store(Path({str(tmp_path / 'srs.db')!r})).close()"
    running = [subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True) for _ in range(4)]

    errors = [process.communicate()[1] for process in running]

    assert errors == [""] * 4
