"""How a learner answers: the ratings given, and the seconds an answer takes, counted in the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.model import State
from srs.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Chances = tuple[float, ...]
Table = tuple[Chances, ...]

_PRIOR = 50
"""How many answers of one's own weigh as much as what is known of others, as in fsrs-rs."""
_EASY = 4
_LEARNING, _REVIEW, _RELEARNING = range(3)
_STATES = {State.NEW: _LEARNING, State.LEARNING: _LEARNING, State.REVIEW: _REVIEW, State.RELEARNING: _RELEARNING}


@dataclass(frozen=True, slots=True)
class Habits:
    """Chances of ratings and seconds an answer takes; the defaults are those of fsrs-rs, means over users of Anki.

    `first` are the chances of the four ratings of a new card, `recalled` of hard, good and easy where a card due by day was
    recalled. `learning` and `relearning` are those of the four ratings within the day, after again, hard and good. `seconds`
    are a row each for learning, review and relearning, of the four ratings.
    https://github.com/open-spaced-repetition/fsrs-rs (`SimulatorConfig`)
    """

    first: Chances = (0.24, 0.094, 0.495, 0.171)
    recalled: Chances = (0.224, 0.631, 0.145)
    learning: Table = (
        (0.3686, 0.0628, 0.5108, 0.0578),
        (0.0442, 0.4553, 0.4457, 0.0548),
        (0.0519, 0.0470, 0.8462, 0.0549),
    )
    relearning: Table = (
        (0.2157, 0.0643, 0.6595, 0.0605),
        (0.0500, 0.4638, 0.4475, 0.0387),
        (0.1056, 0.1434, 0.7266, 0.0244),
    )
    seconds: Table = (
        (19.58, 18.79, 13.78, 10.71),
        (19.38, 17.59, 12.38, 8.94),
        (16.44, 15.25, 12.32, 8.03),
    )


def habits_of(logs: Iterable[Sequence[tuple[int, int, int, int, str]]]) -> Habits:
    """Return the habits seen in cards' answers (UTC ms, scheduling day, rating, milliseconds taken, state before).

    Where there are few answers, the defaults fill in. Answers without a time, and changes by hand, count for no time.
    """
    counts = _Counts()
    for log in logs:
        day = before = 0
        for _, today, rating, taken_ms, state in log:
            if rating > 0:
                counts.add(before if today == day else 0, rating, taken_ms, State(state))
                day, before = today, rating
    return counts.habits()


class _Counts:
    """How often each rating was given where, and the milliseconds that took."""

    def __init__(self) -> None:
        self.first = [0] * 4
        self.recalled = [0] * 3
        self.within_day = {State.LEARNING: [[0] * 4 for _ in range(3)], State.RELEARNING: [[0] * 4 for _ in range(3)]}
        self.timed = [[0] * 4 for _ in range(3)]
        self.taken_ms = [[0] * 4 for _ in range(3)]

    def add(self, before: int, rating: int, taken_ms: int, state: State) -> None:
        """Count an answer; `before` is the rating before it on the same day, 0 for none."""
        if state is State.NEW:
            self.first[rating - 1] += 1
        elif state is State.REVIEW and rating > 1:
            self.recalled[rating - 2] += 1
        elif state in self.within_day and 0 < before < _EASY:
            self.within_day[state][before - 1][rating - 1] += 1
        if taken_ms:
            self.timed[_STATES[state]][rating - 1] += 1
            self.taken_ms[_STATES[state]][rating - 1] += taken_ms

    def habits(self) -> Habits:
        """Return what the counts tell, mixed with the defaults."""
        usual = Habits()
        return Habits(
            _mixed(self.first, usual.first),
            _mixed(self.recalled, usual.recalled),
            tuple(map(_mixed, self.within_day[State.LEARNING], usual.learning)),
            tuple(map(_mixed, self.within_day[State.RELEARNING], usual.relearning)),
            tuple(map(_mean_seconds, self.timed, self.taken_ms, usual.seconds)),
        )


def _mixed(counts: Sequence[int], usual: Chances) -> Chances:
    total = sum(counts) + _PRIOR
    return tuple((count + _PRIOR * chance) / total for count, chance in zip(counts, usual, strict=True))


def _mean_seconds(timed: Sequence[int], taken_ms: Sequence[int], usual: Chances) -> Chances:
    return tuple(
        (taken / 1000 + _PRIOR * seconds) / (count + _PRIOR)
        for count, taken, seconds in zip(timed, taken_ms, usual, strict=True)
    )
