from __future__ import annotations

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st
from schedule.simulated import simulate_logs

from srs.schedule.optimise import _Items
from srs.schedule.preset import DEFAULT_PARAMETERS
from srs.schedule.scores import is_lower, losses, score
from srs.schedule.trainset import foretell, make_trainset


def test_log_loss_is_the_mean_cost_of_what_happened() -> None:
    assert score([0.9, 0.6], [True, False], [0, 0]).log_loss == pytest.approx(-(log(0.9) + log(0.4)) / 2)


def test_rmse_compares_the_mean_of_a_bin_with_the_share_recalled() -> None:
    assert score([0.9, 0.7, 0.5], [True, False, True], ["a", "a", "b"]).rmse_bins == pytest.approx(
        ((2 * 0.3**2 + 0.5**2) / 3) ** 0.5
    )


@pytest.mark.parametrize(
    ("chances", "expected"),
    [([0.1, 0.2, 0.8, 0.9], 1.0), ([0.9, 0.8, 0.2, 0.1], 0.0), ([0.5] * 4, 0.5), ([0.1, 0.8, 0.2, 0.9], 0.75)],
)
def test_auc_is_the_chance_that_a_recalled_answer_ranks_higher(chances: list[float], expected: float) -> None:
    assert score(chances, [False, False, True, True], [0] * 4).auc == expected


@given(st.lists(st.tuples(st.sampled_from((0.1, 0.5, 0.7, 0.71, 0.9)), st.booleans()), min_size=1, max_size=30))
def test_auc_is_that_of_all_pairs(answers: list[tuple[float, bool]]) -> None:
    chances, recalled = zip(*answers, strict=True)
    pairs = [(well, ill) for well, is_well in answers if is_well for ill, is_ill in answers if not is_ill]

    found = score(chances, recalled, [0] * len(answers)).auc

    assert found == (sum((well > ill) + (well == ill) / 2 for well, ill in pairs) / len(pairs) if pairs else None)


def test_there_is_no_auc_where_all_was_recalled() -> None:
    assert score([0.5, 0.6], [True, True], [0, 0]).auc is None


def test_the_loss_of_each_answer_is_that_of_the_optimiser() -> None:
    library = pytest.importorskip("fsrs_rs_python")
    trainset = make_trainset(simulate_logs(DEFAULT_PARAMETERS, 20, 1))
    items = _Items(library, trainset, trainset.size)
    judge = library.FSRS(list(DEFAULT_PARAMETERS))

    ours = losses(foretell(trainset, DEFAULT_PARAMETERS), trainset.recalled)

    assert ours == pytest.approx([judge.evaluate([item]).log_loss for item in items], rel=1e-4)


def test_a_difference_within_its_error_is_none() -> None:
    theirs = [0.5, 0.3, 0.4, 0.6] * 10

    assert is_lower([one - 0.1 for one in theirs], theirs, 2)
    assert not is_lower(theirs, theirs, 0)
    assert not is_lower([one + (-1) ** index * 0.1 for index, one in enumerate(theirs)], theirs, 1)
