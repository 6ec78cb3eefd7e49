"""What some desired retentions would cost in the days to come, from the cards and habits of a collection."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from srs.schedule.habits import habits_of
from srs.schedule.simulate import Forecast, Known, simulate, together
from srs.store.answers import answers_by_card
from srs.store.cards import answered_cards
from srs.store.counts import count_due
from srs.store.preset_cards import cards_of_preset

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from srs.model import Card
    from srs.schedule import Preset
    from srs.schedule.presets import Presets
    from srs.store.open import Store


@dataclass(frozen=True, slots=True)
class Outlook:
    """Forecasts by desired retention, from `known` cards that were answered before, `new` ones and `answers`."""

    forecasts: dict[float, Forecast]
    known: int
    new: int
    answers: int


class _Group(NamedTuple):
    """The cards of one preset: what is known of those answered before, and how many are new."""

    preset: Preset
    known: list[Known]
    new: int


def look_ahead(
    store: Store,
    presets: Presets,
    day: int,
    *,
    days: int,
    new_per_day: int | None,
    retentions: Sequence[float],
    progress: Callable[[int, int], None] | None = None,
) -> Outlook:
    """Forecast the days from a scheduling day on, once for each desired retention, which is that of all presets then.

    New cards are those that wait, within the limits of their presets; with `new_per_day` as many every day, as if notes were
    written on. All forecasts draw the same numbers, which come from what there is: the same collection gives the same forecasts.
    """
    groups = [_group(store, presets, named.name, named.preset, day) for named in presets]
    if new_per_day is not None:
        groups = [group._replace(new=0) for group in groups]
        general = replace(presets.general, new_per_day=new_per_day)
        groups[-1] = groups[-1]._replace(preset=general, new=new_per_day * days)
    logs = [[answer[:5] for answer in answers] for _, answers in answers_by_card(store)]
    habits, answers = habits_of(logs), sum(map(len, logs))
    known, new = sum(len(group.known) for group in groups), sum(group.new for group in groups)
    forecasts = {}
    for number, retention in enumerate(retentions):
        if progress:
            progress(number, len(retentions))
        chance = random.Random(f"{known} {new} {answers} {day}").random  # noqa: S311  (a forecast is no secret)
        wanted = [group._replace(preset=replace(group.preset, desired_retention=retention)) for group in groups]
        forecasts[retention] = together(
            [simulate(group.known, group.new, days, group.preset, habits, chance) for group in wanted]
        )
    return Outlook(forecasts, known, new, answers)


def _group(store: Store, presets: Presets, name: str, preset: Preset, day: int) -> _Group:
    among = cards_of_preset(presets, name)
    cards = (card for card in answered_cards(store, among) if card.schedule.memory and not card.suspended)
    return _Group(preset, [_known(card, day) for card in cards], count_due(store, day, among=among)[0])


def _known(card: Card, today: int) -> Known:
    """Return a card as the simulator takes it; what is on a step of the day is due today."""
    schedule = card.schedule
    assert schedule.memory is not None  # noqa: S101  (the caller asks for those with one)
    last = schedule.last.day - today if schedule.last else 0
    due = today if schedule.due_day is None else schedule.due_day
    return Known(schedule.memory.stability, schedule.memory.difficulty, min(last, 0), due - today)
