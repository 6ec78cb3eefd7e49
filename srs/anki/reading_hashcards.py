"""Reads the log in a database of hashcards, opened as carefully as a file from Anki."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from srs.anki.reading_errors import NotAnki, reading
from srs.anki.reading_file import opened
from srs.errors import SrsError
from srs.model import Act, Event, ReviewKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_RATINGS: Final = {"forgot": 1, "again": 1, "hard": 2, "good": 3, "easy": 4}
_LONGEST_DAYS = 36_500
_QUERY: Final = "SELECT card_hash, reviewed_at, grade, due_date FROM reviews ORDER BY card_hash, reviewed_at, review_id"


class HashcardsLog:
    """The events of each card by its hash; `unreadable` counts rows that make no sense."""

    def __init__(self) -> None:
        self.events: dict[str, list[Event]] = {}
        self.unreadable = 0


def read_hashcards(path: Path, ms_of_local: Callable[[datetime], int]) -> HashcardsLog:
    """Return the log in a database of hashcards, which has local times without an offset; `ms_of_local` makes them UTC ms.

    Raises:
        UsageError: there is no such file.
        SrsError: it is no database of hashcards, or damaged.
    """
    log = HashcardsLog()
    try:
        with opened(path) as connection, reading(path):
            kind = connection.execute("SELECT type FROM sqlite_master WHERE name = 'reviews'").fetchone()
            if kind != ("table",):
                raise NotAnki(path, "it is no database of hashcards")
            for row in connection.execute(_QUERY):
                _add(log, row, ms_of_local)
    except NotAnki as error:
        raise SrsError(
            f"{path} cannot be read as a database of hashcards.",
            "Name its database: srs import --from hashcards FOLDER/hashcards.db",
        ) from error
    return log


def _add(log: HashcardsLog, row: tuple[object, ...], ms_of_local: Callable[[datetime], int]) -> None:
    card, at, grade, due = row
    rating = _RATINGS.get(str(grade).lower())
    try:
        moment, day = datetime.fromisoformat(str(at)), date.fromisoformat(str(due)[:10])
        ms = ms_of_local(moment)
    except (ValueError, OverflowError, OSError):
        rating = None
    if rating is None or not isinstance(card, str):
        log.unreadable += 1
        return
    events = log.events.setdefault(card, [])
    days = min(max(1, (day - moment.date()).days), _LONGEST_DAYS)
    kind = ReviewKind.REVIEW if events else ReviewKind.LEARN
    events.append(Event(ms, Act.ANSWERED, rating, kind, days=days))
