"""A collection here and a real Anki that has its cards, and what either says of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from command import Collection, Ran, definitions

from srs.cli.clock import at_ms, read_now
from srs.schedule import DayClock
from srs.store.open import open_store

if TYPE_CHECKING:
    from srs.store.open import Store

PHONE = Path(__file__).parent / "anki" / "phone.py"
STATES = {0: "new", 1: "learning", 2: "review", 3: "relearning"}


class World:
    """A collection here, and an Anki that has its cards."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.srs = Collection(folder / "srs")
        self.told: dict[str, Any] = {}
        self.tolerance, self.rounding = 1e-4, 0.0

    def begin(self, count: int, *, answered: bool = False) -> list[str]:
        """Make so many facts, answer them at one moment each day if that is wanted, and take them to Anki; return their ids."""
        self.srs.write("words.md", *definitions(count))
        self.read()
        if answered:
            self._answer_all()
        assert self.run("export", "-o", self.folder / "out.apkg").status == 0
        self.phone(["take_in", str(self.folder / "out.apkg")])
        return list(self.srs.ids().values())

    def _answer_all(self) -> None:
        ids = list(self.srs.ids().values())
        lines = "\n".join(json.dumps({"id": one, "rating": 3, "ms": 900}) for one in ids)
        for days in (9, 4):
            ran = self.srs.run("answer", "-", input=lines, now=(read_now() - timedelta(days=days)).isoformat())
            assert ran.status == 0, ran.err
        assert self.run("set-due", "2-20", *ids[:5]).status == 0

    def read(self) -> None:
        """Read the notes, an hour ago: what is done in Anki within the second in which a fact came looks like that."""
        assert self.srs.run("sync", now=(read_now() - timedelta(hours=1)).isoformat()).status == 0

    def run(self, *arguments: object, input: str = "", **env: str) -> Ran:
        return self.srs.run(*arguments, input=input, now=read_now().isoformat(), **env)

    def phone(self, *steps: list[Any], name: str = "anki") -> None:
        if (read_now().astimezone(UTC) + timedelta(minutes=5)).hour in (2, 3):
            pytest.skip("from two to four o'clock (UTC) Anki's test mode moves its clock by two hours")
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
            if theirs["type"] and exact[key][0] is not None:
                stability, difficulty = exact[key]
                pairs["stability"] = (
                    mine["stability"],
                    pytest.approx(stability, rel=self.tolerance, abs=self.rounding),
                )
                pairs["difficulty"] = (
                    mine["difficulty"],
                    pytest.approx(difficulty, rel=self.tolerance, abs=self.rounding),
                )
            else:
                pairs["memory"] = (mine["stability"], None)
            wrong += [f"{key} {name}: {one} is not {other}" for name, (one, other) in pairs.items() if one != other]
        return wrong
