"""What a front asks for, whatever its number in a list is and however many names it tells."""

from __future__ import annotations

import re
from collections import Counter

from srs.reconcile.labels import DASH
from srs.reconcile.polarity import denies
from srs.reconcile.words import difference, words_of

_NUMBER = re.compile(
    r"([*_]{0,3})\(?(?:(?:eg |ex |[A-Za-z])?\d{1,3}(?:\.\d{1,3})*\ufe0f?[.):\u20e3]|[A-Za-z]\)|[a-z]\.|[IVX]{1,5}[.)])\s+(?=\S)"
)
"""What numbers a front: "3. ", "L4) ", "b) "; "Theorem 2" is a name."""
_SEPARATOR = re.compile(r"[,;/|=()（）\[\]]")
"""What parts the names of one thing."""


def unnumbered(front: str) -> str:
    """Return a front without the number that it has in a list."""
    if DASH in front:
        return DASH.join(map(_without_number, front.split(DASH)))
    return _without_number(front)


def _without_number(part: str) -> str:
    return _NUMBER.sub(r"\1", part, count=1) if _NUMBER.match(part) else part


def asks_the_same(before: str, after: str) -> bool:
    """Tell whether fronts over one answer differ in signs only, or one tells more: a name, a remark, a number."""
    one, other = words_of(before), words_of(after)
    if one == other:
        return False  # what is written tells
    if one and other and _letters(one) == _letters(other) and _is_among(_signs(one), _signs(other)):
        return True
    gone, come = difference(one, other)
    if (one and not gone and not denies(come)) or (other and not come and not denies(gone)):
        return True  # one has all words of the other, and what it has besides denies nothing
    if not (_SEPARATOR.search(before) or _SEPARATOR.search(after)):
        return False  # each is one name, and another
    names, others = _names(before), _names(after)
    told = [word for name in names ^ others for word in name if word[0].isalpha()]
    return bool(names and others) and (names <= others or others <= names) and not denies(told)


def _letters(words: list[str]) -> list[str]:
    return [word for word in words if word[0].isalnum()]


def _signs(words: list[str]) -> Counter[str]:
    return Counter(word for word in words if not word[0].isalnum())


def _is_among(some: Counter[str], others: Counter[str]) -> bool:
    """Tell whether signs only came, or only went."""
    return some <= others or others <= some


def _names(front: str) -> set[tuple[str, ...]]:
    return {tuple(words) for name in _SEPARATOR.split(front) if (words := words_of(name))}
