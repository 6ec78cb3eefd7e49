"""Makes cards due on a day that the user chooses."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from srs.app.marks import Marked, Wanted, wanted_cards
from srs.app.times import day_iso
from srs.errors import UsageError
from srs.schedule.by_hand import parse_span, set_due
from srs.store.cards import find_card
from srs.store.log import write_changes

if TYPE_CHECKING:
    from srs.model import FactId, Moment
    from srs.store.open import Store
    from srs.store.search import Today


def make_due(
    store: Store, wanted: Wanted, today: Today, days: str, now: Moment
) -> tuple[Marked, dict[FactId, tuple[int, ...]]]:
    """Make cards due in some days; each change is a row of the log, so that undo takes back one after the other.

    With the cards of each fact come the scheduling days on which they are due now.

    Raises:
        UsageError: the days cannot be read or are over, or a fact has no such card.
        UnknownId: an id does not exist.
        BadQuery: the query cannot be understood.
        ManyCards: the query finds many cards, and nobody said yes.
    """
    _check_date(days, now.day)
    span = parse_span(days, now.day)
    named, by_query = wanted_cards(store, wanted, today)
    cards = {fact.id: [card for ord_ in ords if (card := find_card(store, fact.id, ord_))] for fact, ords in named}
    gone = next((fact for fact, _ in named if not cards[fact.id]), None)
    if gone is not None:
        raise UsageError(f"{gone.id} is not in the drill (it is {gone.status}).", f"See: srs card {gone.id}")
    changes = {fact: [set_due(card, span, now) for card in some] for fact, some in cards.items()}
    write_changes(store, [change for some in changes.values() for change in some])
    due_days = {fact: tuple(one.after.due_day or 0 for one in some) for fact, some in changes.items()}
    return Marked([(fact, tuple(card.ord for card in cards[fact.id])) for fact, _ in named], by_query), due_days


def _check_date(days: str, today: int) -> None:
    """Refuse a date that is over; whatever else is no span of days is told when it is read."""
    try:
        day = date.fromisoformat(days).isoformat()
    except ValueError:
        return
    if day == days and day < day_iso(today):
        raise UsageError(f"{days} is over; today is {day_iso(today)}.", "To make them due today: srs set-due 0 ...")
