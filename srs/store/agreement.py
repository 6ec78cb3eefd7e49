"""Whether what stands in two places of the database says the same in both.

A bit that flips within a text or a number leaves a database that SQLite finds whole. What srs keeps twice tells it: a fact with the
fingerprint of its text, an answer with the schedule that it was given on, a card with the end of its log.
"""

from __future__ import annotations

import json
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from srs.model import ReviewKind, State
from srs.reconcile.fingerprint import fingerprint
from srs.store.open import BrokenRow
from srs.store.rows import FACT, NAMES, fact_of

if TYPE_CHECKING:
    from srs.store.open import Connection, Store

_DIFFICULTIES = (1.0, 10.0)
_KINDS = {
    State.NEW: {ReviewKind.LEARN},
    State.LEARNING: {ReviewKind.LEARN},
    State.RELEARNING: {ReviewKind.RELEARN},
    State.REVIEW: {ReviewKind.REVIEW, ReviewKind.EARLY},
}


class _Standing(NamedTuple):
    """What of a schedule nothing but an answer changes; days of dueness and memory also move by settings."""

    state: str
    step: int
    due_at: int | None
    reps: int
    lapses: int
    last_at: int | None
    last_day: int | None


_NEW = _Standing(State.NEW, 0, None, 0, 0, None, None)


class _Row(NamedTuple):
    """A row of the log, in the order of `_LOG`."""

    card: int
    id: int
    at: int
    day: int
    rating: int
    taken_ms: int
    kind: str
    before: str
    state: str
    step: int
    due_at: int | None
    due_day: int | None
    stability: float | None
    difficulty: float | None
    interval_days: int
    reps: int
    lapses: int
    origin: str
    undone_at: int | None


_LOG = ", ".join(f"review.{name}" for name in _Row._fields[:-1]) + ", undone.at"


def differing_texts(store: Store) -> int:
    """Return how many facts, and earlier versions of facts, are not what their fingerprints were made of."""
    with store.read() as connection:
        versions = connection.execute("SELECT fingerprint, front, back FROM descent WHERE fingerprint <> ''")
        count = 0
        for mark, front, back in versions:
            count += mark != fingerprint(front, back)
        # A fact whose text was lost has none to have been made of.
        for mark, *row in connection.execute(f"SELECT fingerprint, {FACT} FROM fact WHERE fingerprint <> ''"):
            count += not _is_fact(tuple(row), mark)
        return count


def _is_fact(row: tuple[Any, ...], mark: str) -> bool:
    try:
        draft = fact_of(row).draft
    except BrokenRow:
        return False
    return mark == fingerprint(draft.front, draft.back)


def differing_answers(store: Store) -> int:
    """Return how many rows of the log are impossible, or stand on a schedule that no earlier row gave; and cards that no row left so.

    Where rows are missing what the others stand on is not looked at: a missing row may have given it.
    """
    query = (
        f"SELECT {_LOG} FROM review LEFT JOIN undone ON undone.review = review.id "
        "WHERE review.id > 0 ORDER BY review.card, review.id"
    )
    is_whole = not missing_answers(store)
    with store.read() as connection:
        mixed = _mixed_cards(connection)
        ends = _ends(connection) if is_whole else {}
        rows = map(_Row._make, connection.execute(query))
        return sum(
            _differing(list(log), None if card in mixed else ends.get(card))
            for card, log in groupby(rows, key=itemgetter(0))
        ) + _misplaced(connection)


def missing_answers(store: Store) -> int:
    """Return how many rows of the log are missing: rows are numbered one by one, and none is ever deleted."""
    query = """
        SELECT max(0, ifnull((SELECT seq FROM sqlite_sequence WHERE name = 'review'), 0) - count(*)) FROM review WHERE id > 0
    """
    with store.read() as connection:
        return int(connection.execute(query).fetchone()[0])


def _mixed_cards(connection: Connection) -> set[int]:
    """Return the cards with answers from elsewhere: their schedules were computed from all, and stand in no row."""
    joined = "SELECT card.id FROM card JOIN alias ON alias.fact = card.fact"
    return {card for (card,) in connection.execute(f"SELECT card FROM review WHERE id < 0 UNION {joined}")}


