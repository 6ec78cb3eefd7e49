"""The text of a query to its tree: `or` joins less than `and`, which need not be written, and `-` binds most."""

from __future__ import annotations

from srs.search.errors import BadQuery
from srs.search.terms import read_term
from srs.search.tokens import Sign, Token, read_tokens
from srs.search.words import And, Not, Or, Query

_DEEPEST = 50
_MOST_TERMS = 200
"""More than anybody writes, and less than SQLite refuses."""


def parse(text: str) -> Query:
    """Return the tree of a query; an empty one finds everything.

    Raises:
        BadQuery: it cannot be understood; the error names the column.
    """
    tokens = list(read_tokens(text))
    if not tokens:
        return And(())
    excess = [token for token in tokens if token.sign is Sign.TERM][_MOST_TERMS:]
    if excess:
        raise BadQuery(f"A query has {_MOST_TERMS} terms at most.", text, excess[0].start, "Ask in several steps.")
    return _Parser(text, tokens).whole()


class _Parser:
    """Reads tokens from the left."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self._text = text
        self._tokens = tokens
        self._next = 0

    def whole(self) -> Query:
        tree = self._alternatives(0)
        left = self._peek()
        if left is not None:
            raise self._unopened(left)
        return tree

    def _alternatives(self, depth: int) -> Query:
        parts = [self._sequence(depth)]
        while self._takes(Sign.OR):
            parts.append(self._sequence(depth))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _sequence(self, depth: int) -> Query:
        parts = [self._part(depth)]
        while self._takes(Sign.AND) or self._is_at(Sign.NOT, Sign.OPEN, Sign.TERM):
            parts.append(self._part(depth))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _part(self, depth: int) -> Query:
        token = self._peek()
        if token is None or token.sign in (Sign.OR, Sign.AND, Sign.CLOSE):
            raise self._missing(token)
        self._next += 1
        if token.sign is Sign.NOT:
            return Not(self._part(depth))
        return self._group(token, depth + 1) if token.sign is Sign.OPEN else read_term(self._text, token)

    def _group(self, opened: Token, depth: int) -> Query:
        if depth > _DEEPEST:
            raise self._error(opened, f"Brackets stand more than {_DEEPEST} deep.", "Write it with fewer.")
        if self._is_at(Sign.CLOSE):
            raise self._error(opened, "There is nothing between the brackets.", "For the signs themselves write \\(\\)")
        tree = self._alternatives(depth)
        if not self._takes(Sign.CLOSE):
            raise self._unclosed(opened)
        return tree

    def _missing(self, token: Token | None) -> BadQuery:
        """Tell of an `and` or `or` that lacks a side, or of a bracket that was not opened."""
        before = self._tokens[self._next - 1 : self._next]
        joining = next((one for one in (*before, token) if one and one.sign in (Sign.AND, Sign.OR)), None)
        if joining is None:
            return self._unclosed(before[0]) if token is None and before else self._unopened(token)
        word = joining.sign.value
        return self._error(
            joining, f"'{word}' stands between two terms, and one is missing.", f'For the word write "{word}".'
        )

    def _unclosed(self, opened: Token) -> BadQuery:
        return self._error(opened, "A bracket is opened and not closed.", "Close it; for the sign itself write \\(")

    def _unopened(self, token: Token | None) -> BadQuery:
        start = token.start if token else 0
        return BadQuery("A bracket is closed that was not opened.", self._text, start, "For the sign itself write \\)")

    def _peek(self) -> Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _is_at(self, *signs: Sign) -> bool:
        token = self._peek()
        return token is not None and token.sign in signs

    def _takes(self, sign: Sign) -> bool:
        found = self._is_at(sign)
        self._next += found
        return found

    def _error(self, token: Token, message: str, advice: str) -> BadQuery:
        return BadQuery(message, self._text, token.start, advice)
