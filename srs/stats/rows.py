"""What figures are made of: sums of the log and a card as it stands, no more of each than is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class DayCount(NamedTuple):
    """How many answers of one kind and rating a scheduling day has.

    Neither those that were taken back nor changes by hand count. `kind` is the value of a `ReviewKind`; `mature` of the answers
    were to cards with an interval of 21 days or more; `taken_ms` is the time of all.
    """

    day: int
    kind: str
    rating: int
    answers: int
    mature: int
    taken_ms: int


class LogSums(NamedTuple):
    """The log added up, as far as figures need it.

    `new` tells how many cards were asked for the first time on which day; `hours` how many answers of the last days were
    given in each local hour, those that passed (1) apart from those that did not (0), without early ones.
    """

    days: Iterable[DayCount]
    new: Mapping[int, int]
    hours: Mapping[tuple[int, int], int]


class CardNow(NamedTuple):
    """One card that is in the drill, with the place and the front of its fact.

    `asleep` tells that it is suspended, `buried_until` is the first scheduling day on which it may be asked. The front is
    empty for a card that never lapsed: only the others are named. `preset` is the place of its preset in the order in which they are tried.
    """

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
    preset: int
