"""Queries as conditions of SQL. Everything a user wrote is bound as a parameter, never put into the text.

Words are looked for by functions of Python's in the connection, as SQLite alone folds ASCII only; on 100,000 facts that takes
100 ms, about as long as LIKE. docs/design.md tells why there is no full-text index.
"""

from __future__ import annotations

import re
import warnings
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from srs.model.values import replace
from srs.schedule.day import DAY_MS
from srs.schedule.preset import DEFAULT_PARAMETERS
from srs.search.words import (
    And,
    Compare,
    Comparison,
    Event,
    Field,
    Flagged,
    Identity,
    Is,
    Match,
    Not,
    OfKind,
    Or,
    Quantity,
    Rated,
    Regex,
    Standing,
    Untagged,
    Wild,
    Within,
    mentions,
)
from srs.store.counts import COUNTS
from srs.store.selection import Selection, begins_with, has_tag

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping

    from srs.search.words import Query
    from srs.store.open import Store

LEECH_LAPSES = 8
"""How many lapses make a leech, as in Anki."""
_BELOW = {Field.DECK: "::", Field.TAG: "::", Field.PATH: "/"}
"""What parts a name from those below it."""
_SEEN = ("fact.front", "fact.back", "fact.path", "fact.deck")
_REASONS = ("fact.held", "fact.rule")
_TEXTS = {Field.FRONT: ("fact.front",), Field.BACK: ("fact.back",)}
_ASKED = "NOT card.suspended AND (card.buried_until IS NULL OR card.buried_until <= :q_day)"
_DUE = f"card.live AND {_ASKED}"
_STANDINGS = {
    Standing.NEW: "card.state = 'new'",
    Standing.LEARN: "card.state IN ('learning', 'relearning')",
    Standing.REVIEW: "card.state IN ('review', 'relearning')",
    # The conditions of the indexes stand on both sides, so that SQLite can use them.
    Standing.DUE: f"(({_DUE} AND card.due_day IS NOT NULL AND card.due_day <= :q_day) "
    f"OR ({_DUE} AND card.due_at IS NOT NULL))",
    Standing.SUSPENDED: "card.suspended",
    Standing.BURIED: "(card.buried_until IS NOT NULL AND card.buried_until > :q_day)",
    Standing.LEECH: "card.lapses >= :q_leech",
    Standing.HELD: "(fact.status = 'held' AND fact.accepted IS NULL)",
    Standing.REJECTED: "(fact.status = 'held' AND fact.accepted IS NOT NULL)",
    Standing.RETIRED: "fact.status = 'retired'",
}
_OF_FACTS = frozenset({Standing.HELD, Standing.REJECTED, Standing.RETIRED})
_QUANTITIES = {
    Quantity.STABILITY: "card.stability",
    Quantity.DIFFICULTY: "card.difficulty",
    Quantity.INTERVAL: "card.interval_days",
    Quantity.REPS: "card.reps",
    Quantity.LAPSES: "card.lapses",
    # A step belongs to the day on which its time comes; shifted so that the division rounds down before today, too.
    Quantity.DUE: f"iif({_ASKED}, coalesce(card.due_day - :q_day, (card.due_at - :q_start + {1000 * DAY_MS}) / {DAY_MS} - 1000), NULL)",
}
_TURNED = {
    Comparison.AT_MOST: Comparison.AT_LEAST,
    Comparison.AT_LEAST: Comparison.AT_MOST,
    Comparison.BELOW: Comparison.ABOVE,
    Comparison.ABOVE: Comparison.BELOW,
}
_EVENTS = {Event.ADDED: ("created",), Event.EDITED: ("format", "typo", "reworded", "meaning")}


class Today(NamedTuple):
    """The scheduling day of a query, the UTC milliseconds at which it began, and how many lapses make a leech."""

    day: int
    start: int
    leech_lapses: int = LEECH_LAPSES


def compile_query(store: Store, query: Query, today: Today, *, reasons: bool = False) -> Selection:
    """Return the selection that a query makes in a store; with `reasons` its words may stand in why a fact is held, too."""
    if query == And(()):
        return Selection()
    _add_functions(store.connection)
    compiler = _Compiler(_SEEN + _REASONS if reasons else _SEEN)
    where = compiler.condition(query)
    retired = mentions(query, Is(Standing.RETIRED))
    return Selection(where, _always(today) | compiler.parameters, about_cards=compiler.about_cards, retired=retired)


