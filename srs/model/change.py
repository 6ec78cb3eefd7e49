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
    """A fact that says the same in the same note: only its lines, context, tags or deck are new. Not reported."""

    fact: Fact
    draft: Draft


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
