"""What some desired retentions would cost in the days to come, from the cards and habits of a collection."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

from srs.model.values import dataclass, replace
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
    from srs.schedule.habits import Habits
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


class Ground(NamedTuple):
    """What forecasts begin with: the cards by preset (the general one last), the habits that `answers` show, and today."""

    groups: list[_Group]
    habits: Habits
    answers: int
    day: int

    @property
    def known(self) -> int:
        """Return how many cards were answered before."""
        return sum(len(group.known) for group in self.groups)

    @property
    def new(self) -> int:
        """Return how many cards are new."""
        return sum(group.new for group in self.groups)

    def with_new(self, per_day: int | None, days: int) -> Ground:
        """Return the same with so many new cards every day, as if notes were written on; None keeps those that wait."""
        if per_day is None:
            return self
        groups = [group._replace(new=0) for group in self.groups]
        general = groups[-1]
        groups[-1] = general._replace(preset=replace(general.preset, new_per_day=per_day), new=per_day * days)
        return self._replace(groups=groups)


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
    written on.
    """
    ground = survey(store, presets, day).with_new(new_per_day, days)
    forecasts = {}
    for number, retention in enumerate(retentions):
        if progress:
            progress(number, len(retentions))
        forecasts[retention] = foretell(ground, retention, days)
    return Outlook(forecasts, ground.known, ground.new, ground.answers)


def survey(store: Store, presets: Presets, day: int) -> Ground:
    """Read what forecasts begin with, as of a scheduling day."""
    groups = [_group(store, presets, named.name, named.preset, day) for named in presets]
    logs = [[answer[:5] for answer in answers] for _, answers in answers_by_card(store)]
    return Ground(groups, habits_of(logs), sum(map(len, logs)), day)


def foretell(ground: Ground, retention: float, days: int) -> Forecast:
    """Forecast the days to come at a desired retention.

    All forecasts draw the same numbers, which come from what there is: the same collection gives the same forecasts.
    """
    seed = f"{ground.known} {ground.new} {ground.answers} {ground.day}"
    chance = random.Random(seed).random  # noqa: S311  (a forecast is no secret)
    wanted = [group._replace(preset=replace(group.preset, desired_retention=retention)) for group in ground.groups]
    return together([simulate(group.known, group.new, days, group.preset, ground.habits, chance) for group in wanted])


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
