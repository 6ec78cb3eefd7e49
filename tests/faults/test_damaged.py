"""Databases that something else damaged: told, never taken for whole, and never a traceback."""

from __future__ import annotations

import gc
import shutil
import sqlite3
from contextlib import closing
from random import Random
from typing import TYPE_CHECKING

import pytest
from command import Collection
from faults.damage import DAMAGES, content, flip_cell, make_collection
from scoreboard import amount

if TYPE_CHECKING:
    from pathlib import Path

    from command import Ran
    from scoreboard import Scoreboard

NOW = "2026-02-01T09:00:00+00:00"
UNWATCHED = {
    "review": {"stability", "difficulty", "before"},  # memory, which is computed anew from the ratings
    "fact": {"context", "extra", "deck", "tags", "given_tags", "rule", "held", "accepted", "last_line", "changed_at"},
    "card": {"suspended", "flag", "buried_until", "due_day", "interval_days"},
    "descent": {"at", "change", "path", "line", "store"},
}
"""Columns that stand nowhere else in the database, and that nothing can be compared with."""
FOREIGN = {
    "empty": b"",
    "text": b"words, not tables\n",
    "zeros": bytes(65_536),
    "header alone": b"SQLite format 3\0",
    "half a header": b"SQLite format 3\0" + b"\x10\x00\x01\x01" * 10,
    "noise": Random(0).randbytes(50_000),
    "package": b"PK\x03\x04" + bytes(1000),
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    return make_collection(tmp_path_factory.mktemp("whole") / "collection")


@pytest.fixture
def collection(whole: Collection, tmp_path: Path) -> Collection:
    return Collection(shutil.copytree(whole.folder, tmp_path / "collection"))


def put(collection: Collection, data: bytes) -> Path:
    """Let the collection have this database, and nothing that a command left beside another."""
    folder = collection.folder / ".srs"
    for file in folder.iterdir():
        file.unlink()
    (folder / "srs.db").write_bytes(data)
    return folder / "srs.db"


def commands(collection: Collection) -> list[tuple[str, ...]]:
    """Return the commands that people give to a collection day by day."""
    known = next(iter(collection.ids().values()))
    deck = str(collection.folder / "deck.apkg")
    return [
        *(("doctor",), ("due",), ("review",), ("cards",), ("history",), ("stats",), ("export", "-o", deck)),
        *(
            ("doctor", "--replay"),
            ("card", known),
            ("sync", "--yes"),
            ("answer", known, "good"),
            ("undo",),
            ("doctor", "--repair"),
        ),
    ]


def ran(collection: Collection, command: tuple[str, ...]) -> Ran | None:
    """Run a command; None where it ended in a traceback."""
    try:
        return collection.run(*command, now=NOW)
    except Exception as error:  # noqa: BLE001  (whatever it is, it is a traceback to the user)
        print(f"{command}: {error!r}")
        return None
    finally:
        # What is held by a traceback holds its locks, in this process alone.
        gc.collect()


def is_told(found: Ran | None) -> bool:
    """Tell whether a command did its work, or said in a sentence why it could not."""
    return found is not None and (found.status in (0, 1, 2) and "Traceback" not in found.err)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_database_ends_no_command_in_a_traceback_and_never_passes_for_whole(
    collection: Collection, scoreboard: Scoreboard, damage: str
) -> None:
    database = collection.folder / ".srs" / "srs.db"
    good, before, asked = database.read_bytes(), content(database), commands(collection)
    wrong, silent = [], []

    for seed in range(amount(2, 100)):
        data = bytearray(good)
        DAMAGES[damage](data, Random(f"{damage} {seed}"))
        put(collection, bytes(data))
        is_damaged = content(database) != before
        found = {}
        for command in asked:
            if command[0] in ("sync", "answer"):
                put(collection, bytes(data))
            found[command] = ran(collection, command)
        wrong += [(seed, command) for command, one in found.items() if not is_told(one)]
        doctor = found[("doctor",)]
        silent += [seed] if is_damaged and doctor is not None and doctor.status == 0 else []

    tries = amount(2, 100)
    scoreboard.count("damaged database: traceback", tries=tries * len(asked), failures=len(wrong))
    scoreboard.count("damaged database: doctor finds nothing", tries=tries, failures=len(silent))
    assert wrong == []
    # A bit within a number that stands nowhere else is all that may pass; see the share that is found below.
    assert len(silent) <= (tries // 10 if "bit" in damage else tries // 50)


@pytest.mark.parametrize("kind", [*FOREIGN, "another program", "Anki"])
def test_a_foreign_file_in_place_of_the_database_is_left_as_it_is(
    collection: Collection, scoreboard: Scoreboard, tmp_path: Path, kind: str
) -> None:
    asked = commands(collection)
    database = put(collection, FOREIGN.get(kind, b""))
    if kind not in FOREIGN:
        table = "col (id integer PRIMARY KEY, crt integer, mod integer)" if kind == "Anki" else "moz_places (id, url)"
        with closing(sqlite3.connect(database)) as connection:
            connection.executescript(f"CREATE TABLE {table}; PRAGMA user_version = 11")
    before = database.read_bytes()

    found = {command: ran(collection, command) for command in asked}

    wrong = [command for command, one in found.items() if not is_told(one)]
    changed = database.read_bytes() != before and kind != "empty"  # an empty file becomes a new database
    scoreboard.count("foreign file as the database", tries=len(found), failures=len(wrong) + changed)
    assert wrong == []
    assert not changed
    assert kind == "empty" or {one.status for one in found.values() if one} == {1}


@pytest.mark.parametrize("table", ["review", "fact", "card", "descent"])
def test_most_of_the_bits_that_flip_within_a_value_are_found(
    collection: Collection, scoreboard: Scoreboard, table: str
) -> None:
    database = collection.folder / ".srs" / "srs.db"
    good, tries, missed = database.read_bytes(), amount(10, 250), []

    for seed in range(tries):
        put(collection, good)
        place = flip_cell(database, table, Random(seed))
        if collection.run("doctor", now=NOW).status == 0:
            missed.append(place)

    print(f"{table}: {tries - len(missed)} of {tries} found; not {sorted(set(missed))}")
    scoreboard.count(f"one bit within a value of {table}: not found", tries=tries, failures=len(missed))
    assert set(missed) <= UNWATCHED[table]
