from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from schedule.cards import (
    CLOCK,
    DAY,
    DAY_MS,
    HISTORIES,
    HOUR_MS,
    NOON,
    PLAIN,
    PRESETS,
    make_card,
    review_card,
    step_card,
)

from srs.model import Card, Memory, Moment, Rating, ReviewKind, Schedule, State
from srs.schedule import DayClock, Kernel, Preset, answer_card, outcomes
from srs.schedule.fuzz import fuzz_bounds

AGAIN, HARD, GOOD, EASY = Rating


def after(card: Card, rating: Rating, now: Moment = NOON, preset: Preset = PLAIN) -> Schedule:
    return outcomes(card, now, preset, CLOCK)[rating].schedule


def minutes_until(schedule: Schedule) -> float:
    assert schedule.due_at is not None
    return (schedule.due_at - NOON.at) / 60_000


def relearning_card(**schedule: object) -> Card:
    return step_card(state=State.RELEARNING, memory=Memory(3.0, 6.0), interval_days=10, lapses=1, **schedule)


# New and learning cards


def test_again_on_a_new_card_is_the_first_step() -> None:
    schedule = after(make_card(), AGAIN)

    assert (schedule.state, schedule.step, minutes_until(schedule)) == (State.LEARNING, 0, 1)


def test_hard_on_the_first_of_several_steps_is_the_mean_of_two() -> None:
    schedule = after(make_card(), HARD)

    assert (schedule.state, schedule.step, minutes_until(schedule)) == (State.LEARNING, 0, 5.5)


def test_good_on_a_new_card_is_the_second_step() -> None:
    schedule = after(make_card(), GOOD)

    assert (schedule.state, schedule.step, minutes_until(schedule)) == (State.LEARNING, 1, 10)


def test_easy_on_a_new_card_graduates_with_the_interval_of_fsrs() -> None:
    schedule = after(make_card(), EASY)

    assert (schedule.state, schedule.due_at, schedule.due_day) == (State.REVIEW, None, DAY + 8)
    assert schedule.interval_days == 8


def test_again_on_a_later_step_goes_back_to_the_first() -> None:
    schedule = after(step_card(step=1), AGAIN)

    assert (schedule.state, schedule.step, minutes_until(schedule)) == (State.LEARNING, 0, 1)


def test_hard_on_a_later_step_repeats_it() -> None:
    schedule = after(step_card(step=1), HARD)

    assert (schedule.state, schedule.step, minutes_until(schedule)) == (State.LEARNING, 1, 10)


def test_hard_on_a_single_step_is_half_as_long_again() -> None:
    schedule = after(make_card(), HARD, preset=replace(PLAIN, learning_steps=(600,)))

    assert minutes_until(schedule) == 15


def test_hard_on_a_single_step_of_days_is_one_day_longer() -> None:
    schedule = after(make_card(), HARD, preset=replace(PLAIN, learning_steps=(3 * 86_400,)))

    assert schedule.due_day == DAY + 4


def test_good_on_the_last_step_graduates() -> None:
    schedule = after(step_card(step=1), GOOD)

    assert (schedule.state, schedule.step, schedule.due_day) == (State.REVIEW, 0, DAY + schedule.interval_days)


def test_easy_graduates_a_day_later_than_good_at_least() -> None:
    card = step_card(step=1, memory=Memory(0.5, 9.0))

    assert after(card, GOOD).interval_days == 1
    assert after(card, EASY).interval_days == 2


def test_a_step_beyond_the_last_counts_as_the_last() -> None:
    schedule = after(step_card(step=7), HARD)

    assert (schedule.step, minutes_until(schedule)) == (1, 10)


def test_steps_leave_the_interval_as_it_is() -> None:
    assert after(make_card(), GOOD).interval_days == 0
    assert after(relearning_card(), AGAIN).interval_days == 10


def test_without_steps_an_interval_below_half_a_day_is_a_step_of_its_length() -> None:
    preset = replace(PLAIN, learning_steps=())
    schedules = [outcome.schedule for outcome in outcomes(make_card(), NOON, preset, CLOCK).values()]

    assert [schedule.state for schedule in schedules] == [State.LEARNING, *[State.REVIEW] * 3]
    assert minutes_until(schedules[0]) == 18_316 / 60
    assert [schedule.interval_days for schedule in schedules] == [0, 1, 2, 8]


def test_without_steps_an_interval_that_reaches_the_next_day_is_due_on_it() -> None:
    evening = CLOCK.moment(CLOCK.start_of(DAY + 1) - 5 * HOUR_MS)
    schedule = after(make_card(), AGAIN, evening, replace(PLAIN, learning_steps=()))

    assert (schedule.state, schedule.due_at, schedule.due_day) == (State.LEARNING, None, DAY + 1)


