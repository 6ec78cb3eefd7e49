"""What each answer makes of a card's schedule, by Anki's rules with FSRS on.

https://docs.ankiweb.net/deck-options.html describes steps, graduation and lapses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.model import Answer, Rating, ReviewKind, Schedule, State
from srs.model.values import dataclass, replace
from srs.schedule.day import DAY_MS, LONGEST_TAKEN_MS
from srs.schedule.fuzz import fuzz_bounds, fuzz_factor, fuzzed_days, fuzzed_seconds, round_half_up
from srs.schedule.kernel import kernel_for

if TYPE_CHECKING:
    from srs.model import Card, Memory, Moment
    from srs.schedule.balance import Load
    from srs.schedule.day import DayClock
    from srs.schedule.preset import Preset

_DAY_SECONDS = DAY_MS // 1000
_HALF_A_DAY = 0.5
_KINDS = {State.REVIEW: ReviewKind.REVIEW, State.RELEARNING: ReviewKind.RELEARN}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one rating would make of a card; `delay_seconds` is the time until it is due, before a step's fuzz."""

    schedule: Schedule
    delay_seconds: int


def outcomes(
    card: Card, now: Moment, preset: Preset, clock: DayClock, load: Load | None = None
) -> dict[Rating, Outcome]:
    """Return what each of the four ratings would make of a card; with a `load` its days are balanced, not only fuzzed."""
    return _Asked(card, now, preset, clock, load).outcomes()


def answer_card(
    card: Card,
    rating: Rating,
    now: Moment,
    taken_ms: int,
    preset: Preset,
    clock: DayClock,
    load: Load | None = None,
) -> Answer:
    """Return the answer to be written down: what was said, and what it makes of the card; a pause of hours counts as one hour."""
    after = outcomes(card, now, preset, clock, load)[rating].schedule
    return Answer(
        card.id, rating, now, min(taken_ms, LONGEST_TAKEN_MS), _kind(card.schedule, now), card.schedule, after
    )


def _kind(before: Schedule, now: Moment) -> ReviewKind:
    early = before.due_day is not None and before.due_day > now.day
    if before.state is State.REVIEW and early:
        return ReviewKind.EARLY
    return _KINDS.get(before.state, ReviewKind.LEARN)


