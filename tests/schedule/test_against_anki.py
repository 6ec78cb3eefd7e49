"""Anki's own scheduler judges ours: memory, steps and intervals without fuzz."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict, replace
from importlib.util import find_spec
from math import floor
from pathlib import Path
from random import Random

import pytest
from schedule.cards import CLOCK, DAY, DAY_MS, NOON, PLAIN, make_card, review_card, step_card

from srs.model import Card, Memory, Moment, Rating, ReviewKind, State
from srs.schedule import Kernel, Preset, answer_card, outcomes
from srs.schedule.by_hand import parse_span, set_due

pytestmark = pytest.mark.skipif(find_spec("anki") is None, reason="the anki package is not installed")

JUDGE = Path(__file__).with_name("anki_judge.py")
WITHOUT_THE_DAY = tuple(0.0 if index == 17 else weight for index, weight in enumerate(PLAIN.parameters))
"""Parameters by which a second answer on the same day tells nothing."""
PRESETS = (
    PLAIN,
    replace(PLAIN, desired_retention=0.8, learning_steps=(300,), relearning_steps=(60, 1800, 7200)),
    replace(PLAIN, desired_retention=0.95, learning_steps=(60, 600, 86_400)),
    replace(PLAIN, learning_steps=(), relearning_steps=()),
    replace(PLAIN, desired_retention=0.99, learning_steps=(), relearning_steps=()),
    replace(PLAIN, learning_steps=(), relearning_steps=(), parameters=WITHOUT_THE_DAY),
)
TYPES = {State.LEARNING: 1, State.REVIEW: 2, State.RELEARNING: 3}


def ask_anki(folder: Path, preset: Preset, **request: object) -> dict:
    request |= {"path": str(folder / "collection.anki2"), "settings": asdict(preset)}
    done = subprocess.run(
        [sys.executable, str(JUDGE)],
        input=json.dumps(request),
        env=os.environ | {"ANKI_TEST_MODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def random_cards(preset: Preset) -> list[Card]:
    random = Random(20_260_501)
    return [random_card(random, number, preset) for number in range(1000)]


def random_card(random: Random, number: int, preset: Preset) -> Card:
    elapsed = random.choice((0, 1, 2, 5, 10, 30, 100, 400))
    memory = Memory(round(10 ** random.uniform(-1, 3), 4), round(random.uniform(1, 10), 3))
    values = {"memory": memory, "last": Moment(NOON.at - elapsed * DAY_MS, DAY - elapsed)}
    state = random.choice(list(TYPES))
    if state is State.REVIEW:
        return review_card(number, interval_days=max(1, round(elapsed * random.uniform(0.5, 2))), **values)
    steps = preset.learning_steps if state is State.LEARNING else preset.relearning_steps
    return step_card(number, state=state, step=random.randrange(max(1, len(steps))), **values)


def is_close_to_half(card: Card, preset: Preset) -> bool:
    """Tell whether the single precision that Anki computes with may round an interval of the card otherwise."""
    kernel = Kernel(preset)
    memories = [outcome.schedule.memory for outcome in outcomes(card, NOON, preset, CLOCK).values()]
    intervals = [kernel.interval(memory) for memory in memories if memory]
    return any(abs(interval - floor(interval) - 0.5) < 0.01 for interval in intervals)


def as_case(card: Card, preset: Preset) -> dict:
    schedule = card.schedule
    steps = preset.relearning_steps if schedule.state is State.RELEARNING else preset.learning_steps
    assert schedule.memory is not None
    assert schedule.last is not None
    return {
        "type": TYPES[schedule.state],
        "left": 0 if schedule.state is State.REVIEW else len(steps) - schedule.step,
        "ivl": schedule.interval_days,
        "elapsed": DAY - schedule.last.day,
        "stability": schedule.memory.stability,
        "difficulty": schedule.memory.difficulty,
    }


def described(card: Card, preset: Preset) -> list[dict]:
    found = []
    for outcome in outcomes(card, NOON, preset, CLOCK).values():
        schedule = outcome.schedule
        steps = preset.learning_steps if schedule.state is State.LEARNING else preset.relearning_steps
        # A step of a preset is whole seconds; an interval of FSRS in seconds is cut to them in single precision.
        seconds = outcome.delay_seconds if steps else pytest.approx(outcome.delay_seconds, abs=1)
        assert schedule.memory is not None
        found.append(
            {
                "state": schedule.state.value,
                "amount": schedule.interval_days if schedule.state is State.REVIEW else seconds,
                "stability": pytest.approx(schedule.memory.stability, rel=1e-4),
                "difficulty": pytest.approx(schedule.memory.difficulty, rel=1e-4),
            }
        )
    return found


@pytest.mark.parametrize("preset", PRESETS)
def test_every_button_gives_what_it_gives_in_anki(tmp_path: Path, preset: Preset) -> None:
    """Cards that differ are listed with `-s`: an interval of theirs lies at half a day, which single precision rounds otherwise."""
    cards = random_cards(preset)
    verdicts = ask_anki(tmp_path, preset, cases=[as_case(card, preset) for card in cards])["states"]

    differing = [
        (card, ours, theirs)
        for card, theirs in zip(cards, verdicts, strict=True)
        if theirs != (ours := described(card, preset))
    ]
    for card, ours, theirs in differing:
        print(card.schedule.memory, [one["amount"] for one in ours], [one["amount"] for one in theirs])
    assert len(differing) <= len(cards) // 50
    for card, ours, theirs in differing:
        assert is_close_to_half(card, preset)
        assert [one["state"] for one in ours] == [one["state"] for one in theirs]
        assert all(abs(one["amount"] - other["amount"]) <= 1 for one, other in zip(ours, theirs, strict=True))


@pytest.mark.parametrize("preset", PRESETS)
def test_histories_leave_the_memory_they_leave_in_anki(tmp_path: Path, preset: Preset) -> None:
    random = Random(7)
    histories = [
        [(random.choice((0, 0, 1, 3, 10, 40)), random.choice((1, 2, 3, 3, 3, 4))) for _ in range(random.randint(1, 8))]
        for _ in range(60)
    ]
    verdicts = ask_anki(tmp_path, preset, histories=histories)["memories"]

    for history, verdict in zip(histories, verdicts, strict=True):
        schedule = answered(history, preset).schedule
        assert schedule.memory is not None
        assert verdict == {
            "type": TYPES[schedule.state],
            "lapses": schedule.lapses,
            "stability": pytest.approx(schedule.memory.stability, rel=1e-4),
            "difficulty": pytest.approx(schedule.memory.difficulty, rel=1e-4),
        }


def test_a_due_day_set_by_hand_gives_the_interval_that_it_gives_in_anki_without_fsrs(tmp_path: Path) -> None:
    cards = [
        review_card(),
        review_card(due_day=DAY - 5, interval_days=40),
        step_card(),
        step_card(state=State.RELEARNING, interval_days=10, lapses=1),
    ]
    moves = [(card, span) for card in cards for span in ("0", "1", "3", "3!", "30", "0!")]
    asked = [
        {"type": TYPES[card.schedule.state], "ivl": card.schedule.interval_days, "span": span} for card, span in moves
    ]
    verdicts = ask_anki(tmp_path, PLAIN, moves=asked)["moved"]

    for (card, span), verdict in zip(moves, verdicts, strict=True):
        after = set_due(card, parse_span(span, DAY), NOON).after
        assert after.due_day is not None
        assert verdict == [TYPES[after.state], after.interval_days, after.due_day - DAY]


MANY = 2_400


@pytest.mark.parametrize("preset", PRESETS)
def test_logs_that_are_imported_give_the_memory_they_give_in_anki(tmp_path: Path, preset: Preset) -> None:
    """The worst of MANY histories, a third with each preset; printed as a table with `-s`."""
    random = Random(str(preset))
    gaps, ratings = (0, 0, 0, 1, 2, 3, 7, 10, 25, 60, 200), (1, 1, 2, 3, 3, 3, 3, 4)
    histories = [
        [(random.choice(gaps), random.choice(ratings)) for _ in range(random.randint(1, 20))]
        for _ in range(MANY // len(PRESETS))
    ]
    cards = [answered(history, preset) for history in histories]
    logs = [log_of(history, preset) for history in histories]
    verdicts = ask_anki(tmp_path, preset, logs=logs)["imported"]

    def difference(card: Card, verdict: dict) -> tuple[float, float]:
        memory = card.schedule.memory
        assert memory is not None
        return (
            abs(verdict["stability"] / memory.stability - 1),
            abs(verdict["difficulty"] - memory.difficulty),
        )

    found = sorted(map(difference, cards, verdicts), reverse=True)
    print("stability (relative), difficulty; the worst five of", len(found))
    for stability, hardness in found[:5]:
        print(f"{stability:.2e}  {hardness:.2e}")
    assert len(found) == MANY // len(PRESETS)
    assert found[0][0] < 1e-4
    assert max(hardness for _, hardness in found) < 1e-3


def log_of(history: list[tuple[int, int]], preset: Preset) -> list[list[int]]:
    """Return a history as Anki's revlog has it, times as milliseconds before the last answer."""
    kinds = {ReviewKind.LEARN: 0, ReviewKind.REVIEW: 1, ReviewKind.RELEARN: 2, ReviewKind.EARLY: 1}
    total = sum(elapsed for elapsed, _ in history)
    card, day, rows = make_card(), DAY, []
    for elapsed, rating in history:
        day += elapsed
        now = Moment(NOON.at + (day - DAY) * DAY_MS, day)
        answer = answer_card(card, Rating(rating), now, 0, preset, CLOCK)
        before, after = answer.before, answer.after
        ago = (total - (day - DAY)) * DAY_MS
        interval = after.interval_days if after.state is State.REVIEW else -60
        rows.append([ago, rating, interval, before.interval_days or -60, 500, kinds[answer.kind]])
        card = replace(card, schedule=after)
    return rows


def answered(history: list[tuple[int, int]], preset: Preset) -> Card:
    card, day = make_card(), DAY
    for elapsed, rating in history:
        day += elapsed
        now = Moment(NOON.at + (day - DAY) * DAY_MS, day)
        answer = answer_card(card, Rating(rating), now, 0, preset, CLOCK)
        card = replace(card, schedule=answer.after)
    return card
