"""The user's decision on facts: those whose evidence was thin, and any that he does not want to be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from srs.app.selection import select
from srs.app.target import check_facts, facts_named, is_query
from srs.errors import UsageError
from srs.model import Status
from srs.store.decisions import decide, held_facts
from srs.store.facts import answered_of, list_facts

if TYPE_CHECKING:
    from srs.model import Fact
    from srs.store.open import Store
    from srs.store.search import Today


class Decided(NamedTuple):
    """The facts that were decided on, and how many a query found besides that stood so already."""

    facts: list[Fact]
    standing: int = 0


def find_held(store: Store, given: tuple[str, ...], today: Today) -> list[Fact]:
    """Return the held facts that a query finds, undecided ones only; its words may stand in the reason, too.

    Raises:
        BadQuery: it cannot be understood.
    """
    return list(held_facts(store, select(store, given, today, reasons=True)))


def decide_on(
    store: Store, given: tuple[str, ...], today: Today, *, accepted: bool, every: bool = False, yes: bool = False
) -> Decided:
    """Take facts into the drill or keep them out of it: by id, or all that a query finds and that do not stand so already.

    With `every` words alone are a query, too, and only held facts are meant on which nobody has decided.

    Raises:
        UnknownId: an id does not exist; nothing was decided.
        BadQuery: the query cannot be understood.
        ManyFacts: a query finds many, or some that were answered or decided on before, and neither `every` nor `yes` is set.
        UsageError: a fact is retired, or nothing was named.
    """
    standing = 0
    if every:
        facts = find_held(store, given, today)
    elif is_query(given):
        found = [fact for fact in list_facts(store, select(store, given, today, reasons=True)) if _is_there(fact)]
        facts = [fact for fact in found if not _stands(fact, accepted=accepted)]
        standing = len(found) - len(facts)
        _check_word(store, facts, given, accepted=accepted, yes=yes)
    elif given:
        facts = facts_named(store, given)
    else:
        raise UsageError("No fact was named.", "Give ids from `srs held` or a query, or --all with words to choose by.")
    retired = next((fact for fact in facts if not _is_there(fact)), None)
    if retired is not None:
        raise UsageError(
            f"Fact {retired.id} is retired; its text is gone from the notes.", f"See: srs card {retired.id}"
        )
    return Decided(decide(store, [fact.id for fact in facts], accepted=accepted), standing)


def _is_there(fact: Fact) -> bool:
    return fact.status is not Status.RETIRED


def _stands(fact: Fact, *, accepted: bool) -> bool:
    """Tell whether a fact is in the drill, or was rejected, already."""
    return fact.status is Status.ACTIVE if accepted else fact.accepted is False


def _check_word(store: Store, facts: list[Fact], given: tuple[str, ...], *, accepted: bool, yes: bool) -> None:
    """Refuse to decide without the user's word on many facts, to reject what he learns, or to overturn what he decided."""
    answered = 0 if accepted else len(answered_of(store, [fact.id for fact in facts]))
    decided = 0 if accepted and _names_rejected(given) else sum(fact.accepted is not None for fact in facts)
    check_facts(facts, given, yes=yes, answered=answered, decided=decided)


def _names_rejected(given: tuple[str, ...]) -> bool:
    """Tell whether a query asks for rejected facts by itself, so that they are no surprise."""
    from srs.search.parser import parse
    from srs.search.words import Is, Standing, mentions

    return mentions(parse(" ".join(given)), Is(Standing.REJECTED))
