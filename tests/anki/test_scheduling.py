"""The real Anki goes on where srs stands: random histories in every state, in ten time zones.

`SRS_ROUND_TRIP=1000 pytest -s tests/anki/test_scheduling.py` takes so many facts in place of the small sample, and tells the
largest differences.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest
from histories import random_store

from srs.app.collection import find_collection
from srs.app.export import Wanted, export_facts
from srs.model import Card, Moment, ReviewKind, State
from srs.schedule import DayClock, outcomes
from srs.store.facts import list_facts
from srs.store.log import log_of
from srs.store.rows import CARD, card_of

if TYPE_CHECKING:
    from srs.model import Review
    from srs.schedule import Preset
    from srs.schedule.presets import Presets
    from srs.store.open import Store

pytestmark = [
    pytest.mark.skipif(find_spec("anki") is None, reason="the anki package is not installed"),
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no TZ to tell Anki another zone"),
]

JUDGE = Path(__file__).with_name("package_judge.py")
FACTS = int(os.environ.get("SRS_ROUND_TRIP", "300"))
ZONES = (
    *("UTC", "Pacific/Auckland", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Kiritimati"),
    *("America/St_Johns", "Europe/Berlin", "Pacific/Pago_Pago", "Asia/Tokyo", "Australia/Lord_Howe"),
)
ROLLOVERS = (4, 4, 4, 4, 4, 0, 4, 10, 4, 23)
SETTINGS = """
[review]
rollover_hour = {}
learning_steps = ["1m", "10m", "2d"]
relearning_steps = ["10m", "1d"]
desired_retention = 0.87
easy_days = [1, 1, 1, 1, 1, 0.5, 0]

[[preset]]
name = "verbs"
deck = "words::verbs"
learning_steps = []
desired_retention = 0.8
new_per_day = 7
leech_action = "suspend"
review_order = "difficulty"
parameters = [0.3, 1.4, 2.5, 8.0, 6.4, 0.83, 3.0, 0.001, 1.87, 0.17, 0.8, 1.48, 0.06, 0.26, 1.65, 0.6, 1.87, 0.54, 0.09, 0.07, 0.2]
"""
TYPES = {State.NEW: 0, State.LEARNING: 1, State.REVIEW: 2, State.RELEARNING: 3}
KINDS = {"learn": 0, "review": 1, "relearn": 2, "early": 3, "manual": 4}
DAY_MS = 86_400_000


class World(NamedTuple):
    """A store in a time zone, and what Anki has of it there."""

    store: Store
    presets: Presets
    clock: DayClock
    now: Moment
    anki: dict[str, Any]


@pytest.fixture(scope="module", params=zip(ZONES, ROLLOVERS, strict=True), ids=ZONES)
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> World:
    zone, rollover = request.param
    folder = tmp_path_factory.mktemp("zone")
    (folder / "srs.toml").write_text(SETTINGS.format(rollover), "utf-8")
    collection = find_collection(folder, database=folder / "srs.db")
    presets = collection.presets()
    # Anki has no other clock than the real one; noon of its day makes the rest the same every day.
    now = datetime.now(UTC).astimezone(ZoneInfo(zone))  # noqa: TID251
    clock = presets.clock(now)
    moment = clock.moment(clock.start_of(clock.day_of(round(now.timestamp() * 1000))) + DAY_MS // 3)
    random = Random(f"round trip {zone}")
    store = random_store(folder, random, max(1, FACTS // len(ZONES)), presets, clock, moment.at)
    target, report = export_facts(store, collection, Wanted(target=folder / "out.apkg"), moment, clock)
    assert report.problems == ()
    request_ = {"package": str(target), "path": str(folder / "collection.anki2"), "rollover": rollover}
    return World(store, presets, clock, moment, ask_anki(request_, TZ=zone))


def ask_anki(request: dict[str, Any], **environment: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, str(JUDGE)],
        input=json.dumps(request),
        env=os.environ | {"ANKI_TEST_MODE": "1"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def cards_of(world: World) -> dict[tuple[str, int], tuple[Card, int, Preset]]:
    """Return the live cards with their flags and presets."""
    decks = {fact.id: fact.draft.deck for fact in list_facts(world.store)}
    rows = world.store.connection.execute(f"SELECT {CARD}, flag FROM card WHERE live").fetchall()
    cards = [(card_of(row[:-1]), row[-1]) for row in rows]
    return {(card.fact, card.ord): (card, flag, world.presets.of(decks[card.fact], ()).preset) for card, flag in cards}


def test_every_card_stands_where_it_stood(world: World) -> None:
    ours, theirs = cards_of(world), {(card["guid"], card["ord"]): card for card in world.anki["cards"]}
    first_day = world.clock.day_of((world.anki["cutoff"] - 1) * 1000) - world.anki["today"]

    assert theirs.keys() == ours.keys()
    wrong = [
        (card, found)
        for key, (card, flag, preset) in ours.items()
        if (found := standing(theirs[key], first_day)) != expected(card, flag, preset, world)
    ]
    assert wrong == []


def standing(card: dict[str, Any], first_day: int) -> dict[str, Any]:
    due = card["due"]
    if card["type"] == 0:
        due = None
    elif due < 1_000_000_000:
        due += first_day
    names = ("type", "queue", "reps", "lapses", "flags", "left")
    return {"due": due} | {name: card[name] for name in names}


def expected(card: Card, flag: int, preset: Preset, world: World) -> dict[str, Any]:
    schedule = card.schedule
    steps = {State.LEARNING: preset.learning_steps, State.RELEARNING: preset.relearning_steps}.get(schedule.state)
    queue = {State.NEW: 0, State.REVIEW: 2}.get(schedule.state, 1 if schedule.due_at is not None else 3)
    due = None if schedule.state is State.NEW else schedule.due_day
    if schedule.due_at is not None:
        due = schedule.due_at // 1000
    aside = card.suspended or (card.buried_until or 0) > world.now.day
    if aside and queue == 3:
        due = world.clock.start_of(schedule.due_day) // 1000
    if aside:
        queue = -1 if card.suspended else -3
    return {
        "due": due,
        "type": TYPES[schedule.state],
        "queue": queue,
        "reps": schedule.reps,
        "lapses": schedule.lapses,
        "flags": flag,
        "left": 0 if steps is None else max(1, len(steps) - schedule.step),
    }


def test_memory_is_what_it_was(world: World) -> None:
    ours = cards_of(world)
    differences = []
    for card in world.anki["cards"]:
        memory = ours[card["guid"], card["ord"]][0].schedule.memory
        data = json.loads(card["data"] or "{}")
        assert ("s" in data) == (memory is not None)
        if memory:
            differences.append((abs(data["s"] - memory.stability), abs(data["d"] - memory.difficulty)))
    print("largest difference of stability and difficulty:", *map(max, zip(*differences, strict=True)))
    assert all(stability <= 5e-4 and difficulty <= 5.0001e-4 for stability, difficulty in differences)


def test_every_answer_is_there(world: World) -> None:
    log = Counter((row[0], row[1], *row[2:4], *row[7:]) for row in world.anki["log"])
    wanted = Counter(
        (
            *key,
            review.order[0],
            0 if review.kind is ReviewKind.MANUAL else int(review.rating),
            review.taken_ms,
            kind_of(review),
        )
        for key, (card, _, _) in cards_of(world).items()
        for review in log_of(world.store.connection, card.id)
        if not review.undone
    )

    print(f"{wanted.total()} answers")
    assert log == wanted


def kind_of(review: Review) -> int:
    """Return Anki's type; it wants the first answer to a card to be one of learning, whatever its user did by hand before."""
    begins = review.kind is not ReviewKind.MANUAL and review.before.memory is None
    return 0 if begins else KINDS[review.kind]


