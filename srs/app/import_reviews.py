"""Takes over what another program knows of facts: answers, marks and tags, and nothing else.

Whoever read them (a file, a running Anki, a mirror of its collection) gives them as `ForeignFact`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from srs.app.answers import settler
from srs.app.import_log import LogImport
from srs.app.import_marks import MarkImport
from srs.app.memories import stale_memories
from srs.app.taken import FactChange, Taken
from srs.store.foreign import held, last_modified, save_origin
from srs.store.merge import scratch
from srs.store.merge_log import settle_cards
from srs.store.parameters import set_memories

if TYPE_CHECKING:
    from collections.abc import Iterable

    from srs.app.import_marks import AsTags, SaysTheSame
    from srs.app.taken import Terms
    from srs.model import Fact, FactId, ForeignFact, Origin
    from srs.store.open import Connection, Store


Save = Callable[[], object]
"""Keeps the database as it was; done once it is known that there is something to read, right before anything is changed."""


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
        work = _Import(store, connection, origin, terms, says_the_same, as_tags)
        for foreign in facts:
            work.take(foreign)
        work.finish(yes=yes)
        cards = settle_cards(connection, settler(store, terms.presets, terms.clock), progress)
        if work.marks.tagged and terms.presets.special:
            stale, _ = stale_memories(store, terms.presets)
            set_memories(connection, stale)
            cards += len(stale)
    return work.taken(cards, applied=apply)


class _Import:
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
        # One dated in the future would make every later one look old.
        modified = min(origin.modified, terms.now)
        is_newer = modified > last_modified(connection, origin.name)
        if is_newer:
            save_origin(connection, origin.name, modified)
        self._connection = connection
        self._has_marks = origin.has_marks and is_newer
        self._log = LogImport(store, connection, origin, terms, is_newer=is_newer)
        self.marks = MarkImport(connection, origin, says_the_same, as_tags)
        self._changes: dict[FactId, FactChange] = {}
        self._known = self._unknown_cards = 0

    def take(self, foreign: ForeignFact) -> None:
        """Take over what is told of one fact."""
        here = held(self._connection, foreign.id)
        if here is None:
            return
        self._known += 1
        change = FactChange(here.fact)
        for card in foreign.cards:
            if card.ord in here.cards:
                change = self._log.take(change, card, here)
            else:
                self._unknown_cards += 1
        if self._has_marks:
            change = self.marks.take(change, foreign, here)
        if change != FactChange(here.fact):
            self._changes[here.fact.id] = change

    def finish(self, *, yes: bool) -> None:
        """Take back what was taken back there, if that is believable."""
        for fact in self._log.take_back(yes=yes):
            change = self._changes.get(fact.id, FactChange(fact))
            self._changes[fact.id] = change._replace(taken_back=change.taken_back + 1)

    def taken(self, cards: int, *, applied: bool) -> Taken:
        """Return what came of it."""
        log = self._log
        changes = tuple(sorted(self._changes.values(), key=lambda change: _place(change.fact)))
        return Taken(changes, self._known, log.missing, log.future, self._unknown_cards, log.drilled, cards, applied)


def _place(fact: Fact) -> tuple[str, int, str]:
    return fact.draft.source.path, fact.draft.source.first_line, fact.id
