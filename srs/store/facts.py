"""Facts and their line of descent."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from srs.errors import UnknownId
from srs.model import (
    Change,
    Created,
    Edited,
    FactId,
    Moved,
    Refreshed,
    Retired,
    Revived,
    Status,
)
from srs.reconcile.fingerprint import fingerprint
from srs.store.arrays import array_text
from srs.store.doubts import write_doubts
from srs.store.rows import FACT, draft_values, fact_of
from srs.store.selection import EVERYTHING, begins_with

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from srs.model import Draft, Fact, Plan, PlanChange
    from srs.store.open import Store
    from srs.store.selection import Selection

_BATCH = 500
_ROWS = 1000
_CACHE_KB = 16_000
"""New ids fall all over the indexes: in SQLite's own 2 MB their pages would go to the file and come back again and again."""
PLACE = "(SELECT path || char(9) || printf('%07d', first_line) FROM fact WHERE fact.id = card.fact)"
"""What puts cards in the order of the notes."""
_IDS = "SELECT id FROM fact UNION ALL SELECT id FROM alias"
_COLUMNS = (
    "kind, way, front, back, context, extra, deck, tags, rule, held, path, first_line, last_line, status, fingerprint, "
    "changed_at"
)


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


def retired_like(store: Store, fingerprints: Iterable[str]) -> dict[str, Fact]:
    """Return retired facts by a fingerprint they once had; the one that had it last, where several did."""
    query = (
        f"SELECT descent.fingerprint, {FACT} FROM descent JOIN fact ON fact.id = descent.fact "
        "WHERE fact.status = 'retired' AND descent.fingerprint IN ({}) ORDER BY descent.at, descent.id"
    )
    with store.read() as connection:
        return {str(row[0]): fact_of(row[1:]) for row in _in_batches(connection, query, sorted(set(fingerprints)))}


def new_copies(store: Store, facts: Iterable[FactId]) -> dict[FactId, list[Fact]]:
    """Return for facts that were answered the live ones that say the same and never were: copies that somebody made."""
    query = (
        f"SELECT old.id, {FACT} FROM fact AS old JOIN fact ON fact.fingerprint = old.fingerprint AND fact.id <> old.id "
        "WHERE old.id IN ({}) AND fact.status <> 'retired' AND (fact.way = 'cloze') = (old.way = 'cloze') "
        "AND EXISTS (SELECT 1 FROM card JOIN review ON review.card = card.id WHERE card.fact = old.id) "
        "AND NOT EXISTS (SELECT 1 FROM card JOIN review ON review.card = card.id WHERE card.fact = fact.id) "
        "ORDER BY old.id, fact.path, fact.first_line, fact.id"
    )
    found: dict[FactId, list[Fact]] = {}
    with store.read() as connection:
        for row in _in_batches(connection, query, sorted(facts)):
            found.setdefault(FactId(str(row[0])), []).append(fact_of(row[1:]))
    return found


def learned_of(store: Store, facts: Iterable[FactId]) -> set[FactId]:
    """Return those of these facts that were answered, or that the user took in himself."""
    query = (
        "SELECT id FROM fact WHERE id IN ({}) AND (accepted = 1 "
        "OR EXISTS (SELECT 1 FROM card JOIN review ON review.card = card.id WHERE card.fact = fact.id))"
    )
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


def apply_plan(connection: sqlite3.Connection, plan: Plan, at: int) -> None:
    """Write a plan's changes with their descent and cards, inside the caller's transaction; `at` in UTC ms."""
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
    others: list[PlanChange] = []
    changes = iter(plan.changes)
    while some := list(islice(changes, _ROWS)):  # rows of a first sync at once would take as much memory as its text
        _create(connection, [change for change in some if isinstance(change, Created)], at)
        others += (change for change in some if not isinstance(change, Created))
    for change in others:
        _apply(connection, change, at)
    write_doubts(connection, plan.ambiguous)


def _create(connection: sqlite3.Connection, changes: Sequence[Created], at: int) -> None:
    facts, descents, cards = [], [], []
    for change in changes:
        draft = change.draft
        status = Status.HELD if draft.held else Status.ACTIVE
        mark = fingerprint(draft.front, draft.back)
        facts.append((change.id, *draft_values(draft), status, mark, at))
        descents.append(_descent(change.id, at, "created", mark, draft))
        place = f"{draft.source.path}\t{draft.source.first_line:07d}"
        cards += [(change.id, ord_, status is Status.ACTIVE, place) for ord_ in draft.ords]
    connection.executemany(f"INSERT INTO fact (id, {_COLUMNS}) VALUES (?, {', '.join('?' * 16)})", facts)
    connection.executemany(_INSERT_DESCENT, descents)
    connection.executemany("INSERT INTO card (fact, ord, live, place) VALUES (?, ?, ?, ?)", cards)