@pytest.mark.parametrize("index", [17, 18])
def test_without_steps_parameters_that_leave_out_the_day_graduate_every_card(index: int) -> None:
    parameters = list(PLAIN.parameters)
    parameters[index] = 0.0
    preset = replace(PLAIN, learning_steps=(), parameters=tuple(parameters))

    assert {outcome.schedule.state for outcome in outcomes(make_card(), NOON, preset, CLOCK).values()} == {State.REVIEW}


def test_without_steps_buttons_keep_their_order_within_the_day() -> None:
    parameters = (0.4, 0.2, 0.3, 0.1, *PLAIN.parameters[4:])
    preset = replace(PLAIN, learning_steps=(), parameters=parameters)
    found = outcomes(make_card(), NOON, preset, CLOCK)

    assert [found[rating].delay_seconds for rating in (AGAIN, HARD, GOOD)] == [int(0.4 * 86_400)] * 3
    assert found[EASY].schedule.interval_days == 2


def test_without_steps_buttons_keep_their_order_when_parameters_do_not() -> None:
    parameters = (9.0, 3.0, 2.0, 1.0, *PLAIN.parameters[4:])
    preset = replace(PLAIN, learning_steps=(), parameters=parameters)
    days = [outcome.schedule.interval_days for outcome in outcomes(make_card(), NOON, preset, CLOCK).values()]

    assert days == [9, 9, 9, 10]


# Review cards


def test_a_lapse_begins_relearning() -> None:
    schedule = after(review_card(), AGAIN)

    assert (schedule.state, schedule.step, schedule.lapses) == (State.RELEARNING, 0, 1)
    assert (minutes_until(schedule), schedule.due_day) == (10, None)


def test_a_lapse_without_relearning_steps_gives_days() -> None:
    schedule = after(review_card(), AGAIN, preset=replace(PLAIN, relearning_steps=()))

    assert (schedule.state, schedule.lapses, schedule.due_at) == (State.REVIEW, 1, None)
    assert schedule.due_day == DAY + schedule.interval_days
    assert schedule.interval_days == round(Kernel(PLAIN).interval(schedule.memory))


def test_a_lapse_without_relearning_steps_comes_back_within_the_day_when_little_is_left() -> None:
    card = review_card(memory=Memory(0.6, 7.0), last=Moment(NOON.at - DAY_MS, DAY - 1))
    schedule = after(card, AGAIN, preset=replace(PLAIN, relearning_steps=()))

    assert (schedule.state, schedule.lapses, schedule.due_day) == (State.RELEARNING, 1, None)
    assert minutes_until(schedule) == 18_802 / 60


@pytest.mark.parametrize("number", range(10))
def test_fuzz_leaves_the_days_after_a_lapse(number: int) -> None:
    card = review_card(number, memory=Memory(500.0, 5.0), last=Moment(NOON.at, DAY))
    days = [after(card, AGAIN, preset=Preset(relearning_steps=(), fuzz=fuzz)).interval_days for fuzz in (False, True)]

    assert days[0] > 100
    assert days[0] == days[1]


def test_passing_is_no_lapse() -> None:
    assert [after(review_card(lapses=2), rating).lapses for rating in (HARD, GOOD, EASY)] == [2, 2, 2]


def test_a_review_gives_the_interval_of_fsrs() -> None:
    kernel = Kernel(PLAIN)
    schedule = after(review_card(), GOOD)

    assert schedule.memory == kernel.next_memory(Memory(10.0, 5.0), 10, GOOD)
    assert schedule.interval_days == round(kernel.interval(schedule.memory))


def test_the_days_of_hard_good_and_easy_differ_by_one_at_least() -> None:
    card = review_card(memory=Memory(0.1, 10.0), interval_days=0, last=Moment(NOON.at, DAY))

    assert [after(card, rating).interval_days for rating in (HARD, GOOD, EASY)] == [1, 2, 3]


@pytest.mark.parametrize("number", range(30))
def test_fuzz_does_not_shorten_a_growing_interval(number: int) -> None:
    # Hard leaves 12 days here, which fuzz alone could make 10.
    card = review_card(number, memory=Memory(12.0, 9.9), interval_days=11, last=Moment(NOON.at, DAY))
    days = [after(card, rating, preset=Preset()).interval_days for rating in (HARD, GOOD, EASY)]

    assert days[0] > 11
    assert days == sorted(set(days))


def test_an_interval_that_fuzz_could_reach_is_not_shortened() -> None:
    # FSRS wants 32 days, which fuzz could make 36.
    assert after(review_card(), GOOD).interval_days == 32
    assert after(review_card(interval_days=36), GOOD).interval_days == 36
    assert after(review_card(interval_days=37), GOOD).interval_days == 32


