"""The memory model FSRS-6: how an answer changes stability and difficulty, and what interval follows.

Updates go through py-fsrs, the reference implementation. It measures gaps in blocks of 24 hours, so it is shown a
virtual clock on which every scheduling day is midnight UTC of its date, and gaps become whole scheduling days.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from srs.model import Memory

if TYPE_CHECKING:
    from fsrs import Scheduler

    from srs.model import Rating
    from srs.schedule.preset import Preset

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_WITHIN_DAY = slice(17, 19)
_DECAY_INDEX = 20


class Kernel:
    """FSRS-6 with the parameters and the desired retention of one preset.

    The formulas of `interval` and `retrievability` are the published ones:
    https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm
    """

    def __init__(self, preset: Preset) -> None:
        self._parameters = preset.parameters
        self._desired_retention = preset.desired_retention
        self._decay = -preset.parameters[_DECAY_INDEX]
        self._factor: float = 0.9 ** (1 / self._decay) - 1

    def next_memory(self, memory: Memory | None, elapsed_days: int, rating: Rating) -> Memory:
        """Return the memory after an answer given `elapsed_days` scheduling days after the last one.

        No memory is a card never answered. A gap of 0 or less takes the formula for a second answer on the same day.
        """
        # Importing fsrs costs 40 ms, which only answering may pay.
        from fsrs import Card, State
        from fsrs import Rating as Grade

        card = Card(card_id=1)
        if memory is not None:
            card = Card(1, State.Review, None, memory.stability, memory.difficulty, _EPOCH, _EPOCH)
        moment = _EPOCH + timedelta(days=max(0, elapsed_days))
        answered, _ = self._scheduler.review_card(card, Grade(rating), moment)
        if answered.stability is None or answered.difficulty is None:
            message = "py-fsrs gave a card without memory."
            raise ValueError(message)
        return Memory(answered.stability, answered.difficulty)

    def interval(self, memory: Memory) -> float:
        """Return the days until recall falls to the desired retention, not rounded."""
        return float(memory.stability / self._factor * (self._desired_retention ** (1 / self._decay) - 1))

    def retrievability(self, memory: Memory, elapsed_days: int) -> float:
        """Return the chance of recall from 0 to 1, `elapsed_days` scheduling days after the last answer."""
        return self.recall(memory.stability, elapsed_days)

    def recall(self, stability: float, elapsed_days: int) -> float:
        """Return the chance of recall, for which only the stability of a memory counts."""
        return float((1 + self._factor * max(0, elapsed_days) / stability) ** self._decay)

    @property
    def counts_within_day(self) -> bool:
        """Tell whether the parameters let a second answer on the same day change memory, as Anki reads them."""
        return all(weight > 0 for weight in self._parameters[_WITHIN_DAY])

    @cached_property
    def _scheduler(self) -> Scheduler:
        from fsrs import Scheduler

        return Scheduler(
            self._parameters,
            self._desired_retention,
            learning_steps=(),
            relearning_steps=(),
            enable_fuzzing=False,
        )


@lru_cache(maxsize=8)
def kernel_for(preset: Preset) -> Kernel:
    """Return the kernel of a preset, made once."""
    return Kernel(preset)
