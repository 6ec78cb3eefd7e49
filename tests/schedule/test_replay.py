from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from schedule.cards import CLOCK, DAY, DAY_MS, HISTORIES, NOON, PLAIN, PRESETS, logged, make_card

from srs.model import Rating, Review, ReviewKind, Schedule
from srs.schedule import DayClock, Preset, answer_card, replay

CARD = make_card()


def make_log(history: list[tuple[int, Rating]], preset: Preset) -> list[Review]:
    card, log, at = CARD, [], NOON.at
    for number, (gap, rating) in enumerate(history):
        answer = answer_card(card, rating, CLOCK.moment(at), 0, preset, CLOCK)
        log.append(logged(number, answer))
        card = replace(card, schedule=answer.after)
        at += gap
    return log


@given(HISTORIES, PRESETS)
def test_replay_equals_the_answers_bit_for_bit(history: list[tuple[int, Rating]], preset: Preset) -> None:
    log = make_log(history, preset)
    expected = log[-1].after if log else Schedule()

    assert replay(CARD, log, preset, CLOCK) == expected


def test_replay_starts_from_new_whatever_the_card_says() -> None:
    card = replace(CARD, schedule=replace(CARD.schedule, reps=99))

    assert replay(card, [], PLAIN, CLOCK) == Schedule()


def test_answers_taken_back_do_not_count() -> None:
    log = make_log([(DAY_MS, Rating.EASY), (0, Rating.AGAIN)], PLAIN)
    undone = [log[0], replace(log[1], undone=True)]

    assert replay(CARD, undone, PLAIN, CLOCK) == log[0].after


def test_days_come_from_the_log_and_not_from_the_clock() -> None:
    log = make_log([(9 * DAY_MS, Rating.EASY), (0, Rating.GOOD)], PLAIN)
    elsewhere = DayClock(11 * 3600)

    assert replay(CARD, log, PLAIN, elsewhere) == log[-1].after


def test_another_preset_gives_another_schedule() -> None:
    log = make_log([(9 * DAY_MS, Rating.EASY), (0, Rating.GOOD)], PLAIN)
    schedule = replay(CARD, log, replace(PLAIN, desired_retention=0.8), CLOCK)

    assert schedule.memory == log[-1].after.memory
    assert schedule.interval_days > log[-1].after.interval_days


@pytest.mark.parametrize("forgotten", [False, True])
def test_a_change_by_hand_sets_the_due_day_or_forgets(forgotten: bool) -> None:
    (log,) = make_log([(0, Rating.EASY)], PLAIN)
    changed = Schedule() if forgotten else replace(log.after, due_day=DAY + 1)
    by_hand = replace(log, id=2, kind=ReviewKind.MANUAL, before=log.after, after=changed)

    assert replay(CARD, [log, by_hand], PLAIN, CLOCK) == changed
