"""Which facts of two stores are one, found by what they ever said."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from srs.model import FactId


class Line(NamedTuple):
    """A fact's line of descent as one store or both know it.

    `born` is when it was first seen (UTC ms), `stores` are those that saw it, `said` its fronts by the fingerprint, and
    `now` the fingerprints with which it ends.
    """

    born: int
    stores: frozenset[str]
    has_gaps: bool
    said: Mapping[str, str]
    now: frozenset[str]


def elders(lines: Mapping[FactId, Line], known: Iterable[tuple[FactId, FactId]] = ()) -> dict[FactId, FactId]:
    """Return for each fact that is another one too the id with which both go on: the one that was seen first.

    Two facts are one if they once said the same and no store saw both of them: what a store told apart stays apart. A text
    that several facts of one store have said proves nothing.

    Args:
        lines: all facts of both stores.
        known: pairs of ids that were found to be one before, whether or not both still have a line.
    """
    families = _Families(lines)
    for one, other in known:
        families.join(one, other)
    holders: dict[str, list[FactId]] = defaultdict(list)
    for fact, line in sorted(lines.items()):
        for mark in line.said:
            holders[mark].append(fact)
    shared = [(mark, facts) for mark, facts in holders.items() if len(facts) > 1]
    for mark, (first, *others) in sorted(shared, key=lambda one: (not _is_said_now(one[0], one[1], lines), one[0])):
        if families.are_strangers((first, *others)):
            for other in others:
                if _says_alike(lines[first], lines[other], mark):
                    families.join(first, other)
    return families.elders()


def _is_said_now(mark: str, facts: Iterable[FactId], lines: Mapping[FactId, Line]) -> bool:
    return all(mark in lines[fact].now for fact in facts)


def _says_alike(one: Line, other: Line, mark: str) -> bool:
    """Tell whether two facts are asked alike; the same gaps under other numbers are other cards."""
    return one.has_gaps == other.has_gaps and (not one.has_gaps or one.said[mark] == other.said[mark])


class _Families:
    """Facts that are one, joined pair by pair."""

    def __init__(self, lines: Mapping[FactId, Line]) -> None:
        self._lines = lines
        self._head: dict[FactId, FactId] = {}
        self._stores: dict[FactId, frozenset[str]] = {}

    def join(self, one: FactId, other: FactId) -> None:
        """Make two facts, and what either was joined with, one."""
        head, second = self._find(one), self._find(other)
        if head != second:
            self._stores[head] = self._seen_by(head) | self._seen_by(second)
            self._head[second] = head

    def are_strangers(self, facts: Iterable[FactId]) -> bool:
        """Tell whether no store has seen two of these, as far as they are not one already."""
        seen: set[str] = set()
        for head in {self._find(fact) for fact in facts}:
            stores = self._seen_by(head)
            if seen & stores:
                return False
            seen |= stores
        return True

    def elders(self) -> dict[FactId, FactId]:
        """Return the first seen of each family by every other of its members."""
        families: dict[FactId, list[FactId]] = defaultdict(list)
        for fact in {*self._head, *self._head.values()}:
            families[self._find(fact)].append(fact)
        found = {}
        for members in families.values():
            elder = min(
                (fact for fact in members if fact in self._lines), key=lambda fact: (self._lines[fact].born, fact)
            )
            found.update({fact: elder for fact in members if fact != elder})
        return found

    def _find(self, fact: FactId) -> FactId:
        while fact in self._head:
            fact = self._head[fact]
        return fact

    def _seen_by(self, head: FactId) -> frozenset[str]:
        if head in self._stores:
            return self._stores[head]
        return self._lines[head].stores if head in self._lines else frozenset()