class _Asked:
    """A card in front of the learner: all that its four outcomes have in common."""

    def __init__(self, card: Card, now: Moment, preset: Preset, clock: DayClock, load: Load | None) -> None:
        before = card.schedule
        kernel = kernel_for(preset)
        elapsed_days = now.day - before.last.day if before.last else 0
        if before.last and now.at < before.last.at:
            elapsed_days = 0
        self._before = before
        self._now = now
        self._clock = clock
        self._maximum = preset.maximum_interval
        self._steps = _steps(before.state, preset)
        self._factor = fuzz_factor(card.key, before.reps) if preset.fuzz else None
        self._load = load if preset.load_balance else None
        self._memories = {rating: kernel.next_memory(before.memory, elapsed_days, rating) for rating in Rating}
        self._counts_within_day = kernel.counts_within_day
        self._intervals = {rating: kernel.interval(memory) for rating, memory in self._memories.items()}

    def outcomes(self) -> dict[Rating, Outcome]:
        """Return the four outcomes."""
        return self._review() if self._before.state is State.REVIEW else self._learning()

    def _review(self) -> dict[Rating, Outcome]:
        hard = self._growing_days(Rating.HARD, 1)
        good = self._growing_days(Rating.GOOD, hard + 1)
        easy = self._growing_days(Rating.EASY, good + 1)
        passed = {Rating.HARD: hard, Rating.GOOD: good, Rating.EASY: easy}
        return {Rating.AGAIN: self._lapse(), **{rating: self._in_days(rating, passed[rating]) for rating in passed}}

    def _lapse(self) -> Outcome:
        seconds = self._steps[0] if self._steps else self._seconds_within_day(Rating.AGAIN)
        if seconds is not None:
            outcome = self._on_step(Rating.AGAIN, 0, seconds)
        else:
            outcome = self._in_days(Rating.AGAIN, fuzzed_days(self._intervals[Rating.AGAIN], None, 1, self._maximum))
        return replace(outcome, schedule=replace(outcome.schedule, lapses=self._before.lapses + 1))

    def _learning(self) -> dict[Rating, Outcome]:
        if not self._steps:
            return self._without_steps()
        step = min(self._before.step, len(self._steps) - 1)
        good_days = self._graduating_days(Rating.GOOD, 1)
        again = self._on_step(Rating.AGAIN, 0, self._steps[0])
        hard = self._on_step(Rating.HARD, step, self._steps[step] if step else _first_hard_step(self._steps))
        if step + 1 < len(self._steps):
            good = self._on_step(Rating.GOOD, step + 1, self._steps[step + 1])
        else:
            good = self._in_days(Rating.GOOD, good_days)
        easy = self._in_days(Rating.EASY, self._graduating_days(Rating.EASY, good_days + 1))
        return {Rating.AGAIN: again, Rating.HARD: hard, Rating.GOOD: good, Rating.EASY: easy}

    def _without_steps(self) -> dict[Rating, Outcome]:
        # Trained parameters need not start a card in the order of the buttons; the learner may expect it.
        found: dict[Rating, Outcome] = {}
        days = longest = 0
        for rating in (Rating.AGAIN, Rating.HARD, Rating.GOOD):
            seconds = self._seconds_within_day(rating)
            if seconds is not None and not days:
                longest = max(longest, seconds)
                found[rating] = self._on_step(rating, 0, longest)
            else:
                days = self._graduating_days(rating, max(1, days))
                found[rating] = self._in_days(rating, days)
        found[Rating.EASY] = self._in_days(Rating.EASY, self._graduating_days(Rating.EASY, max(1, days) + 1))
        return found

    def _seconds_within_day(self, rating: Rating) -> int | None:
        """Return the interval in seconds if it is less than half a day, and memory follows what is answered within a day."""
        interval = self._intervals[rating]
        return int(interval * _DAY_SECONDS) if self._counts_within_day and interval < _HALF_A_DAY else None

    def _growing_days(self, rating: Rating, minimum: int) -> int:
        """Return the days to the next review; fuzz alone makes it no shorter than the last interval."""
        interval, last = self._intervals[rating], self._before.interval_days
        if round_half_up(interval) > last:
            minimum = max(minimum, last + 1)
        elif last <= fuzz_bounds(interval, 1, self._maximum)[1]:
            minimum = max(minimum, last)
        return self._fuzzed(interval, minimum)

    def _graduating_days(self, rating: Rating, minimum: int) -> int:
        interval = max(1, round_half_up(self._intervals[rating]))
        return self._fuzzed(interval, minimum)

    def _fuzzed(self, interval: float, minimum: int) -> int:
        """Return an interval in whole days, within the range of fuzz on a day that is not full."""
        if self._load and self._factor is not None:
            chosen = self._load.choose(self._now.day, interval, self._factor, minimum, self._maximum)
            if chosen is not None:
                return chosen
        return fuzzed_days(interval, self._factor, minimum, self._maximum)

    def _in_days(self, rating: Rating, days: int) -> Outcome:
        schedule = replace(
            self._answered(self._memories[rating]),
            state=State.REVIEW,
            step=0,
            due_at=None,
            due_day=self._now.day + days,
            interval_days=days,
        )
        return Outcome(schedule, days * _DAY_SECONDS)

    def _on_step(self, rating: Rating, step: int, seconds: int) -> Outcome:
        due_at, due_day = self._step_due(seconds)
        relearns = self._before.state in (State.REVIEW, State.RELEARNING)
        schedule = replace(
            self._answered(self._memories[rating]),
            state=State.RELEARNING if relearns else State.LEARNING,
            step=step,
            due_at=due_at,
            due_day=due_day,
        )
        return Outcome(schedule, seconds)

    def _step_due(self, seconds: int) -> tuple[int | None, int | None]:
        """Return when a step within the day is due, or from which day on when it reaches the next one."""
        tomorrow = self._clock.start_of(self._now.day + 1)
        beyond = self._now.at + seconds * 1000 - tomorrow
        if beyond >= 0:
            return None, self._now.day + 1 + beyond // DAY_MS
        # Fuzz stretches a step within its day; it never turns it into a day.
        return min(self._now.at + fuzzed_seconds(seconds, self._factor) * 1000, tomorrow - 1), None

    def _answered(self, memory: Memory) -> Schedule:
        last = self._before.last
        kept = last if last and last.at > self._now.at else self._now
        return replace(self._before, memory=memory, reps=self._before.reps + 1, last=kept)


def _steps(state: State, preset: Preset) -> tuple[int, ...]:
    return preset.learning_steps if state in (State.NEW, State.LEARNING) else preset.relearning_steps


def _first_hard_step(steps: tuple[int, ...]) -> int:
    """Return the seconds Hard gives on the first step: between it and the next, or half as long again."""
    first = steps[0]
    seconds = (first + steps[1]) // 2 if len(steps) > 1 else min(first * 3 // 2, first + _DAY_SECONDS)
    if seconds > _DAY_SECONDS:
        return round_half_up(seconds / _DAY_SECONDS) * _DAY_SECONDS
    return seconds
