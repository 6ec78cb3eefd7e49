"""The answers of an import: those that are news, those that count again, and those that were taken back there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.app.brakes import is_unlikely_gone
from srs.app.queue import preset_of
from srs.model import Act, Due
from srs.schedule.day import DAY_MS
from srs.schedule.foreign_log import reviews_of_events
from srs.schedule.foreign_match import match_events
from srs.store.doubles import give_again
from srs.store.foreign import add_reviews, name_unsettled, name_unsettled_of, take_back_rows
from srs.store.log import log_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from srs.app.taken import FactChange, Terms
    from srs.model import Card, Event, Fact, ForeignCard, Origin
    from srs.schedule.same_answer import Known
    from srs.store.foreign import Held
    from srs.store.open import Connection, Store


class LogImport:
    """The logs of an import, card by card, inside its transaction.

    `future` counts events dated more than a day ahead, `drilled` cards that have a log here, which is better than what a program
    knows that keeps none, and `missing` answers that are gone there, too many to believe that they were taken back.
    """

    def __init__(self, store: Store, connection: Connection, origin: Origin, terms: Terms, *, is_newer: bool) -> None:
        """Begin with nothing; only a copy that `is_newer` than those seen before tells what is gone."""
        self._store = store
        self._connection = connection
        self._origin = origin
        self._terms = terms
        self._is_newer = is_newer
        self._gone: list[tuple[int, Fact]] = []
        self._of_origin = 0
        self.missing = self.future = self.drilled = 0

    def take(self, change: FactChange, foreign: ForeignCard, here: Held) -> FactChange:
        """Take over the log of a card; return what comes to its fact with that."""
        card = here.cards[foreign.ord]
        known = here.logs.get(card.id, [])
        events = [event for event in foreign.events if event.at <= self._terms.now + DAY_MS]
        self.future += len(foreign.events) - len(events)
        if any(event.act is Act.KNOWN for event in events) and any(self._is_own(row) for row in known):
            self.drilled += 1
            return change
        matched = match_events(events, known, self._origin.name, self._days_ahead(foreign, events))
        if matched.new:
            self._add(card, matched.new, foreign.due if matched.new[-1] is events[-1] else Due())
        again = matched.again if self._is_newer else []
        for row in again:
            give_again(self._connection, card.id, row)
        if matched.new or again:
            name_unsettled(self._connection, card.fact, (card.ord,))
        self._of_origin += sum(row.origin == self._origin.name for row in known)
        if self._origin.is_whole_log and self._is_newer:
            self._gone += [(row, here.fact) for row in matched.gone]
        return _with(change, matched.new, len(again))

    def take_back(self, *, yes: bool) -> list[Fact]:
        """Take back what was taken back there, if that is believable; return the fact of each such answer."""
        rows = [row for row, _ in self._gone]
        if is_unlikely_gone(len(rows), self._of_origin) and not yes:
            self.missing = len(rows)
            return []
        take_back_rows(self._connection, rows, self._terms.now)
        name_unsettled_of(self._connection, rows)
        return [fact for _, fact in self._gone]

    def _days_ahead(self, foreign: ForeignCard, events: Sequence[Event]) -> int | None:
        """Return for how many days after its last event a card is due there, if that is one of those that count."""
        if foreign.due.day is None or not events or events[-1] is not foreign.events[-1]:
            return None
        return foreign.due.day - self._terms.clock.day_of(events[-1].at)

    def _is_own(self, row: Known) -> bool:
        return not row.is_undone and row.origin != self._origin.name

    def _add(self, card: Card, events: Sequence[Event], due: Due) -> None:
        terms = self._terms
        log = log_of(self._connection, card.id)
        preset = preset_of(self._store, terms.presets, card)
        add_reviews(self._connection, reviews_of_events(card, log, events, due, self._origin.name, preset, terms.clock))


def _with(change: FactChange, new: Sequence[Event], again: int) -> FactChange:
    """Count what is new by its kind."""
    answers = sum(event.act is Act.ANSWERED for event in new)
    noted = sum(event.act is Act.KNOWN for event in new)
    return change._replace(
        answers=change.answers + answers,
        by_hand=change.by_hand + len(new) - answers - noted,
        noted=change.noted + noted,
        again=change.again + again,
    )