def test_anki_computes_the_same_memory_from_the_log(world: World) -> None:
    ours = cards_of(world)
    compared = 0
    for card in world.anki["cards"]:
        kept, _, _ = ours[card["guid"], card["ord"]]
        log = [one for one in log_of(world.store.connection, kept.id) if not one.undone]
        if kept.schedule.memory is None or kept.schedule.state is State.NEW:
            continue
        compared += 1
        assert card["recomputed"] == [
            pytest.approx(kept.schedule.memory.stability, rel=1e-4),
            pytest.approx(kept.schedule.memory.difficulty, rel=1e-4),
        ], [f"{one.moment.at} {one.moment.day} {one.rating:d} {one.kind}" for one in log]
    assert compared
    print(f"{compared} of {len(ours)} cards have memories computed from the log")


def test_the_next_answer_gives_the_same(world: World) -> None:
    """Memory is rounded on the way, so that days may differ by one, and longer intervals by a thousandth or two."""
    ours = cards_of(world)
    compared = 0
    for card in world.anki["cards"]:
        kept, _, preset = ours[card["guid"], card["ord"]]
        if not card["buttons"] or kept.schedule.memory is None:
            continue
        compared += 1
        given = outcomes(kept, world.now, replace(preset, fuzz=False), world.clock).values()
        for (state, amount, stability, difficulty), outcome in zip(card["buttons"], given, strict=True):
            after = outcome.schedule
            days = after.state is State.REVIEW
            wanted = after.interval_days if days else outcome.delay_seconds
            assert state == after.state
            assert amount == pytest.approx(wanted, rel=2e-3, abs=1 if days else 0), (card, kept)
            assert stability == pytest.approx(after.memory.stability, rel=2e-3, abs=5e-4)
            assert difficulty == pytest.approx(after.memory.difficulty, abs=7e-4)
    assert compared


def test_presets_come_along(world: World) -> None:
    verbs = world.presets.special[0].preset
    general = world.presets.general
    root = world.store.path.parent.name
    found = world.anki["presets"]

    for name, preset in ((root, general), (f"{root}::words", general), (f"{root}::words::verbs", verbs)):
        config = found[name]
        assert config["fsrsParams6"] == pytest.approx(list(preset.parameters), rel=1e-5)
        assert config["desiredRetention"] == pytest.approx(preset.desired_retention)
        assert config["new"]["delays"] == [step / 60 for step in preset.learning_steps]
        assert config["lapse"]["delays"] == [step / 60 for step in preset.relearning_steps]
        assert config["new"]["perDay"] == preset.new_per_day
        assert config["easyDaysPercentages"] == list(preset.easy_days)
        assert config["new"]["bury"]
        assert config["reviewOrder"] == {"due": 0, "difficulty": 5}[preset.review_order]
        assert config["lapse"]["leechAction"] == {"tell": 1, "suspend": 0}[preset.leech_action]
    assert found[root]["name"] == root
    assert found[f"{root}::words::verbs"]["name"] == f"{root}: verbs"


def test_checking_the_database_finds_nothing(world: World) -> None:
    names = ("guid", "ord", "type", "queue", "due", "ivl", "reps", "lapses", "left", "flags", "data")
    before = [[card[name] for name in names] for card in world.anki["cards"]]

    assert world.anki["check"][1]
    assert [row[: len(names)] for row in world.anki["after_check"]] == before
