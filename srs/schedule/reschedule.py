"""When cards would be due by other parameters or another desired retention, without an answer."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from srs.model import State
from srs.model.values import dataclass
from srs.schedule.fuzz import fuzz_bounds, fuzz_factor, fuzzed_days
from srs.schedule.kernel import kernel_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from srs.model import Card, CardId
    from srs.schedule.preset import Preset


@dataclass(frozen=True, slots=True)
class Move:
    """A card that would be due on another scheduling day; `interval_days` counts from its last answer."""

    card: CardId
    due_before: int
    due_after: int
    interval_days: int

    @property
    def days(self) -> int:
        """By how many days it is due later; below 0 for earlier."""
        return self.due_after - self.due_before


def plan_moves(cards: Iterable[Card], preset: Preset) -> list[Move]:
    """Return the cards in review whose interval would be another, counted from their last answer.

    A card stays where its interval lies within a day of the range of fuzz, as balanced days do. Cards that are asked early, because
    their meaning changed, stay too.
    """
    return [move for card in cards if (move := _move(card, preset)) is not None]


def _move(card: Card, preset: Preset) -> Move | None:
    schedule = card.schedule
    if schedule.state is not State.REVIEW or schedule.due_day is None or not schedule.last or not schedule.memory:
        return None
    if schedule.due_day < schedule.last.day + schedule.interval_days:
        return None
    factor = fuzz_factor(card.key, schedule.reps - 1) if preset.fuzz else None
    interval = kernel_for(preset).interval(schedule.memory)
    earliest, latest = fuzz_bounds(interval, 1, preset.maximum_interval)
    if earliest - 1 <= schedule.interval_days <= latest + 1:
        return None
    days = fuzzed_days(interval, factor, 1, preset.maximum_interval)
    return Move(card.id, schedule.due_day, schedule.last.day + days, days)


def loads(cards: Iterable[Card], moves: Iterable[Move], today: int) -> tuple[Counter[int], Counter[int]]:
    """Return how many cards in review are due on each scheduling day, before and after; what is overdue counts as today."""
    later = {move.card: move.due_after for move in moves}
    before: Counter[int] = Counter()
    after: Counter[int] = Counter()
    for card, due in _due_days(cards):
        before[max(due, today)] += 1
        after[max(later.get(card.id, due), today)] += 1
    return before, after


def _due_days(cards: Iterable[Card]) -> Iterator[tuple[Card, int]]:
    for card in cards:
        if card.schedule.state is State.REVIEW and card.schedule.due_day is not None and not card.suspended:
            yield card, card.schedule.due_day
