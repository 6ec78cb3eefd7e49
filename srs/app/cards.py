"""A fact with its cards and everything else about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.model.values import dataclass
from srs.store.cards import cards_of
from srs.store.facts import descent_of, find_fact
from srs.store.log import reviews_of

if TYPE_CHECKING:
    from srs.model import Card, Fact, Review
    from srs.store.open import Store


@dataclass(frozen=True, slots=True)
class Portrait:
    """Everything about one fact: its cards, the reviews that count as (ord, review), and its line of descent."""

    fact: Fact
    cards: list[Card]
    reviews: list[tuple[int, Review]]
    descent: list[tuple[int, str, str, str, str, int]]


def portray(store: Store, given: str) -> Portrait:
    """Gather everything about the fact with this id, or the only one whose id begins so."""
    return portrait_of(store, find_fact(store, given))


def portrait_of(store: Store, fact: Fact) -> Portrait:
    """Gather everything about a fact."""
    return Portrait(fact, cards_of(store, fact.id), reviews_of(store, fact.id), descent_of(store, fact.id))
