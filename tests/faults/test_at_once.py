"""Many processes on one collection at the same time: every answer that was acknowledged is there once, and nobody is turned away."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import threading
import zipfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from command import Collection, definitions
from content import damage_of, database_of
from process import SRS, environment
from scoreboard import amount

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scoreboard import Scoreboard

PATIENCE = 1200
PIPES: Any = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
FACTS = 200
CARDS = 20
"""How many of them all answer, so that they meet."""
FEWEST = 3
"""How often each of the others does its part, however fast the answers are given."""


@dataclass(slots=True)
class Told:
    """What one process after another told: answers acknowledged, by the milliseconds they took, and everything that went wrong."""

    operations: int = 0
    answers: list[int] = field(default_factory=list)
    overtaken: int = 0
    undone: int = 0
    wrong: list[str] = field(default_factory=list)


class Crowd:
    """Processes at work on one collection until all answers are given."""

    def __init__(self, collection: Collection, answers: int, answering: int) -> None:
        self.collection = collection
        self.ids = sorted(collection.ids().values())[:CARDS]
        self.each = answers // answering
        self.still_answering = answering
        self.ready = threading.Barrier(answering)
        self.done = threading.Event()
        self.temporary = collection.folder.parent / "tmp"
        self.temporary.mkdir()

    def run(self, *arguments: object, given: bytes = b"") -> tuple[int, bytes, str]:
        """Run a command to its end."""
        command = [*SRS, "-C", str(self.collection.folder), *map(str, arguments)]
        ended = subprocess.run(
            command, check=False, input=given, capture_output=True, timeout=PATIENCE, env=environment(self.temporary)
        )
        return ended.returncode, ended.stdout, ended.stderr.decode()

    def answer(self, number: int) -> Told:
        """Give answers from a pipe; each has a time it took that no other has."""
        told = Told()
        records = [
            {
                "id": self.ids[(number * 7 + turn * 3) % len(self.ids)],
                "rating": turn % 4 + 1,
                "ms": number * 100_000 + turn,
            }
            for turn in range(self.each)
        ]
        try:
            out, err = self._answer_all([json.dumps(one).encode() + b"\n" for one in records])
        finally:
            self.still_answering -= 1
            if not self.still_answering:
                self.done.set()
        replies = [json.loads(line) for line in out.splitlines()]
        told.operations = len(replies)
        told.answers = [record["ms"] for record, reply in zip(records, replies, strict=True) if reply["ok"]]
        refusals = [reply["error"] for reply in replies if not reply["ok"]]
        told.overtaken = sum("answered in another session" in error for error in refusals)
        told.wrong = [error for error in refusals if "answered in another session" not in error]
        told.wrong += [err] if err else []
        return told

    def _answer_all(self, lines: list[bytes]) -> tuple[bytes, str]:
        """Give the first answer, wait until all others that answer have given theirs, and then the rest."""
        command = [*SRS, "-C", str(self.collection.folder), "answer", "-"]
        with subprocess.Popen(command, **PIPES, env=environment(self.temporary)) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(lines[0])
            process.stdin.flush()
            first = process.stdout.readline()
            self.ready.wait(PATIENCE)
            rest, err = process.communicate(b"".join(lines[1:]), PATIENCE)
        return first + rest, err.decode()

    def undo(self, number: int) -> Told:
        """Take answers back, and give each third of them again."""
        told = Told()
        for turn in self._turns():
            command = "redo" if turn % 3 == 2 else "undo"
            status, _, err = self.run(command)
            if status == 0:
                told.undone += 1 if command == "undo" else -1
            elif status != 2:  # nothing to take back, or to give again
                told.wrong.append(err)
            told.operations += 1
        return told

    def sync(self, number: int) -> Told:
        """Edit a note and read it, again and again."""
        told = Told()
        words = definitions(FACTS)
        for turn in self._turns():
            typo = words[turn % 20].replace("device", "devise" if turn % 2 else "devices")
            self.collection.write("words-0.md", *words[: turn % 20], typo, *words[turn % 20 + 1 : FACTS // 2])
            self._note(told, *self.run("sync"))
        return told

    def export(self, number: int) -> Told:
        """Write packages, which have to be whole."""
        told = Told()
        target = self.temporary / f"deck-{number}.apkg"
        for _ in self._turns():
            self._note(told, *self.run("export", "-o", target))
            with zipfile.ZipFile(target) as package:
                told.wrong += [f"damaged: {name}" for name in (package.testzip(),) if name]
        return told

    def _turns(self) -> Iterator[int]:
        """Count until all answers are given."""
        for turn in count():
            if self.done.is_set() and turn >= FEWEST:
                return
            yield turn

    def _note(self, told: Told, status: int, _: bytes, err: str) -> None:
        told.operations += 1
        if status or err:
            told.wrong.append(f"{status}: {err}")


def log_of(collection: Collection) -> tuple[Counter[int], int]:
    """Return how often each answer is in the log, by the milliseconds it took, and how many are undone."""
    with closing(sqlite3.connect(database_of(collection.folder))) as connection:
        answers = Counter(row[0] for row in connection.execute("SELECT taken_ms FROM review"))
        (undone,) = connection.execute("SELECT count(*) FROM undone").fetchone()
    return answers, int(undone)


@pytest.mark.parametrize("processes", [2, 4, 8])
def test_processes_at_once_lose_and_double_nothing(processes: int, tmp_path: Path, scoreboard: Scoreboard) -> None:
    collection = Collection(tmp_path / "collection")
    for part in range(2):
        collection.write(f"words-{part}.md", *definitions(FACTS)[part * FACTS // 2 : (part + 1) * FACTS // 2])
    collection.run("sync")
    roles = ("answer", "undo", "answer", "sync", "answer", "export", "answer", "undo")[:processes]
    crowd = Crowd(collection, amount(120, 3_400), roles.count("answer"))

    with ThreadPoolExecutor(processes) as pool:
        working = [pool.submit(getattr(crowd, role), number) for number, role in enumerate(roles)]
        told = [one.result() for one in working]

    acknowledged = Counter(ms for one in told for ms in one.answers)
    written, undone = log_of(collection)
    lost, foreign = (acknowledged - written).total(), (written - acknowledged).total()
    wrong = [sentence for one in told for sentence in one.wrong]
    miscounted = abs(undone - sum(one.undone for one in told))
    scoreboard.count(
        f"{processes} processes at once",
        tries=sum(one.operations for one in told),
        failures=lost + foreign + len(wrong) + miscounted,
    )
    print(f"{sum(one.overtaken for one in told)} answers were overtaken and told so")
    assert (lost, foreign, miscounted, wrong) == (0, 0, 0, [])
    assert damage_of(collection.folder) == ""
    assert collection.run("sync").status == 0
    assert collection.run("doctor").status == 0
