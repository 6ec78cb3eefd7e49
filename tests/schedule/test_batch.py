from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from schedule.cards import CLOCK, HISTORIES, NOON, RATINGS, make_card
from schedule.test_kernel import PARAMETERS
from schedule.test_replay import make_log

from srs.model import Memory, Rating, ReviewKind, Schedule
from srs.schedule import Kernel, Preset, replay
from srs.schedule.batch import FORGOTTEN, KNOWN, MOVED, _agrees, _step, replay_memory, step_for
from srs.schedule.preset import DEFAULT_PARAMETERS


@given(PARAMETERS, st.lists(st.tuples(st.integers(-3, 2000), RATINGS), min_size=1, max_size=12))
def test_a_step_is_that_of_py_fsrs_bit_for_bit(
    parameters: tuple[float, ...], history: list[tuple[int, Rating]]
) -> None:
    kernel, step = Kernel(Preset(parameters=parameters)), _step(parameters)
    memory, ours = None, (0.0, 0.0)

    for gap, rating in history:
        memory = kernel.next_memory(memory, gap, rating)
        ours = step(*ours, gap, rating)

        assert Memory(*ours) == memory


@given(HISTORIES, PARAMETERS)
def test_memory_is_that_of_a_replay_also_where_a_clock_was_set_back(
    history: list[tuple[int, Rating]], parameters: tuple[float, ...]
) -> None:
    preset = Preset(parameters=parameters)
    log = make_log(history, preset)
    answers = [(one.moment.at, one.moment.day, int(one.rating)) for one in sorted(log, key=lambda one: one.order)]

    assert replay_memory(answers, parameters) == replay(make_card(), log, preset, CLOCK).memory


@given(st.sampled_from((MOVED, FORGOTTEN)), RATINGS, RATINGS)
def test_changes_by_hand_count_as_in_a_replay(change: int, first: Rating, second: Rating) -> None:
    preset = Preset()
    begun, last = make_log([(0, first)], preset)[0], make_log([(5 * 86_400_000, first), (0, second)], preset)[1]
    after = Schedule(last=begun.moment) if change == FORGOTTEN else replace(begun.after, last=begun.moment)
    by_hand = replace(begun, id=2, kind=ReviewKind.MANUAL, before=begun.after, after=after)
    expected = replay(make_card(), [begun, by_hand, replace(last, before=after)], preset, CLOCK)
    moments = (NOON, NOON, last.moment)

    answers = [(one.at, one.day, code) for one, code in zip(moments, (first, change, second), strict=True)]

    assert replay_memory(answers, preset.parameters) == expected.memory


@given(RATINGS, RATINGS, st.integers(0, 60))
def test_what_was_known_without_a_log_takes_the_place_of_the_answers_before(
    first: Rating, then: Rating, days: int
) -> None:
    preset, memory = Preset(), Memory(12.5, 6.5)
    begun, last = make_log([(days * 86_400_000, first), (0, then)], preset)
    after = Schedule(memory=memory, last=begun.moment, reps=1)
    known = replace(begun, id=3, kind=ReviewKind.MANUAL, before=Schedule(), after=after, origin="elsewhere")
    expected = replay(make_card(), [known, replace(last, before=after)], preset, CLOCK)

    answers = [(known.moment.at, known.moment.day, KNOWN), (last.moment.at, last.moment.day, int(then))]

    assert replay_memory(answers, preset.parameters, memory) == expected.memory


@given(PARAMETERS)
def test_the_formulas_are_used_where_py_fsrs_agrees(parameters: tuple[float, ...]) -> None:
    assert _agrees(_step(parameters), parameters)


def test_formulas_that_py_fsrs_does_not_agree_with_are_found_out() -> None:
    others = (*DEFAULT_PARAMETERS[:19], 0.0659, DEFAULT_PARAMETERS[20])

    assert not _agrees(_step(others), DEFAULT_PARAMETERS)


def test_a_card_without_answers_has_no_memory() -> None:
    assert replay_memory([], DEFAULT_PARAMETERS) is None
    assert replay_memory([(0, 0, FORGOTTEN)], DEFAULT_PARAMETERS) is None


def test_the_functions_of_parameters_are_made_once() -> None:
    assert step_for(DEFAULT_PARAMETERS) is step_for(tuple(DEFAULT_PARAMETERS))
