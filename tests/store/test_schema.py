"""Stores of every older schema come to the current one with all that is in them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from stores import new_store, waiting_and_counted

from srs.store.schema import SCHEMA_VERSION, migrate
from srs.store.snapshot import Folders

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name"
FACT = """
    INSERT INTO fact (id, kind, way, front, back, context, extra, deck, tags, rule, held, path, first_line, last_line, status,
                      fingerprint, changed_at)
    VALUES ('f', 'definition', 'forward', 'Entropy', 'mean surprise', '[]', '', '', '[]', 'items', '', 'a.md', 1, 1, 'active', '', 0)
"""
CARD = "INSERT INTO card (fact, ord, live, suspended, buried_until, state, due_at, due_day) VALUES ('f', ?, ?, ?, ?, ?, ?, ?)"
CARDS = [
    (1, 0, None, "new", None, None),
    (1, 0, 300, "new", None, None),
    (1, 1, None, "new", None, None),
    (0, 0, None, "new", None, None),
    (1, 0, None, "learning", 1000, None),
    (1, 0, None, "learning", None, 100),
    (1, 0, None, "review", None, 100),
    (1, 0, None, "review", None, 200),
    (1, 0, 300, "review", None, 200),
    (1, 1, None, "review", None, 200),
    (0, 0, None, "relearning", None, 200),
]
"""Whether each is live and suspended, until when it is buried, its state, and when it is due."""


def old_store(folder: Path, version: int) -> None:
    """Write a store as an srs of that schema left it."""
    with closing(sqlite3.connect(folder / "srs.db", isolation_level=None)) as connection:
        migrate(connection, version)
        connection.execute(FACT)
        connection.executemany(CARD, [(number, *card) for number, card in enumerate(CARDS)])
        connection.execute("INSERT INTO folder (path, listing) VALUES ('deep', 'a.md\t1\t2\t3')")


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_a_store_of_an_older_schema_becomes_a_current_one(tmp_path: Path, version: int) -> None:
    (tmp_path / "fresh").mkdir()
    old_store(tmp_path, version)

    store, fresh = new_store(tmp_path), new_store(tmp_path / "fresh")

    assert store.connection.execute(SCHEMA).fetchall() == fresh.connection.execute(SCHEMA).fetchall()
    assert store.connection.execute("SELECT count(*) FROM card").fetchone() == (len(CARDS),)
    store.close()
    fresh.close()


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_the_cards_of_an_older_schema_are_counted(tmp_path: Path, version: int) -> None:
    old_store(tmp_path, version)

    store = new_store(tmp_path)

    told, counted = waiting_and_counted(store)
    assert told == counted
    assert (told[100], told[200], told[300]) == ((1, 1, 2, 2), (1, 1, 3, 2), (2, 1, 4, 0))
    store.close()


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_the_listings_of_an_older_schema_have_no_mark_and_stay(tmp_path: Path, version: int) -> None:
    old_store(tmp_path, version)

    store = new_store(tmp_path)

    folders = Folders(store)
    assert (dict(folders), folders.marks) == ({"deep": "a.md\t1\t2\t3"}, {"deep": None})
    store.close()
