"""What may become of a fact when the notes change."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from srs.model.values import dataclass

if TYPE_CHECKING:
    from srs.model.fact import Draft, Fact, FactId


class Change(StrEnum):
    """How far an edit changed what a fact says; decides what happens to its history."""

    FORMAT = "format"
    TYPO = "typo"
    REWORDED = "reworded"
    MEANING = "meaning"


@dataclass(frozen=True, slots=True)
class Created:
    """A fact the store has not seen before; its id is made from its content."""

    id: FactId
    draft: Draft


@dataclass(frozen=True, slots=True)
class Edited:
    """A fact whose text changed; it keeps its id and its history."""

    fact: Fact
    draft: Draft
    change: Change


@dataclass(frozen=True, slots=True)
class Moved:
    """A fact with the same text that now stands in another note."""

    fact: Fact
    draft: Draft


@dataclass(frozen=True, slots=True)
class Refreshed:
    """A fact that says the same in the same note: only its lines, context, tags, deck or cards are new.

    New lines and a new context are not reported.
    """

    fact: Fact
    draft: Draft

    @property
    def cards_added(self) -> int:
        """How many of its cards come into the drill."""
        return len(set(self.fact.ords_with(self.draft)).difference(self.fact.ords))

    @property
    def cards_gone(self) -> int:
        """How many of its cards leave the drill; their history stays."""
        return len(set(self.fact.ords).difference(self.fact.ords_with(self.draft)))

    @property
    def is_moved_to_a_deck(self) -> bool:
        """Whether it is in another deck than before."""
        return self.fact.draft.deck != self.draft.deck

    @property
    def is_tagged_anew(self) -> bool:
        """Whether the notes give it other tags than before."""
        return set(self.fact.draft.tags) != set(self.draft.tags)

    @property
    def is_reported(self) -> bool:
        """Whether its user would care."""
        return bool(self.is_moved_to_a_deck or self.is_tagged_anew or self.cards_added or self.cards_gone)


@dataclass(frozen=True, slots=True)
class Retired:
    """A fact whose text is gone from the notes; it leaves the drill and keeps its history."""

    fact: Fact


@dataclass(frozen=True, slots=True)
class Revived:
    """A retired fact whose text is back."""

    fact: Fact
    draft: Draft


PlanChange = Created | Edited | Moved | Refreshed | Retired | Revived


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A new fact that may be an edit of one that is gone; none was sure enough to be taken for it, the likeliest first."""

    id: FactId
    draft: Draft
    candidates: tuple[Fact, ...]