_INSERT_DESCENT = (
    "INSERT INTO descent (fact, at, change, fingerprint, front, back, path, line, store) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, (SELECT value FROM meta WHERE key = 'store'))"
)


def _descent(fact: FactId, at: int, change: str, mark: str, draft: Draft) -> tuple[object, ...]:
    return (fact, at, change, mark, draft.front, draft.back, draft.source.path, draft.source.first_line)


def _apply(connection: sqlite3.Connection, change: PlanChange, at: int) -> None:
    if isinstance(change, Retired):
        connection.execute("UPDATE fact SET status = 'retired' WHERE id = ?", (change.fact.id,))
        connection.execute("UPDATE card SET live = 0 WHERE fact = ?", (change.fact.id,))
        draft, name = change.fact.draft, "retired"
    elif isinstance(change, Edited | Moved | Refreshed | Revived):
        draft, name = change.draft, _name(change)
        _update(connection, change.fact, draft, at)
        if name == Change.MEANING:
            _ask_early(connection, change.fact.id)
    else:
        return
    if name:
        mark = fingerprint(draft.front, draft.back)
        connection.execute(_INSERT_DESCENT, _descent(change.fact.id, at, name, mark, draft))


def _ask_early(connection: sqlite3.Connection, fact: FactId) -> None:
    """Ask a fact that says something else from the day after its last answer on; what is remembered stays as it was."""
    connection.execute("UPDATE card SET due_day = last_day + 1 WHERE fact = ? AND due_day > last_day + 1", (fact,))


def _name(change: Edited | Moved | Refreshed | Revived) -> str:
    """Return how descent calls a change; lines and context are not part of what a fact said."""
    if isinstance(change, Edited):
        return change.change
    return {Moved: "moved", Revived: "revived", Refreshed: ""}[type(change)]


def _update(connection: sqlite3.Connection, fact: Fact, draft: Draft, at: int) -> None:
    status = fact.status_with(draft)
    changed_at = _after(fact.changed_at, at) if _shown(draft) != _shown(fact.draft) else fact.changed_at
    values = (*draft_values(draft), status, fingerprint(draft.front, draft.back), changed_at, fact.id)
    assignments = ", ".join(f"{name} = ?" for name in _COLUMNS.split(", "))
    connection.execute(f"UPDATE fact SET {assignments} WHERE id = ?", values)
    update_cards(connection, fact.id, draft.ords if status is Status.ACTIVE else ())


def update_cards(connection: sqlite3.Connection, fact: FactId, ords: tuple[int, ...]) -> None:
    """Make exactly these ways of asking live; a sibling that is gone keeps its row and its history."""
    connection.executemany(
        "INSERT INTO card (fact, ord, live) VALUES (?, ?, 1) ON CONFLICT (fact, ord) DO UPDATE SET live = 1",
        [(fact, ord_) for ord_ in ords],
    )
    connection.execute(
        "UPDATE card SET live = 0 WHERE fact = ? AND live AND ord NOT IN (SELECT value FROM json_each(?))",
        (fact, array_text(ords)),
    )
    connection.execute(f"UPDATE card SET place = {PLACE} WHERE fact = ?", (fact,))


def _after(changed_at: int, at: int) -> int:
    """Return when a fact changed anew, at least in the next second: Anki counts in seconds and skips what is not newer."""
    return max(at, (changed_at // 1000 + 1) * 1000)


def _shown(draft: Draft) -> tuple[object, ...]:
    """Return what a card shows, lines left out: moving a paragraph is no change to Anki's note."""
    return (draft.way, draft.front, draft.back, draft.context, draft.extra, draft.tags, draft.source.path)


def _in_batches(connection: sqlite3.Connection, query: str, values: Sequence[str]) -> Iterator[tuple[object, ...]]:
    for start in range(0, len(values), _BATCH):
        batch = values[start : start + _BATCH]
        yield from connection.execute(query.format(", ".join("?" * len(batch))), batch)


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
    status = Status.ACTIVE if accepted else Status.HELD
    connection.execute("UPDATE fact SET accepted = ?, status = ? WHERE id = ?", (accepted, status, fact))
    update_cards(connection, fact, draft.ords if accepted else ())


def disown(connection: sqlite3.Connection, fact: FactId, mark: str) -> None:
    """Let a fact never come back for a text it once had: its user said that it is another one's."""
    connection.execute("UPDATE descent SET fingerprint = '' WHERE fact = ? AND fingerprint = ?", (fact, mark))


def stand_in(connection: sqlite3.Connection, fact: Fact, new: FactId) -> None:
    """Give a new fact what its user decided about the one it stands in for: accepted or rejected, suspended cards."""
    if fact.accepted is not None:
        write_decision(connection, new, fact.draft, accepted=fact.accepted)
    connection.execute(
        "UPDATE card SET suspended = 1 WHERE fact = ? AND ord IN (SELECT ord FROM card WHERE fact = ? AND suspended)",
        (new, fact.id),
    )
