"""Clocks that are wrong and learners who travel: the log goes on, and what is of the future is found and taken back."""

from __future__ import annotations

import itertools
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest
from command import Collection, definitions
from scoreboard import amount

if TYPE_CHECKING:
    from pathlib import Path

    from scoreboard import Scoreboard

BEGIN = datetime(2026, 3, 1, 9, tzinfo=UTC)
BACK, AHEAD = timedelta(days=-400), timedelta(days=50 * 365)
ZONES = (
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "Europe/Berlin",
    "America/St_Johns",
    "Pacific/Chatham",
    "Asia/Kathmandu",
)
AFTER = (
    ("doctor",),
    ("due",),
    ("stats",),
    ("history", "--json"),
    ("review",),
    ("optimize", "--dry-run"),
    ("simulate", "--days", "30"),
)


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    made = Collection(tmp_path / "collection")
    made.write("words.md", *definitions(12))
    assert made.run("sync", now=BEGIN.isoformat()).status == 0
    return made


def log(collection: Collection) -> list[tuple[int, int, int, int | None]]:
    """Return (card, UTC ms, scheduling day, last answer before in UTC ms) of the answers that count, as they were given."""
    with closing(sqlite3.connect(collection.folder / ".srs" / "srs.db")) as connection:
        query = "SELECT card, at, day, json_extract(before, '$.last_at') FROM review WHERE id NOT IN (SELECT review FROM undone) ORDER BY id"
        return connection.execute(query).fetchall()


def lasts_go_on(collection: Collection) -> bool:
    """Tell whether no card's last answer was ever moved back in time."""
    seen: dict[int, int] = {}
    for card, _, _, last in log(collection):
        if (last or 0) < seen.get(card, 0):
            return False
        seen[card] = last or 0
    return True


@pytest.mark.parametrize("jump", [BACK, AHEAD])
def test_a_clock_that_is_wrong_for_a_while_costs_nothing(
    collection: Collection, scoreboard: Scoreboard, jump: timedelta
) -> None:
    known = list(collection.ids().values())
    for day in range(5):
        collection.run("answer", known[0], "good", now=(BEGIN + timedelta(days=day)).isoformat())
        collection.run("answer", known[1], "hard", now=(BEGIN + timedelta(days=day)).isoformat())
    now = BEGIN + timedelta(days=6)
    before = collection.run("card", known[0], "--json").records[0]["cards"][0]

    wrong = collection.run("answer", known[0], "good", now=(now + jump).isoformat())
    again = collection.run("answer", known[0], "again", now=(now + jump).isoformat())
    doctor = collection.run("doctor", "--json", now=now.isoformat())
    repaired = collection.run("doctor", "--repair", now=now.isoformat())
    right = collection.run("answer", known[0], "good", now=now.isoformat())

    found = {record["check"]: record for record in doctor.records}
    after = collection.run("card", known[0], "--json").records[0]["cards"][0]
    checks = [
        (wrong.status, again.status, right.status) == (0, 0, 0),
        lasts_go_on(collection),
        found["clock"]["ok"] == (jump < timedelta()),
        found["replay"]["ok"] and found["log"]["ok"],
        repaired.status == 0,
        collection.run("doctor", now=now.isoformat()).status == 0,
        # Nothing of the fifty years is left in when the card comes back, and a past answer made it due no later.
        after["due_day"] is None or abs(after["due_day"] - before["due_day"]) < 400,
    ]
    scoreboard.count("clock 400 days back or 50 years ahead", tries=len(checks), failures=checks.count(False))
    assert all(checks), checks


@pytest.mark.parametrize("seed", range(amount(1, 20)))
def test_whatever_the_clocks_do_the_log_stays_sound_and_the_future_is_taken_back(
    collection: Collection, scoreboard: Scoreboard, seed: int
) -> None:
    chance, known = Random(seed), list(collection.ids().values())
    now = BEGIN

    for _ in range(30):
        now += timedelta(minutes=chance.randrange(60 * 40))
        jump = chance.choice((timedelta(), timedelta(), timedelta(), BACK, AHEAD))
        zone = chance.choice(ZONES)
        ran = collection.run(
            "answer", chance.choice(known), str(chance.randrange(1, 5)), now=(now + jump).isoformat(), SRS_TZ=zone
        )
        assert ran.status == 0, ran.err
        if chance.random() < 0.2:
            collection.run("undo", now=(now + chance.choice((jump, timedelta()))).isoformat(), SRS_TZ=zone)
    future = sum(at > (now + AHEAD / 2).timestamp() * 1000 for _, at, _, _ in log(collection))

    told = collection.run("doctor", "--json", now=now.isoformat())
    counted = next(record["found"] for record in told.records if record["check"] == "clock")
    repaired = collection.run("doctor", "--repair", now=now.isoformat())
    ran = [collection.run(*command, now=now.isoformat()) for command in AFTER]
    checks = [
        counted.startswith(f"{future} answer") or not future,
        not future or f"Took back {future} answer" in repaired.out,
        repaired.status == 0,
        lasts_go_on(collection),
        *(one.status == 0 for one in ran),
    ]
    scoreboard.count("clocks and zones change between answers", tries=len(checks), failures=checks.count(False))
    assert all(checks), (checks, told.out, [one.out + one.err for one in ran if one.status])


@pytest.mark.parametrize(
    ("zone", "change"),
    [
        ("Antarctica/Casey", datetime(2021, 3, 13, 13, tzinfo=UTC)),
        ("Pacific/Chatham", datetime(2026, 4, 4, 14, tzinfo=UTC)),
    ],
)
def test_answers_around_a_clock_that_is_put_back_over_the_rollover_are_one_after_the_other(
    collection: Collection, zone: str, change: datetime
) -> None:
    hour = {"Antarctica/Casey": 23, "Pacific/Chatham": 3}[zone]
    (collection.folder / "srs.toml").write_text(f"[review]\nrollover_hour = {hour}\n", "utf-8")
    known = next(iter(collection.ids().values()))
    for minutes in range(-120, 120, 10):
        moment = change + timedelta(minutes=minutes)
        assert collection.run("answer", known, "good", now=moment.isoformat(), SRS_TZ=zone).status == 0

    days = [day for _, _, day, _ in log(collection)]
    assert any(later < earlier for earlier, later in itertools.pairwise(days))
    assert lasts_go_on(collection)
    assert collection.run("doctor", now=(change + timedelta(days=3)).isoformat(), SRS_TZ=zone).status == 0
