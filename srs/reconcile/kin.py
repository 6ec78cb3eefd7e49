"""Which facts of two stores are one, found by what they ever said."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from srs.model import FactId

    Lines = Mapping[FactId, "Line"]


class Line(NamedTuple):
    """A fact's line of descent as one store knows it.

    `born` is when it was first seen (UTC ms), `stores` are those in whose notes it stood, `said` the fingerprints of
    all it said, `now` the fingerprint with which it ends, and `stands` whether it is in the notes still. `disowned` are the
    fingerprints of what it said that its user took for another fact's.
    """

    born: int
    stores: frozenset[str]
    has_gaps: bool
    said: frozenset[str]
    now: str
    stands: bool = True
    disowned: frozenset[str] = frozenset()


def misnamed(ours: Lines, theirs: Lines) -> dict[FactId, FactId]:
    """Return the facts of ours whose id means another fact there, with the id under which they stand there.

    An id is made from the text at birth. Where one store saw a text edited and then written anew, and the other saw only the
    outcome, the same id has come to name both. It stays with the fact that was seen first.
    """
    standing = {line.now: fact for fact, line in theirs.items() if line.stands}
    found = {}
    for fact, line in ours.items():
        there = standing.get(line.now)
        namesake = theirs.get(fact)
        if not line.stands or namesake is None or not namesake.stands or there is None or there in ours:
            continue
        if namesake.now != line.now and line.born >= namesake.born:
            found[fact] = there
    return found


def elders(ours: Lines, theirs: Lines, known: Iterable[tuple[FactId, FactId]] = ()) -> dict[FactId, FactId]:
    """Return for each fact that is another one too the id with which both go on: the one that was seen first.

    Two facts are one if they once said the same and no store has had both in its notes: what a store told apart stays apart. A
    text that several facts of one store have said proves nothing.

    Args:
        ours: the facts of one store.
        theirs: those of the other.
        known: pairs of ids that were found to be one before, whether or not both still have a line.
    """
    lines = {fact: _joined(ours.get(fact), theirs.get(fact)) for fact in {**ours, **theirs}}
    families = _Families(lines, ours.keys() - theirs.keys(), theirs.keys() - ours.keys())
    for one, other in known:
        families.join(one, other)
    holders: dict[str, list[FactId]] = defaultdict(list)
    for fact, line in sorted(lines.items()):
        for mark in line.said:
            holders[mark].append(fact)
    shared = [(mark, facts) for mark, facts in holders.items() if len(facts) > 1]
    for _, (first, *others) in sorted(shared, key=lambda one: (not _is_said_now(one[0], one[1], lines), one[0])):
        if families.are_strangers((first, *others)):
            for other in others:
                if lines[first].has_gaps == lines[other].has_gaps:
                    families.join(first, other)
    return families.elders()


def _joined(one: Line | None, other: Line | None) -> Line:
    """Return what both stores know of a fact."""
    if one is None or other is None:
        found = one or other
        assert found is not None  # noqa: S101  (one of the two knows it)
        return found
    born, stores, disowned = min(one.born, other.born), one.stores | other.stores, one.disowned | other.disowned
    said = (one.said | other.said) - disowned
    return Line(born, stores, one.has_gaps, said, one.now, one.stands or other.stands, disowned)


def _is_said_now(mark: str, facts: Iterable[FactId], lines: Lines) -> bool:
    return all(lines[fact].now == mark for fact in facts)


class _Families:
    """Facts that are one, joined pair by pair."""

    def __init__(self, lines: Lines, here: AbstractSet[FactId], there: AbstractSet[FactId]) -> None:
        self._lines = lines
        self._here = here
        self._there = there
        self._head: dict[FactId, FactId] = {}
        self._stores: dict[FactId, frozenset[str]] = {}

    def join(self, one: FactId, other: FactId) -> None:
        """Make two facts, and what either was joined with, one."""
        head, second = self._find(one), self._find(other)
        if head != second:
            self._stores[head] = self._seen_by(head) | self._seen_by(second)
            self._head[second] = head

    def are_strangers(self, facts: Sequence[FactId]) -> bool:
        """Tell whether no store has had two of these in its notes, as far as they are not one already."""
        if len(facts) == 2 and ({*facts} & self._here and {*facts} & self._there):  # noqa: PLR2004
            return True  # a store that was begun as a copy of another has its name, and yet neither knows both
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
