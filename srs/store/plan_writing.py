"""Writes what a plan changes: facts, their line of descent and their cards."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from srs.model import Change, Created, Edited, Moved, Refreshed, Retired, Revived, Status
from srs.reconcile.fingerprint import fingerprint
from srs.store.arrays import array_text
from srs.store.doubts import write_doubts
from srs.store.rows import draft_values

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from srs.model import Draft, Fact, FactId, Plan, PlanChange

_ROWS = 1000
_CACHE_KB = 16_000
"""New ids fall all over the indexes: in SQLite's own 2 MB their pages would go to the file and come back again and again."""
PLACE = "(SELECT path || char(9) || printf('%07d', first_line) FROM fact WHERE fact.id = card.fact)"
"""What puts cards in the order of the notes."""
_COLUMNS = (
    "kind, way, front, back, context, extra, deck, tags, rule, held, path, first_line, last_line, status, fingerprint, "
    "changed_at"
)
_INSERT_DESCENT = (
    "INSERT INTO descent (fact, at, change, fingerprint, front, back, path, line, store) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, (SELECT value FROM meta WHERE key = 'store'))"
)


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
    update_cards(connection, fact.id, fact.ords_with(draft))


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
