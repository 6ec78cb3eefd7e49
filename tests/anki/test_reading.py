"""Reviews that were made in the real Anki come back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from command import Collection, Ran, definitions

from srs.cli.clock import at_ms, read_now
from srs.schedule import DayClock
from srs.store.open import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from srs.store.open import Store

pytestmark = pytest.mark.skipif(find_spec("anki") is None, reason="the anki package is not installed")

PHONE = Path(__file__).with_name("phone.py")
KINDS = ("new.apkg", "old.apkg", "new.colpkg", "old.colpkg", "copy")
STATES = {0: "new", 1: "learning", 2: "review", 3: "relearning"}


class World:
    """A collection here, and an Anki that has its cards."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.srs = Collection(folder / "srs")
        self.told: dict[str, Any] = {}

    def begin(self, count: int) -> list[str]:
        """Make so many facts and take them to Anki; return their ids."""
        self.srs.write("words.md", *definitions(count))
        assert self.run("sync").status == 0
        assert self.run("export", "-o", self.folder / "out.apkg").status == 0
        self.phone(["take_in", str(self.folder / "out.apkg")])
        return list(self.srs.ids().values())

    def run(self, *arguments: object) -> Ran:
        return self.srs.run(*arguments, now=read_now().isoformat())

    def phone(self, *steps: list[Any], name: str = "anki") -> None:
        request = {"path": str(self.folder / name / "collection.anki2"), "steps": steps}
        ran = subprocess.run(
            [sys.executable, str(PHONE)],
            input=json.dumps(request),
            env=os.environ | {"ANKI_TEST_MODE": "1", "TZ": "UTC"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr
        self.told = json.loads(ran.stdout)

    def use(self, *steps: list[Any], kind: str = "new.apkg") -> Path:
        """Use Anki, and return what it gives away then."""
        target = self.folder / f"back-{kind if kind != 'copy' else 'copy.anki2'}"
        self.phone(*steps, ["give", str(target), kind])
        return target

    def bring(self, file: Path, *options: str) -> dict[str, Any]:
        """Import a file; return the counts."""
        ran = self.run("import", file, "--json", *options)
        assert ran.status == 0, ran.err
        return ran.records[-1]["counts"]

    def store(self) -> Store:
        store = open_store(self.srs.folder / ".srs" / "srs.db")
        assert store is not None
        return store

    def cards(self) -> dict[tuple[str, int], dict[str, Any]]:
        store = self.store()
        names = "fact, ord, state, due_at, due_day, stability, difficulty, interval_days, reps, lapses, step, suspended, flag"
        rows = store.connection.execute(f"SELECT {names} FROM card").fetchall()
        store.close()
        return {row[:2]: dict(zip(names.split(", "), row, strict=True)) for row in rows}

    def everything(self) -> list[list[tuple[Any, ...]]]:
        store = self.store()
        tables = ("review", "undone", "card", "fact", "origin", "seen_card", "seen_fact")
        found = [store.connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in tables]
        store.close()
        return found

    def differences(self) -> list[str]:
        """Compare all cards with Anki's; memory up to 1e-4, which is what single precision leaves."""
        today = DayClock(0).day_of(at_ms(read_now()))
        exact = {(guid, ord_): (s, d) for guid, ord_, s, d in self.told["memories"]}
        ours, wrong = self.cards(), []
        for theirs in self.told["cards"]:
            key = (theirs["guid"], theirs["ord"])
            if key not in ours:
                continue
            mine = ours[key]
            day = mine["due_day"] - today if mine["due_day"] is not None else None
            pairs = {
                "state": (mine["state"], STATES[theirs["type"]]),
                "due_day": (day, theirs["due_day"]),
                "due_at": (mine["due_at"] and mine["due_at"] // 1000, theirs["due_at"] and theirs["due_at"] // 1000),
                "suspended": (bool(mine["suspended"]), theirs["queue"] == -1),
                "flag": (mine["flag"], theirs["flag"]),
                "lapses": (mine["lapses"], theirs["lapses"]),
            }
            if theirs["type"] == 2:
                pairs["interval"] = (mine["interval_days"], theirs["ivl"])
            if theirs["type"]:
                stability, difficulty = exact[key]
                pairs["stability"] = (mine["stability"], pytest.approx(stability, rel=1e-4))
                pairs["difficulty"] = (mine["difficulty"], pytest.approx(difficulty, rel=1e-4))
            else:
                pairs["memory"] = (mine["stability"], None)
            wrong += [f"{key} {name}: {one} is not {other}" for name, (one, other) in pairs.items() if one != other]
        return wrong


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def a_life(ids: list[str], rounds: int, random: Random) -> Iterator[list[Any]]:
    """Yield what a user may do with cards over some weeks."""
    for _ in range(rounds):
        for one in ids:
            act = random.random()
            if act < 0.6:
                yield ["answer", one, random.choice((1, 2, 3, 3, 3, 4))]
            elif act < 0.65:
                yield ["cram", one, random.choice((1, 3)), False]
            elif act < 0.7:
                yield ["cram", one, random.choice((2, 3)), True]
            elif act < 0.74:
                yield ["forget", one]
            elif act < 0.78:
                yield ["answer", one, 3]
                yield ["undo"]
            elif act < 0.82:
                yield ["bury", one]
        yield ["age", random.choice((0, 1, 1, 3, 8))]


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_was_done_in_anki_gives_the_same_states_here(world: World, kind: str) -> None:
    ids = world.begin(25)
    marks = [["suspend", ids[1]], ["flag", ids[2], 3], ["tag", ids[3], "marked mine"]]
    due = [
        ["answer", ids[4], 4],
        ["set_due", ids[4], "9"],
        ["answer", ids[5], 4],
        ["set_due", ids[5], "12!"],
    ]

    file = world.use(*a_life(ids, 7, Random(kind)), *marks, *due, kind=kind)
    came = world.bring(file)

    assert world.differences() == []
    assert came["answers"] > 80
    assert came["crammed"] > 0
    assert (came["suspended"], came["flagged"], came["tags"], came["unreadable"]) == (1, 1, 2, 0)
    before = world.everything()
    counts = world.bring(file)
    assert world.everything() == before
    assert sum(counts[name] for name in ("answers", "by_hand", "taken_back", "again", "tags", "flagged")) == 0
    assert world.run("doctor").status == 0
    assert [one["id"] for one in world.run("cards", "tag:marked", "--json").records] == [ids[3]]
