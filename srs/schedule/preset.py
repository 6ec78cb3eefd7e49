"""The settings that decide when a card comes back."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from srs.errors import BadConfig

DEFAULT_PARAMETERS = (
    *(0.212, 1.2931, 2.3065, 8.2956),
    *(6.4133, 0.8334, 3.0194, 0.001),
    *(1.8722, 0.1666, 0.796),
    *(1.4835, 0.0614, 0.2629, 1.6483),
    *(0.6014, 1.8729),
    *(0.5425, 0.0912, 0.0658),
    0.1542,
)
"""The default parameters of FSRS-6, w0 to w20.

Source: https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm
"""

LOWEST_PARAMETERS = (
    *(0.001, 0.001, 0.001, 0.001),
    *(1.0, 0.001, 0.001, 0.001),
    *(0.0, 0.0, 0.001),
    *(0.001, 0.001, 0.001, 0.0),
    *(0.0, 1.0),
    *(0.0, 0.0, 0.0),
    0.1,
)
"""The smallest values the FSRS-6 optimiser gives and py-fsrs 6 accepts."""

HIGHEST_PARAMETERS = (
    *(100.0, 100.0, 100.0, 100.0),
    *(10.0, 4.0, 4.0, 0.75),
    *(4.5, 0.8, 3.5),
    *(5.0, 0.25, 0.9, 4.0),
    *(1.0, 6.0),
    *(2.0, 2.0, 0.8),
    0.8,
)
"""The largest values the FSRS-6 optimiser gives and py-fsrs 6 accepts."""

LOWEST_RETENTION = 0.70
HIGHEST_RETENTION = 0.99
LONGEST_INTERVAL = 36_500
MOST_PER_DAY = 9_999
"""As in Anki."""
LONGEST_AHEAD = 86_400
LAST_HOUR = 23


@dataclass(frozen=True, slots=True)
class Preset:
    """What a learner can choose; the defaults are Anki's. An impossible value raises `BadConfig`.

    Steps and `learn_ahead_seconds` are whole seconds, `maximum_interval` is in days. Without steps a card graduates,
    or comes back after a lapse, with an interval in days at once.
    """

    desired_retention: float = 0.9
    parameters: tuple[float, ...] = DEFAULT_PARAMETERS
    learning_steps: tuple[int, ...] = (60, 600)
    relearning_steps: tuple[int, ...] = (600,)
    maximum_interval: int = LONGEST_INTERVAL
    new_per_day: int = 20
    reviews_per_day: int = 200
    learn_ahead_seconds: int = 1200
    fuzz: bool = True
    rollover_hour: int = 4

    def __post_init__(self) -> None:
        _check_number("desired_retention", self.desired_retention, LOWEST_RETENTION, HIGHEST_RETENTION)
        _check_parameters(self.parameters)
        _check_steps("learning_steps", self.learning_steps)
        _check_steps("relearning_steps", self.relearning_steps)
        _check_whole("maximum_interval", self.maximum_interval, 1, LONGEST_INTERVAL)
        _check_whole("new_per_day", self.new_per_day, 0, MOST_PER_DAY)
        _check_whole("reviews_per_day", self.reviews_per_day, 0, MOST_PER_DAY)
        _check_whole("learn_ahead_seconds", self.learn_ahead_seconds, 0, LONGEST_AHEAD)
        _check_whole("rollover_hour", self.rollover_hour, 0, LAST_HOUR)


def _check_number(name: str, value: object, lowest: float, highest: float) -> None:
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not (number and isfinite(value) and lowest <= value <= highest):  # type: ignore[arg-type, operator]
        message = f"{name} is {value!r}; it must be a number from {lowest:g} to {highest:g}."
        raise BadConfig(message)


def _check_whole(name: str, value: object, lowest: int, highest: int | None = None) -> None:
    whole = isinstance(value, int) and not isinstance(value, bool)
    if not (whole and lowest <= value and (highest is None or value <= highest)):  # type: ignore[operator]
        end = "or more" if highest is None else f"to {highest}"
        message = f"{name} is {value!r}; it must be a whole number, {lowest} {end}."
        raise BadConfig(message)


def _check_steps(name: str, steps: tuple[int, ...]) -> None:
    for step in steps:
        _check_whole(f"A step of {name}", step, 1, LONGEST_INTERVAL * 86_400)


def _check_parameters(parameters: tuple[float, ...]) -> None:
    if len(parameters) != len(DEFAULT_PARAMETERS):
        message = f"parameters has {len(parameters)} values; FSRS-6 has {len(DEFAULT_PARAMETERS)}."
        raise BadConfig(message)
    bounds = zip(parameters, LOWEST_PARAMETERS, HIGHEST_PARAMETERS, strict=True)
    for index, (value, lowest, highest) in enumerate(bounds):
        _check_number(f"parameters[{index}]", value, lowest, highest)
