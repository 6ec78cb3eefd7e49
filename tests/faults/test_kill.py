"""Processes killed at any moment of their work: what was acknowledged is there, and the next run goes on."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from command import Collection, definitions
from content import damage_of, database_of
from deeds import DEEDS
from drill_terminal import QUESTION, SECONDS, DrillTerminal
from process import SRS
from scoreboard import amount

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

    from deeds import Deed
    from scoreboard import Scoreboard
    from stage import Stage

ROUNDS = amount(3, 60)


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    made = Collection(tmp_path / "collection")
    made.write("words.md", *definitions(max(40, 4 * ROUNDS)))
    (made.folder / "srs.toml").write_text("[review]\nnew_per_day = 1000\n", "utf-8")
    return made


def check(collection: Collection) -> int:
    """Return how many answers the log has; the database must be whole and agree with it."""
    assert damage_of(collection.folder) == ""
    with closing(sqlite3.connect(database_of(collection.folder))) as connection:
        (count,) = connection.execute("SELECT count(*) FROM review").fetchone()
    # What is killed here goes by the real clock; the answers are not of the future then.
    assert collection.run("doctor", now="2126-01-01T00:00:00+00:00").status == 0
    return int(count)


def terminal_of(collection: Collection) -> DrillTerminal:
    return DrillTerminal(collection.folder, os.environ)


@pytest.mark.parametrize("deed", DEEDS, ids=str)
def test_a_kill_at_any_moment_leaves_a_deed_undone_or_done(
    deed: Deed, stage_of: Callable[[Deed], Stage], scoreboard: Scoreboard, chance: random.Random
) -> None:
    stage = stage_of(deed)

    harm, kills, wanted, longest = [], 0, amount(2, 65), stage.seconds
    for _ in range(wanted * 10):
        stage.reset()
        begun = time.monotonic()
        # The first third of a run is Python's own start.
        ended = stage.run(kill_after=chance.uniform(0.3, 1) * longest)
        if ended.status >= 0:
            longest = time.monotonic() - begun  # the machine has less to do than before
            continue
        found = stage.harm(ended)
        scoreboard.count("kill at random: a command", failures=bool(found))
        harm += found
        kills += 1
        if kills == wanted:
            break

    assert harm == []
    assert kills


def test_a_drill_that_is_killed_again_and_again_loses_no_answer(
    collection: Collection, chance: random.Random, scoreboard: Scoreboard
) -> None:
    before = collection.notes()
    acknowledged = 0

    for _ in range(ROUNDS):
        with terminal_of(collection) as terminal:
            terminal.read_until(QUESTION)
            for _ in range(chance.randrange(1, 4)):
                terminal.answer(chance.choice("1234"))
                acknowledged += 1
            # Press on without waiting, so that the end comes at any point of an answer.
            terminal.press(" ")
            terminal.press(chance.choice("1234"))
            time.sleep(chance.random() * 0.05)
            terminal.process.kill()

        written = check(collection)
        lost = not acknowledged <= written <= acknowledged + 1
        scoreboard.count("kill at random: one drill after another", failures=lost)
        assert not lost
        acknowledged = written

    assert collection.notes() == before


def test_a_drill_that_is_left_says_goodbye(collection: Collection) -> None:
    with terminal_of(collection) as terminal:
        terminal.read_until(QUESTION)
        terminal.answer("3")
        terminal.press("q")
        shown = terminal.read_until(b"Every answer is saved.")

        assert terminal.process.wait(SECONDS) == 0
    assert b"1 answered" in shown
    assert check(collection) == 1


def test_a_drill_can_take_back_the_answer_of_one_that_was_killed(collection: Collection) -> None:
    with terminal_of(collection) as terminal:
        terminal.read_until(QUESTION)
        terminal.answer("4")
        terminal.process.kill()

    with terminal_of(collection) as terminal:
        terminal.read_until(QUESTION)
        terminal.press("u")
        terminal.read_until(b"Took back 'easy' on: ")
        terminal.read_until(QUESTION)

    assert [one["undone"] for one in collection.run("history", "--json").records] == [True]


def test_answers_from_a_pipe_that_is_killed_are_there_if_acknowledged(
    collection: Collection, chance: random.Random, scoreboard: Scoreboard
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
        lost = not acknowledged <= written <= acknowledged + 1
        scoreboard.count("kill at random: one pipe after another", failures=lost)
        assert not lost
        acknowledged = written
