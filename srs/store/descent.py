"""What a fact said at a time, out of its line of descent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.model import Change

if TYPE_CHECKING:
    from srs.model import FactId
    from srs.store.open import Store


def said_at(store: Store, fact: FactId, at: int) -> tuple[str, str] | None:
    """Return front and back as they stood at a time (UTC ms); None when the fact was not there yet."""
    query = "SELECT front, back FROM descent WHERE fact = ? AND at <= ? ORDER BY at DESC, id DESC LIMIT 1"
    with store.read() as connection:
        row = connection.execute(query, (fact, at)).fetchone()
    return row and (row[0], row[1])


def versions_of(store: Store, fact: FactId) -> list[tuple[str, str]]:
    """Return every front and back that a fact has had, the last first."""
    with store.read() as connection:
        return connection.execute(
            "SELECT front, back FROM descent WHERE fact = ? ORDER BY at DESC, id DESC", (fact,)
        ).fetchall()


def worst_change_since(store: Store, fact: FactId, at: int) -> Change | None:
    """Return the gravest grade of the edits after a time (UTC ms); None when the text was not edited."""
    query = "SELECT DISTINCT change FROM descent WHERE fact = ? AND at > ?"
    with store.read() as connection:
        grades = {row[0] for row in connection.execute(query, (fact, at))}
    return next((grade for grade in reversed(Change) if grade in grades), None)
