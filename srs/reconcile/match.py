"""Which draft is which fact, from certain to likely.

The same text, anywhere; the same words, however they are set; an unchanged front or back that stands once; the words of a
search and replace; at last the most similar words, best first and only with a clear lead. Everything but the last step is one
lookup a fact, and the last compares a fact with a few that share its rarest words or its place, never with all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from srs.model import Way
from srs.reconcile.fingerprint import fingerprint
from srs.reconcile.gaps import canonical, filled
from srs.reconcile.grade import containment, has_typos, overlap, says_otherwise, words_of
from srs.reconcile.nearest import Said, assign, bag_of, likenesses, misspelt, replaced, rewritten, unique

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from srs.model import Draft, Fact
    from srs.reconcile.nearest import Likeness

_TELLING_BACK = 6
"""Words a back needs before it can carry identity alone: "yes" is the back of many facts."""
_SAME_FRONT = 0.3
_SAME_ELSEWHERE = 0.5
"""The share of words in common without which the same front in another note, or twice in one, says nothing."""
_ALIKE_AGAIN = 0.7
_NO_ANCHOR = -1


class Side:
    """A draft, or what a fact said last, with the words that are compared."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.path = draft.source.path

    @cached_property
    def front(self) -> tuple[str, ...]:
        """The words of its front, gaps filled in."""
        return tuple(words_of(filled(self.draft.front)))

    @cached_property
    def back(self) -> tuple[str, ...]:
        """The words of its back."""
        return tuple(words_of(self.draft.back))

    @property
    def text(self) -> tuple[str, str]:
        """What it says as written, whatever the numbers of its gaps."""
        front = self.draft.front
        return canonical(front) if "{{c" in front else front, self.draft.back

    @property
    def has_gaps(self) -> bool:
        """A question never becomes a sentence with gaps: in Anki it cannot."""
        return self.draft.way is Way.CLOZE

    @cached_property
    def words(self) -> tuple[str, ...]:
        """All words of it."""
        return self.front + self.back

    @cached_property
    def bag(self) -> frozenset[tuple[str, int]]:
        """Its words, to be compared with others."""
        return bag_of(self.words)

    def said(self, *place: int) -> Said:
        """Return what is compared of it, at a place."""
        return Said(self.path, self.has_gaps, self.front, self.back, self.words, self.bag, *place)


class Pair(NamedTuple):
    """The number of a draft and the fact it is, which was live or retired before."""

    draft: int
    fact: Fact
    revived: bool


