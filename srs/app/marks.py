"""Puts marks on cards, by the id of their fact or by a query: suspended, buried, flagged."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from srs.app.selection import select
from srs.app.target import check_many, facts_named, is_query
from srs.errors import UsageError
from srs.store.cards import cards_of
from srs.store.marks import chosen_cards, mark_cards

if TYPE_CHECKING:
    from srs.model import Fact
    from srs.store.marks import Mark
    from srs.store.open import Store
    from srs.store.search import Today


class Wanted(NamedTuple):
    """What a user named: ids or a query, of each fact one card or all, and whether many may be changed."""

    given: tuple[str, ...]
    ord: int | None = None
    yes: bool = False


class Marked(NamedTuple):
    """The facts that were named or found, each with the numbers of the cards for which the mark is new."""

    facts: list[tuple[Fact, tuple[int, ...]]]
    by_query: bool

    @property
    def cards(self) -> int:
        """How many cards were changed."""
        return sum(len(changed) for _, changed in self.facts)


def put_mark(store: Store, wanted: Wanted, today: Today, mark: Mark) -> Marked:
    """Put a mark on cards. An id means all cards of its fact, a query the cards in the drill that it finds.

    Raises:
        UnknownId: an id does not exist; nothing was changed.
        UsageError: a fact has no such card; nothing was changed.
        BadQuery: the query cannot be understood.
        ManyCards: the query finds many cards, and nobody said yes.
    """
    by_query = is_query(wanted.given)
    cards = _found(store, wanted, today) if by_query else _named(store, wanted)
    changed = mark_cards(store, {fact.id: ords for fact, ords in cards}, mark)
    return Marked([(fact, changed[fact.id]) for fact, _ in cards], by_query)


def _found(store: Store, wanted: Wanted, today: Today) -> list[tuple[Fact, tuple[int, ...]]]:
    cards = chosen_cards(store, select(store, wanted.given, today))
    if wanted.ord is not None:
        cards = [(fact, (wanted.ord,)) for fact, ords in cards if wanted.ord in ords]
    check_many(sum(len(ords) for _, ords in cards), wanted.given, yes=wanted.yes)
    return cards


def _named(store: Store, wanted: Wanted) -> list[tuple[Fact, tuple[int, ...]]]:
    facts = facts_named(store, wanted.given)
    for fact in facts:
        if wanted.ord is not None and wanted.ord not in fact.draft.ords:
            raise UsageError(f"Fact {fact.id} has no card {wanted.ord}.", f"See: srs card {fact.id}")
    if wanted.ord is not None:
        return [(fact, (wanted.ord,)) for fact in facts]
    return [(fact, tuple(card.ord for card in cards_of(store, fact.id))) for fact in facts]
