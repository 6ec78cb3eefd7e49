"""One term of a query: a key with its value, or words to look for."""

from __future__ import annotations

import re
import warnings
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from srs.model import Kind
from srs.model.values import dataclass
from srs.search.errors import BadQuery, suggestion
from srs.search.words import (
    ESCAPED,
    FRACTIONS,
    HIGHEST_FLAG,
    SHORT_QUANTITIES,
    Compare,
    Comparison,
    Event,
    Field,
    Flagged,
    Glob,
    Identity,
    Is,
    Match,
    OfKind,
    Quantity,
    Rated,
    Regex,
    Standing,
    Untagged,
    Wild,
    Within,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from srs.search.tokens import Token
    from srs.search.words import Term

_KEY = re.compile(r"[A-Za-z]+(?=:)")
_REGEX = "re:"
_WHOLE = re.compile(r"[0-9]{1,9}\Z")
_SIGNED = re.compile(r"-?[0-9]{1,9}\Z")
_DECIMAL = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,6})?\Z|\.[0-9]{1,6}\Z")
_COMPARED = re.compile(r"(?P<name>[^<>=!]*)(?P<sign><=|>=|!=|=|<|>)(?P<number>.*)\Z", re.DOTALL)
_WILDCARDS = {wild.value: wild for wild in Wild}
_HIGHEST_RATING = 4
_Name = TypeVar("_Name", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class _Value:
    """What stands behind a key, and where: `text` is the token's from `offset` on."""

    query: str
    token: Token
    key: str
    text: str
    offset: int

    def error(self, message: str, advice: str, index: int = 0) -> BadQuery:
        """Name the column of a character of the value."""
        return BadQuery(message, self.query, self.token.column(self.offset + index), advice)


def read_term(query: str, token: Token) -> Term:
    """Return what a term asks for.

    Raises:
        BadQuery: its key is not known, or its value means nothing.
    """
    key = _KEY.match(token.text)
    if key is None:
        words = _Value(query, token, "", token.text, 0)
        return Match(Field.ANY, _glob(words))
    name = key[0].lower()
    value = _Value(query, token, name, token.text[key.end() + 1 :], key.end() + 1)
    reader = _READERS.get(name)
    if reader is None:
        advice = f"{suggestion(name, _READERS)} For the text itself write {key[0]}\\:"
        raise BadQuery(f"There is no key '{key[0]}:'.", query, token.start, advice)
    if not value.text:
        raise BadQuery(f"There is nothing behind '{key[0]}:'.", query, token.start, _EXAMPLES[name])
    return reader(value)


def _glob(value: _Value) -> Glob:
    """Read text with wildcards; behind a backslash a sign stands for itself."""
    pieces: list[str | Wild] = []
    text, place = value.text, 0
    while place < len(text):
        piece: str | Wild = _WILDCARDS.get(text[place], text[place])
        if text[place] == "\\":
            piece = text[place + 1 : place + 2]
            if piece not in ESCAPED:
                raise value.error(f"'\\{piece}' stands for nothing.", f"For the text itself write \\\\{piece}", place)
            place += 1
        place += 1
        if isinstance(piece, str) and pieces and isinstance(pieces[-1], str):
            pieces[-1] += piece
        elif piece is not Wild.MANY or pieces[-1:] != [Wild.MANY]:
            pieces.append(piece)
    return Glob(tuple(pieces))


def _regex(value: _Value, skipped: int = 0) -> Regex:
    """Read a regular expression; only a quote is freed of its backslash."""
    source = re.sub(r"\\(.)", lambda pair: '"' if pair[1] == '"' else pair[0], value.text[skipped:], flags=re.DOTALL)
    if not source:
        raise value.error("There is no regular expression behind 're:'.", _EXAMPLES["re"])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(source, re.IGNORECASE)
    except (re.error, ValueError, OverflowError, RecursionError) as error:
        reason = str(error).splitlines()[0]
        raise value.error(f"The regular expression cannot be read: {reason}.", _EXAMPLES["re"], skipped) from error
    return Regex(source)


def _read_match(value: _Value) -> Term:
    field = Field(value.key)
    if value.text.startswith(_REGEX):
        return Match(field, _regex(value, len(_REGEX)))
    return Match(field, _glob(value))


def _read_tag(value: _Value) -> Term:
    return Untagged() if value.text.lower() == "none" else _read_match(value)


def _read_compare(value: _Value) -> Term:
    parts = _COMPARED.match(value.text)
    names = {one.value: one for one in Quantity} | SHORT_QUANTITIES
    name = (parts["name"] if parts else value.text).lower()
    if name not in names:
        raise value.error(f"There is no property '{name}'.", suggestion(name, names))
    if parts is None:
        raise value.error(f"'prop:{name}' is compared with nothing.", f"Write for example prop:{name}>=1")
    quantity, index = names[name], parts.start("number")
    shape = _SIGNED if quantity is Quantity.DUE else _DECIMAL if quantity in FRACTIONS else _WHOLE
    if not shape.match(parts["number"]):
        wanted = "a number" if quantity in FRACTIONS else "a whole number"
        raise value.error(f"'{parts['number']}' is not {wanted}.", f"Write for example prop:{name}>=1", index)
    return Compare(quantity, Comparison(parts["sign"]), float(parts["number"]))


def _read_rated(value: _Value) -> Term:
    days, colon, rating = value.text.partition(":")
    if colon and not (_WHOLE.match(rating) and 1 <= int(rating) <= _HIGHEST_RATING):
        message = f"'{rating}' is no rating."
        raise value.error(message, "Ratings are 1 again, 2 hard, 3 good, 4 easy.", len(days) + 1)
    return Rated(_days(value, days), int(rating) if colon else None)


def _read_flag(value: _Value) -> Term:
    if not _WHOLE.match(value.text) or int(value.text) > HIGHEST_FLAG:
        raise value.error(f"'{value.text}' is no flag.", f"Flags are 1 to {HIGHEST_FLAG}; 0 is none.")
    return Flagged(int(value.text))


def _read_id(value: _Value) -> Term:
    if not (value.text.isascii() and value.text.isalnum()):
        raise value.error(f"'{value.text}' is no id.", "Ids are letters and digits; srs cards lists them.")
    return Identity(value.text.lower())


def _days(value: _Value, text: str) -> int:
    """Read a number of days; 0 means today, as 1 does."""
    if not _WHOLE.match(text):
        raise value.error(f"'{text}' is no number of days.", _EXAMPLES[value.key])
    return max(1, int(text))


def _read_name(value: _Value, names: type[_Name]) -> _Name:
    try:
        return names(value.text.lower())
    except ValueError as error:
        known = (one.value for one in names)
        message = f"'{value.text}' means nothing behind '{value.key}:'."
        raise value.error(message, suggestion(value.text, known)) from error


_READERS: Mapping[str, Callable[[_Value], Term]] = {
    "deck": _read_match,
    "tag": _read_tag,
    "path": _read_match,
    "front": _read_match,
    "back": _read_match,
    "re": lambda value: Match(Field.ANY, _regex(value)),
    "id": _read_id,
    "kind": lambda value: OfKind(_read_name(value, Kind)),
    "is": lambda value: Is(_read_name(value, Standing)),
    "prop": _read_compare,
    "flag": _read_flag,
    "rated": _read_rated,
    "added": lambda value: Within(Event.ADDED, _days(value, value.text)),
    "edited": lambda value: Within(Event.EDITED, _days(value, value.text)),
}
KEYS = frozenset(_READERS)
"""What may stand before the colon of a term."""
_EXAMPLES = {
    "deck": "Write for example deck:papers::vision",
    "tag": "Write for example tag:exam; tag:none finds what has none.",
    "path": "Write for example path:papers/*",
    "front": "Write for example front:entropy",
    "back": "Write for example back:surprise",
    "re": 'Write for example re:colou?r, with spaces or brackets re:"(grey|gray) scale"',
    "id": "Write for example id:k3xw",
    "kind": f"Known: {', '.join(Kind)}.",
    "is": f"Known: {', '.join(Standing)}.",
    "prop": "Write for example prop:stability<10",
    "flag": "Write for example flag:1",
    "rated": "Write for example rated:7, or rated:7:1 for those forgotten.",
    "added": "Write for example added:3",
    "edited": "Write for example edited:3",
}
