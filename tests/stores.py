"""Stores and answers for tests of what is built on them."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING
from weakref import finalize

from srs.model import Plan, Rating
from srs.reconcile.fingerprint import fingerprint
from srs.reconcile.plan import make_plan
from srs.schedule import DayClock, Preset, answer_card, settle
from srs.schedule.by_hand import Span, set_due
from srs.schedule.presets import Presets
from srs.store.cards import find_card
from srs.store.counts import count_due, due_days
from srs.store.facts import all_ids, fronts_of, list_facts, retired_like
from srs.store.log import log_of, redo_last, undo_last, write_answer, write_changes
from srs.store.open import Store, open_store
from srs.store.plan_writing import apply_plan
from srs.store.rows import CARD, card_of
from srs.store.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from srs.model import Answer, Card, Draft, FactId, Review

NOW = 1_772_355_600_000
"""2026-03-01T09:00:00Z in UTC milliseconds."""
DAY = 86_400_000
CLOCK = DayClock(0)
PRESET = Preset()
PRESETS = Presets(PRESET)


def new_store(folder: Path) -> Store:
    """Return an empty store in a folder, or the one that is there; it is closed when nobody holds it any more."""
    store = open_store(folder / "srs.db")
    assert store is not None
    finalize(store, _close, store.connection)
    return store


def _close(connection: sqlite3.Connection) -> None:
    with suppress(sqlite3.ProgrammingError):  # it was opened in another thread, which is gone
        connection.close()


def say(store: Store, drafts: Sequence[Draft], at: int = NOW) -> Plan:
    """Let the notes say exactly this."""
    retired = retired_like(store, [fingerprint(draft.front, draft.back) for draft in drafts])
    facts = list(list_facts(store))
    said = fronts_of(store, [fact.id for fact in (*facts, *chain(*retired.values()))])
    plan = make_plan(drafts, facts, retired=retired, said=said, taken=all_ids(store))
    with store.write() as connection:
        apply_plan(connection, plan, at)
    return plan


def card(store: Store, fact: FactId, ord_: int = 0) -> Card:
    """Return a card that is asked at present."""
    found = find_card(store, fact, ord_)
    assert found is not None
    return found


def prepared(asked: Card, rating: Rating = Rating.GOOD, at: int = NOW) -> Answer:
    """Return an answer that is not written yet."""
    return answer_card(asked, rating, CLOCK.moment(at), 1500, PRESET, CLOCK)


def answer(store: Store, fact: FactId, rating: Rating = Rating.GOOD, at: int = NOW, ord_: int = 0) -> int:
    """Answer a card and write it down."""
    return write_answer(store, prepared(card(store, fact, ord_), rating, at))


def set_due_in(store: Store, fact: FactId, days: int, at: int) -> None:
    """Make a card due in some days by hand."""
    write_changes(store, [set_due(card(store, fact), Span(days, days, sets_interval=False), CLOCK.moment(at))])


def take_back(store: Store, at: int) -> tuple[Review, Card] | None:
    """Undo the last answer."""
    return undo_last(store, at, lambda asked, log: settle(asked, log, PRESET, CLOCK))


def give_again(store: Store) -> tuple[Review, Card] | None:
    """Redo the answer that was undone last."""
    return redo_last(store, lambda asked, log: settle(asked, log, PRESET, CLOCK))


def logs_by_card(store: Store) -> list[tuple[Card, list[Review]]]:
    """Return every card that was answered with its reviews, undone ones too, oldest first."""
    cards = store.connection.execute(f"SELECT {CARD} FROM card WHERE reps > 0 OR id IN (SELECT card FROM review)")
    return [(found, log_of(store.connection, found.id)) for found in map(card_of, cards.fetchall())]


def waiting_and_counted(store: Store) -> tuple[dict[int, tuple[int, ...]], dict[int, tuple[int, ...]]]:
    """Return by day what is due as the store keeps it, and as the cards are counted one by one."""
    asked = "FROM card WHERE live AND NOT suspended"
    days = store.connection.execute(f"SELECT due_day {asked} AND due_day IS NOT NULL UNION SELECT buried_until {asked}")
    around = sorted({day + more for (day,) in days if day is not None for more in (-1, 0, 1)} | {0})
    every = Selection("1 = 1")
    told = {day: (*count_due(store, day), due_days(store, day, day).get(day, 0)) for day in around}
    counted = {day: (*count_due(store, day, every), due_days(store, day, day, every).get(day, 0)) for day in around}
    return told, counted
