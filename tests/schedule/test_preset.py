from __future__ import annotations

import math

import pytest
from fsrs import scheduler

from srs.errors import BadConfig
from srs.schedule import Preset
from srs.schedule.preset import DEFAULT_PARAMETERS, HIGHEST_PARAMETERS, LOWEST_PARAMETERS


def test_the_parameters_are_those_of_py_fsrs() -> None:
    assert DEFAULT_PARAMETERS == scheduler.DEFAULT_PARAMETERS


def test_the_bounds_of_the_parameters_are_those_of_py_fsrs() -> None:
    assert LOWEST_PARAMETERS == scheduler.LOWER_BOUNDS_PARAMETERS
    assert HIGHEST_PARAMETERS == scheduler.UPPER_BOUNDS_PARAMETERS


@pytest.mark.parametrize("retention", [0.70, 0.9, 0.99])
def test_a_possible_retention_is_taken(retention: float) -> None:
    assert Preset(desired_retention=retention).desired_retention == retention


@pytest.mark.parametrize(
    ("setting", "named"),
    [
        ({"desired_retention": 0.69}, "desired_retention is 0.69"),
        ({"desired_retention": 1.0}, "desired_retention is 1.0"),
        ({"desired_retention": math.nan}, "desired_retention is nan"),
        ({"desired_retention": "high"}, "desired_retention is 'high'"),
        ({"parameters": (0.5,)}, "parameters has 1 values"),
        ({"parameters": (*DEFAULT_PARAMETERS[:20], 7.0)}, r"parameters\[20\] is 7.0"),
        ({"parameters": (*DEFAULT_PARAMETERS[:20], math.nan)}, r"parameters\[20\] is nan"),
        ({"learning_steps": (60, 0)}, "learning_steps is 0"),
        ({"relearning_steps": (-5,)}, "relearning_steps is -5"),
        ({"learning_steps": (1.5,)}, "learning_steps is 1.5"),
        ({"maximum_interval": 0}, "maximum_interval is 0"),
        ({"maximum_interval": 36_501}, "maximum_interval is 36501"),
        ({"new_per_day": -1}, "new_per_day is -1"),
        ({"reviews_per_day": True}, "reviews_per_day is True"),
        ({"learn_ahead_seconds": -1}, "learn_ahead_seconds is -1"),
        ({"rollover_hour": 24}, "rollover_hour is 24"),
    ],
)
def test_an_impossible_value_is_named(setting: dict[str, object], named: str) -> None:
    with pytest.raises(BadConfig, match=named):
        Preset(**setting)


def test_a_card_is_a_leech_at_the_threshold_and_at_every_half_as_many_more() -> None:
    assert [lapses for lapses in range(25) if Preset(leech_threshold=8).is_leech(lapses)] == [8, 12, 16, 20, 24]
    assert [lapses for lapses in range(9) if Preset(leech_threshold=3).is_leech(lapses)] == [3, 5, 7]
    assert not any(Preset(leech_threshold=0).is_leech(lapses) for lapses in range(9))


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"review_order": "sideways"}, "one of due, overdueness"),
        ({"new_order": 3}, "one of note, added, random"),
        ({"easy_days": (1, 1)}, "from Monday to Sunday"),
        ({"easy_days": (1, 1, 1, 1, 1, 2, 0)}, "number from 0 to 1"),
        ({"leech_threshold": -1}, "whole number"),
    ],
)
def test_an_impossible_choice_is_refused(settings: dict, told: str) -> None:
    with pytest.raises(BadConfig, match=told):
        Preset(**settings)
