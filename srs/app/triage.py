"""The user's decision on facts whose evidence was thin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.app.selection import select
from srs.app.target import check_many, facts_named, is_query
from srs.errors import UsageError
from srs.model import Status
from srs.store.decisions import decide, held_facts

if TYPE_CHECKING:
    from srs.model import Fact
    from srs.store.open import Store
    from srs.store.search import Today


def find_held(store: Store, given: tuple[str, ...], today: Today) -> list[Fact]:
    """Return the held facts that a query finds, undecided ones only; its words may stand in the reason, too.

    Raises:
        BadQuery: it cannot be understood.
    """
    return list(held_facts(store, select(store, given, today, reasons=True)))


def decide_on(
    store: Store, given: tuple[str, ...], today: Today, *, accepted: bool, every: bool = False, yes: bool = False
) -> list[Fact]:
    """Accept or turn down facts by id, or the held ones that a query finds; with `every` words alone are one, too.

    Raises:
        UnknownId: an id does not exist; nothing was decided.
        BadQuery: the query cannot be understood.
        ManyCards: a query finds many, and neither `every` nor `yes` is set.
        UsageError: a fact is retired, or nothing was named.
    """
    if every or is_query(given):
        facts = find_held(store, given, today)
        check_many(len(facts), given, yes=yes or every)
    elif given:
        facts = facts_named(store, given)
    else:
        raise UsageError("No fact was named.", "Give ids from `srs held` or a query, or --all with words to choose by.")
    retired = next((fact for fact in facts if fact.status is Status.RETIRED), None)
    if retired is not None:
        raise UsageError(
            f"Fact {retired.id} is retired; its text is gone from the notes.", f"See: srs card {retired.id}"
        )
    return decide(store, [fact.id for fact in facts], accepted=accepted)
