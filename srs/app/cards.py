"""Facts with their cards, for lists and single views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.model.values import dataclass
from srs.store.cards import cards_of, live_cards
from srs.store.facts import descent_of, find_fact, list_facts
from srs.store.log import reviews_of
from srs.store.selection import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from srs.model import Card, Fact, Review
    from srs.store.cards import LiveCard
    from srs.store.open import Store
    from srs.store.selection import Selection


@dataclass(frozen=True, slots=True)
class Portrait:
    """Everything about one fact: its cards, the reviews that count as (ord, review), and its line of descent."""

    fact: Fact
    cards: list[Card]
    reviews: list[tuple[int, Review]]
    descent: list[tuple[int, str, str, str, str, int]]


def list_facts_with_cards(
    store: Store, selection: Selection, *, retired: bool
) -> Iterator[tuple[Fact, list[LiveCard]]]:
    """Yield the facts that are chosen, each with its live cards."""
    facts: Iterable[Fact] = list_facts(store, selection, retired=retired)
    if selection == EVERYTHING:
        cards = live_cards(store)
    else:
        facts = list(facts)
        cards = live_cards(store, [fact.id for fact in facts])
    for fact in facts:
        yield fact, cards.get(fact.id, [])


def portray(store: Store, given: str) -> Portrait:
    """Gather everything about the fact with this id, or the only one whose id begins so."""
    return portrait_of(store, find_fact(store, given))


def portrait_of(store: Store, fact: Fact) -> Portrait:
    """Gather everything about a fact."""
    return Portrait(fact, cards_of(store, fact.id), reviews_of(store, fact.id), descent_of(store, fact.id))
