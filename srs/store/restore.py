"""Takes back marks and decisions that were made on many facts at once, where nobody has changed them since."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from srs.model import FactId, Status
from srs.store.arrays import array_text
from srs.store.decisions import stand_at
from srs.store.rows import FACT, fact_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from srs.store.marks import Mark
    from srs.store.open import Store

_AMONG = "IN (SELECT value FROM json_each(?))"


class Decision(NamedTuple):
    """Where a fact stood before its user decided on it."""

    status: Status
    accepted: bool | None


def marks_of(store: Store, facts: Iterable[FactId], mark: Mark) -> dict[tuple[FactId, int], int | None]:
    """Return the value of a mark's column for the cards of facts, by fact and number."""
    query = f"SELECT fact, ord, {mark.column} FROM card WHERE fact {_AMONG}"
    with store.read() as connection:
        rows = connection.execute(query, (array_text(facts),))
        return {(FactId(row[0]), row[1]): row[2] for row in rows}


def restore_marks(store: Store, mark: Mark, before: Mapping[tuple[FactId, int], int | None]) -> int:
    """Give cards the value they had before a mark, where it is still the mark's; return how many there were."""
    query = f"UPDATE card SET {mark.column} = ? WHERE fact = ? AND ord = ? AND {mark.column} IS ?"
    with store.write() as connection:
        rows = [(value, fact, ord_, mark.value) for (fact, ord_), value in before.items()]
        return sum(connection.execute(query, row).rowcount for row in rows)


def restore_decisions(store: Store, before: Mapping[FactId, Decision], *, accepted: bool) -> int:
    """Let facts stand where they stood before a decision that still holds; return how many there were."""
    query = f"SELECT {FACT} FROM fact WHERE id {_AMONG} AND accepted IS ? AND status <> 'retired'"
    with store.write() as connection:
        rows = connection.execute(query, (array_text(before), accepted)).fetchall()
        for fact in map(fact_of, rows):
            status, was_accepted = before[fact.id]
            stand_at(connection, fact.id, fact.draft, status, accepted=was_accepted)
    return len(rows)