def test_an_interval_may_shrink_when_fsrs_wants_it_shorter() -> None:
    assert after(review_card(interval_days=500), GOOD).interval_days == after(review_card(), GOOD).interval_days


def test_the_maximum_interval_holds() -> None:
    preset = replace(PLAIN, maximum_interval=12)

    assert [after(review_card(), rating, preset=preset).interval_days for rating in (HARD, GOOD, EASY)] == [12, 12, 12]


# Relearning cards


def test_hard_on_a_single_relearning_step_is_half_as_long_again() -> None:
    schedule = after(relearning_card(), HARD)

    assert (schedule.state, minutes_until(schedule)) == (State.RELEARNING, 15)


def test_again_while_relearning_is_no_second_lapse() -> None:
    schedule = after(relearning_card(), AGAIN)

    assert (schedule.state, schedule.lapses, minutes_until(schedule)) == (State.RELEARNING, 1, 10)


def test_relearning_ends_with_the_interval_of_fsrs() -> None:
    schedule = after(relearning_card(), GOOD)

    assert (schedule.state, schedule.due_at) == (State.REVIEW, None)
    assert schedule.interval_days == round(Kernel(PLAIN).interval(schedule.memory))
    assert after(relearning_card(), EASY).interval_days > schedule.interval_days


# The end of the day


def test_a_step_that_reaches_the_next_day_is_due_by_day() -> None:
    now = CLOCK.moment(CLOCK.start_of(DAY + 1) - 600_000)
    schedule = after(make_card(), GOOD, now)

    assert (schedule.state, schedule.step) == (State.LEARNING, 1)
    assert (schedule.due_at, schedule.due_day) == (None, DAY + 1)


def test_a_step_that_ends_just_before_the_next_day_keeps_its_time() -> None:
    now = CLOCK.moment(CLOCK.start_of(DAY + 1) - 600_001)
    schedule = after(make_card(), GOOD, now)

    assert (schedule.due_at, schedule.due_day) == (CLOCK.start_of(DAY + 1) - 1, None)


@pytest.mark.parametrize("number", range(20))
def test_fuzz_leaves_a_step_within_its_day(number: int) -> None:
    now = CLOCK.moment(CLOCK.start_of(DAY + 1) - 600_001)
    schedule = after(make_card(number), GOOD, now, Preset())

    assert schedule.due_at == CLOCK.start_of(DAY + 1) - 1


def test_the_next_day_begins_at_the_rollover_of_the_place() -> None:
    clock = DayClock(2 * 3600)
    now = clock.moment(clock.start_of(DAY + 1) - 60_000)
    schedule = outcomes(make_card(), now, PLAIN, clock)[GOOD].schedule

    assert schedule.due_day == DAY + 1


@pytest.mark.parametrize("hours", [1, 12, 23])
def test_a_step_of_days_counts_days_at_any_hour(hours: int) -> None:
    preset = replace(PLAIN, learning_steps=(60, 2 * 86_400))
    now = CLOCK.moment(CLOCK.start_of(DAY) + hours * HOUR_MS)
    schedule = after(make_card(), GOOD, now, preset)

    assert (schedule.due_at, schedule.due_day, schedule.state) == (None, DAY + 2, State.LEARNING)


def test_a_learning_card_due_by_day_goes_on_with_its_step() -> None:
    card = step_card(step=0, due_at=None, due_day=DAY, last=Moment(NOON.at - DAY_MS, DAY - 1))
    schedule = after(card, GOOD)

    assert (schedule.state, schedule.step, schedule.due_day) == (State.LEARNING, 1, None)


# Memory, counts and the log


@pytest.mark.parametrize("rating", list(Rating))
def test_memory_changes_on_steps_by_the_same_day_formula(rating: Rating) -> None:
    schedule = after(step_card(), rating)

    assert schedule.memory == Kernel(PLAIN).next_memory(Memory(2.0, 5.0), 0, rating)


def test_every_answer_counts_and_is_the_last() -> None:
    schedule = after(step_card(reps=4), AGAIN)

    assert (schedule.reps, schedule.last) == (5, NOON)


def test_elapsed_days_are_those_of_the_moments() -> None:
    evening = Moment(NOON.at - 13 * HOUR_MS, DAY - 1)
    schedule = after(review_card(last=evening), GOOD)

    assert schedule.memory == Kernel(PLAIN).next_memory(Memory(10.0, 5.0), 1, GOOD)


