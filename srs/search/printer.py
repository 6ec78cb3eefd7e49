"""A tree back to the text of a query; parsing that gives the same tree."""

from __future__ import annotations

from srs.search.words import (
    ESCAPED,
    And,
    Compare,
    Field,
    Flagged,
    Glob,
    Identity,
    Is,
    Match,
    Not,
    OfKind,
    Or,
    Query,
    Rated,
    Regex,
    Untagged,
    Wild,
    Within,
)


def write_query(query: Query) -> str:
    """Return the text of a query."""
    if isinstance(query, And | Or):
        return (" or " if isinstance(query, Or) else " ").join(_write_part(part) for part in query.parts)
    return _write_part(query)


def write_name(field: Field, name: str) -> str:
    """Return the query for a deck, tag or path of this name, letter by letter, and what stands below it."""
    return write_query(Match(field, Glob((name,))))


def _write_part(part: Query) -> str:
    if isinstance(part, And | Or):
        return f"({write_query(part)})"
    if isinstance(part, Not):
        inner = _write_part(part.part)
        return f"-({inner})" if inner.startswith("-") else f"-{inner}"
    return _write_match(part) if isinstance(part, Match) else _write_key(part)


def _write_match(term: Match) -> str:
    key = "" if term.field is Field.ANY else f"{term.field}:"
    if isinstance(term.pattern, Regex):
        source = term.pattern.source.replace('"', '\\"')
        return f'{key}re:"{source}"'
    text = "".join(_write_piece(piece) for piece in term.pattern.pieces)
    bare = text.replace("_", "").isalnum() and text.lower() not in ("and", "or")
    return key + (text if bare else f'"{text}"')


def _write_piece(piece: str | Wild) -> str:
    if isinstance(piece, Wild):
        return piece.value
    return "".join(f"\\{sign}" if sign in ESCAPED else sign for sign in piece)


def _write_key(term: Untagged | Identity | OfKind | Is | Flagged | Within | Rated | Compare) -> str:
    match term:
        case Untagged():
            return "tag:none"
        case Identity(known):
            return f"id:{known}"
        case OfKind(kind):
            return f"kind:{kind}"
        case Is(standing):
            return f"is:{standing}"
        case Flagged(flag):
            return f"flag:{flag}"
        case Within(event, days):
            return f"{event}:{days}"
        case Rated(days, rating):
            return f"rated:{days}" + ("" if rating is None else f":{rating}")
        case Compare(quantity, comparison, value):
            return f"prop:{quantity}{comparison}" + f"{value:.6f}".rstrip("0").rstrip(".")
