"""A collection with a past, and what can happen to its database outside of srs."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from command import Collection, definitions

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BEGIN = datetime(2026, 1, 1, 9, tzinfo=UTC)
PAGE = 4096
HELD = "# Notes\n\n{}\n"


def make_collection(folder: Path, days: int = 20, a_day: int = 30) -> Collection:
    """Make a collection of sixty facts with twenty days of answers, some taken back, and edits, marks and changes by hand."""
    chance = Random(1)
    collection = Collection(folder)
    words = definitions(60)
    for start in range(0, 60, 20):
        collection.write(f"words-{start}.md", *words[start : start + 20])
    collection.write("gaps.md", *words[:1])
    collection.file("gaps.md").write_text(
        "# Gaps\n\n"
        + "\n\n".join(
            f"C: The {word.split(':')[0]} has [wheels] and [a handle {n}]" for n, word in enumerate(words[:20])
        ),
        "utf-8",
    )
    assert collection.run("sync", "--yes", now=BEGIN.isoformat()).status == 0
    ids = [(one["id"], card["ord"]) for one in collection.run("cards", "--json").records for card in one["cards"]]
    for day in range(days):
        now = BEGIN + timedelta(days=day)
        asked = chance.sample(ids, a_day)
        lines = [
            json.dumps(
                {
                    "id": one,
                    "ord": ord_,
                    "rating": chance.choice((1, 2, 3, 3, 3, 4)),
                    "ms": chance.randrange(900, 30_000),
                }
            )
            for one, ord_ in asked
        ]
        assert collection.run("answer", "-", input="\n".join(lines), now=now.isoformat()).status == 0
        if day % 5 == 4:
            collection.run("undo", now=now.isoformat())
    last = (BEGIN + timedelta(days=days)).isoformat()
    collection.run("suspend", ids[0][0], now=last)
    collection.run("flag", ids[1][0], "--flag", "2", now=last)
    collection.run("set-due", "9", ids[2][0], now=last)
    words[3] = words[3].replace("wheels", "wheel")
    words[4] = words[4].replace("with wheels and a handle", "without a handle")
    collection.write("words-0.md", *words[:19])
    assert collection.run("sync", now=last).status == 0
    return collection


def flip(data: bytearray, chance: Random) -> None:
    """Flip one to eight bits."""
    for _ in range(chance.randrange(1, 9)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def flip_one(data: bytearray, chance: Random) -> None:
    """Flip one bit."""
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def flip_header(data: bytearray, chance: Random) -> None:
    """Flip a bit of the header."""
    data[chance.randrange(100)] ^= 1 << chance.randrange(8)


def zero_block(data: bytearray, chance: Random) -> None:
    """Write zeros over a block of the disk."""
    at = chance.randrange(len(data) // 512) * 512
    data[at : at + 512] = bytes(512)


def zero_page(data: bytearray, chance: Random) -> None:
    """Write zeros over a page."""
    at = chance.randrange(len(data) // PAGE) * PAGE
    data[at : at + PAGE] = bytes(PAGE)


def scribble(data: bytearray, chance: Random) -> None:
    """Write what another file held over a part."""
    at = chance.randrange(len(data))
    piece = chance.randbytes(chance.randrange(1, 2000))[: len(data) - at]
    data[at : at + len(piece)] = piece


def swap_pages(data: bytearray, chance: Random) -> None:
    """Put two pages in each other's place."""
    one, other = (number * PAGE for number in chance.sample(range(len(data) // PAGE), 2))
    kept = data[one : one + PAGE]
    data[one : one + PAGE] = data[other : other + PAGE]
    data[other : other + PAGE] = kept


def double_page(data: bytearray, chance: Random) -> None:
    """Let an older page stand where another belongs."""
    one, other = (number * PAGE for number in chance.sample(range(len(data) // PAGE), 2))
    data[one : one + PAGE] = data[other : other + PAGE]


def cut(data: bytearray, chance: Random) -> None:
    """Cut it off anywhere."""
    del data[chance.randrange(len(data)) :]


def append(data: bytearray, chance: Random) -> None:
    """Append something."""
    data += chance.randbytes(chance.randrange(1, 10_000))


DAMAGES: dict[str, Callable[[bytearray, Random], None]] = {
    "bits flipped": flip,
    "one bit flipped": flip_one,
    "header bit flipped": flip_header,
    "block zeroed": zero_block,
    "page zeroed": zero_page,
    "overwritten": scribble,
    "pages swapped": swap_pages,
    "page doubled": double_page,
    "cut off": cut,
    "grown": append,
}


def content(database: Path) -> dict[str, list[tuple[object, ...]]] | None:
    """Return all rows by table as SQLite gives them; None where it gives none."""
    try:
        with closing(sqlite3.connect(database)) as connection:
            connection.text_factory = bytes
            names = [
                name.decode() for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            ]
            return {
                name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr)
                for name in names
                if "sqlite" not in name
            }
    except (sqlite3.Error, UnicodeDecodeError):
        return None


def flip_cell(database: Path, table: str, chance: Random) -> str:
    """Flip one bit in the stored value of one cell, as a disk would, and return the name of its column.

    The bytes of the file are changed, so that indexes and constraints see nothing of it.
    """
    good, before = database.read_bytes(), content(database)
    assert before is not None
    columns, pages = _layout(database, table)
    while True:
        data = bytearray(good)
        data[(chance.choice(pages) - 1) * PAGE + chance.randrange(PAGE)] ^= 1 << chance.randrange(8)
        database.write_bytes(data)
        now = content(database)
        place = _only_difference(before[table], now.get(table) if now else None)
        if place is not None:
            return columns[place]


def _layout(database: Path, table: str) -> tuple[list[str], list[int]]:
    """Return the columns of a table, and the pages that its rows stand on; all pages where SQLite does not tell."""
    with closing(sqlite3.connect(database)) as connection:
        columns = [row[0] for row in connection.execute(f"SELECT * FROM {table} LIMIT 0").description]
        try:
            rows = connection.execute("SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf'", (table,))
            return columns, [row[0] for row in rows]
        except sqlite3.OperationalError:  # this library was built without it
            return columns, list(range(1, connection.execute("PRAGMA page_count").fetchone()[0] + 1))


def _only_difference(before: list[tuple[object, ...]], now: list[tuple[object, ...]] | None) -> int | None:
    """Return the column in which exactly one value differs; None where more or none does."""
    gone, come = set(before) - set(now or ()), set(now or ()) - set(before)
    if len(gone) != 1 or len(come) != 1:
        return None
    places = [n for n, (one, other) in enumerate(zip(gone.pop(), come.pop(), strict=True)) if one != other]
    return places[0] if len(places) == 1 else None
