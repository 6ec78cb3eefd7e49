"""The numbers of the gaps of a fact that two stores know: a gap has one number, and two gaps never have the same.

A new gap gets the next free number. So a number means another gap in a store that read the note at other times.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from srs.reconcile.gaps import canonical, hidden, ranks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    Place = tuple[str, int]
    """A version of the sentence, its gaps numbered by where they stand, and such a number."""


class Numbered(NamedTuple):
    """What one store knows of a fact with gaps: what it said when (UTC ms), and the numbers of its cards."""

    said: Collection[tuple[int, str]]
    cards: Collection[int]


def united_numbers(ours: Numbered, theirs: Numbered) -> tuple[dict[int, int], dict[int, int]]:
    """Return the numbers that change in either store, each with the new one; the same in whatever order stores are united.

    A gap keeps the number it had when it was first said. Where a gap that was said before has that, it gets the next that is free.
    """
    one, other = _Gaps(ours), _Gaps(theirs)
    pairs = _pairs(one, other)
    gaps = [
        (min(first, other.first[pairs[n]]) if n in pairs else first, n, pairs.get(n)) for n, first in one.first.items()
    ]
    alone = other.first.keys() - pairs.values()
    taken: set[int] = set()
    changed: tuple[dict[int, int], dict[int, int]] = {}, {}
    for (*_, number), *both in sorted([*gaps, *((other.first[n], None, n) for n in alone)], key=lambda gap: gap[0]):
        while number in taken:
            number += 1
        taken.add(number)
        for old, numbers in zip(both, changed, strict=True):
            if old is not None and old != number:
                numbers[old] = number
    return changed


class _Gaps:
    """The gaps that a store knows, by number and by where they stood."""

    def __init__(self, numbered: Numbered) -> None:
        self.places: dict[Place, set[int]] = {}
        self.last: dict[Place, int] = {}
        self.first: dict[int, tuple[float, str, int, int]] = {}
        """When and where a number first stood, to sort by, and the number."""
        self.hidden: dict[tuple[str, ...], set[int]] = {}
        """The numbers by what they hid last."""
        hides: dict[int, tuple[str, ...]] = {}
        for at, front in sorted(numbered.said):
            text = canonical(front)
            for number, rank in ranks(front).items():
                self.places.setdefault((text, rank), set()).add(number)
                self.last[text, rank] = at
                self.first.setdefault(number, (at, text, rank, number))
                hides[number] = ()
            hides |= hidden(front)
        for number, texts in hides.items():
            self.hidden.setdefault(texts, set()).add(number)
        self.hidden.pop((), None)
        self.lost = {*numbered.cards} - self.first.keys()
        """The numbers of which nobody knows any more what they hid."""
        self.first |= {number: (float("inf"), "", 0, number) for number in self.lost}


def _pairs(ours: _Gaps, theirs: _Gaps) -> dict[int, int]:
    """Return the numbers of ours that are one gap with a number of theirs."""
    pairs: dict[int, int] = {}
    for one, other in (*_in_one_place(ours, theirs), *_hiding_one_text(ours, theirs)):
        if one not in pairs and other not in pairs.values():
            pairs[one] = other
    for number in sorted((ours.lost & theirs.first.keys()) | (theirs.lost & ours.first.keys())):
        if number not in pairs and number not in pairs.values():
            pairs[number] = number
    return pairs


def _in_one_place(ours: _Gaps, theirs: _Gaps) -> Iterator[tuple[int, int]]:
    """Yield numbers that stood in one place of one version, those of the version said last before others."""
    shared = ours.places.keys() & theirs.places.keys()
    for place in sorted(shared, key=lambda place: (-max(ours.last[place], theirs.last[place]), place)):
        yield from sorted(product(ours.places[place], theirs.places[place]), key=_by_likeness)


def _by_likeness(pair: tuple[int, int]) -> tuple[bool, list[int]]:
    one, other = pair
    return one != other, sorted(pair)


def _hiding_one_text(ours: _Gaps, theirs: _Gaps) -> Iterator[tuple[int, int]]:
    """Yield numbers that hide the same, where no other number of their store does."""
    for texts in sorted(ours.hidden.keys() & theirs.hidden.keys()):
        (one, *more), (other, *others) = ours.hidden[texts], theirs.hidden[texts]
        if not more and not others:
            yield one, other