def _ends(connection: Connection) -> dict[int, _Standing]:
    query = f"SELECT id, {', '.join(_Standing._fields)} FROM card WHERE id IN (SELECT card FROM review)"
    return {row[0]: _Standing._make(row[1:]) for row in connection.execute(query)}


def _misplaced(connection: Connection) -> int:
    """Return how many cards stand elsewhere than their facts, or are asked though their facts are not."""
    query = """
        SELECT count(*) FROM card JOIN fact ON fact.id = card.fact
        WHERE card.live AND (fact.status <> 'active' OR card.place <> path || char(9) || printf('%07d', first_line))
    """
    return int(connection.execute(query).fetchone()[0])


def _differing(log: list[_Row], end: _Standing | None) -> int:
    """Count what is wrong with the log of one card; without its end, as it is not known from the log alone, only impossible rows."""
    befores = [_before(row) for row in log]
    wrong = sum(not _is_possible(row, before) for row, before in zip(log, befores, strict=True))
    if wrong or end is None:
        return wrong
    standings = [_standing(before) for before in befores]
    if _is_taken_back_within(log, standings):
        return 0
    given = {_NEW}
    for row, standing in zip(log, standings, strict=True):
        wrong += standing not in given
        given |= {_after(row, standing)}
    return wrong + (end not in given)


def _is_taken_back_within(log: list[_Row], standings: list[_Standing]) -> bool:
    """Tell whether an answer was taken back on which later ones were given: what those made of the card was computed anew.

    When it was taken back does not count: another store may have done so before it knew of the later ones.
    """
    taken_back: set[_Standing] = set()
    for row, standing in zip(log, standings, strict=True):
        if standing in taken_back:
            return True
        after = _after(row, standing)
        if row.undone_at is not None and row.undone_at > 0 and after != standing:
            taken_back.add(after)
    return False


def _before(row: _Row) -> dict[str, Any]:
    try:
        before = json.loads(row.before)
    except (ValueError, RecursionError):
        return {}
    # Behind the schedule may stand what kept the card out of the drill.
    return before if isinstance(before, dict) and list(before)[: len(NAMES)] == NAMES else {}


def _standing(before: dict[str, Any]) -> _Standing:
    return _Standing._make(before[name] for name in _Standing._fields)


def _after(row: _Row, before: _Standing) -> _Standing:
    """Return where an answer left its card; a clock that was set back does not move the last answer."""
    kept = row.kind == ReviewKind.MANUAL or (before.last_at is not None and before.last_at > row.at)
    last = (before.last_at, before.last_day) if kept else (row.at, row.day)
    return _Standing(row.state, row.step, row.due_at, row.reps, row.lapses, *last)


def _is_possible(row: _Row, before: dict[str, Any]) -> bool:
    """Tell whether a row can have been written by srs, which gives its numbers by rules."""
    if not before:
        return False
    if row.kind == ReviewKind.MANUAL or row.origin:
        return True
    lapsed = before["state"] == State.REVIEW and row.rating == 1
    return all(
        (
            row.kind in _KINDS.get(before["state"], ()),
            row.reps == before["reps"] + 1,
            row.lapses == before["lapses"] + lapsed,
            row.taken_ms >= 0,
            _is_memory(row.stability, row.difficulty),
            _is_due(row, before["interval_days"]),
        )
    )


def _is_memory(stability: float | None, difficulty: float | None) -> bool:
    least, most = _DIFFICULTIES
    return stability is not None and difficulty is not None and stability > 0 and least <= difficulty <= most


def _is_due(row: _Row, interval_before: int) -> bool:
    """Tell whether a card is due when its state and interval say."""
    if row.state == State.REVIEW:
        return row.due_at is None and row.step == 0 and row.due_day == row.day + row.interval_days
    is_step = row.state in (State.LEARNING, State.RELEARNING) and (row.due_at is None) != (row.due_day is None)
    return is_step and row.interval_days == interval_before
