"""What the days to come would cost, and how much would be remembered, at some desired retention.

Cards are drawn one by one through FSRS. fsrs-rs has a simulator too, which cannot begin with the cards there are; tests compare the two
on new cards. Randomness is an argument.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from srs.model.values import dataclass
from srs.schedule.batch import step_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from srs.schedule.habits import Habits
    from srs.schedule.preset import Preset

_AGAIN, _HARD, _GOOD, _EASY = 1, 2, 3, 4
_MOST_A_DAY = 20
"""A card is put aside for the day after so many answers, as a learner would."""
_LEARNING, _REVIEW, _RELEARNING = range(3)


class Known(NamedTuple):
    """A card that was answered before: its memory, and the days of its last answer and of the next, today being 0."""

    stability: float
    difficulty: float
    last: int
    due: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """What days are like: an entry a day of cards reviewed, cards begun and seconds spent.

    `remembered` is how many cards would be recalled at the end of the last day, summed over their chances; `cards` of how many.
    """

    reviews: tuple[int, ...]
    begun: tuple[int, ...]
    seconds: tuple[float, ...]
    remembered: float
    cards: int


def simulate(
    known: Iterable[Known],
    new: int,
    days: int,
    preset: Preset,
    habits: Habits,
    chance: Callable[[], float],
) -> Forecast:
    """Return a forecast from today on, with `new` cards that wait and the limits, steps and retention of a preset.

    `chance` gives numbers from 0 to below 1. What a day's limit of reviews leaves over goes to the next day.
    """
    learner = _Learner(preset, habits, chance)
    calendar: list[list[Known]] = [[] for _ in range(days + 1)]
    for card in known:
        calendar[min(max(card.due, 0), days)].append(card)
    reviews, begun, seconds = [], [], []
    for day in range(days):
        learner.seconds = 0.0
        due = sorted(calendar[day], key=_due)
        asked, left = due[: preset.reviews_per_day], due[preset.reviews_per_day :]
        calendar[day], today = [], min(preset.new_per_day, new)
        new -= today
        for card in [*map(learner.review, asked, [day] * len(asked)), *(learner.begin(day) for _ in range(today))]:
            calendar[min(card.due, days)].append(card)
        calendar[day + 1] += left
        reviews.append(len(asked))
        begun.append(today)
        seconds.append(learner.seconds)
    cards = [card for waiting in calendar for card in waiting]
    remembered = sum(learner.recall(card, days) for card in cards)
    return Forecast(tuple(reviews), tuple(begun), tuple(seconds), remembered, len(cards))


def together(forecasts: Sequence[Forecast]) -> Forecast:
    """Add up forecasts of different cards over the same days."""
    return Forecast(
        tuple(map(sum, zip(*(one.reviews for one in forecasts), strict=True))),
        tuple(map(sum, zip(*(one.begun for one in forecasts), strict=True))),
        tuple(map(sum, zip(*(one.seconds for one in forecasts), strict=True))),
        sum(one.remembered for one in forecasts),
        sum(one.cards for one in forecasts),
    )


def _due(card: Known) -> int:
    return card.due


class _Learner:
    """Answers cards as the habits and FSRS say; `seconds` adds up what that takes."""

    def __init__(self, preset: Preset, habits: Habits, chance: Callable[[], float]) -> None:
        decay = -preset.parameters[20]
        self.seconds = 0.0
        self._decay = decay
        self._factor = 0.9 ** (1 / decay) - 1
        self._step = step_for(preset.parameters)
        self._days = (preset.desired_retention ** (1 / decay) - 1) / self._factor
        self._longest = preset.maximum_interval
        self._steps = {_LEARNING: len(preset.learning_steps), _RELEARNING: len(preset.relearning_steps)}
        self._chance = chance
        self._habits = habits
        self._first, self._recalled = _bounds(habits.first), _bounds(habits.recalled)
        self._within = {_LEARNING: [*map(_bounds, habits.learning)], _RELEARNING: [*map(_bounds, habits.relearning)]}

    def recall(self, card: Known, day: int) -> float:
        """Return the chance that a card is recalled on a day."""
        return float((1 + self._factor * max(0, day - card.last) / card.stability) ** self._decay)

    def begin(self, day: int) -> Known:
        """Ask a new card until it has left its steps."""
        rating = self._draw(self._first)
        self.seconds += self._habits.seconds[_LEARNING][rating - 1]
        memory = self._step(0.0, 0.0, 0, rating)
        return self._scheduled(self._walk(memory, rating, _LEARNING), day)

    def review(self, card: Known, day: int) -> Known:
        """Ask a card that is due; a lapse is relearned on the same day."""
        well = self._chance() < self.recall(card, day)
        rating = self._draw(self._recalled) + 1 if well else _AGAIN
        self.seconds += self._habits.seconds[_REVIEW][rating - 1]
        memory = self._step(card.stability, card.difficulty, day - card.last, rating)
        return self._scheduled(memory if well else self._walk(memory, rating, _RELEARNING), day)

    def _walk(self, memory: tuple[float, float], rating: int, state: int) -> tuple[float, float]:
        """Answer on the steps of the day until the last is left; again goes back to the first, hard stays."""
        position, steps = 0, self._steps[state]
        for _ in range(_MOST_A_DAY):
            if rating == _EASY or not steps:
                break
            position = 0 if rating == _AGAIN else position + (rating == _GOOD)
            if position >= steps:
                break
            rating = self._draw(self._within[state][rating - 1])
            self.seconds += self._habits.seconds[state][rating - 1]
            memory = self._step(*memory, 0, rating)
        return memory

    def _scheduled(self, memory: tuple[float, float], day: int) -> Known:
        interval = min(max(round(memory[0] * self._days), 1), self._longest)
        return Known(*memory, day, day + interval)

    def _draw(self, bounds: Sequence[float]) -> int:
        """Return the place, from 1 on, that a random number falls into."""
        drawn = self._chance()
        for place, bound in enumerate(bounds, 1):
            if drawn < bound:
                return place
        return len(bounds)


def _bounds(chances: Sequence[float]) -> tuple[float, ...]:
    return tuple(accumulate(chances))
