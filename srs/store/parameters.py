"""FSRS parameters fitted to the log, and the memory of all cards that follows from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.errors import BadConfig, StoreError
from srs.model import CardId, Memory
from srs.model.values import dataclass
from srs.schedule.preset import Preset
from srs.store.arrays import array_text
from srs.store.selection import EVERYTHING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

    from srs.store.open import Store
    from srs.store.selection import Selection

_COLUMNS = "preset, at, weights, reviews, loss_before, loss_after"


@dataclass(frozen=True, slots=True)
class Fitted:
    """Parameters fitted to the answers of a preset.

    `preset` is its name, empty for that of all cards; `at` is UTC milliseconds; `reviews` is how many answers they were fitted
    to. The losses are log losses on days they were not fitted to, of the default parameters and of fitted ones.
    """

    preset: str
    at: int
    parameters: tuple[float, ...]
    reviews: int
    loss_before: float
    loss_after: float


def load_fitted(store: Store) -> dict[str, Fitted]:
    """Return the parameters fitted to the log by the name of their preset.

    Raises:
        StoreError: what stands there are no parameters of FSRS.
    """
    with store.read() as connection:
        rows = connection.execute(f"SELECT {_COLUMNS} FROM parameters").fetchall()
    try:
        return {row[0]: Fitted(row[0], row[1], parameters_of(row[2]), *row[3:]) for row in rows}
    except (ValueError, TypeError, BadConfig) as error:
        raise StoreError(
            f"{store.path} holds fitted parameters that are none.", "Fit them anew: srs optimize"
        ) from error


def parameters_of(weights: str) -> tuple[float, ...]:
    """Read parameters as they are stored.

    Raises:
        ValueError, TypeError, BadConfig: they are none.
    """
    import json

    return Preset(parameters=tuple(float(weight) for weight in json.loads(weights))).parameters


def save_fitted(connection: sqlite3.Connection, fitted: Fitted) -> None:
    """Write parameters down in place of earlier ones, inside the caller's transaction."""
    weights = array_text(fitted.parameters)
    values = (fitted.preset, fitted.at, weights, fitted.reviews, fitted.loss_before, fitted.loss_after)
    connection.execute(f"INSERT OR REPLACE INTO parameters ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", values)


def unite_fitted(connection: sqlite3.Connection) -> bool:
    """Take over the parameters of the other store that were fitted later; tell whether the two differed."""
    weights = "SELECT preset, weights FROM {}.parameters"
    ours, theirs = (set(connection.execute(weights.format(schema))) for schema in ("main", "other"))
    connection.execute(
        f"INSERT INTO main.parameters ({_COLUMNS}) SELECT {_COLUMNS} FROM other.parameters WHERE true "
        "ON CONFLICT (preset) DO UPDATE SET at = excluded.at, weights = excluded.weights, reviews = excluded.reviews, "
        "loss_before = excluded.loss_before, loss_after = excluded.loss_after "
        "WHERE (excluded.at, excluded.weights) > (parameters.at, parameters.weights)"
    )
    return ours != theirs


def memories(store: Store, among: Selection = EVERYTHING) -> Iterator[tuple[CardId, Memory | None]]:
    """Yield what is stored as the memory of every card that was ever answered, in the order of their ids."""
    query = f"""
        SELECT id, stability, difficulty FROM card
        WHERE (reps > 0 OR id IN (SELECT card FROM review)) AND {among.cards} ORDER BY id
    """
    with store.read() as connection:
        for card, stability, difficulty in connection.execute(query, among.parameters):
            yield CardId(card), None if stability is None else Memory(stability, difficulty)


def set_memories(connection: sqlite3.Connection, memories: Mapping[CardId, Memory | None]) -> None:
    """Write the memory of cards down, inside the caller's transaction; when they are due stays."""
    rows = ((one and one.stability, one and one.difficulty, card) for card, one in memories.items())
    connection.executemany("UPDATE card SET stability = ?, difficulty = ? WHERE id = ?", rows)


def set_due_days(connection: sqlite3.Connection, moves: Iterable[tuple[CardId, int, int]]) -> None:
    """Move cards, given as (card, interval in days, due day), inside the caller's transaction."""
    rows = ((days, due, card) for card, days, due in moves)
    connection.executemany("UPDATE card SET interval_days = ?, due_day = ? WHERE id = ?", rows)
