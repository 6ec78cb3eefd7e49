"""Which draft is which fact, from certain to likely.

The same text, anywhere; the same words, however they are set; an unchanged front or back that stands once; the words of a
search and replace; at last the most similar words, best first and only with a clear lead. Everything but the last step is one
lookup a fact, and the last compares a fact with a few that share its rarest words or its place, never with all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from srs.reconcile.contents import Contents
from srs.reconcile.fronts import Fronts, are_crossed, asked_for, bare_front, became_a_question
from srs.reconcile.labels import numbered, renumbered
from srs.reconcile.leftovers import Leftovers, placed
from srs.reconcile.names import named_twice
from srs.reconcile.nearest import assign, in_turn, likenesses, misspelt, replaced, rewritten, with_the_front
from srs.reconcile.order import facts_in_order, in_order, numbers_in, unchanged
from srs.reconcile.remains import SAME_FRONT, keeps_its_back, remains, says_the_same
from srs.reconcile.returned import is_back, said_by_living, said_by_retired
from srs.reconcile.revision import grade_revision
from srs.reconcile.sections import Sections
from srs.reconcile.side import Side
from srs.reconcile.titles import retitled
from srs.reconcile.words import overlap

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from srs.model import Change, Draft, Fact, FactId
    from srs.reconcile.nearest import Likeness

_TELLING_BACK = 6
"""Words a back needs before it can carry identity alone: "yes" is the back of many facts."""

_HEAD = 4
"""Characters at the head of an answer that an edit of it leaves mostly."""

_Key = Callable[["Side"], object]
_Fits = Callable[["Side", "Side"], bool]


class Pair(NamedTuple):
    """The number of a draft and the fact it is, which was live or retired before."""

    draft: int
    fact: Fact
    revived: bool


class Matching:
    """Drafts and facts that are still to be paired, and the pairs so far; both in the order of the notes."""

    def __init__(self, drafts: Sequence[Draft], facts: Sequence[Fact]) -> None:
        self.drafts, self._places = in_order(drafts)
        self.facts, self._old_places = facts_in_order(facts)
        stood = [fact.draft for fact in self.facts]
        self.anchors = unchanged(self.drafts, self._places, stood, self._old_places)
        self.unchanged = len(self.anchors)
        settled = set(self.anchors.values())
        self.drafts_left = {n: Side(draft) for n, draft in enumerate(self.drafts) if n not in self.anchors}
        self.facts_left = {n: Side(draft) for n, draft in enumerate(stood) if n not in settled}
        self.pairs: list[Pair] = []
        self.doubts: dict[int, tuple[Fact, ...]] = {}
        self._new, self._old = dict(self.drafts_left), dict(self.facts_left)
        self._moved: set[int] = set()
        """Facts that were paired with a draft of another note."""
        contents = Contents(self.drafts, self._places, self.facts, self._old_places)
        self._renamed = contents.renamed
        self._sections = Sections(contents.now, contents.before)
        self._fronts = Fronts(contents.ever)
        self._numbered_anew: set[tuple[str, str] | None] = set()
        """Labels whose numbers changed, by note and name."""
        self._left: tuple[int, Leftovers] | None = None

    def match(
        self,
        retired: Mapping[str, Sequence[Fact]],
        gone: Sequence[Fact],
        once: Mapping[str, Collection[FactId]],
    ) -> None:
        """Pair all that can be paired.

        Args:
            retired: retired facts by a fingerprint they once had, the likeliest first.
            gone: retired facts of the same notes, that may be back with other words.
            once: live facts by a fingerprint they once had.
        """
        self._by_text()
        self._by_label()
        self._follow_notes()
        self._by_number()
        self._revive(retired, once)
        self._by_front()
        self._by_words()
        self._by_front_or_back()
        self._by_replacement()
        self._by_likeness()
        self._revive_alike(gone)

    def grade(self, draft: int) -> Change:
        """Return how far a draft changed what the live fact said that it was paired with."""
        new, old = self._new[draft], self._old[self.anchors[draft]]
        return grade_revision(old, new)

    def _by_text(self) -> None:
        self._by_key(
            lambda side: side.text,
            lambda side: (side.draft.context, side.path, side.draft.source.first_line),
            lambda side: (side.draft.context, side.path),
            _in_note,
            _anywhere,
        )

    def _by_label(self) -> None:
        """Pair statements below a title that changed."""
        for draft, fact in list(retitled(self.drafts_left, self.facts_left, self._places, self._old_places)):
            if draft in self.drafts_left and fact in self.facts_left:
                self._pair(draft, fact)

    def _by_number(self) -> None:
        """Pair what stands below a label with another number; what the labels of that name say alone proves nothing then."""
        for draft, fact in list(renumbered(self.drafts_left, self.facts_left)):
            self._numbered_anew.add(numbered(self.drafts_left[draft]))
            self._pair(draft, fact)

    def _follow_notes(self) -> None:
        """Take a note that is gone for one that is new where half of what it said, or more, stands there as written."""
        for old, new in self._renamed_notes() if self._moved else ():
            self._renamed[old] = new
        if self._renamed:
            self._moved = {fact for draft, fact in self.anchors.items() if self._is_elsewhere(draft, fact)}
        for side in self.facts_left.values() if self._renamed else ():
            side.path = self._renamed.get(side.path, side.path)

    def _renamed_notes(self) -> Iterator[tuple[str, str]]:
        now, before = {path for path, *_ in self._places}, {path for path, *_ in self._old_places}
        went: dict[str, Counter[str]] = defaultdict(Counter)
        for pair in self.pairs:
            old, new = pair.fact.draft.source.path, self._places[pair.draft][0]
            if old not in now and new not in before:
                went[old][new] += 1
        for old, numbers in numbers_in(self._old_places, went):
            new, count = min(went[old].items(), key=lambda one: (-one[1], one[0]))
            if 2 * count >= len(numbers):
                yield old, new

    def _is_elsewhere(self, draft: int, fact: int) -> bool:
        """Tell whether a draft stands in another note than the fact did."""
        path = self._old_places[fact][0]
        return self._places[draft][0] != self._renamed.get(path, path)

    def _by_front(self) -> None:
        """Pair the same front as written, signs and all, before signs are left out of account: `a*b` is not `a/b`."""
        self._by_unique(
            lambda side: side.text[0],
            (
                lambda side: (side.path, side.has_gaps),
                self._in_its_section(lambda new, old: not self._went_on(new, old) and keeps_its_back(new, old)),
            ),
        )

    def _by_words(self) -> None:
        """Pair what reads the same, set in another way."""
        self._by_key(
            lambda side: (side.front, side.back, side.has_gaps) if side.front or side.back else None,
            _in_note,
            _anywhere,
        )

    def _by_front_or_back(self) -> None:
        def front(side: Side) -> object:
            return ("".join(side.front), side.has_gaps) if side.front else None

        def back(side: Side) -> object:
            return (side.back, side.has_gaps) if len(side.back) >= _TELLING_BACK else None

        def stays(new: Side, old: Side, said: Callable[[Side], Sequence[str]]) -> bool:
            if self._went_on(new, old):
                return False
            return self._fronts.stand_once(new, old) or overlap(said(new), said(old)) >= SAME_FRONT

        same_place = self._as_labelled(lambda new, old: stays(new, old, lambda side: side.words))
        same_note = self._in_its_section(lambda new, old: stays(new, old, lambda side: side.back))
        self._by_unique(front, (lambda side: (side.path, side.draft.context[-1:]), same_place), (_in_note, same_note))
        self._by_unique(back, (_in_note, _always))
        self._by_unique(bare_front, (_in_note, self._in_its_section(self._fronts.are_counted_anew)))
        self._by_unique(
            lambda side: (side.back, side.has_gaps) if side.back else None,
            (_in_note, self._in_its_section(self._fronts.keep_their_answer)),
        )
        self._by_unique(asked_for, (_in_note, self._in_its_section(became_a_question)))
        self._by_unique(
            front,
            (_anywhere, self._in_its_section(says_the_same)),
        )
        self._by_unique(back, (_anywhere, _always))

    def _went_on(self, new: Side, old: Side) -> bool:
        """Tell a fact whose answer went on, word for word, below a longer front, while its own has another.

        Of "ACE: inhibits ..." that became "ACE: an enzyme ..." and "ACE inhibitor: inhibits ..." the second has the history.
        """
        if new.draft.back[:_HEAD] == old.draft.back[:_HEAD]:
            return False  # seen at once of most
        heirs = (side for side in self._by_back.get(old.draft.back, ()) if side.path == old.path)
        return any(set(old.front) < set(side.front) for side in heirs) and len(old.back) >= _TELLING_BACK

    @cached_property
    def _by_back(self) -> dict[str, list[Side]]:
        """Return the texts that are no old ones, by their answers as written."""
        found: dict[str, list[Side]] = defaultdict(list)
        for side in self._new.values():
            found[side.draft.back].append(side)
        return found

    def _in_its_section(self, fits: _Fits) -> _Fits:
        """Return a condition that also asks that a text of one note stands below what it stood below, or says something of the same."""

        def is_there(new: Side, old: Side) -> bool:
            if self._sections.are_apart(new, old) or not fits(new, old):
                return False
            return not self._sections.has_left(new, old) or remains(new, old)

        return self._as_labelled(is_there)

    def _as_labelled(self, fits: _Fits) -> _Fits:
        """Return a condition that also asks that the front is no label whose numbers changed."""
        return lambda new, old: not (self._numbered_anew and numbered(new) in self._numbered_anew) and fits(new, old)

    def _by_replacement(self) -> None:
        """Pair what reads the same once a word that gave way to another all over the notes is replaced."""
        for draft, fact in replaced(self._leftovers()):
            self._pair(draft, fact)

    def _by_likeness(self) -> None:
        named = [
            one for one in named_twice(self.drafts_left, self.facts_left) if not self._are_apart(one.draft, one.fact)
        ]
        for draft, fact, is_sure in named:
            if is_sure:
                self._pair(draft, fact)
        for draft, fact in misspelt(self._leftovers()):
            self._pair(draft, fact)
        pairs, open_ = assign(likenesses(self._leftovers(), self._are_apart))
        pairs += in_turn(open_, self._leftovers())
        for draft, fact in pairs:
            self._pair(draft, fact)
        open_ = [one for one in open_ if one.draft in self.drafts_left and one.fact in self.facts_left]
        likely = ((draft, [fact]) for draft, fact, _ in named if draft in self.drafts_left and fact in self.facts_left)
        for draft, facts in (*with_the_front(self._leftovers()), *likely):
            self._doubt(draft, [self.facts[fact] for fact in facts if not self._differ(draft, self.facts_left[fact])])
        for draft, fact in rewritten(self._leftovers()):
            self.doubts[draft] = (self.facts[fact],)
        for draft, rivals in _by_draft(open_):
            self.doubts[draft] = tuple(self.facts[one.fact] for one in rivals)

    def _doubt(self, draft: int, facts: Sequence[Fact]) -> None:
        if facts:
            self.doubts[draft] = tuple(facts)

    def _differ(self, draft: int, side: Side) -> bool:
        """Tell whether a label that stands again and again stands below another heading."""
        new = self.drafts_left[draft]
        return self._sections.differ(new, side) and not self._fronts.are_rare(new, side)

    def _are_apart(self, draft: int, fact: int) -> bool:
        return self._sections.are_apart(self.drafts_left[draft], self.facts_left[fact])

    def _revive(self, retired: Mapping[str, Sequence[Fact]], once: Mapping[str, Collection[FactId]]) -> None:
        """Pair drafts with facts that once said the same: live ones that say something else by now, then retired ones."""
        left = {number: self.facts[number].id for number in self.facts_left}
        for draft, fact in list(said_by_living(self.drafts_left, left, once)):
            self._pair(draft, fact)
        for draft, gone in list(said_by_retired(self.drafts_left, retired)):
            self._revived(draft, gone)

    def _revive_alike(self, gone: Sequence[Fact]) -> None:
        """Pair drafts with retired facts of the same note that said nearly the same; the same front alone is a doubt."""
        taken = {pair.fact.id for pair in self.pairs} if gone else ()
        gone, _ = facts_in_order(gone)
        sides = {number: Side(fact.draft) for number, fact in enumerate(gone) if fact.id not in taken}
        old = {number: side.said() for number, side in sides.items()}
        left = self._leftovers().new if old else {}
        new = {number: said for number, said in left.items() if number not in self.doubts}
        found = likenesses(
            Leftovers(new, old), lambda draft, fact: self._sections.differ(self.drafts_left[draft], sides[fact])
        )
        alike = [one for one in found if is_back(new[one.draft], old[one.fact])]
        pairs, _ = assign(alike)
        for draft, fact in pairs:
            self._revived(draft, gone[fact])
        used = {fact for _, fact in pairs}
        still = {number: said for number, said in new.items() if number in self.drafts_left}
        for draft, facts in with_the_front(Leftovers(still, {n: old[n] for n in old.keys() - used})):
            self._doubt(draft, [gone[fact] for fact in facts if not self._differ(draft, sides[fact])])

    def _leftovers(self) -> Leftovers:
        """Return what is left on both sides, with its place: the pair it stands behind, and its rank there."""
        # What was found out about it (the words all have, who is like whom) holds until something is paired.
        if self._left is None or self._left[0] != len(self.pairs):
            new = placed(self._places, self.drafts_left, self._fact_there)
            old = placed(self._old_places, self.facts_left, lambda fact: None if fact in self._moved else fact)
            self._left = len(self.pairs), self._left[1].fewer(new, old) if self._left else Leftovers(new, old)
        return self._left[1]

    def _fact_there(self, draft: int) -> int | None:
        """Return the fact that a draft was paired with in its note."""
        fact = self.anchors.get(draft)
        return None if fact in self._moved else fact

    def _by_key(self, key: _Key, *finer: _Key) -> None:
        """Pair what has the same key, what agrees in more first, in the order of the notes where several do."""
        for drafts, facts in _groups(self.drafts_left, self.facts_left, key):
            if len(drafts) == len(facts) == 1:
                self._pair(*drafts, *facts)
                continue
            for more in finer:
                for some, same in _groups(*self._still_left(drafts, facts), more):
                    for draft, fact in zip(some, same, strict=False):
                        self._pair(draft, fact)

    def _by_unique(self, key: _Key, *finer: tuple[_Key, _Fits]) -> None:
        """Pair what has the same key and agrees in more, where only one on each side does and they fit."""
        for drafts, facts in _groups(self.drafts_left, self.facts_left, key):
            for more, fits in finer:
                for draft, fact in self._only(drafts, facts, more):
                    several = min(len(drafts), len(facts)) > 1
                    if several and are_crossed(draft, fact, *self._still_left(drafts, facts)):
                        continue
                    if fits(self.drafts_left[draft], self.facts_left[fact]):
                        self._pair(draft, fact)

    def _only(self, drafts: Sequence[int], facts: Sequence[int], more: _Key) -> list[tuple[int, int]]:
        """Return the pairs of what is left of a group that agree in more, where only one on each side does."""
        if len(drafts) == len(facts) == 1:  # most groups by far
            new, old = self.drafts_left.get(drafts[0]), self.facts_left.get(facts[0])
            return [(drafts[0], facts[0])] if new and old and more(new) == more(old) else []
        groups = _groups(*self._still_left(drafts, facts), more)
        return [(some[0], same[0]) for some, same in groups if len(some) == len(same) == 1]

    def _still_left(self, drafts: Iterable[int], facts: Iterable[int]) -> tuple[dict[int, Side], dict[int, Side]]:
        new, old = self.drafts_left, self.facts_left
        return {n: new[n] for n in drafts if n in new}, {n: old[n] for n in facts if n in old}

    def _pair(self, draft: int, fact: int) -> None:
        self._sections.note(self.drafts_left.pop(draft), self.facts_left.pop(fact))
        self.anchors[draft] = fact
        if self._is_elsewhere(draft, fact):
            self._moved.add(fact)
        self.pairs.append(Pair(draft, self.facts[fact], revived=False))

    def _revived(self, draft: int, fact: Fact) -> None:
        del self.drafts_left[draft]
        self.pairs.append(Pair(draft, fact, revived=True))


def _groups(new: Mapping[int, Side], old: Mapping[int, Side], key: _Key) -> list[tuple[list[int], list[int]]]:
    """Return the drafts and the facts of each key that both have; None is no key."""
    if not new or not old:
        return []
    facts: dict[object, list[int]] = {}
    for number, side in old.items():
        facts.setdefault(key(side), []).append(number)
    facts.pop(None, None)
    drafts: dict[object, list[int]] = {}
    for number, side in new.items():
        wanted = key(side)
        if wanted in facts:
            drafts.setdefault(wanted, []).append(number)
    return [(same, facts[wanted]) for wanted, same in drafts.items()]


def _anywhere(_: Side) -> object:
    return ""


def _in_note(side: Side) -> object:
    return side.path


def _always(_: Side, __: Side) -> bool:
    return True


def _by_draft(found: Iterable[Likeness]) -> Iterable[tuple[int, list[Likeness]]]:
    grouped: dict[int, list[Likeness]] = defaultdict(list)
    for one in found:
        grouped[one.draft].append(one)
    return grouped.items()
