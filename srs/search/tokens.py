"""A query cut into brackets, signs and terms."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from srs.model.values import dataclass
from srs.search.errors import BadQuery

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEY = re.compile(r"(?:[A-Za-z]+:)+\Z")
_SURROGATE = re.compile("[\ud800-\udfff]")
_JOINING = {"and": "AND", "or": "OR"}


class Sign(Enum):
    """What a token is."""

    OPEN = "("
    CLOSE = ")"
    NOT = "-"
    AND = "and"
    OR = "or"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query from `start` on.

    `text` is the text of a term with its escapes, without quotes; from its character `quoted_from` on it stood
    behind a quote.
    """

    sign: Sign
    start: int
    text: str = ""
    quoted_from: int | None = None

    def column(self, index: int) -> int:
        """Return the column of a character of `text`."""
        return self.start + index + (self.quoted_from is not None and index >= self.quoted_from)


def read_tokens(query: str) -> Iterator[Token]:
    """Yield the tokens of a query.

    Raises:
        BadQuery: a quote is not closed or holds nothing, or the text is none.
    """
    if broken := _SURROGATE.search(query):
        raise BadQuery("A query must be UTF-8.", query, broken.start(), "Type the character anew.")
    place, negated = 0, False
    while place < len(query):
        sign = query[place]
        if sign.isspace():
            place += 1
            continue
        if sign == "-" and not negated and _is_sign(query, place):
            yield Token(Sign.NOT, place)
            place, negated = place + 1, True
            continue
        if sign in "()":
            yield Token(Sign(sign), place)
            place += 1
        else:
            token, place = _read_term(query, place)
            yield token if negated else _joined(token)
        negated = False


def _is_sign(query: str, place: int) -> bool:
    """Tell whether a dash negates what follows it; one that stands alone is text."""
    following = query[place + 1 : place + 2]
    return bool(following) and not following.isspace() and following != ")"


def _joined(token: Token) -> Token:
    """Return the token of `and` or `or` where a bare term is one of them."""
    name = _JOINING.get(token.text.lower()) if token.quoted_from is None else None
    return Token(Sign[name], token.start, token.text) if name else token


def _read_term(query: str, start: int) -> tuple[Token, int]:
    """Read a term; return it and the place behind it. `deck:"a b"` is quoted from its colon on."""
    if query[start] == '"':
        text, end = _read_quoted(query, start)
        return Token(Sign.TERM, start, text, 0), end
    end = start
    while end < len(query) and not query[end].isspace() and query[end] not in '()"':
        end += 2 if query[end] == "\\" else 1
    end = min(end, len(query))
    text = query[start:end]
    if query[end : end + 1] == '"' and _KEY.match(text):
        quoted, end = _read_quoted(query, end)
        return Token(Sign.TERM, start, text + quoted, len(text)), end
    return Token(Sign.TERM, start, text), end


def _read_quoted(query: str, start: int) -> tuple[str, int]:
    place = start + 1
    while place < len(query) and query[place] != '"':
        place += 2 if query[place] == "\\" else 1
    if place >= len(query):
        advice = 'Close it with ", or write \\" for the sign itself.'
        raise BadQuery("A quote is opened and not closed.", query, start, advice)
    if place == start + 1:
        raise BadQuery("There is nothing between the quotes.", query, start, 'Write \\"\\" for the signs themselves.')
    return query[start + 1 : place], place + 1
