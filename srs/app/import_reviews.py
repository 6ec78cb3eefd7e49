"""Takes over what another program knows of facts: answers, marks and tags, and nothing else.

Whoever read them (a file, a running Anki, a mirror of its collection) gives them as `ForeignFact`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from srs.app.answers import settler
from srs.app.brakes import is_unlikely_gone
from srs.app.memories import stale_memories
from srs.app.queue import preset_of
from srs.model import Act, Due
from srs.model.values import dataclass
from srs.schedule.day import DAY_MS
from srs.schedule.foreign_log import reviews_of_events
from srs.schedule.foreign_marks import TagChange, flag_of, suspension_of, tags_of
from srs.schedule.foreign_match import match_events
from srs.store.doubles import give_again
from srs.store.foreign import (
    Marked,
    add_reviews,
    held,
    last_modified,
    name_unsettled,
    name_unsettled_of,
    save_origin,
    save_seen,
    seen,
    set_given_tags,
    set_marks,
    take_back_rows,
    times_of_versions,
)
from srs.store.log import log_of
from srs.store.merge import scratch
from srs.store.merge_log import settle_cards
from srs.store.parameters import set_memories

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from srs.model import Card, Draft, Event, Fact, FactId, ForeignCard, ForeignFact, Origin
    from srs.schedule import DayClock
    from srs.schedule.presets import Presets
    from srs.schedule.same_answer import Known
    from srs.store.foreign import Held
    from srs.store.open import Connection, Store


SaysTheSame = Callable[["Sequence[str]", "Draft"], bool]
"""Tells whether the fields of a note still say what a fact says."""
AsTags = Callable[["Iterable[str]"], "Iterable[str]"]
"""Returns tags as the other program writes them."""
Save = Callable[[], object]
"""Keeps the database as it was; done once it is known that there is something to read, right before anything is changed."""


class Terms(NamedTuple):
    """By what the answers are scheduled, and the UTC milliseconds it is."""

    presets: Presets
    clock: DayClock
    now: int


class FactChange(NamedTuple):
    """What comes to a fact: answers, changes by hand, schedules without a log, answers that were taken back there or count again; marks and tags.

    `flagged` holds numbers of cards with their flag; `edited` tells that its text was changed there, which is not taken.
    """

    fact: Fact
    answers: int = 0
    by_hand: int = 0
    noted: int = 0
    taken_back: int = 0
    again: int = 0
    suspended: tuple[int, ...] = ()
    unsuspended: tuple[int, ...] = ()
    flagged: tuple[tuple[int, int], ...] = ()
    tags: TagChange = TagChange()
    edited: bool = False

    @property
    def changes_nothing(self) -> bool:
        """Tell that it only reports."""
        return not any(self[1:9]) and not any(self.tags)


@dataclass(frozen=True, slots=True)
class Taken:
    """What came, or would come, and what was left.

    `known` are facts that the other program has too, `missing` answers that came from there earlier and are gone there, too many
    to believe that they were taken back, `future` answers dated more than a day ahead, `unknown_cards` cards that the fact has
    there alone, `drilled` cards that have a log here, which is better than what a program knows that keeps none; `cards` are the
    schedules that changed.
    """

    changes: tuple[FactChange, ...]
    known: int
    missing: int
    future: int
    unknown_cards: int
    drilled: int
    cards: int
    applied: bool

    @property
    def is_empty(self) -> bool:
        """Tell that nothing changes."""
        return all(change.changes_nothing for change in self.changes)


def nothing() -> None:
    """Keep nothing."""


def take_over(
    store: Store,
    origin: Origin,
    facts: Iterable[ForeignFact],
    terms: Terms,
    *,
    says_the_same: SaysTheSame = lambda *_: True,
    as_tags: AsTags = tuple,
    apply: bool = True,
    save: Save = nothing,
    yes: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Taken:
    """Take over what another program knows of these facts, all or nothing; the same again changes nothing.

    Answers are a union by card and time. What came from the same place before and is gone there was taken back there, unless
    that is so much that it is more likely another copy: then it stays, until `yes`. Marks and tags are taken where they
    changed there since they were seen last. None of these is taken from a copy that is older than one seen before.
    """
    if apply:
        save()
    with store.write(keep=apply) as connection, scratch(connection):
        work = _Work(store, connection, origin, terms, says_the_same, as_tags)
        for foreign in facts:
            work.take(foreign)
        work.finish(yes=yes)
        cards = settle_cards(connection, settler(store, terms.presets, terms.clock), progress)
        if work.tagged and terms.presets.special:
            stale, _ = stale_memories(store, terms.presets)
            set_memories(connection, stale)
            cards += len(stale)
    return work.taken(cards, applied=apply)


class _Work:
    """An import inside its transaction."""

    def __init__(
        self,
        store: Store,
        connection: Connection,
        origin: Origin,
        terms: Terms,
        says_the_same: SaysTheSame,
        as_tags: AsTags,
    ) -> None:
        self._store = store
        self._connection = connection
        self._origin = origin
        self._terms = terms
        self._says_the_same = says_the_same
        self._as_tags = as_tags
        # One dated in the future would make every later one look old.
        self._modified = min(origin.modified, terms.now)
        self._is_newer = self._modified > last_modified(connection, origin.name)
        self._changes: dict[FactId, FactChange] = {}
        self._gone: list[tuple[int, Fact]] = []
        self._of_origin = self._known = self._missing = self._future = self._unknown_cards = self._drilled = 0
        if self._is_newer:
            save_origin(connection, origin.name, self._modified)
        self.tagged = False

    def take(self, foreign: ForeignFact) -> None:
        """Take over what is told of one fact."""
        here = held(self._connection, foreign.id)
        if here is None:
            return
        self._known += 1
        change = FactChange(here.fact)
        for card in foreign.cards:
            if card.ord in here.cards:
                change = self._take_log(change, card, here)
            else:
                self._unknown_cards += 1
        if self._origin.has_marks and self._is_newer:
            change = self._take_marks(change, foreign, here)
            if not self._origin.is_bare:
                save_seen(self._connection, self._origin.name, foreign)
        if change != FactChange(here.fact):
            self._changes[here.fact.id] = change

    def finish(self, *, yes: bool) -> None:
        """Take back what was taken back there, if that is believable."""
        rows = [row for row, _ in self._gone]
        if is_unlikely_gone(len(rows), self._of_origin) and not yes:
            self._missing = len(rows)
            return
        take_back_rows(self._connection, rows, self._terms.now)
        name_unsettled_of(self._connection, rows)
        for _, fact in self._gone:
            change = self._changes.get(fact.id, FactChange(fact))
            self._changes[fact.id] = change._replace(taken_back=change.taken_back + 1)

    def taken(self, cards: int, *, applied: bool) -> Taken:
        """Return what came of it."""
        changes = tuple(sorted(self._changes.values(), key=lambda change: _place(change.fact)))
        return Taken(
            changes, self._known, self._missing, self._future, self._unknown_cards, self._drilled, cards, applied
        )

    def _take_log(self, change: FactChange, foreign: ForeignCard, here: Held) -> FactChange:
        card = here.cards[foreign.ord]
        known = here.logs.get(card.id, [])
        events = [event for event in foreign.events if event.at <= self._terms.now + DAY_MS]
        self._future += len(foreign.events) - len(events)
        if any(event.act is Act.KNOWN for event in events) and any(self._is_own(row) for row in known):
            self._drilled += 1
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
        answers = sum(event.act is Act.ANSWERED for event in matched.new)
        noted = sum(event.act is Act.KNOWN for event in matched.new)
        return change._replace(
            answers=change.answers + answers,
            by_hand=change.by_hand + len(matched.new) - answers - noted,
            noted=change.noted + noted,
            again=change.again + len(again),
        )

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

    def _take_marks(self, change: FactChange, foreign: ForeignFact, here: Held) -> FactChange:
        fact = here.fact
        marks_seen, tags_seen = seen(self._connection, self._origin.name, fact.id)
        versions = times_of_versions(self._connection, fact)
        marks = {}
        for card in () if self._origin.is_bare else foreign.cards:
            if card.ord in here.marks:
                before, last = here.marks[card.ord], marks_seen.get(card.ord)
                suspended = before.suspended
                if not foreign.is_away:
                    suspended = suspension_of(
                        card.suspended, last and last.suspended, suspended, touched=card.changed not in versions
                    )
                marks[card.ord] = Marked(suspended, flag_of(card.flag, last and last.flag, before.flag))
        marks = {ord_: mark for ord_, mark in marks.items() if mark != here.marks[ord_]}
        set_marks(self._connection, fact.id, marks)
        touched = foreign.changed not in versions
        tags = tags_of(foreign.tags, tags_seen, tuple(self._as_tags(fact.tags)), fact.given_tags, touched=touched)
        if self._origin.is_bare:
            tags = tags._replace(removed=())
        if any(tags):
            self.tagged = True
            kept = (tag for tag in fact.given_tags if tag not in tags.removed)
            set_given_tags(self._connection, fact.id, sorted({*kept, *tags.added}))
        return change._replace(
            suspended=tuple(o for o, mark in marks.items() if mark.suspended > here.marks[o].suspended),
            unsuspended=tuple(o for o, mark in marks.items() if mark.suspended < here.marks[o].suspended),
            flagged=tuple((o, mark.flag) for o, mark in marks.items() if mark.flag != here.marks[o].flag),
            tags=tags,
            edited=touched and not self._says_the_same(foreign.fields, fact.draft),
        )


def _place(fact: Fact) -> tuple[str, int, str]:
    return fact.draft.source.path, fact.draft.source.first_line, fact.id
