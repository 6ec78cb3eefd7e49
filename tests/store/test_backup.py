"""Copies of a store: whole, equal, for their owner alone."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from build import fact
from stores import NOW, answer, new_store, say

from srs.errors import StoreError
from srs.store.backup import (
    Content,
    Reason,
    UnsavedStore,
    backup_folder,
    content_of,
    is_saved,
    list_backups,
    save_backup,
)
from srs.store.open import open_store
from srs.store.schema import SCHEMA_VERSION, migrate

if TYPE_CHECKING:
    from pathlib import Path

    from srs.store.open import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    (tmp_path / ".srs").mkdir()
    made = new_store(tmp_path / ".srs")
    plan = say(made, [fact(f"Term {number}", line=number).draft for number in range(1, 6)])
    for change in plan.changes:
        answer(made, change.id)
    return made


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [*connection.iterdump()]


def test_a_backup_holds_every_row(store: Store) -> None:
    saved = save_backup(store.path, Reason.DAILY, NOW + 123)

    assert saved.path.name == "2026-03-01T090000Z-daily.db"
    assert dump(saved.path) == dump(store.path)
    assert content_of(saved.path) == Content(saved.path.stat().st_size, 5, 5)
    assert list_backups(store.path) == [saved]


def test_a_backup_and_its_folder_are_for_their_owner_alone(store: Store) -> None:
    old = os.umask(0)
    try:
        saved = save_backup(store.path, Reason.DAILY, NOW)
    finally:
        os.umask(old)

    assert saved.path.stat().st_mode & 0o777 == 0o600
    assert saved.path.parent.stat().st_mode & 0o777 == 0o700


def test_a_backup_can_be_made_while_a_transaction_is_open(store: Store) -> None:
    before = dump(store.path)
    with store.write() as connection:
        connection.execute("DELETE FROM undone")
        connection.execute("INSERT INTO meta VALUES ('key', 'value')")
        saved = save_backup(store.path, Reason.SYNC, NOW)

    assert dump(saved.path) == before
    assert dump(store.path) != before


def test_two_backups_of_one_second_have_two_names(store: Store) -> None:
    names = [save_backup(store.path, Reason.MANUAL, NOW).path.name for _ in range(2)]

    assert names == ["2026-03-01T090000Z-manual.db", "2026-03-01T090000Z-manual-2.db"]
    assert [one.path.name for one in list_backups(store.path)] == names


def test_backups_of_one_second_are_listed_as_they_were_made(store: Store) -> None:
    saved = []
    for reason in (Reason.MANUAL, *[Reason.IMPORT] * 11, Reason.DAILY):
        with store.write() as connection:
            connection.execute("INSERT INTO meta VALUES (?, 'value')", (f"key {len(saved)}",))
        saved.append(save_backup(store.path, reason, NOW).path.name)

    assert [one.path.name for one in list_backups(store.path)] == saved


def test_a_store_is_saved_until_it_changes(store: Store) -> None:
    assert not is_saved(store.path, list_backups(store.path))
    save_backup(store.path, Reason.DAILY, NOW)

    assert is_saved(store.path, list_backups(store.path))
    with store.write() as connection:
        connection.execute("INSERT INTO meta VALUES ('key', 'value')")
    assert not is_saved(store.path, list_backups(store.path))


def test_a_store_in_wal_mode_is_never_taken_for_saved(store: Store) -> None:
    store.connection.execute("PRAGMA journal_mode = WAL")
    save_backup(store.path, Reason.DAILY, NOW)

    with store.write() as connection:
        connection.execute("INSERT INTO meta VALUES ('key', 'value')")

    assert not is_saved(store.path, list_backups(store.path))


def test_a_damaged_store_gives_no_backup(store: Store) -> None:
    store.close()
    size = store.path.stat().st_size
    with store.path.open("r+b") as file:
        file.seek(size // 2 // 4096 * 4096)
        file.write(b"\xff" * 16_384)

    with pytest.raises(UnsavedStore) as caught:
        save_backup(store.path, Reason.DAILY, NOW)

    assert caught.value.hint == "It is damaged; look at it with: srs doctor"
    assert [*backup_folder(store.path).iterdir()] == []


def test_a_place_that_cannot_be_written_is_told(store: Store) -> None:
    backup_folder(store.path).write_text("a file", "utf-8")

    with pytest.raises(UnsavedStore) as caught:
        save_backup(store.path, Reason.DAILY, NOW)

    assert str(backup_folder(store.path)) in caught.value.message


def test_a_store_of_an_older_schema_is_saved_before_it_is_migrated(store: Store) -> None:
    _make_older(store)
    before = dump(store.path)

    opened = open_store(store.path)

    assert opened is not None
    (saved,) = list_backups(store.path)
    assert saved.reason == "migration"
    assert dump(saved.path) == before
    assert opened.connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)


def test_a_store_that_cannot_be_saved_is_not_migrated(store: Store) -> None:
    _make_older(store)
    backup_folder(store.path).write_text("a file", "utf-8")
    before = store.path.read_bytes()

    with pytest.raises(StoreError, match="without a copy it is not brought to the schema of this srs"):
        open_store(store.path)

    assert store.path.read_bytes() == before


def test_a_new_folder_keeps_itself_out_of_git(tmp_path: Path) -> None:
    opened = open_store(tmp_path / "new" / ".srs" / "srs.db")

    assert opened is not None
    assert (tmp_path / "new" / ".srs" / ".gitignore").read_text() == "*\n"
    assert (tmp_path / "new" / ".srs").stat().st_mode & 0o777 == 0o700


def _make_older(store: Store) -> None:
    """Leave a store of the schema before this one."""
    store.close()
    store.path.unlink()
    with closing(sqlite3.connect(store.path, isolation_level=None)) as connection:
        migrate(connection, SCHEMA_VERSION - 1)