class Matching:
    """Drafts and facts that are still to be paired, and the pairs so far; both in the order of the notes."""

    def __init__(self, drafts: Sequence[Draft], facts: Sequence[Fact]) -> None:
        self.sides = [Side(draft) for draft in drafts]
        self.old = [Side(fact.draft) for fact in facts]
        self.facts = facts
        self.drafts_left = dict.fromkeys(range(len(drafts)))
        self.facts_left = dict.fromkeys(range(len(facts)))
        self.pairs: list[Pair] = []
        self.anchors: dict[int, int] = {}
        self.doubts: dict[int, tuple[Fact, ...]] = {}

    def match(self, retired: Mapping[str, Fact], gone: Sequence[Fact]) -> None:
        """Pair all that can be paired.

        Args:
            retired: retired facts by a fingerprint they once had.
            gone: retired facts of the same notes, that may be back with other words.
        """
        self._by_text()
        self._revive(retired)
        self._by_front()
        self._by_words()
        self._by_front_or_back()
        self._by_replacement()
        self._by_likeness()
        self._revive_alike(gone)

    def _by_text(self) -> None:
        self._by_key(lambda side: (side.text, side.draft.context, side.path, side.draft.source.first_line))
        self._by_key(lambda side: (side.text, side.draft.context, side.path))
        self._by_key(lambda side: (side.text, side.path))
        self._by_key(lambda side: side.text)

    def _by_front(self) -> None:
        """Pair the same front as written, signs and all, before signs are left out of account: `a*b` is not `a/b`."""
        self._by_unique(
            lambda side: (side.path, side.has_gaps, side.text[0]),
            lambda new, old: overlap(new.back, old.back) >= _SAME_FRONT,
        )

    def _by_words(self) -> None:
        """Pair what reads the same, set in another way."""
        self._by_key(lambda side: (side.front, side.back, side.has_gaps, side.path) if side.words else None)
        self._by_key(lambda side: (side.front, side.back, side.has_gaps) if side.words else None)

    def _by_front_or_back(self) -> None:
        if not self.facts_left or not self.drafts_left:
            return
        paths = {self.old[fact].path for fact in self.facts_left} & {
            self.sides[draft].path for draft in self.drafts_left
        }
        fronts = Counter(_written(side) for side in (*self.sides, *self.old) if side.path in paths)

        def once(side: Side) -> bool:
            return fronts[_written(side)] <= 2  # noqa: PLR2004  (now and before)

        self._by_unique(
            lambda side: (side.path, side.has_gaps, side.front, side.draft.context[-1:]) if side.front else None,
            lambda new, old: (once(new) and once(old)) or overlap(new.words, old.words) >= _SAME_FRONT,
        )
        self._by_unique(
            lambda side: (side.path, side.has_gaps, side.front) if side.front else None,
            lambda new, old: (once(new) and once(old)) or overlap(new.back, old.back) >= _SAME_FRONT,
        )
        self._by_unique(lambda side: (side.path, side.has_gaps, side.back) if _tells(side) else None)
        self._by_unique(
            lambda side: (side.has_gaps, side.front) if side.front else None,
            lambda new, old: max(overlap(new.back, old.back), containment(new.back, old.back) / 2) >= _SAME_ELSEWHERE,
        )
        self._by_unique(lambda side: (side.has_gaps, side.back) if _tells(side) else None)

    def _by_replacement(self) -> None:
        """Pair what reads the same once a word that gave way to another all over the notes is replaced."""
        new, old = self._said()
        for draft, fact in replaced(new, old):
            self._pair(draft, fact)

    def _by_likeness(self) -> None:
        for draft, fact in misspelt(*self._said()):
            self._pair(draft, fact)
        pairs, open_ = assign(likenesses(*self._said()))
        for draft, fact in pairs:
            self._pair(draft, fact)
        for draft, fact in rewritten(*self._said()):
            self.doubts[draft] = (self.facts[fact],)
        for draft, rivals in _by_draft(open_):
            self.doubts[draft] = tuple(self.facts[one.fact] for one in rivals)

    def _revive(self, retired: Mapping[str, Fact]) -> None:
        """Pair drafts with retired facts that once said the same."""
        used = set()
        for number in list(self.drafts_left) if retired else ():
            draft = self.sides[number].draft
            fact = retired.get(fingerprint(draft.front, draft.back))
            if fact is not None and fact.id not in used:
                used.add(fact.id)
                self._revived(number, fact)

    def _revive_alike(self, gone: Sequence[Fact]) -> None:
        """Pair drafts with retired facts of the same note that said nearly the same."""
        taken = {pair.fact.id for pair in self.pairs}
        old = {number: Side(fact.draft).said() for number, fact in enumerate(gone) if fact.id not in taken}
        new = {number: said for number, said in self._said()[0].items() if number not in self.doubts} if old else {}
        alike = [one for one in likenesses(new, old) if _is_back(new[one.draft], old[one.fact])]
        for draft, fact in assign(alike)[0]:
            self._revived(draft, gone[fact])

    def _said(self) -> tuple[dict[int, Said], dict[int, Said]]:
        """Return what is left on both sides, with its place: behind which pair it stands, and as the how manyth."""
        anchored = {
            draft: fact for draft, fact in self.anchors.items() if self.sides[draft].path == self.old[fact].path
        }
        new = _placed(self.sides, self.drafts_left, anchored)
        return new, _placed(self.old, self.facts_left, {fact: fact for fact in anchored.values()})

    def _by_key(self, key: Callable[[Side], object]) -> None:
        """Pair what has the same key, in the order of the notes where several have it."""
        if not self.facts_left or not self.drafts_left:
            return
        waiting: dict[object, list[int]] = defaultdict(list)
        for number in reversed(self.facts_left):
            waiting[key(self.old[number])].append(number)
        waiting.pop(None, None)
        for number in list(self.drafts_left):
            same = waiting.get(key(self.sides[number]))
            if same:
                self._pair(number, same.pop())

    def _by_unique(self, key: Callable[[Side], object], fits: Callable[[Side, Side], bool] | None = None) -> None:
        """Pair what has the same key where only one on each side has it."""
        if not self.facts_left or not self.drafts_left:
            return
        facts = unique({number: key(self.old[number]) for number in self.facts_left})
        drafts = unique({number: key(self.sides[number]) for number in self.drafts_left})
        for shared, draft in drafts.items():
            fact = facts.get(shared)
            if fact is not None and (fits is None or fits(self.sides[draft], self.old[fact])):
                self._pair(draft, fact)

    def _pair(self, draft: int, fact: int) -> None:
        del self.drafts_left[draft]
        del self.facts_left[fact]
        self.anchors[draft] = fact
        self.pairs.append(Pair(draft, self.facts[fact], revived=False))

    def _revived(self, draft: int, fact: Fact) -> None:
        del self.drafts_left[draft]
        self.pairs.append(Pair(draft, fact, revived=True))


def _is_back(said: Said, other: Said) -> bool:
    """Tell a text that is back in its note with other words on one side alone, and says nothing else by them."""
    front = said.front == other.front or has_typos(other.front, said.front)
    same = front or (said.back == other.back and bool(said.back)) or said.has_gaps
    near = said.path == other.path and overlap(said.words, other.words) >= _ALIKE_AGAIN
    return near and same and not says_otherwise(other.words, said.words)


def _placed(sides: Sequence[Side], left: Mapping[int, None], anchored: Mapping[int, int]) -> dict[int, Said]:
    found: dict[int, Said] = {}
    path, anchor, rank = "", _NO_ANCHOR, 0
    for number, side in enumerate(sides):
        if side.path != path:
            path, anchor, rank = side.path, _NO_ANCHOR, 0
        if number in anchored:
            anchor, rank = anchored[number], 0
        elif number in left:
            found[number] = side.said(anchor, rank)
            rank += 1
    return found


def _by_draft(found: Iterable[Likeness]) -> Iterable[tuple[int, list[Likeness]]]:
    grouped: dict[int, list[Likeness]] = defaultdict(list)
    for one in found:
        grouped[one.draft].append(one)
    return grouped.items()


def _written(side: Side) -> tuple[str, str]:
    return side.path, side.draft.front.casefold()


def _tells(side: Side) -> bool:
    return len(side.back) >= _TELLING_BACK
