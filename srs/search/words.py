"""The words of a query and the tree they make.

The syntax is Anki's (https://docs.ankiweb.net/searching.html), where a fact is what Anki calls a note.
"""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import TYPE_CHECKING

from srs.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from srs.model import Kind


class Wild(Enum):
    """A sign that stands for other text: any amount of it, or one character."""

    MANY = "*"
    ONE = "_"


class Field(StrEnum):
    """Where a pattern is looked for.

    `ANY` is front and back, and for words path, deck and tags, too.
    """

    ANY = "any"
    FRONT = "front"
    BACK = "back"
    DECK = "deck"
    TAG = "tag"
    PATH = "path"


class Standing(StrEnum):
    """What `is:` can ask about a card or its fact."""

    NEW = "new"
    LEARN = "learn"
    REVIEW = "review"
    DUE = "due"
    SUSPENDED = "suspended"
    BURIED = "buried"
    LEECH = "leech"
    HELD = "held"
    REJECTED = "rejected"
    RETIRED = "retired"


class Quantity(StrEnum):
    """What `prop:` can compare: days where nothing else is said, `DUE` counted from today on."""

    STABILITY = "stability"
    DIFFICULTY = "difficulty"
    RETRIEVABILITY = "retrievability"
    INTERVAL = "ivl"
    DUE = "due"
    REPS = "reps"
    LAPSES = "lapses"


class Comparison(StrEnum):
    """How `prop:` compares."""

    AT_MOST = "<="
    AT_LEAST = ">="
    NOT_EQUAL = "!="
    EQUAL = "="
    BELOW = "<"
    ABOVE = ">"


class Event(StrEnum):
    """What can have happened to a fact within some days."""

    ADDED = "added"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class Glob:
    """Text with wildcards; letters match whatever their case."""

    pieces: tuple[str | Wild, ...]


@dataclass(frozen=True, slots=True)
class Regex:
    """A regular expression of Python's that can be compiled; letters match whatever their case."""

    source: str


@dataclass(frozen=True, slots=True)
class Match:
    """A text has a pattern in it; of a deck, tag or path: it is the pattern, or stands below it."""

    field: Field
    pattern: Glob | Regex


@dataclass(frozen=True, slots=True)
class Untagged:
    """The fact has no tags."""


@dataclass(frozen=True, slots=True)
class Identity:
    """The fact has this id, or one that begins so."""

    id: str


@dataclass(frozen=True, slots=True)
class OfKind:
    """The fact has this shape."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class Is:
    """The card or its fact stands so."""

    standing: Standing


@dataclass(frozen=True, slots=True)
class Flagged:
    """The card has this flag, 0 to 7; 0 is none."""

    flag: int


@dataclass(frozen=True, slots=True)
class Compare:
    """A quantity of the card compares so; a card that has none does not, whatever the comparison."""

    quantity: Quantity
    comparison: Comparison
    value: float


@dataclass(frozen=True, slots=True)
class Within:
    """This happened to the fact on one of the last so many scheduling days, of which today is the first."""

    event: Event
    days: int


@dataclass(frozen=True, slots=True)
class Rated:
    """The card was answered within so many scheduling days, with this rating (1 to 4) or any."""

    days: int
    rating: int | None = None


@dataclass(frozen=True, slots=True)
class Not:
    """What the part does not find."""

    part: Query


@dataclass(frozen=True, slots=True)
class And:
    """What all parts find; no parts find everything."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """What any of the parts finds."""

    parts: tuple[Query, ...]


Term = Match | Untagged | Identity | OfKind | Is | Flagged | Compare | Within | Rated
Query = And | Or | Not | Term

EVERYTHING = And(())
SHORT_QUANTITIES = {"s": Quantity.STABILITY, "d": Quantity.DIFFICULTY, "r": Quantity.RETRIEVABILITY}
FRACTIONS = frozenset({Quantity.STABILITY, Quantity.DIFFICULTY, Quantity.RETRIEVABILITY})
"""The quantities that need not be whole."""
HIGHEST_FLAG = 7
ESCAPED = frozenset('\\":*_()-')
"""The characters that stand for themselves behind a backslash."""


def wanted_terms(query: Query) -> Iterator[Term]:
    """Yield the terms of a query of which it wants what they find, not what they do not."""
    if isinstance(query, And | Or):
        for part in query.parts:
            yield from wanted_terms(part)
    elif not isinstance(query, Not):
        yield query


def mentions(query: Query, term: Term) -> bool:
    """Tell whether a query has this term anywhere."""
    if isinstance(query, And | Or):
        return any(mentions(part, term) for part in query.parts)
    return mentions(query.part, term) if isinstance(query, Not) else query == term
