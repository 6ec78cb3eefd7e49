"""Takes cards out of the drill and back, by the id of their fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.errors import UsageError
from srs.store.cards import suspend_facts
from srs.store.facts import find_fact

if TYPE_CHECKING:
    from srs.model import Fact
    from srs.store.open import Store


def set_suspended(
    store: Store, given: tuple[str, ...], ord_: int | None, *, suspended: bool
) -> list[tuple[Fact, tuple[int, ...]]]:
    """Suspend all cards of facts, or of each only card `ord_`, or lift it; return facts with the cards that changed.

    Raises:
        UnknownId: an id does not exist; nothing was changed.
        UsageError: a fact has no card `ord_`; nothing was changed.
    """
    facts = {fact.id: fact for fact in (find_fact(store, one) for one in given)}
    for fact in facts.values():
        if ord_ is not None and ord_ not in fact.draft.ords:
            raise UsageError(f"Fact {fact.id} has no card {ord_}.", f"See: srs card {fact.id}")
    changed = suspend_facts(store, facts, ord_=ord_, suspended=suspended)
    return [(fact, changed[fact.id]) for fact in facts.values()]
