"""The marks and tags of an import: those that changed there since they were seen last."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from srs.schedule.foreign_marks import TagChange, flag_of, suspension_of, tags_of
from srs.store.foreign import Marked, save_seen, seen, set_given_tags, set_marks, times_of_versions

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from srs.app.taken import FactChange
    from srs.model import Draft, Fact, ForeignFact, Origin
    from srs.store.foreign import Held
    from srs.store.open import Connection

SaysTheSame = Callable[["Sequence[str]", "Draft"], bool]
"""Tells whether the fields of a note still say what a fact says."""
AsTags = Callable[["Iterable[str]"], "Iterable[str]"]
"""Returns tags as the other program writes them."""


class MarkImport:
    """The marks and tags of an import, fact by fact, inside its transaction; `tagged` once a fact has other tags."""

    def __init__(self, connection: Connection, origin: Origin, says_the_same: SaysTheSame, as_tags: AsTags) -> None:
        """Begin with nothing."""
        self._connection = connection
        self._origin = origin
        self._says_the_same = says_the_same
        self._as_tags = as_tags
        self.tagged = False

    def take(self, change: FactChange, foreign: ForeignFact, here: Held) -> FactChange:
        """Take over the marks of a fact's cards and its tags; return what comes to it with them."""
        fact = here.fact
        marks_seen, tags_seen = seen(self._connection, self._origin.name, fact.id)
        versions = times_of_versions(self._connection, fact)
        touched = foreign.changed not in versions
        marks = {} if self._origin.is_bare else _marks_of(foreign, here, marks_seen, versions)
        set_marks(self._connection, fact.id, marks)
        tags = self._tags_of(foreign, fact, tags_seen, touched=touched)
        self._give(fact, tags)
        if not self._origin.is_bare:
            save_seen(self._connection, self._origin.name, foreign)
        return change._replace(
            suspended=tuple(o for o, mark in marks.items() if mark.suspended > here.marks[o].suspended),
            unsuspended=tuple(o for o, mark in marks.items() if mark.suspended < here.marks[o].suspended),
            flagged=tuple((o, mark.flag) for o, mark in marks.items() if mark.flag != here.marks[o].flag),
            tags=tags,
            edited=touched and not self._says_the_same(foreign.fields, fact.draft),
        )

    def _tags_of(
        self, foreign: ForeignFact, fact: Fact, tags_seen: Sequence[str] | None, *, touched: bool
    ) -> TagChange:
        tags = tags_of(foreign.tags, tags_seen, tuple(self._as_tags(fact.tags)), fact.given_tags, touched=touched)
        return tags._replace(removed=()) if self._origin.is_bare else tags

    def _give(self, fact: Fact, tags: TagChange) -> None:
        if any(tags):
            self.tagged = True
            kept = (tag for tag in fact.given_tags if tag not in tags.removed)
            set_given_tags(self._connection, fact.id, sorted({*kept, *tags.added}))


def _marks_of(
    foreign: ForeignFact, here: Held, marks_seen: Mapping[int, Marked], versions: Collection[int]
) -> dict[int, Marked]:
    """Return the marks of the cards that get others than they have."""
    marks = {}
    for card in foreign.cards:
        if card.ord in here.marks:
            before, last = here.marks[card.ord], marks_seen.get(card.ord)
            suspended = before.suspended
            if not foreign.is_away:
                suspended = suspension_of(
                    card.suspended, last and last.suspended, suspended, touched=card.changed not in versions
                )
            marks[card.ord] = Marked(suspended, flag_of(card.flag, last and last.flag, before.flag))
    return {ord_: mark for ord_, mark in marks.items() if mark != here.marks[ord_]}
