"""Fronts that give a thing a second name in brackets: "SGD" is "Stochastic gradient descent (SGD)", whatever is said of it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from srs.reconcile.words import overlap, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from srs.reconcile.side import Side

_BRACKETED = re.compile(r"([^()（）]*)[(（]([^()（）]+)[)）]([^()（）]*)")
_REMAINS = 0.3
"""The share of an answer that has to be left where the second name may only tell which of several things is meant."""

_Key = tuple[str, tuple[str, ...]]
_Names = tuple[tuple[str, ...], tuple[str, ...]]


class Named(NamedTuple):
    """A draft and a fact of which one has the front that the other has beside brackets or in them; `is_sure` tells whether they are one."""

    draft: int
    fact: int
    is_sure: bool


def named_twice(new: Mapping[int, Side], old: Mapping[int, Side]) -> list[Named]:
    """Return the pairs in one note of which one side has a second name, where only one on each side fits.

    An abbreviation is proof. Else a part of the answer has to be left: the other name may tell which of several things is meant.
    """
    found = [Named(*one) for one in _named(new, old)]
    found += [Named(draft, fact, is_sure) for fact, draft, is_sure in _named(old, new)]
    drafts, facts = Counter(one.draft for one in found), Counter(one.fact for one in found)
    return [one for one in found if drafts[one.draft] == facts[one.fact] == 1]


def _named(long: Mapping[int, Side], short: Mapping[int, Side]) -> Iterator[tuple[int, int, bool]]:
    """Yield what has a second name, and what has one of the two alone."""
    names = {number: found for number, side in long.items() if (found := _names(side))}
    plain: dict[_Key, list[int]] = defaultdict(list)
    for number, side in short.items() if names else ():
        plain[side.path, side.front].append(number)
    for number, (before, inside) in names.items():
        side = long[number]
        is_short = _is_short_for(inside, before)
        for name in (before, inside):
            for other in plain.get((side.path, name), ()):
                sure = (is_short and name == inside) or overlap(side.back, short[other].back) >= _REMAINS
                yield number, other, sure


def _names(side: Side) -> _Names | None:
    """Return the words of a front before its brackets and in them."""
    found = None if side.has_gaps else _BRACKETED.fullmatch(side.draft.front.strip())
    return (tuple(words_of(found[1] + found[3])), tuple(words_of(found[2]))) if found else None


def _is_short_for(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell an abbreviation: its letters stand in the other name in this order, the first of them first."""
    letters = iter("".join(other))
    if len(one) != 1 or not other or one[0][0] != other[0][0]:
        return False
    return len(one[0]) < len("".join(other)) and all(letter in letters for letter in one[0])
