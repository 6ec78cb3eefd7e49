from __future__ import annotations

import sys
from array import array
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from schedule.simulated import simulate_logs

from srs.errors import UsageError
from srs.schedule.optimise import LEAST_ANSWERS, FitFailed, _fitted, _Items, _library, optimise
from srs.schedule.preset import DEFAULT_PARAMETERS, Preset
from srs.schedule.scores import score
from srs.schedule.trainset import BEGINS, Trainset, foretell, make_trainset

pytest.importorskip("fsrs_rs_python")

OTHER = (0.5, 1.3, 4.5, *DEFAULT_PARAMETERS[3:8], 1.5, *DEFAULT_PARAMETERS[9:20], 0.3)
"""A learner who remembers a new card longer, and forgets at another pace."""
LOGS = simulate_logs(OTHER, 900, 7)


def test_parameters_that_foretell_later_answers_better_are_kept() -> None:
    fit = optimise(make_trainset(LOGS), DEFAULT_PARAMETERS)

    assert fit.is_better
    assert fit.held_out is not None
    assert fit.held_out.after.log_loss < fit.held_out.before.log_loss
    assert fit.overall is not None
    assert fit.overall.answers == fit.answers


def test_they_foretell_answers_that_nobody_fitted_better_than_the_default_ones() -> None:
    fit = optimise(make_trainset(LOGS), DEFAULT_PARAMETERS)
    fresh = make_trainset(simulate_logs(OTHER, 600, 8))

    default, fitted = (
        score(foretell(fresh, parameters), fresh.recalled, fresh.bins)
        for parameters in (DEFAULT_PARAMETERS, fit.parameters)
    )

    assert fitted.log_loss < default.log_loss
    assert fitted.rmse_bins < default.rmse_bins


def test_the_same_log_gives_the_same_parameters_in_whatever_order_its_cards_come() -> None:
    there, back = (optimise(make_trainset(logs), DEFAULT_PARAMETERS).parameters for logs in (LOGS, LOGS[::-1]))

    assert there == back


def test_fitting_once_more_keeps_what_is_in_force() -> None:
    first = optimise(make_trainset(LOGS), DEFAULT_PARAMETERS)
    second = optimise(make_trainset(LOGS), first.parameters)

    assert second.reason == "those in force are as good"


def test_a_learner_like_the_default_one_keeps_the_default_parameters_or_better() -> None:
    fit = optimise(make_trainset(simulate_logs(DEFAULT_PARAMETERS, 60, 3)), DEFAULT_PARAMETERS)

    assert not fit.is_better


def test_progress_is_told() -> None:
    told: list[tuple[int, int]] = []

    optimise(make_trainset(LOGS[:200]), DEFAULT_PARAMETERS, progress=lambda done, total: told.append((done, total)))

    assert told == [(step, 6) for step in range(6)]


def test_the_library_gets_the_answers_up_to_each_that_is_foretold_in_the_order_of_time() -> None:
    trainset = make_trainset([card((2, 3), (2, 1), (4, 1), (20, 2)), card((1, 4), (9, 3))])

    items = _Items(_library(), trainset, 2)

    def told(*answers: tuple[int, int]) -> list[str]:
        return [f"FSRSReview {{ rating: {rating}, delta_t: {gap} }}" for rating, gap in answers]

    assert [list(map(repr, item.reviews)) for item in items] == [
        told((3, 0), (1, 0), (1, 2)),
        told((4, 0), (3, 8)),
    ]
    assert list(items.cards) == [1, 0]
    assert [len(items[number].reviews) for number in (0, 1)] == [3, 2]


def card(*answers: tuple[int, int]) -> list[tuple[int, int, int]]:
    return [(day * 86_400_000 + number, day, rating) for number, (day, rating) in enumerate(answers)]


@pytest.mark.parametrize(
    "logs",
    [
        [],
        [card((1, 3))],
        [card((1, 3), (5, 3))],
        [card(*((1, 3),) * 400)] * 3,
        [card(*((day, 3) for day in range(0, 400, 4)))],
    ],
    ids=["none", "one answer", "one later answer", "one day", "one card"],
)
def test_too_few_answers_are_told_and_nothing_is_fitted(logs: list[list[tuple[int, int, int]]]) -> None:
    fit = optimise(make_trainset(logs), DEFAULT_PARAMETERS)

    assert not fit.is_better
    assert f"{LEAST_ANSWERS} are needed" in fit.reason
    assert fit.parameters == DEFAULT_PARAMETERS


ODD = st.lists(
    st.lists(st.tuples(st.integers(-3, 900), st.integers(1, 4)), min_size=1, max_size=8).map(
        lambda answers: card(*answers)
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=25)
@given(ODD, st.sampled_from((1, 3, 0)))
def test_any_log_gives_parameters_within_the_bounds(logs: list[list[tuple[int, int, int]]], rating: int) -> None:
    repeated = [[(at, day, rating or given) for at, day, given in log] for log in logs * 40]

    fit = optimise(make_trainset(repeated), DEFAULT_PARAMETERS)

    assert Preset(parameters=fit.parameters).parameters == fit.parameters


@pytest.mark.parametrize("relearning_steps", [0, 1, 3])
def test_a_log_of_nothing_but_lapses_is_fitted(relearning_steps: int) -> None:
    logs = [card(*((day, 1) for day in range(start, start + 300))) for start in range(3)]

    fit = optimise(make_trainset(logs), DEFAULT_PARAMETERS, relearning_steps)

    assert Preset(parameters=fit.parameters)
    assert fit.overall is not None
    assert fit.overall.after.auc is None


def test_a_panic_of_the_library_is_told_as_a_sentence() -> None:
    gaps, items = array("i", [BEGINS, 0]) * 300, array("i", chain.from_iterable((-1, item) for item in range(300)))
    impossible = Trainset(gaps, array("b", [3, 3]) * 300, items, (True,) * 300, ((0.0, 0.0, 0.0),) * 300)

    with pytest.raises(FitFailed, match=r"could not fit parameters to this log \(Invalid FSRS item"):
        _fitted(_library(), impossible, 300, 1)


def test_without_the_library_the_way_to_install_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsrs_rs_python", None)

    with pytest.raises(UsageError) as told:
        optimise(make_trainset(LOGS), DEFAULT_PARAMETERS)

    assert told.value.hint == "Install it: pip install 'srs-notes[optimize]'"
