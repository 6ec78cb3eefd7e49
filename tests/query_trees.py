"""Any query that can be written, for tests of what reads and asks them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from srs.model import Kind
from srs.search.words import (
    And,
    Compare,
    Comparison,
    Event,
    Field,
    Flagged,
    Glob,
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
)

if TYPE_CHECKING:
    from srs.search.words import Query

PIECES = st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1) | st.sampled_from(Wild), min_size=1)
SOURCES = st.sampled_from(["a", 'say "no"', r"\d+\.\\", "(a|b) c", "[:\"'-]", "é*", r'\\"'])


def merged(pieces: list[str | Wild]) -> Glob:
    """Return pieces as the parser puts them together."""
    found: list[str | Wild] = []
    for piece in pieces:
        if isinstance(piece, str) and found and isinstance(found[-1], str):
            found[-1] += piece
        elif not (piece is Wild.MANY and found[-1:] == [piece]):
            found.append(piece)
    return Glob(tuple(found))


PATTERNS = PIECES.map(merged) | SOURCES.map(Regex)
MATCHES = st.builds(Match, st.sampled_from(Field), PATTERNS).filter(
    lambda term: not (isinstance(term.pattern, Glob) and re.match("(?i)re:|none$", str(term.pattern.pieces[0])))
)
COMPARES = st.builds(
    Compare,
    st.sampled_from([Quantity.STABILITY, Quantity.RETRIEVABILITY]),
    st.sampled_from(Comparison),
    st.integers(0, 10**12).map(lambda millionths: millionths / 10**6),
) | st.builds(Compare, st.just(Quantity.DUE), st.sampled_from(Comparison), st.integers(-99, 10**9 - 1).map(float))
TERMS = (
    MATCHES
    | COMPARES
    | st.just(Untagged())
    | st.builds(Identity, st.from_regex("[a-z0-9]{1,16}", fullmatch=True))
    | st.builds(OfKind, st.sampled_from(Kind))
    | st.builds(Is, st.sampled_from(Standing))
    | st.builds(Flagged, st.integers(0, 7))
    | st.builds(Within, st.sampled_from(Event), st.integers(1, 999))
    | st.builds(Rated, st.integers(1, 999), st.none() | st.integers(1, 4))
)


def joined(parts: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    several = st.lists(parts, min_size=2, max_size=4).map(tuple)
    return st.builds(And, several) | st.builds(Or, several) | st.builds(Not, parts)


TREES = st.just(And(())) | st.recursive(TERMS, joined, max_leaves=20)
