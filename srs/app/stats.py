"""The figures of a collection, or of one of its decks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.model.values import dataclass
from srs.schedule import kernel_for
from srs.schedule.presets import Presets
from srs.stats.activity import calendar, last_days, streak, today_figures
from srs.stats.cards import count_cards
from srs.stats.retention import ratings, retention_curve, true_retention
from srs.stats.tally import tally_sums
from srs.store.series import cards_now, recall_by_note, sum_log

if TYPE_CHECKING:
    from datetime import datetime

    from srs.app.collection import Collection
    from srs.model import Moment
    from srs.schedule import DayClock
    from srs.stats.activity import Calendar, Day, Streak, Today
    from srs.stats.hardest import HardNote
    from srs.stats.outlook import Forecast, Memories
    from srs.stats.retention import Ratings, Retention
    from srs.stats.tally import Recall
    from srs.store.open import Store
    from srs.store.selection import Selection


@dataclass(frozen=True, slots=True)
class Stats:
    """Everything `srs stats` shows.

    `cards` are in the drill; `answers` were ever given, retired facts included. `days`, `curve`, `ratings` and
    `hours` are of the last days that were asked for.
    """

    cards: int
    answers: int
    today: Today
    streak: Streak
    retention: tuple[Retention, ...]
    curve: tuple[float | None, ...]
    ratings: tuple[Ratings, ...]
    calendar: Calendar
    days: tuple[Day, ...]
    hours: tuple[Recall, ...]
    forecast: Forecast
    memories: Memories
    hardest: tuple[HardNote, ...]


def figures_of(
    store: Store, collection: Collection, now: datetime, given: tuple[str, ...], days: int, deck: str = ""
) -> Stats:
    """Compute the figures of what a query finds, in a deck where one is named.

    Raises:
        UsageError: there is no such deck, or the query cannot be understood.
    """
    from srs.app.selection import select, today_of

    presets = collection.presets(store)
    clock = presets.clock(now)
    at = round(now.timestamp() * 1000)
    selection = select(store, given, today_of(clock, at, presets.general), deck=deck)
    return figures(store, selection, presets, clock, clock.moment(at), days)


def figures(store: Store, selection: Selection, presets: Presets, clock: DayClock, now: Moment, days: int) -> Stats:
    """Compute all figures at `now`, those of single days for the last `days` days."""
    sums = sum_log(store, selection, today=now.day, days=days, offset_seconds=clock.offset_seconds)
    tally = tally_sums(sums, today=now.day, days=days)
    recent = recall_by_note(store, selection, now.day)
    apart = presets if _forget_differently(presets) else Presets(presets.general)
    cards = count_cards(
        cards_now(store, selection, apart),
        recent,
        today=now.day,
        day_of=clock.day_of,
        kernels=[kernel_for(one.preset) for one in apart],
    )
    answers = {day: sum(counts) for day, counts in tally.ratings.items()}
    return Stats(
        cards=cards.cards,
        answers=sum(answers.values()),
        today=today_figures(tally),
        streak=streak(answers, now.day),
        retention=true_retention(tally),
        curve=retention_curve(tally),
        ratings=ratings(tally),
        calendar=calendar(answers, now.day),
        days=last_days(tally),
        hours=tally.hours,
        forecast=cards.forecast,
        memories=cards.memories,
        hardest=cards.hardest,
    )


def _forget_differently(presets: Presets) -> bool:
    """Tell whether it matters which preset a card has; to look that up for a million cards takes longer than all else."""
    return len({one.preset.parameters for one in presets}) > 1
