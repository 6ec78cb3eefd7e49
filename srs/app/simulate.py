"""What some desired retentions would cost in the days to come, from the cards and habits of a collection."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from srs.schedule.habits import habits_of
from srs.schedule.simulate import Forecast, Known, simulate
from srs.store.answers import answers_by_card
from srs.store.cards import answered_cards
from srs.store.counts import count_due

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from srs.model import Card
    from srs.schedule import Preset
    from srs.store.open import Store


@dataclass(frozen=True, slots=True)
class Outlook:
    """Forecasts by desired retention, from `known` cards that were answered before, `new` ones and `answers`."""

    forecasts: dict[float, Forecast]
    known: int
    new: int
    answers: int


def look_ahead(
    store: Store,
    preset: Preset,
    day: int,
    *,
    days: int,
    new_per_day: int | None,
    retentions: Sequence[float],
    progress: Callable[[int, int], None] | None = None,
) -> Outlook:
    """Forecast the days from a scheduling day on, once for each desired retention.

    New cards are those that wait, within the limit of the preset; with `new_per_day` as many every day, as if notes were written
    on. All forecasts draw the same numbers, which come from what there is: the same collection gives the same forecasts.
    """
    known = [_known(card, day) for card in answered_cards(store) if card.schedule.memory and not card.suspended]
    logs = [answers for _, answers in answers_by_card(store)]
    new = count_due(store, day)[0]
    if new_per_day is not None:
        preset, new = replace(preset, new_per_day=new_per_day), new_per_day * days
    habits, answers = habits_of(logs), sum(map(len, logs))
    forecasts = {}
    for number, retention in enumerate(retentions):
        if progress:
            progress(number, len(retentions))
        chance = random.Random(f"{len(known)} {new} {answers} {day}")  # noqa: S311  (a forecast is no secret)
        wanted = replace(preset, desired_retention=retention)
        forecasts[retention] = simulate(known, new, days, wanted, habits, chance.random)
    return Outlook(forecasts, len(known), new, answers)


def _known(card: Card, today: int) -> Known:
    """Return a card as the simulator takes it; what is on a step of the day is due today."""
    schedule = card.schedule
    assert schedule.memory is not None  # noqa: S101  (the caller asks for those with one)
    last = schedule.last.day - today if schedule.last else 0
    due = today if schedule.due_day is None else schedule.due_day
    return Known(schedule.memory.stability, schedule.memory.difficulty, min(last, 0), due - today)
