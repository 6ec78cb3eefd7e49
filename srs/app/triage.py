"""The user's decision on facts whose evidence was thin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.errors import UsageError
from srs.model import Status
from srs.store.facts import decide, find_fact, held_facts

if TYPE_CHECKING:
    from srs.model import Fact
    from srs.store.open import Store


def find_held(store: Store, words: tuple[str, ...]) -> list[Fact]:
    """Return the held facts in which all words stand, undecided ones only."""
    wanted = [word.casefold() for word in words]
    return [fact for fact in held_facts(store) if all(word in _text(fact) for word in wanted)]


def decide_on(store: Store, given: tuple[str, ...], *, accepted: bool, every: bool) -> list[Fact]:
    """Accept or turn down facts by id, or with `every` all held ones in which the words stand.

    Raises:
        UnknownId: an id does not exist; nothing was decided.
        UsageError: a fact is retired, or nothing was named.
    """
    if every:
        facts = find_held(store, given)
    elif given:
        facts = [find_fact(store, one) for one in given]
    else:
        raise UsageError("No fact was named.", "Give ids from `srs held`, or --all with words to choose by.")
    retired = next((fact for fact in facts if fact.status is Status.RETIRED), None)
    if retired is not None:
        raise UsageError(
            f"Fact {retired.id} is retired; its text is gone from the notes.", f"See: srs card {retired.id}"
        )
    decide(store, facts, accepted=accepted)
    return facts


def _text(fact: Fact) -> str:
    draft = fact.draft
    return f"{draft.front}\n{draft.back}\n{draft.source.path}\n{draft.held}\n{draft.rule}".casefold()
