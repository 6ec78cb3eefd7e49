"""Every backup comes back as it was made: row by row, whatever was done since, also when it was made during a drill."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from command import Collection, definitions
from scoreboard import amount

from srs.store.backup import Reason, list_backups, save_backup

if TYPE_CHECKING:
    from pathlib import Path

    from scoreboard import Scoreboard

HISTORIES = amount(3, 40)
STEPS = 14
START_MS = 1_772_355_600_000
SRS = [sys.executable, "-c", "from srs.cli import main; main()"]


def dump(path: Path) -> list[str]:
    """Return all tables, row by row."""
    with closing(sqlite3.connect(path)) as connection:
        return [*connection.iterdump()]


class History:
    """A collection in which anything may be done next."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.collection = Collection(folder)
        self.chance = chance
        self.hour = 0
        self.words = definitions(60)
        self._write_notes()
        self._run("sync")

    @property
    def database(self) -> Path:
        return self.collection.folder / ".srs" / "srs.db"

    def act(self) -> None:
        """Do one thing that changes the store."""
        self.hour += self.chance.choice((1, 5, 30))
        self.chance.choice((self._answer, self._answer, self._answer, self._undo, self._edit, self._mark))()

    def save(self) -> tuple[Path, list[str]]:
        """Make a backup; return it with what the store held."""
        held = dump(self.database)
        return save_backup(self.database, Reason.MANUAL, START_MS + self.hour * 3_600_000).path, held

    def restore(self, backup: Path) -> int:
        return self._run("restore", backup.name, "--yes")

    def _answer(self) -> None:
        known = sorted(self.collection.ids().values())
        for id_ in self.chance.sample(known, 3):
            self._run("answer", id_, self.chance.choice(("again", "hard", "good", "easy")))

    def _undo(self) -> None:
        self._run(self.chance.choice(("undo", "undo", "redo")))

    def _edit(self) -> None:
        number = self.chance.randrange(len(self.words))
        self.words[number] = self.words[number].replace("wheels", self.chance.choice(("cogs", "wheels", "two levers")))
        self.chance.shuffle(self.words)
        self._write_notes()
        self._run("sync", "--yes")

    def _mark(self) -> None:
        id_ = self.chance.choice(sorted(self.collection.ids().values()))
        self._run(*self.chance.choice((("suspend", id_), ("flag", "3", id_), ("set-due", id_, "5"))))

    def _write_notes(self) -> None:
        self.collection.write("words.md", *self.words[:50])

    def _run(self, *arguments: str) -> int:
        now = f"2026-03-{1 + self.hour // 24:02}T{self.hour % 24:02}:00:00+00:00"
        return self.collection.run(*arguments, now=now).status


@pytest.mark.parametrize("number", range(HISTORIES))
def test_every_backup_of_a_history_comes_back_row_by_row(tmp_path: Path, number: int, scoreboard: Scoreboard) -> None:
    seed = random.SystemRandom().randrange(2**32)
    print(f"seed {seed}, history {number}")
    history = History(tmp_path / "collection", random.Random(seed))
    saved = []
    for _ in range(STEPS):
        history.act()
        saved.append(history.save())

    history.chance.shuffle(saved)
    for backup, held in saved:
        ended, found = history.restore(backup), dump(history.database)
        scoreboard.count("a backup of a random history restored", failures=ended != 0 or found != held)
        assert (ended, found) == (0, held)

    assert history.collection.run("doctor", now="2126-01-01T00:00:00+00:00").status == 0


def test_backups_made_while_another_process_answers_hold_every_answer_up_to_a_moment(
    tmp_path: Path, scoreboard: Scoreboard
) -> None:
    collection = Collection(tmp_path / "collection")
    collection.write("words.md", *definitions(200))
    assert collection.run("sync").status == 0
    database, tries = collection.folder / ".srs" / "srs.db", amount(10, 200)
    lines = [f'{{"id": "{id_}", "rating": 3}}\n' for id_ in sorted(collection.ids().values())]
    with subprocess.Popen(
        [*SRS, "-C", str(collection.folder), "answer", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"SRS_TZ": "UTC"},
    ) as process:
        feeder = threading.Thread(target=_feed, args=(process, lines, tries))
        feeder.start()
        assert process.stdout is not None
        acknowledged, saved = 0, []
        for number in range(tries):
            acknowledged += process.stdout.readline().startswith('{"ok": true')
            saved.append((acknowledged, save_backup(database, Reason.MANUAL, START_MS + number * 1000).path))
        process.stdin.close()
        process.stdout.read()
        feeder.join()

    for count, backup in saved:
        ended = collection.run("restore", backup.name, "--yes").status
        written = len(collection.run("history", "--json").records)
        well = ended == 0 and count <= written and dump(database) == dump(backup)
        scoreboard.count("a backup made while another process answers restored", failures=not well)
        assert well
        assert collection.run("doctor", now="2126-01-01T00:00:00+00:00").status == 0


def _feed(process: subprocess.Popen[str], lines: list[str], tries: int) -> None:
    """Write answers as long as somebody takes them."""
    assert process.stdin is not None
    for number in range(tries * 3):
        try:
            process.stdin.write(lines[number % len(lines)])
            process.stdin.flush()
        except (BrokenPipeError, ValueError):
            return


def test_backups_of_all_reasons_are_listed_in_the_order_of_time(tmp_path: Path) -> None:
    history = History(tmp_path / "collection", random.Random(1))
    for _ in range(4):
        history.act()
        history.save()

    found = list_backups(history.database)

    assert [one.at for one in found] == sorted(one.at for one in found)
    assert len(found) >= 4
