"""The settings that decide when a card comes back."""

from __future__ import annotations

from enum import StrEnum
from math import isfinite

from srs.errors import BadConfig
from srs.model.values import dataclass

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
MOST_LAPSES = 9_999


class NewOrder(StrEnum):
    """In what order new cards are asked: as they stand in the notes, as they came, or shuffled anew each day."""

    NOTE = "note"
    ADDED = "added"
    RANDOM = "random"


class ReviewOrder(StrEnum):
    """Which of the due cards go first: those longest due, those late for their interval, those nearest to being forgotten.

    Or the most difficult ones, or any. What is left of an order is shuffled anew each day.
    """

    DUE = "due"
    OVERDUENESS = "overdueness"
    RETRIEVABILITY = "retrievability"
    DIFFICULTY = "difficulty"
    RANDOM = "random"


class NewMix(StrEnum):
    """Where new cards stand among due ones."""

    MIXED = "mixed"
    BEFORE = "before"
    AFTER = "after"


class LeechAction(StrEnum):
    """What becomes of a card that lapses again and again: it is only told, or suspended too."""

    TELL = "tell"
    SUSPEND = "suspend"


_EVERY_DAY = (1.0,) * 7


@dataclass(frozen=True, slots=True)
class Preset:
    """What a learner can choose; the defaults are Anki's. An impossible value raises `BadConfig`.

    Steps and `learn_ahead_seconds` are whole seconds, `maximum_interval` is in days. Without steps a card graduates,
    or comes back after a lapse, at once, unless FSRS wants it back within half a day. With `bury_new`, `bury_reviews` and `bury_interday` (steps that
    reach another day) a fact gives one such card a day. A card is a leech at `leech_threshold` lapses and at every half as many
    more; 0 turns that off. New cards take what due ones leave of `reviews_per_day`, unless they ignore it.
    `easy_days` are shares of the usual load from Monday to Sunday, 0 to 1.
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
    new_order: NewOrder = NewOrder.NOTE
    review_order: ReviewOrder = ReviewOrder.DUE
    new_mix: NewMix = NewMix.MIXED
    new_ignores_review_limit: bool = False
    bury_new: bool = True
    bury_reviews: bool = True
    bury_interday: bool = True
    leech_threshold: int = 8
    leech_action: LeechAction = LeechAction.TELL
    load_balance: bool = True
    easy_days: tuple[float, ...] = _EVERY_DAY

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
        _check_whole("leech_threshold", self.leech_threshold, 0, MOST_LAPSES)
        for name, choice in _CHOICES.items():
            object.__setattr__(self, name, _chosen(name, getattr(self, name), choice))
        _check_easy_days(self.easy_days)

    def new_room(self, new_today: int, reviews_today: int) -> int:
        """Return how many new cards the day's limits leave, after those asked today and the reviews done or still to do."""
        room = self.new_per_day - new_today
        if not self.new_ignores_review_limit:
            room = min(room, self.reviews_per_day - reviews_today)
        return max(0, room)

    def is_leech(self, lapses: int) -> bool:
        """Tell whether a card's n-th lapse is one to be told about: the one at the threshold, then every half threshold."""
        beyond = lapses - self.leech_threshold
        return self.leech_threshold > 0 and beyond >= 0 and beyond % -(-self.leech_threshold // 2) == 0


_CHOICES: dict[str, type[StrEnum]] = {
    "new_order": NewOrder,
    "review_order": ReviewOrder,
    "new_mix": NewMix,
    "leech_action": LeechAction,
}


def _chosen(name: str, value: object, choice: type[StrEnum]) -> StrEnum:
    try:
        return choice(str(value))
    except ValueError as error:
        message = f"{name} is {value!r}; it must be one of {', '.join(choice)}."
        raise BadConfig(message) from error


def _check_easy_days(shares: tuple[float, ...]) -> None:
    if len(shares) != len(_EVERY_DAY):
        message = f"easy_days has {len(shares)} values; it must have seven, from Monday to Sunday."
        raise BadConfig(message)
    for share in shares:
        _check_number("A share of easy_days", share, 0, 1)


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
