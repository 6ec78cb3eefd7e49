"""Migrations that end in the middle: the next command finds the old store or the new one, and nothing in between."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from faults.damage import content, make_collection
from scoreboard import amount

from srs.store.check import check_integrity, orphans
from srs.store.open import open_store
from srs.store.schema import SCHEMA_VERSION, migrate

if TYPE_CHECKING:
    from pathlib import Path

    from scoreboard import Scoreboard

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot fork")

ENDED = 9
# One process that forks for each try: starting Python anew for each would take a hundred times as long. A try ends by `_exit`
# before its statement of that number is carried out, as a process does that is killed: nothing is rolled back or closed.
FORKING = """
import os, shutil, sqlite3, sys
from pathlib import Path
import sqlite_utils.migrations
from srs.store.open import open_store

old, folder, first, step = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
connect = sqlite3.connect

def traced(*arguments, **options):
    connection = connect(*arguments, **options)
    connection.set_trace_callback(count)
    return connection

def count(statement):
    global left
    left -= 1
    if left == 0:
        os._exit(9)

sqlite3.connect = traced
number = first
while True:
    database = folder / f"{number}" / "srs.db"
    database.parent.mkdir()
    shutil.copyfile(old, database)
    child = os.fork()
    if child == 0:
        left = number
        open_store(database).close()
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(number, status, flush=True)
    if status == 0:
        break
    number += step
"""


class Stopping(sqlite3.Connection):
    """Refuses to go on to a version of the schema."""

    refused = 0

    def execute(self, sql: str, /, *arguments: object) -> sqlite3.Cursor:
        if sql == f"PRAGMA user_version = {self.refused}":
            raise InterruptedError(sql)
        return super().execute(sql, *arguments)


@pytest.fixture(scope="module")
def current(tmp_path_factory: pytest.TempPathFactory) -> Path:
    collection = make_collection(tmp_path_factory.mktemp("current") / "collection", days=5)
    return collection.folder / ".srs" / "srs.db"


def make_old(path: Path, version: int, current: Path) -> None:
    """Make a store as srs made it at a version of the schema, with what it could hold of a later one."""
    with closing(sqlite3.connect(path, factory=Stopping, isolation_level=None)) as connection:
        if version < SCHEMA_VERSION:
            connection.refused = version + 1
            with pytest.raises(InterruptedError):
                migrate(connection)
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        connection.execute("ATTACH ? AS later", (str(current),))
        tables = [row[0] for row in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
        for table in tables:
            if "sqlite_" not in table:
                # Columns that are computed cannot be written; table_info leaves them out.
                ours, theirs = (
                    {row[1]: None for row in connection.execute(f"PRAGMA {schema}.table_info({table})")}
                    for schema in ("main", "later")
                )
                names = ", ".join(name for name in ours if name in theirs)
                connection.execute(f"INSERT OR IGNORE INTO main.{table} ({names}) SELECT {names} FROM later.{table}")
        if version == 1:
            connection.execute("DELETE FROM meta WHERE key = 'store'")
        assert connection.execute("PRAGMA main.user_version").fetchone() == (version,)


def migrated(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Open a store, as the next command does, and return all it holds; the id that a store of the first version gets is its own."""
    store = open_store(path)
    assert store is not None
    assert check_integrity(store) == ""
    assert orphans(store) == 0
    name = store.connection.execute("SELECT value FROM meta WHERE key = 'store'").fetchone()[0].encode()
    store.close()
    found = content(path)
    assert found is not None
    return {
        table: sorted((tuple(b"own" if value == name else value for value in row) for row in rows), key=repr)
        for table, rows in found.items()
    }


@pytest.mark.parametrize("version", range(SCHEMA_VERSION))
def test_a_migration_that_ends_at_any_statement_is_made_up_for_by_the_next_command(
    tmp_path: Path, current: Path, scoreboard: Scoreboard, version: int
) -> None:
    old, whole = tmp_path / "old.db", tmp_path / "whole.db"
    if version:
        make_old(old, version, current)
    else:
        old.touch()
    whole.write_bytes(old.read_bytes())
    before, after = content(old), migrated(whole)
    tries = tmp_path / "tries"
    tries.mkdir()

    told = subprocess.run(
        [sys.executable, "-c", FORKING, old, tries, "1", str(amount(6, 1))], capture_output=True, text=True, check=True
    )

    ended = [line.split()[0] for line in told.stdout.splitlines() if line.endswith(f" {ENDED}")]
    half, wrong = [], []
    for number in ended:
        database = tries / number / "srs.db"
        half += [number] if content(database) != before else []
        wrong += [number] if migrated(database) != after else []
    scoreboard.count("migration ended at a statement", tries=len(ended), failures=len({*half, *wrong}))
    assert len(ended) >= amount(2, 10)
    assert half == []
    assert wrong == []
