"""New facts that may be edits of others, until the user decides."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from srs.model import Ambiguous
from srs.store.rows import FACT, fact_of, has_log

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from srs.model import FactId
    from srs.store.open import Store


def write_doubts(connection: sqlite3.Connection, unsure: Iterable[Ambiguous]) -> None:
    """Remember what may be an edit of what, inside the caller's transaction."""
    connection.executemany(
        "INSERT OR REPLACE INTO doubt (fact, candidate, rank) VALUES (?, ?, ?)",
        [(one.id, fact.id, rank) for one in unsure for rank, fact in enumerate(one.candidates)],
    )


def open_doubts(store: Store) -> list[Ambiguous]:
    """Return the new facts that still stand, with the facts they may be edits of: those gone that have a history to lose."""
    new = ", ".join(f"new.{name.removeprefix('fact.')}" for name in FACT.split(", "))
    query = f"""
        SELECT {FACT}, {new} FROM doubt JOIN fact ON fact.id = doubt.candidate JOIN fact AS new ON new.id = doubt.fact
        WHERE new.status <> 'retired' AND fact.status = 'retired'
        AND {has_log()}
        ORDER BY new.path, new.first_line, new.id, doubt.rank, fact.id
    """
    width = FACT.count(", ") + 1
    with store.read() as connection:
        pairs = [(fact_of(row[width:]), fact_of(row[:width])) for row in connection.execute(query)]
    return [
        Ambiguous(new.id, new.draft, tuple(candidate for _, candidate in group))
        for new, group in groupby(pairs, key=lambda pair: pair[0])
    ]


def dismiss_doubt(store: Store, fact: FactId) -> bool:
    """Forget what a new fact may be an edit of: it is new. Tell whether there was a doubt."""
    with store.write() as connection:
        return connection.execute("DELETE FROM doubt WHERE fact = ?", (fact,)).rowcount > 0
