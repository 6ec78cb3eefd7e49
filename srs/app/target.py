"""What a change by hand is about: facts named by their ids, or whatever a query finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.errors import ManyCards, ManyFacts, UnknownId
from srs.store.facts import find_fact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from srs.model import Fact
    from srs.store.open import Store

MOST_UNASKED = 20
"""So many may a query change without its user's word."""
_MOST_SHOWN = 10
_SHOWN_WIDTH = 60


def is_query(given: Sequence[str]) -> bool:
    """Tell whether what a user gave has more in it than the letters and digits of ids.

    Words alone are ids, so that a typo in one is told and not looked for in every text.
    """
    # An empty variable of a shell is an id that nobody has, and no query that finds everything.
    return any(one.strip() and not (one.isascii() and one.isalnum()) for one in given)


def facts_named(store: Store, given: Sequence[str]) -> list[Fact]:
    """Return the facts with these ids, each once.

    Raises:
        UnknownId: one does not exist.
    """
    facts = (_named(store, one) for one in given)
    return list({fact.id: fact for fact in facts}.values())


def _named(store: Store, given: str) -> Fact:
    try:
        return find_fact(store, given)
    except UnknownId as error:
        if given.strip() and not error.matches:
            error.hint += f"; to look for words: front:{given}"
        raise


def check_many(count: int, given: Sequence[str], *, yes: bool) -> None:
    """Refuse to change what a query finds where that is much and the user has not said yes.

    Raises:
        ManyCards: it is more than a user would name by hand.
    """
    if count > MOST_UNASKED and not yes:
        raise ManyCards(count, " ".join(given))


def check_facts(facts: Sequence[Fact], given: Sequence[str], *, yes: bool, answered: int = 0, decided: int = 0) -> None:
    """Refuse to change facts that a query finds where they are many, or some were answered or decided on before, and the user has not said yes.

    Raises:
        ManyFacts: he should see them first; it shows some.
    """
    if yes or (len(facts) <= MOST_UNASKED and not answered and not decided):
        return
    from srs.app.wording import front_told

    beside = (f", {answered} of them answered" if answered else "") + (
        f", {decided} decided on before" if decided else ""
    )
    shown = [f"{fact.id}  {front_told(fact.draft.front, _SHOWN_WIDTH)}" for fact in facts[:_MOST_SHOWN]]
    more = len(facts) - len(shown)
    raise ManyFacts(len(facts), " ".join(given), beside, (*shown, *([f"... and {more} more"] if more else ())))
