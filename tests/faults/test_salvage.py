"""Damaged databases: what can be read is saved, nothing is made up, and the doctor finds the new one sound."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from command import Collection, definitions
from scoreboard import amount

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scoreboard import Scoreboard

TRIES = amount(4, 250)
PAGE = 4096
FACTS, DAYS = 60, 8
LATER = "2026-04-01T09:00:00+00:00"
WITHIN = {"texts", "log"}
"""What still finds bits that changed within a value: nothing tells what it was."""
ANSWERS = "SELECT fact, ord, at, day, rating, taken_ms, kind FROM review JOIN card ON card.id = review.card"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a collection with facts, edits and some hundred answers, and a backup of the day before the last."""
    collection = Collection(tmp_path_factory.mktemp("whole") / "collection")
    words, chance = definitions(FACTS), random.Random(7)
    for day in range(1, DAYS + 1):
        words[day] = words[day].replace("a device", f"a device of day {day}")
        collection.write("words.md", *words)
        now = f"2026-03-{day:02}T09:00:00+00:00"
        assert collection.run("sync", now=now).status == 0
        chosen = chance.sample(sorted(collection.ids().values()), 30)
        lines = [
            json.dumps({"id": one, "rating": chance.randrange(1, 5), "ms": chance.randrange(9000)}) for one in chosen
        ]
        assert collection.run("answer", "-", input="\n".join(lines), now=now).status == 0
        if day % 5 == 0:
            collection.run("undo", now=now)
    for file in (collection.folder / ".srs" / "backups").iterdir():
        if not file.name.startswith(f"2026-03-{DAYS - 1:02}"):
            file.unlink()
    return collection.folder


def flip_bits(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randrange(1, 20)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def zero_pages(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 1, 3))):
        start = chance.randrange(len(data) // PAGE) * PAGE
        data[start : start + PAGE] = bytes(PAGE)


def write_noise(data: bytearray, chance: random.Random) -> None:
    start, length = chance.randrange(len(data)), chance.randrange(1, 3 * PAGE)
    data[start : start + length] = chance.randbytes(len(data[start : start + length]))


def cut_off(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(PAGE, len(data)) :]


def lose_the_head(data: bytearray, chance: random.Random) -> None:
    length = chance.choice((16, 100, PAGE))
    data[:length] = bytes(length)


DAMAGES = (flip_bits, zero_pages, write_noise, cut_off, lose_the_head)


def taken_back(folder: Path) -> int:
    """Return how many answers of a collection are marked as taken back."""
    with closing(sqlite3.connect(folder / ".srs" / "srs.db")) as connection:
        return int(connection.execute("SELECT count(*) FROM undone").fetchone()[0])


def answers(database: Path) -> Counter[tuple[object, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return Counter(connection.execute(ANSWERS).fetchall())


@pytest.mark.parametrize("with_backup", [False, True], ids=["alone", "with a backup"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_what_can_be_read_of_a_damaged_database_is_saved(
    whole: Path,
    tmp_path: Path,
    damage: Callable[[bytearray, random.Random], None],
    with_backup: bool,
    scoreboard: Scoreboard,
) -> None:
    given = answers(whole / ".srs" / "srs.db")
    known = answers(next((whole / ".srs" / "backups").iterdir()))
    helped = "with a backup of the day before" if with_backup else "without a backup"
    for number in range(TRIES):
        chance = random.Random(f"{damage.__name__} {with_backup} {number}")
        collection = _damaged_copy(whole, tmp_path / str(number), damage, chance, with_backup)
        damaged = (collection.folder / ".srs" / "srs.db").read_bytes()

        ran = collection.run("doctor", "--repair", "--yes", "--json", now=LATER)

        print(number, ran)
        # A head of noise may look like that of another program, whose file is left alone.
        if "Nothing can be read" in ran.err or "of another program" in ran.err:
            assert (collection.folder / ".srs" / "srs.db").read_bytes() == damaged
            scoreboard.count(f"answers of a damaged file saved {helped}", tries=given.total(), failures=given.total())
            assert not with_backup or "of another program" in ran.err
            continue
        after = collection.run("doctor", "--json", now=LATER)
        accepted = WITHIN if damage in (flip_bits, write_noise) else set()
        if taken_back(collection.folder) < taken_back(whole):
            accepted = accepted | {"log"}  # an answer that was taken back counts again, which no other row knows of
        wrong = {one["check"] for one in after.records if not one["ok"]} - accepted
        scoreboard.count("a damaged database repaired", failures=ran.status not in (0, 1) or bool(wrong))
        assert wrong == set()
        assert ran.status == 0 or (ran.status == 1 and accepted)
        found = answers(collection.folder / ".srs" / "srs.db")
        lost, invented = given - found, found - given
        scoreboard.count(f"answers of a damaged file saved {helped}", tries=given.total(), failures=lost.total())
        if damage is not flip_bits:  # a bit that flips within a number leaves another number
            in_silence = lost.total() - _told_lost(ran.records[0], lost)
            scoreboard.count("answers lost in silence", tries=given.total(), failures=in_silence)
            scoreboard.count("answers made up", tries=given.total(), failures=invented.total())
            assert (in_silence, invented) == (0, Counter())
        if damage is lose_the_head:
            assert lost == Counter()
        if with_backup:
            assert known - found == Counter()
        assert collection.run("sync", now=LATER).status == 0
        shutil.rmtree(collection.folder)


def _told_lost(record: dict[str, Any], lost: Counter[tuple[object, ...]]) -> int:
    """Return how many of the lost answers the repair told of: by number, or as all that came after a time."""
    named = len(record.get("lost_answers", ()))
    if record.get("all_counted", True):
        return named
    last = datetime.fromisoformat(record["last_answer"]).timestamp() * 1000 if record["last_answer"] else 0
    return named + sum(number for answer, number in lost.items() if answer[2] > last)


def _damaged_copy(
    whole: Path,
    folder: Path,
    damage: Callable[[bytearray, random.Random], None],
    chance: random.Random,
    with_backup: bool,
) -> Collection:
    shutil.copytree(whole, folder)
    database = folder / ".srs" / "srs.db"
    data = bytearray(database.read_bytes())
    damage(data, chance)
    database.write_bytes(data)
    if not with_backup:
        shutil.rmtree(folder / ".srs" / "backups")
    return Collection(folder)
