"""Processes killed in the middle of work: what was acknowledged is there, and the next run goes on."""

from __future__ import annotations

import json
import os
import random
import select
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING, Self

import pytest
from command import Collection, definitions

if TYPE_CHECKING:
    from pathlib import Path

pty = pytest.importorskip("pty", reason="this platform has no pseudo terminals")
termios = pytest.importorskip("termios", reason="this platform has no pseudo terminals")

ROUNDS = 5
SECONDS = 30
SRS = [sys.executable, "-c", "from srs.cli import main; main()"]
RATING_NAMES = {"1": b"again", "2": b"hard", "3": b"good", "4": b"easy"}


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    made = Collection(tmp_path / "collection")
    made.write("words.md", *definitions(40))
    (made.folder / "srs.toml").write_text("[review]\nnew_per_day = 1000\n", "utf-8")
    return made


@pytest.fixture
def chance() -> random.Random:
    """Return a source of chance whose seed is shown when a test fails."""
    seed = random.SystemRandom().randrange(2**32)
    print(f"seed {seed}")
    return random.Random(seed)


def check(collection: Collection) -> int:
    """Return how many answers the log has; the database must be whole and agree with it."""
    with closing(sqlite3.connect(collection.folder / ".srs" / "srs.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        (count,) = connection.execute("SELECT count(*) FROM review").fetchone()
    # What is killed here goes by the real clock; the answers are not of the future then.
    assert collection.run("doctor", now="2126-01-01T00:00:00+00:00").status == 0
    return int(count)


class Terminal:
    """`srs review` in a pseudo terminal."""

    def __init__(self, collection: Collection) -> None:
        self.master, slave = pty.openpty()
        env = os.environ | {"TERM": "dumb", "SRS_TZ": "UTC", "COLUMNS": "80", "LINES": "24"}
        self.process = subprocess.Popen(
            [*SRS, "-C", str(collection.folder), "review", "--plain"], stdin=slave, stdout=slave, stderr=slave, env=env
        )
        os.close(slave)
        self.shown = b""

    def read_until(self, wanted: bytes) -> bytes:
        """Return what is shown next up to some text; a process that ends before is a failure."""
        end = time.monotonic() + SECONDS
        while wanted not in self.shown:
            ready, _, _ = select.select([self.master], [], [], max(0, end - time.monotonic()))
            assert ready, self.shown.decode(errors="replace")
            try:
                self.shown += os.read(self.master, 4096)
            except OSError as error:  # Linux tells the end of the other side so
                raise AssertionError(self.shown.decode(errors="replace")) from error
        before, _, self.shown = self.shown.partition(wanted)
        return before + wanted

    def press(self, key: str) -> None:
        """Press a key once the drill waits for one; turning to single keys throws away what was typed before."""
        end = time.monotonic() + SECONDS
        while termios.tcgetattr(self.master)[3] & termios.ICANON and time.monotonic() < end:
            time.sleep(0.001)
        os.write(self.master, key.encode())

    def answer(self, rating: str) -> None:
        """Show a card, rate it, and wait for the next question, before which the answer must be durable."""
        self.press(" ")
        self.read_until(b"4 easy")
        self.press(rating)
        self.read_until(RATING_NAMES[rating])
        self.read_until(b"any key to show")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait(SECONDS)
        os.close(self.master)


def test_a_drill_that_is_killed_loses_no_answer(collection: Collection, chance: random.Random) -> None:
    before = collection.notes()
    acknowledged = 0

    for _ in range(ROUNDS):
        with Terminal(collection) as terminal:
            terminal.read_until(b"any key to show")
            for _ in range(chance.randrange(1, 4)):
                terminal.answer(chance.choice("1234"))
                acknowledged += 1
            # Press on without waiting, so that the end comes at any point of an answer.
            terminal.press(" ")
            terminal.press(chance.choice("1234"))
            time.sleep(chance.random() * 0.05)
            terminal.process.kill()

        written = check(collection)
        assert acknowledged <= written <= acknowledged + 1
        acknowledged = written

    assert collection.notes() == before


def test_a_drill_that_is_left_says_goodbye(collection: Collection) -> None:
    with Terminal(collection) as terminal:
        terminal.read_until(b"any key to show")
        terminal.answer("3")
        terminal.press("q")
        shown = terminal.read_until(b"Every answer is saved.")

        assert terminal.process.wait(SECONDS) == 0
    assert b"1 answered" in shown
    assert check(collection) == 1


def test_a_drill_can_take_back_the_answer_of_one_that_was_killed(collection: Collection) -> None:
    with Terminal(collection) as terminal:
        terminal.read_until(b"any key to show")
        terminal.answer("4")
        terminal.process.kill()

    with Terminal(collection) as terminal:
        terminal.read_until(b"any key to show")
        terminal.press("u")
        terminal.read_until(b"Took back 'easy' on: ")
        terminal.read_until(b"any key to show")

    assert [one["undone"] for one in collection.run("history", "--json").records] == [True]


def test_answers_from_a_pipe_that_is_killed_are_there_if_acknowledged(
    collection: Collection, chance: random.Random
) -> None:
    collection.run("sync")
    known = list(collection.ids().values())
    acknowledged = 0

    for _ in range(ROUNDS):
        with subprocess.Popen(
            [*SRS, "-C", str(collection.folder), "answer", "-"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"SRS_TZ": "UTC"},
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            for _ in range(200):
                line = json.dumps({"id": chance.choice(known), "rating": chance.randrange(1, 5)})
                process.stdin.write(line.encode() + b"\n")
            process.stdin.flush()
            lines = [process.stdout.readline() for _ in range(chance.randrange(1, 20))]
            time.sleep(chance.random() * 0.05)
            process.kill()
            lines += process.stdout.readlines()
        acknowledged += sum(json.loads(line)["ok"] for line in lines if line.endswith(b"\n"))

        written = check(collection)
        assert acknowledged <= written <= acknowledged + 1
        acknowledged = written


def test_a_first_sync_that_is_killed_is_done_by_the_next(collection: Collection, chance: random.Random) -> None:
    for _ in range(ROUNDS):
        with subprocess.Popen(
            [*SRS, "-C", str(collection.folder), "sync"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            time.sleep(chance.random() * 0.4)
            process.kill()

    assert collection.run("sync").status == 0
    assert len(collection.ids()) == 40
    assert check(collection) == 0
