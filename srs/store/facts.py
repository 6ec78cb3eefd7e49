"""Facts and their line of descent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.errors import UnknownId
from srs.model import FactId
from srs.store.counts import IS_ANSWER
from srs.store.rows import FACT, fact_of, has_log
from srs.store.selection import EVERYTHING, begins_with

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from srs.model import Fact
    from srs.store.open import Store
    from srs.store.selection import Selection

_BATCH = 500
_IDS = "SELECT id FROM fact UNION ALL SELECT id FROM alias"


def list_facts(store: Store, selection: Selection = EVERYTHING, *, retired: bool = False) -> Iterator[Fact]:
    """Yield the facts that are chosen in the order of the notes; retired ones where they are wanted or named."""
    where = "" if retired or selection.retired else "status <> 'retired' AND "
    query = f"SELECT {FACT} FROM fact WHERE {where}{selection.facts} ORDER BY path, first_line, last_line, id"
    with store.read() as connection:
        for row in connection.execute(query, selection.parameters):
            yield fact_of(row)


def find_fact(store: Store, given: str) -> Fact:
    """Return the fact with this id, or the only one whose id begins so.

    Raises:
        UnknownId: none does, or several do.
    """
    query = (
        f"SELECT {FACT} FROM fact WHERE id IN (SELECT :given UNION SELECT fact FROM alias WHERE id = :given) "
        f"OR {begins_with(':begun')} ORDER BY id <> :given LIMIT 20"
    )
    values = {"given": given, "begun": given.lower()}
    with store.read() as connection:
        rows = connection.execute(query, values).fetchall() if given.isascii() and given else []
    if not rows or (len(rows) > 1 and rows[0][0] != given):
        raise UnknownId(given, len(rows))
    return fact_of(rows[0])


def facts_in(store: Store, paths: Iterable[str], *, retired: bool = False) -> list[Fact]:
    """Return the live facts of some notes, or those that are gone from them, in the order of the notes."""
    which = "=" if retired else "<>"
    query = (
        f"SELECT {FACT} FROM fact WHERE status {which} 'retired' AND path IN ({{}}) "
        "ORDER BY path, first_line, last_line, id"
    )
    with store.read() as connection:
        return [fact_of(row) for row in _in_batches(connection, query, sorted(paths))]


def has_facts(store: Store) -> bool:
    """Tell a store that has ever read a fact from one that has not."""
    with store.read() as connection:
        return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM fact)").fetchone()[0])


def paths_of_facts(store: Store) -> set[str]:
    """Return the notes in which live facts stand."""
    with store.read() as connection:
        return {str(row[0]) for row in connection.execute("SELECT DISTINCT path FROM fact WHERE status <> 'retired'")}


def retired_like(store: Store, fingerprints: Iterable[str]) -> dict[str, list[Fact]]:
    """Return retired facts by a fingerprint they once had: those with answers first, then those that had it last."""
    query = (
        f"SELECT descent.fingerprint, {FACT} FROM descent JOIN fact ON fact.id = descent.fact "
        "WHERE fact.status = 'retired' AND descent.fingerprint IN ({}) "
        f"ORDER BY {has_log()} DESC, "
        "descent.at DESC, descent.id DESC"
    )
    found: dict[str, dict[FactId, Fact]] = {}
    with store.read() as connection:
        for row in _in_batches(connection, query, sorted(set(fingerprints))):
            fact = fact_of(row[1:])
            found.setdefault(str(row[0]), {}).setdefault(fact.id, fact)
    return {mark: list(facts.values()) for mark, facts in found.items()}


def living_like(store: Store, fingerprints: Iterable[str]) -> dict[str, set[FactId]]:
    """Return the live facts by a fingerprint they once had and have no more."""
    query = (
        "SELECT descent.fingerprint, fact.id FROM descent JOIN fact ON fact.id = descent.fact WHERE fact.status <> 'retired' "
        "AND descent.fingerprint <> fact.fingerprint AND descent.fingerprint IN ({})"
    )
    found: dict[str, set[FactId]] = {}
    with store.read() as connection:
        for mark, fact in _in_batches(connection, query, sorted(set(fingerprints))):
            found.setdefault(str(mark), set()).add(FactId(str(fact)))
    return found


def new_copies(store: Store, facts: Iterable[FactId]) -> dict[FactId, list[Fact]]:
    """Return for facts that were answered the live ones that say the same and never were: copies that somebody made."""
    query = (
        f"SELECT old.id, {FACT} FROM fact AS old JOIN fact ON fact.fingerprint = old.fingerprint AND fact.id <> old.id "
        "WHERE old.id IN ({}) AND fact.status <> 'retired' AND fact.accepted IS NOT 0 AND (fact.way = 'cloze') = (old.way = 'cloze') "
        f"AND {has_log('old')} AND NOT {has_log()} "
        "ORDER BY old.id, fact.path, fact.first_line, fact.id"
    )
    found: dict[FactId, list[Fact]] = {}
    with store.read() as connection:
        for row in _in_batches(connection, query, sorted(facts)):
            found.setdefault(FactId(str(row[0])), []).append(fact_of(row[1:]))
    return found


def learned_of(store: Store, facts: Iterable[FactId]) -> set[FactId]:
    """Return those of these facts that were answered, or that the user took in himself."""
    query = f"SELECT id FROM fact WHERE id IN ({{}}) AND (accepted = 1 OR {has_log()})"
    return _found(store, query, facts)


def was_retired_at(store: Store, fact: FactId, at: int) -> bool:
    """Tell whether the fact was retired by the sync of a time (UTC ms)."""
    query = "SELECT 1 FROM descent WHERE fact = ? AND change = 'retired' AND at = ?"
    with store.read() as connection:
        return connection.execute(query, (fact, at)).fetchone() is not None


def answered_of(store: Store, facts: Iterable[FactId]) -> set[FactId]:
    """Return those of these facts that were ever answered, or learned elsewhere so that only a schedule is known."""
    query = (
        "SELECT DISTINCT fact FROM card WHERE fact IN ({}) AND (stability IS NOT NULL OR EXISTS "
        f"(SELECT 1 FROM review WHERE review.card = card.id AND {IS_ANSWER}))"
    )
    return _found(store, query, facts)


def _found(store: Store, query: str, facts: Iterable[FactId]) -> set[FactId]:
    with store.read() as connection:
        return {FactId(str(row[0])) for row in _in_batches(connection, query, sorted(facts))}


def fronts_of(store: Store, facts: Iterable[FactId]) -> dict[FactId, list[str]]:
    """Return every front that facts ever had, oldest first."""
    query = "SELECT fact, front FROM descent WHERE fact IN ({}) ORDER BY fact, at, id"
    found: dict[FactId, list[str]] = {}
    with store.read() as connection:
        for fact, front in _in_batches(connection, query, sorted(facts)):
            found.setdefault(FactId(str(fact)), []).append(str(front))
    return found


def all_ids(store: Store) -> set[str]:
    """Return the ids that are taken, in this store or in one that was merged into it."""
    with store.read() as connection:
        return {str(row[0]) for row in connection.execute(_IDS)}


def taken_ids(store: Store, ids: Iterable[str]) -> set[str]:
    """Return those of the ids that are taken."""
    with store.read() as connection:
        return {
            str(row[0]) for row in _in_batches(connection, f"SELECT id FROM ({_IDS}) WHERE id IN ({{}})", sorted(ids))
        }


def descent_of(store: Store, fact: FactId) -> list[tuple[int, str, str, str, str, int]]:
    """Return what a fact said when: (UTC ms, change, front, back, path, line), oldest first."""
    query = "SELECT at, change, front, back, path, line FROM descent WHERE fact = ? ORDER BY at, id"
    with store.read() as connection:
        return connection.execute(query, (fact,)).fetchall()


def _in_batches(connection: sqlite3.Connection, query: str, values: Sequence[str]) -> Iterator[tuple[object, ...]]:
    for start in range(0, len(values), _BATCH):
        batch = values[start : start + _BATCH]
        yield from connection.execute(query.format(", ".join("?" * len(batch))), batch)