@pytest.mark.parametrize("rating", list(Rating))
def test_a_clock_set_back_counts_as_the_same_day_and_keeps_the_later_moment(rating: Rating) -> None:
    later = Moment(NOON.at + 40 * DAY_MS, DAY + 40)
    schedule = after(review_card(last=later), rating)

    assert schedule.memory == Kernel(PLAIN).next_memory(Memory(10.0, 5.0), 0, rating)
    assert schedule.last == later


def test_an_answer_after_a_pause_of_hours_counts_as_one_of_an_hour() -> None:
    answer = answer_card(review_card(), GOOD, NOON, 10 * HOUR_MS, PLAIN, CLOCK)

    assert answer.taken_ms == HOUR_MS


def test_an_answer_carries_what_the_log_needs() -> None:
    card = review_card()
    answer = answer_card(card, GOOD, NOON, 4321, PLAIN, CLOCK)

    assert (answer.card, answer.rating, answer.moment, answer.taken_ms) == (card.id, GOOD, NOON, 4321)
    assert (answer.before, answer.after) == (card.schedule, after(card, GOOD))


@pytest.mark.parametrize(
    ("card", "kind"),
    [
        (make_card(), ReviewKind.LEARN),
        (step_card(), ReviewKind.LEARN),
        (relearning_card(), ReviewKind.RELEARN),
        (review_card(), ReviewKind.REVIEW),
        (review_card(due_day=DAY - 5), ReviewKind.REVIEW),
        (review_card(due_day=DAY + 1), ReviewKind.EARLY),
        (step_card(due_at=None, due_day=DAY + 1), ReviewKind.LEARN),
    ],
)
def test_the_kind_of_an_answer_tells_the_state_before_it(card: Card, kind: ReviewKind) -> None:
    assert answer_card(card, GOOD, NOON, 0, PLAIN, CLOCK).kind is kind


def test_the_same_answer_gives_the_same_fuzz() -> None:
    assert after(review_card(), GOOD, preset=Preset()) == after(review_card(), GOOD, preset=Preset())


def test_fuzz_differs_between_cards_and_between_answers() -> None:
    of_cards = {after(review_card(number), GOOD, preset=Preset()).interval_days for number in range(40)}
    of_answers = {after(review_card(reps=reps), GOOD, preset=Preset()).interval_days for reps in range(40)}

    assert min(len(of_cards), len(of_answers)) > 3


# Properties


def answered(card: Card, history: list[tuple[int, Rating]], preset: Preset) -> tuple[Card, Moment]:
    """Answer a card along a history and return it with the moment of the next answer."""
    at = NOON.at
    for gap, rating in history:
        answer = answer_card(card, rating, CLOCK.moment(at), 0, preset, CLOCK)
        card = replace(card, schedule=answer.after)
        at += gap
    return card, CLOCK.moment(at)


def due_time(schedule: Schedule) -> int:
    if schedule.due_at is not None:
        return schedule.due_at
    assert schedule.due_day is not None
    return CLOCK.start_of(schedule.due_day)


@given(HISTORIES, PRESETS)
def test_better_answers_are_never_due_earlier(history: list[tuple[int, Rating]], preset: Preset) -> None:
    card, now = answered(make_card(), history, preset)
    due = [due_time(outcome.schedule) for outcome in outcomes(card, now, preset, CLOCK).values()]

    assert due == sorted(due)


@given(HISTORIES, PRESETS)
def test_every_outcome_lies_ahead_and_is_due_in_one_way(history: list[tuple[int, Rating]], preset: Preset) -> None:
    card, now = answered(make_card(), history, preset)

    for outcome in outcomes(card, now, preset, CLOCK).values():
        schedule = outcome.schedule
        assert due_time(schedule) > now.at
        assert (schedule.due_at is None) != (schedule.due_day is None)
        assert (schedule.due_at is None) or CLOCK.moment(schedule.due_at).day == now.day


@given(HISTORIES, PRESETS)
def test_days_stay_within_the_maximum(history: list[tuple[int, Rating]], preset: Preset) -> None:
    card, now = answered(make_card(), history, preset)
    days = [outcome.schedule.interval_days for outcome in outcomes(card, now, preset, CLOCK).values()]

    assert max(days) <= preset.maximum_interval


@given(st.floats(0.5, 3000), st.integers(1, 1000), st.integers(0, 100))
def test_the_fuzz_of_a_review_stays_within_the_bounds_of_anki(stability: float, elapsed: int, number: int) -> None:
    last = Moment(NOON.at - elapsed * DAY_MS, DAY - elapsed)
    card = review_card(number, memory=Memory(stability, 5.0), interval_days=0, last=last)
    schedule = after(card, HARD, preset=Preset())
    interval = Kernel(PLAIN).interval(schedule.memory)
    lower, upper = fuzz_bounds(interval, 1, 36_500)

    assert lower <= schedule.interval_days <= upper