def on_day(selection: Selection, today: Today) -> Selection:
    """Return what the query of a selection makes on another day."""
    named = _always(today)
    if not named.keys() <= selection.parameters.keys():
        return selection  # everything
    return replace(selection, parameters={**selection.parameters, **named})


def _always(today: Today) -> dict[str, object]:
    return {"q_day": today.day, "q_start": today.start, "q_leech": today.leech_lapses}


class _Compiler:
    """Writes conditions on `card` and `fact`, none of which is ever NULL, and gathers their parameters."""

    def __init__(self, seen: tuple[str, ...]) -> None:
        self.parameters: dict[str, object] = {}
        self.about_cards = False
        self._texts = _TEXTS | {Field.ANY: seen}

    def condition(self, query: Query) -> str:
        if isinstance(query, And | Or):
            joined, nothing = (" AND ", "1") if isinstance(query, And) else (" OR ", "0")
            return f"({joined.join(self.condition(part) for part in query.parts) or nothing})"
        if isinstance(query, Not):
            return f"NOT {self.condition(query.part)}"
        return self._WRITERS[type(query)](self, query)

    def _bind(self, value: object) -> str:
        name = f"q{len(self.parameters)}"
        self.parameters[name] = value
        return f":{name}"

    def _match(self, term: Match) -> str:
        if term.field in _BELOW:
            return self._name(term)
        if isinstance(term.pattern, Regex):
            fields = ("fact.front", "fact.back") if term.field is Field.ANY else self._texts[term.field]
            return f"srs_finds({self._bind(term.pattern.source)}, {', '.join(fields)})"
        texts = ", ".join(self._texts[term.field])
        pieces = term.pattern.pieces
        words = [word for piece in pieces if isinstance(piece, str) for word in _folded(piece).split()]
        longest = max(words, key=len, default="")
        # Most texts are ruled out by one word of a phrase, which is much faster than a regular expression.
        holds = self._anywhere("srs_holds", longest, texts, term.field)
        if len(pieces) == 1 and _folded(str(pieces[0])) == longest:
            return holds
        return f"({holds} AND {self._anywhere('srs_fits', ''.join(map(_regex_of, pieces)), texts, term.field)})"

    def _anywhere(self, function: str, pattern: str, texts: str, field: Field) -> str:
        """Look in texts, and where that is wanted in each tag."""
        bound = self._bind(pattern)
        in_texts = f"{function}({bound}, {texts})"
        if field is not Field.ANY:
            return in_texts
        in_tags = has_tag(f"{function}({bound}, value)")
        if function == "srs_holds" and not set('"\\') & set(pattern):
            # The tags as they are written, in JSON, hold what each tag does: one call rules most facts out.
            return f"({function}({bound}, {texts}, fact.tags, fact.given_tags) AND ({in_texts} OR {in_tags}))"
        return f"({in_texts} OR {in_tags})"

    def _name(self, term: Match) -> str:
        """Look for a deck, tag or path, or one above it. A fact without a deck is in none, whatever the pattern is."""
        if isinstance(term.pattern, Regex):
            function, pattern = "srs_finds", term.pattern.source
        else:
            function = "srs_names"
            parted = _BELOW[term.field]
            ending = r"|\.\w+\Z" if term.field is Field.PATH else ""  # a note may be named without its ending
            pattern = rf"\A{''.join(map(_regex_of, term.pattern.pieces))}(?:\Z|{parted}|(?<={parted}){ending})"
        bound = self._bind(pattern)
        if term.field is Field.TAG:
            return has_tag(f"{function}({bound}, value)")
        column = f"fact.{term.field.value}"
        return f"({column} <> '' AND {function}({bound}, {column}))"

    def _untagged(self, term: Untagged) -> str:  # noqa: ARG002  (writers are called alike)
        return "(fact.tags = '[]' AND fact.given_tags = '[]')"

    def _identity(self, term: Identity) -> str:
        known = self._bind(term.id)
        other = f"EXISTS (SELECT 1 FROM alias WHERE alias.id = {known} AND alias.fact = fact.id)"
        return f"({begins_with(known)} OR {other})"

    def _kind(self, term: OfKind) -> str:
        return f"fact.kind = {self._bind(term.kind.value)}"

    def _is(self, term: Is) -> str:
        self.about_cards |= term.standing not in _OF_FACTS
        return _STANDINGS[term.standing]

    def _flagged(self, term: Flagged) -> str:
        self.about_cards = True
        return f"card.flag = {self._bind(term.flag)}"

    def _compare(self, term: Compare) -> str:
        self.about_cards = True
        if term.quantity is Quantity.RETRIEVABILITY:
            turned = _TURNED.get(term.comparison, term.comparison)
            limit = f"card.stability * {self._bind(days_until(term.value))}"
            return f"(card.stability IS NOT NULL AND max(0, :q_day - card.last_day) {turned} {limit})"
        value = _QUANTITIES[term.quantity]
        return f"({value} IS NOT NULL AND {value} {term.comparison} {self._bind(term.value)})"

    def _within(self, term: Within) -> str:
        since = f":q_start - {self._bind((term.days - 1) * DAY_MS)}"
        changes = ", ".join(f"'{change}'" for change in _EVENTS[term.event])
        return (
            "EXISTS (SELECT 1 FROM descent WHERE descent.fact = fact.id "
            f"AND descent.change IN ({changes}) AND descent.at >= {since})"
        )

    def _rated(self, term: Rated) -> str:
        self.about_cards = True
        rating = "" if term.rating is None else f"AND review.rating = {self._bind(term.rating)} "
        return (
            f"card.id IN (SELECT review.card FROM review WHERE review.day > :q_day - {self._bind(term.days)} {rating}"
            f"AND {COUNTS})"
        )

    _WRITERS: Mapping[type, Callable[..., str]] = {
        Match: _match,
        Untagged: _untagged,
        Identity: _identity,
        OfKind: _kind,
        Is: _is,
        Flagged: _flagged,
        Compare: _compare,
        Within: _within,
        Rated: _rated,
    }


