"""What figures are made of: an answer of the log and a card as it stands, no more of each than is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from srs.model import CardId


class Answered(NamedTuple):
    """One answer that counts: neither taken back nor a change by hand.

    `at` is in UTC milliseconds, `day` a scheduling day, `kind` the value of a `ReviewKind`; `interval_days` is that of
    the card before the answer, 0 unless it was a review; `first` tells that the card was new.
    """

    card: CardId
    at: int
    day: int
    rating: int
    taken_ms: int
    kind: str
    interval_days: int
    first: int


class CardNow(NamedTuple):
    """One card that is in the drill, with the place and the front of its fact.

    `asleep` tells that it is suspended, `buried_until` is the first scheduling day on which it may be asked. The front is
    empty for a card that never lapsed: only the others are named.
    """

    card: CardId
    fact: str
    path: str
    line: int
    front: str
    state: str
    due_at: int | None
    due_day: int | None
    stability: float | None
    difficulty: float | None
    lapses: int
    last_day: int | None
    asleep: int
    buried_until: int | None
