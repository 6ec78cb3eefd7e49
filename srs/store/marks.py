"""The marks a user puts on cards from outside a drill: suspended, buried until a day, flagged."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from srs.store.rows import FACT, fact_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from srs.model import Fact, FactId
    from srs.store.open import Store
    from srs.store.selection import Selection


class Mark(NamedTuple):
    """A column of `card`, the value it gets, and the condition on which that is a change; `day` is a parameter of it."""

    column: str
    value: int | None
    is_new: str
    day: int = 0


def suspension(*, suspended: bool) -> Mark:
    """Return the mark that takes a card out of the drill, or that brings it back."""
    return Mark("suspended", int(suspended), "suspended <> :value")


def burial(day: int, *, buried: bool) -> Mark:
    """Return the mark that puts a card off until the day after a scheduling day, or that lifts this."""
    if buried:
        return Mark("buried_until", day + 1, "(buried_until IS NULL OR buried_until <= :day)", day)
    return Mark("buried_until", None, "buried_until > :day", day)


def flagging(flag: int) -> Mark:
    """Return the mark that is a flag from 1 to 7, or with 0 takes it away."""
    return Mark("flag", flag, "flag <> :value")


def mark_cards(store: Store, cards: Mapping[FactId, Sequence[int]], mark: Mark) -> dict[FactId, tuple[int, ...]]:
    """Put a mark on cards, given by their numbers; return the numbers of those for which it is new."""
    condition = f"fact = :fact AND ord = :ord AND {mark.is_new}"
    changed: dict[FactId, tuple[int, ...]] = {}
    with store.write() as connection:
        for fact, ords in cards.items():
            values = [{"value": mark.value, "day": mark.day, "fact": fact, "ord": ord_} for ord_ in ords]
            changed[fact] = tuple(
                ord_
                for ord_, value in zip(ords, values, strict=True)
                if connection.execute(f"UPDATE card SET {mark.column} = :value WHERE {condition}", value).rowcount
            )
    return changed


def chosen_cards(store: Store, selection: Selection) -> list[tuple[Fact, tuple[int, ...]]]:
    """Return the cards in the drill that are chosen, by their numbers, in the order of the notes."""
    query = f"""
        SELECT card.ord, {FACT} FROM card JOIN fact ON fact.id = card.fact WHERE card.live AND {selection.where}
        ORDER BY fact.path, fact.first_line, fact.last_line, fact.id, card.ord
    """
    with store.read() as connection:
        rows = connection.execute(query, selection.parameters).fetchall()
    groups = ([*group] for _, group in groupby(rows, key=lambda row: row[1]))
    return [(fact_of(group[0][1:]), tuple(row[0] for row in group)) for group in groups]