def days_until(recall: float) -> float:
    """Return after how many days a memory of one day's stability is recalled with this chance; infinite for none.

    FSRS-6 with its default parameters, R = (1 + f * t / S) ^ -decay, solved for t. A recall above one gives less than no days.
    """
    if recall <= 0:
        return float("inf")
    decay = -DEFAULT_PARAMETERS[20]
    days: float = (recall ** (1 / decay) - 1) / (0.9 ** (1 / decay) - 1)
    return days


def _regex_of(piece: str | Wild) -> str:
    """Return a piece of a pattern as a regular expression; a space stands for any gap, as lines of notes break anywhere."""
    if isinstance(piece, Wild):
        return ".*" if piece is Wild.MANY else "."
    return r"\s+".join(re.escape(part) for part in re.split(r"\s+", _folded(piece)))


def _folded(text: str) -> str:
    """Return a text in which letters of either case are the same, and those with their marks apart or in one."""
    return text.casefold() if text.isascii() else normalize("NFC", text.casefold())


def _holds(needle: str, *texts: str) -> bool:
    return needle in _folded("\n".join(texts))


def _fits(source: str, *texts: str) -> bool:
    search = _compiled(source, re.DOTALL).search
    return any(search(_folded(text)) is not None for text in texts)


@lru_cache(maxsize=4096)
def _names(source: str, name: str) -> bool:
    """Tell whether a deck, tag or path is meant; there are few of them, and many facts in each."""
    return _fits(source, name)


def _finds(source: str, *texts: str) -> bool:
    search = _compiled(source, re.IGNORECASE).search
    return any(search(text) is not None for text in texts)


@lru_cache(maxsize=256)
def _compiled(source: str, flags: re.RegexFlag) -> re.Pattern[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return re.compile(source, flags)


def _add_functions(connection: sqlite3.Connection) -> None:
    for function in (_holds, _fits, _names, _finds):
        connection.create_function(f"srs{function.__name__}", -1, function, deterministic=True)
