"""What users decide about facts: which are in the drill, and which text is which fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.model import Status
from srs.reconcile.fingerprint import fingerprint
from srs.store.arrays import array_text
from srs.store.facts import list_facts
from srs.store.plan_writing import update_cards
from srs.store.rows import FACT, fact_of
from srs.store.selection import EVERYTHING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from srs.model import Draft, Fact, FactId
    from srs.store.open import Store
    from srs.store.selection import Selection


def held_facts(store: Store, selection: Selection = EVERYTHING) -> Iterator[Fact]:
    """Yield the chosen facts that wait for the user's decision, in the order of the notes."""
    return (fact for fact in list_facts(store, selection) if fact.status is Status.HELD and fact.accepted is None)


def decide(store: Store, facts: Iterable[FactId], *, accepted: bool) -> list[Fact]:
    """Write down the user's decision on facts; it outlasts every later edit.

    Those that are gone from the notes by now are left alone; the others are returned as they stood before.
    """
    query = f"SELECT {FACT} FROM fact WHERE id IN (SELECT value FROM json_each(?)) AND status <> 'retired'"
    wanted = list(facts)
    with store.write() as connection:
        found = {fact.id: fact for fact in map(fact_of, connection.execute(query, (array_text(wanted),)).fetchall())}
        standing = [found[one] for one in wanted if one in found]
        for fact in standing:
            write_decision(connection, fact.id, fact.draft, accepted=accepted)
    return standing


def write_decision(connection: sqlite3.Connection, fact: FactId, draft: Draft, *, accepted: bool) -> None:
    """Write down the user's decision on a fact that says this, inside the caller's transaction."""
    stand_at(connection, fact, draft, Status.ACTIVE if accepted else Status.HELD, accepted=accepted)


def stand_at(
    connection: sqlite3.Connection, fact: FactId, draft: Draft, status: Status, *, accepted: bool | None
) -> None:
    """Put a fact where a decision, or that none was made, puts it, with the cards that it then has."""
    connection.execute("UPDATE fact SET accepted = ?, status = ? WHERE id = ?", (accepted, status, fact))
    update_cards(connection, fact, draft.ords if status is Status.ACTIVE else ())


def disown(connection: sqlite3.Connection, fact: FactId, mark: str) -> None:
    """Let a fact never come back for a text it once had: its user said that it is another one's."""
    connection.execute("UPDATE descent SET fingerprint = '' WHERE fact = ? AND fingerprint = ?", (fact, mark))


def own(connection: sqlite3.Connection, fact: FactId, mark: str) -> None:
    """Let a text be a fact's again that was disowned: its user linked the two."""
    rows = connection.execute("SELECT id, front, back FROM descent WHERE fact = ? AND fingerprint = ''", (fact,))
    same = [(mark, row) for row, front, back in rows.fetchall() if fingerprint(front, back) == mark]
    connection.executemany("UPDATE descent SET fingerprint = ? WHERE id = ?", same)


def stand_in(connection: sqlite3.Connection, fact: Fact, new: FactId) -> None:
    """Give a new fact what its user decided about the one it stands in for: accepted or rejected, suspended cards."""
    if fact.accepted is not None:
        write_decision(connection, new, fact.draft, accepted=fact.accepted)
    connection.execute(
        "UPDATE card SET suspended = 1 WHERE fact = ? AND ord IN (SELECT ord FROM card WHERE fact = ? AND suspended)",
        (new, fact.id),
    )
