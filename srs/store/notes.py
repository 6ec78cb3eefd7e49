"""The notes as they were read last, with what stands in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from srs.model import Problem

if TYPE_CHECKING:
    from srs.store.open import Store


class NoteCount(NamedTuple):
    """A note by its path, and how many of its facts are in the drill, wait for a decision, are due; and its problems."""

    path: str
    active: int
    held: int
    due: int
    problems: int


def count_notes(store: Store, day: int) -> list[NoteCount]:
    """Return all notes in the order of their paths, also those that could not be read; due is what `is:due` finds on a scheduling day."""
    query = """
        WITH due AS (
          SELECT DISTINCT fact FROM card WHERE live AND NOT suspended AND (due_day <= :day OR due_at IS NOT NULL)
          AND (buried_until IS NULL OR buried_until <= :day)
        ), facts AS (
          SELECT path, sum(status = 'active') AS active, sum(status = 'held' AND accepted IS NULL) AS held,
          sum(due.fact IS NOT NULL) AS due
          FROM fact LEFT JOIN due ON due.fact = fact.id WHERE status <> 'retired' GROUP BY path
        ), problems AS (SELECT path, count(*) AS count FROM problem GROUP BY path)
        SELECT known.path, ifnull(active, 0), ifnull(held, 0), ifnull(due, 0), ifnull(problems.count, 0)
        FROM (SELECT path FROM note UNION SELECT path FROM problem UNION SELECT path FROM facts) AS known
        LEFT JOIN facts ON facts.path = known.path LEFT JOIN problems ON problems.path = known.path ORDER BY known.path
    """
    with store.read() as connection:
        return [NoteCount(*row) for row in connection.execute(query, {"day": day})]


def is_known_note(store: Store, path: str) -> bool:
    """Tell whether a note with this path was found when the notes were read."""
    query = "SELECT EXISTS (SELECT 1 FROM note WHERE path = ?1) OR EXISTS (SELECT 1 FROM problem WHERE path = ?1)"
    with store.read() as connection:
        return bool(connection.execute(query, (path,)).fetchone()[0])


def problems_of(store: Store, path: str) -> list[Problem]:
    """Return the problems of a note as it was read last."""
    query = "SELECT path, line, message FROM problem WHERE path = ? ORDER BY line, message"
    with store.read() as connection:
        return [Problem(*row) for row in connection.execute(query, (path,))]
