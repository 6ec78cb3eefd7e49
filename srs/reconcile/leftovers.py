"""Drafts and facts that are still to be paired, and who is to be compared with whom."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Indel
from rapidfuzz.process import extract

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from srs.reconcile.order import Place
    from srs.reconcile.side import Side

_MOST_SEEN = 200
_MOST_LIKELY = 16
_MOST_COMPARED = 8
_STEPS = range(-2, 3)
_SIGNS = sys.maxunicode + 1
NOWHERE = (-2, 0)
"""The place of what stands in no order with others."""


class Said(NamedTuple):
    """What is compared: the note, whether it has gaps, its words, and the place.

    The place is the number of the pair it stands behind, and its rank among those left there, counted from 0. `title` has the
    words of the work that a statement belongs to, `hidden` what each gap hides.
    """

    path: str
    has_gaps: bool
    front: tuple[str, ...]
    back: tuple[str, ...]
    words: tuple[str, ...]
    anchor: int = NOWHERE[0]
    rank: int = NOWHERE[1]
    title: tuple[str, ...] = ()
    hidden: tuple[tuple[str, ...], ...] = ()


class Rival(NamedTuple):
    """A fact that a draft is compared with, and how many words, repeats counted, they share."""

    fact: int
    shared: int


class Leftovers:
    """Drafts and facts that are still to be paired, and who is to be compared with whom."""

    def __init__(self, new: Mapping[int, Said], old: Mapping[int, Said], index: Index | None = None) -> None:
        self.new = new
        self.old = old
        self._index = index
        self._at_place = {(said.path, said.anchor, said.rank): number for number, said in old.items()}
        self._rivals: dict[int, list[Rival]] = {}

    @property
    def index(self) -> Index:
        """The facts by their words; made when first asked for, as most edits leave nothing."""
        if self._index is None:
            self._index = Index(self.old)
        return self._index

    def fewer(self, new: Mapping[int, Said], old: Mapping[int, Said]) -> Leftovers:
        """Return what is left of these, with what was found out as far as it still holds."""
        # Where most are paired by now, what is rare among the rest is found out anew.
        known = self._index if self._index and 2 * len(old) > len(self._index.texts) else None
        return Leftovers(new, old, known)

    def rivals(self, draft: int) -> list[Rival]:
        """Return the few facts that share the rarest words of a draft, and those around its place, the likest first."""
        found = self._rivals.get(draft)
        if found is None:
            found = self._rivals[draft] = self._compare(draft, self.new[draft])
        return found

    def having(self, words: Iterable[str]) -> list[int]:
        """Return the facts that have one of these words."""
        return sorted({fact for word in words for fact in self.index.facts_with(word) if fact in self.old})

    def _compare(self, draft: int, said: Said) -> list[Rival]:
        if not said.words:
            return []
        index, old, path, anchor, rank = self.index, self.old, said.path, said.anchor, said.rank
        likely = index.likely(draft, said.words, old)
        near = [self._at_place.get((path, anchor, rank + step)) for step in _STEPS]
        facts = {fact for fact in (*likely, *near) if fact is not None and old[fact].has_gaps == said.has_gaps}
        return index.compare(draft, sorted(facts))


class Index:
    """Facts by their words, the rarest first.

    A text is compared as a string of signs, one for each word in the order of their ranks. Of two such strings the longest
    common subsequence is what the texts share, so that rapidfuzz counts for many what sets would count one by one.
    """

    def __init__(self, old: Mapping[int, Said]) -> None:
        having: dict[str, list[int]] = defaultdict(list)
        for number, said in old.items():
            for word in set(said.words):
                having[word].append(number)
        rarest = sorted(sorted(having), key=lambda word: len(having[word]))
        self._rank = {word: rank for rank, word in enumerate(rarest, 1)}
        self._having = [[], *(having[word] for word in rarest)]
        self.texts = {number: _signs(self._ranks(said.words)) for number, said in old.items()}
        self._drafts: dict[int, str] = {}
        self._likely: dict[int, list[int]] = {}
        self._compared: dict[int, tuple[Sequence[int], list[Rival]]] = {}

    def facts_with(self, word: str) -> list[int]:
        """Return the facts that have a word."""
        return self._having[self._rank.get(word, 0)]

    def likely(self, draft: int, words: Sequence[str], among: Collection[int]) -> list[int]:
        """Return the facts among some that share most of the rarest words of a draft."""
        found = self._likely.get(draft)
        if found is None or not all(map(among.__contains__, found)):
            ranks = self._ranks(words)
            self._drafts[draft] = _signs(ranks)
            found = self._likely[draft] = self._with_rare(ranks, among)
        return found

    def compare(self, draft: int, facts: Sequence[int]) -> list[Rival]:
        """Return those of some facts that share most with a draft whose likely facts were asked for, the likest first."""
        known = self._compared.get(draft)
        if known is None or known[0] != facts:
            text, texts = self._drafts[draft], list(map(self.texts.__getitem__, facts))
            likest = extract(text, texts, scorer=Indel.normalized_similarity, processor=None, limit=_MOST_COMPARED)
            size = len(text)
            rivals = [Rival(facts[at], round(share * (size + len(texts[at])) / 2)) for _, share, at in likest]
            known = self._compared[draft] = facts, rivals
        return known[1]

    def _ranks(self, words: Sequence[str]) -> list[int]:
        """Return the ranks of words in order, 0 for one that no fact has."""
        return sorted(map(self._rank.get, words, repeat(0)))

    def _with_rare(self, ranks: Iterable[int], among: Collection[int]) -> list[int]:
        """Return the facts that share most of the rarest words, as far as not too many have them."""
        seen: set[int] = set()
        again: list[int] = []  # most of some hundred are seen once; the others are counted alone
        size = 0
        all_left = len(among) == len(self.texts)
        for rank in dict.fromkeys(ranks):
            facts = self._having[rank] if all_left else [fact for fact in self._having[rank] if fact in among]
            if not facts:
                continue
            size += len(facts)
            if size > _MOST_SEEN:
                if seen:
                    break
                facts = facts[:_MOST_SEEN]
            again += seen.intersection(facts)
            seen.update(facts)
        if len(seen) <= _MOST_LIKELY:
            return sorted(seen)
        if not again:
            return sorted(seen)[:_MOST_LIKELY]
        counts = Counter(sorted(again))
        # The sort by how much they share keeps the order of those that share as much.
        return sorted(counts, key=counts.__getitem__, reverse=True)[:_MOST_LIKELY]


def _signs(ranks: Sequence[int]) -> str:
    """Return a text as signs, from its ranks in order; of more than the million that there are, words share them."""
    few = not ranks or ranks[-1] < _SIGNS
    return "".join(map(chr, ranks if few else [rank % _SIGNS for rank in ranks]))


def placed(at: Sequence[Place], left: Mapping[int, Side], paired: Callable[[int], int | None]) -> dict[int, Said]:
    """Return what is left with its place; of the rest only what stands before it is looked at."""
    found: dict[int, Said] = {}
    for number, side in left.items():
        anchor, rank = -1, 0
        before = number - 1
        while before >= 0 and at[before][0] == at[number][0]:
            if before in left:
                anchor, rank = found[before].anchor, found[before].rank + 1
                break
            fact = paired(before)
            if fact is not None:
                anchor = fact
                break
            before -= 1
        found[number] = side.said(anchor, rank)
    return found
