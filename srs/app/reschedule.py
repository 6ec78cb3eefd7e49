"""Moves cards to the days on which the settings in force would make them due."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from srs.app.selection import select
from srs.app.target import facts_named, is_query
from srs.schedule.reschedule import Move, loads, plan_moves
from srs.store.cards import answered_cards
from srs.store.drilling import without_drills
from srs.store.parameters import set_due_days
from srs.store.preset_cards import cards_of_preset
from srs.store.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from srs.schedule.presets import Presets
    from srs.store.open import Store
    from srs.store.search import Today


class Moves(NamedTuple):
    """Cards that would be due on another day, and how many are due on each scheduling day before and after."""

    moves: tuple[Move, ...]
    before: Counter[int]
    after: Counter[int]


def chosen(store: Store, given: Sequence[str], today: Today) -> Selection:
    """Return the cards of facts that are named by their ids, or what a query finds; without any, all.

    Raises:
        UnknownId: an id does not exist.
        BadQuery: the query cannot be understood.
    """
    if not given or is_query(given):
        return select(store, given, today)
    ids = {f"fact{number}": fact.id for number, fact in enumerate(facts_named(store, given))}
    return Selection(f"fact.id IN ({', '.join(f':{name}' for name in ids)})", ids)


def plan_days(store: Store, presets: Presets, selection: Selection, day: int) -> Moves:
    """Return which cards the settings in force would make due on other days, seen from a scheduling day."""
    found, before, after = list[Move](), Counter[int](), Counter[int]()
    for named in presets:
        preset_cards = cards_of_preset(presets, named.name)
        cards = list(answered_cards(store, _both(selection, preset_cards)))
        moves = plan_moves(cards, named.preset)
        counts = loads(cards, moves, day)
        found += moves
        before += counts[0]
        after += counts[1]
    return Moves(tuple(found), before, after)


def move_days(store: Store, presets: Presets, selection: Selection, day: int) -> int:
    """Move the cards, in one transaction; return how many.

    Raises:
        SrsError: a drill has a card on screen.
    """
    with without_drills(store.path), store.write() as connection:
        moves = plan_days(store, presets, selection, day).moves
        set_due_days(connection, [(one.card, one.interval_days, one.due_after) for one in moves])
    return len(moves)


def _both(one: Selection, other: Selection) -> Selection:
    return Selection(f"{one.where} AND {other.where}", {**one.parameters, **other.parameters}, one.about_cards)
