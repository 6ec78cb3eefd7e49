"""What the battery of faults lets `srs` do while something goes wrong: one line a command."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from command import Collection, definitions
from content import database_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Names = dict[str, str]
"""What stands in braces in a command."""

WORDS = 24
_LONG_AGO = 1_700_000_000
"""When the notes were written: a file as young as the walk that finds it is read once more by the next."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A command on a collection that was made ready for it.

    `given` are lines for its standard input, each acknowledged by one; `keys` are ratings for a drill in a terminal instead. `says` is
    what stands in a line that acknowledges, where not every line does.
    """

    name: str
    arrange: Callable[[Collection], Names]
    command: str
    given: tuple[dict[str, Any], ...] = ()
    keys: str = ""
    says: str = ""

    def __str__(self) -> str:
        return self.name

    @property
    def steps(self) -> int:
        """Return in how many transactions it is done."""
        return len(self.given) or len(self.keys) or 1

    def acknowledged(self, out: bytes) -> int:
        """Return how many transactions an output says are done."""
        lines = [line for line in out.splitlines(keepends=True) if line.endswith(b"\n") and self.says.encode() in line]
        return min(len(lines), self.steps)

    def arguments(self, names: Mapping[str, str]) -> list[str]:
        """Return its command with the names put in."""
        return [word.format_map(names) for word in self.command.split()]

    def input(self, names: Mapping[str, str], lines: int | None = None) -> bytes:
        """Return what it is given to read, or the first lines of that."""
        records = [record | {"id": names[record["id"]]} for record in self.given[:lines]]
        return "".join(json.dumps(record) + "\n" for record in records).encode()


def _write_notes(collection: Collection, path: str, *lines: str, age: int = 0) -> None:
    collection.write(path, *lines)
    os.utime(collection.file(path), (_LONG_AGO - age, _LONG_AGO - age))


def _unread(collection: Collection) -> Names:
    words = definitions(WORDS)
    _write_notes(collection, "words.md", *words[: WORDS // 2], age=10)
    _write_notes(collection, "more.md", *words[WORDS // 2 :], age=10)
    (collection.folder / "srs.toml").write_text("[review]\nnew_per_day = 1000\n", "utf-8")
    return {}


def _read(collection: Collection) -> Names:
    _unread(collection)
    assert collection.run("sync").status == 0
    known = list(collection.ids().values())
    return {f"card{number}": one for number, one in enumerate(known)}


def _answer(collection: Collection, names: Names, ratings: str) -> None:
    lines = [json.dumps({"id": names[f"card{n}"], "rating": int(one)}) for n, one in enumerate(ratings)]
    assert collection.run("answer", "-", input="\n".join(lines)).status == 0


def _drilled(collection: Collection) -> Names:
    names = _read(collection)
    _answer(collection, names, "34321434")
    for _ in range(3):
        assert collection.run("undo").status == 0
    return names


def _edited(collection: Collection) -> Names:
    names = _drilled(collection)
    first, second, _, *others = definitions(WORDS)[: WORDS // 2]
    typo, reworded = (
        first.replace("device", "devise"),
        second.replace("wheels and a handle", "three wheels and no handle"),
    )
    _write_notes(collection, "words.md", typo, reworded, *others, "Zigzag: a line that turns at every step")
    return names


def _old(collection: Collection) -> Names:
    """Make the database one of the first version, with all it could hold."""
    from sqlite_utils.migrations import Migrations

    from srs.store.schema import migrate

    names = _drilled(collection)
    database = database_of(collection.folder)
    new = database.rename(database.with_suffix(".new"))
    apply = Migrations.apply
    with (
        closing(sqlite3.connect(database, isolation_level=None)) as connection,
        patch.object(Migrations, "apply", lambda self, db: apply(self, db, stop_before="m002_merge")),
    ):
        migrate(connection)
        connection.execute("ATTACH ? AS new", (str(new),))
        for (table,) in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'").fetchall():
            if not table.startswith(("sqlite_", "_sqlite_")):
                columns = ", ".join(row[1] for row in connection.execute(f"PRAGMA main.table_info({table})"))
                connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}")
        connection.execute("DELETE FROM meta WHERE key = 'store'")
    database.chmod(0o600)
    new.unlink()
    return names


def _came_back(collection: Collection) -> Names:
    """Make a package that knows answers which the collection does not."""
    names = _read(collection)
    kept = shutil.copytree(collection.folder / ".srs", collection.folder.parent / "kept")
    _answer(collection, names, "34321434")
    package = collection.folder.parent / "phone.apkg"
    assert collection.run("export", "-o", package).status == 0
    shutil.rmtree(collection.folder / ".srs")
    kept.rename(collection.folder / ".srs")
    return names | {"package": str(package)}


def _apart(collection: Collection) -> Names:
    """Drill the same notes in a second collection."""
    names = _read(collection)
    other = Collection(collection.folder.parent / "other")
    shutil.copytree(collection.folder, other.folder)
    _answer(other, names, "34321434")
    _answer(collection, names, "4")
    return names | {"other": str(other.folder)}


_LINES = tuple({"id": f"card{number % 5 + 8}", "rating": number % 4 + 1} for number in range(8))

DEEDS = (
    Deed("review", _drilled, "review --plain", keys="31"),
    Deed("answer", _drilled, "answer {card1} good"),
    Deed("answers from a pipe", _drilled, "answer -", given=_LINES, says='"ok": true'),
    Deed("undo", _drilled, "undo"),
    Deed("redo", _drilled, "redo"),
    Deed("first sync", _unread, "sync"),
    Deed("sync of edits", _edited, "sync"),
    Deed("migration", _old, "due"),
    Deed("export", _drilled, "export"),
    Deed("export as text", _drilled, "export --format csv"),
    Deed("import", _came_back, "import {package}"),
    Deed("merge", _apart, "merge {other}"),
)
