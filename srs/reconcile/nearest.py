"""The last step of matching: the likeliest among what is left on both sides."""

from __future__ import annotations

from collections import Counter, defaultdict
from difflib import SequenceMatcher
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Indel

from srs.reconcile.grade import says_otherwise
from srs.reconcile.terms import Holders, Shared, are_misspelt, are_opposed, hide_others
from srs.reconcile.terms import shared as shared_of
from srs.reconcile.words import containment, overlap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from srs.reconcile.leftovers import Leftovers, Rival, Said

_ALIKE = 0.6
_ALIKE_ELSEWHERE = 0.7
"""The share of words in common that makes two texts one fact, in one note and from note to note."""
_LEAD = 0.1
_NOTE = 0.12
_PLACE = 0.08
"""What the same note adds, and in it the same place between the same neighbours: enough to settle a tie."""
_CONTAINED = 0.5
_TELLING = 5
"""Letters of a word that two fronts share by more than chance."""
_REMAINS = 0.35
_BACK_NEEDED = {Shared.NOTHING: 0.9, Shared.LITTLE: 0.8}
"""The share of an answer that has to stand as it was where fronts have less in common than most of their words."""
_FEW_CHANGED = 8
_SHORT_VALUE = 3
_NEARLY_ALL = 0.95
_FEWEST_VOTES = 3
_LONGEST_PHRASE = 4
_MOST_PHRASES = 6
_MOST_VOTERS = 500
_MOST_NAMED = 4
"""So many facts may have one front for it to name them; a front of more is a label."""

_Replacement = tuple[tuple[str, ...], tuple[str, ...]]
"""A phrase and the one that took its place."""


class Likeness(NamedTuple):
    """How much a draft says what a fact said: from 0 to 1 for its words and their order, more for its place.

    One that `is_another` has much in common with a fact and yet tells of something else, as far as words tell, or stands beside a
    draft that has the front of the fact, or a fact that has the front of the draft, unless
    it was cut short to that.
    """

    score: float
    draft: int
    fact: int
    is_another: bool


def likenesses(left: Leftovers, are_apart: Callable[[int, int], bool]) -> list[Likeness]:
    """Return the pairs that are alike enough to be one fact, the most alike first.

    `are_apart` tells of a draft and a fact that they stand below other headings.
    """
    kept = _equal_gaps(left.new, left.old)
    fronts, stood = ({said.front for said in side.values()} for side in (left.new, left.old))
    holders = Holders(left.new)
    found = []
    for draft, said in left.new.items():
        text = " ".join(said.words)
        for fact, shared in left.rivals(draft):
            other = left.old[fact]
            share = 2 * shared / (len(said.words) + len(other.words))
            if share < _ALIKE:
                break
            here = said.path == other.path
            if share >= (_ALIKE if here else _ALIKE_ELSEWHERE):
                same_place = here and (said.anchor, said.rank) == (other.anchor, other.rank)
                place = _PLACE if same_place and (said.path, said.anchor) in kept else 0.0
                order = Indel.normalized_similarity(text, " ".join(other.words))
                score = (share + order) / 2 + here * _NOTE + place
                is_another = are_apart(draft, fact) or (
                    said.front != other.front
                    and (
                        other.front in fronts
                        or (said.front in stood and not set(other.front).issuperset(said.front))
                        or tells_of_another(said, other, shared)
                        or _is_held_by_another(draft, fact, left, holders)
                    )
                )
                found.append(Likeness(score, draft, fact, is_another))
    return sorted(found, key=lambda one: (-one.score, one.draft, one.fact))


def tells_of_another(said: Said, other: Said, shared: int) -> bool:
    """Tell whether front and back both changed in what they are about: "capital of Spain, Madrid" after "France, Paris".

    A value that stayed is no sign: "10 days" may be said of another thing now.
    """
    if said.has_gaps:
        return hide_others(said, other)
    if said.back != other.back and are_opposed(said.front, other.front):
        return True
    front = Shared.MUCH if _is_one_front(said.front, other.front) else shared_of(said, other)
    if said.back == other.back:
        short = len(said.back) <= _SHORT_VALUE and any(map(str.isdecimal, "".join(said.back)))
        return short and front is Shared.NOTHING
    if front in _BACK_NEEDED:
        kept = min(overlap(said.back, other.back), _in_order(said.back, other.back))
        if kept < _BACK_NEEDED[front]:
            return True
    return set(said.back).isdisjoint(other.back) or _turns(said, other, shared)


def _is_one_front(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two fronts differ in letters alone, or in where their words are parted."""
    return "".join(one) == "".join(other) or are_misspelt(other, one)


def _in_order(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the share of words in common that stand in the same order: "A of B" is not "B of A"."""
    return float(Indel.normalized_similarity(one, other))


def _is_held_by_another(draft: int, fact: int, left: Leftovers, holders: Holders) -> bool:
    """Tell whether all words of the front that a fact had stand in that of another draft, and not in this one's.

    That one is more likely to be the fact, whatever it says, unless it is much like some other fact, or this one has a part of the
    answer as it was.
    """
    said, other = left.new[draft], left.old[fact]
    held = () if said.has_gaps else holders.of(other.front)
    if not held or draft in held or containment(said.back, other.back) >= _NEARLY_ALL:
        return False
    return any(not _is_like_another(one, fact, left) for one in held)


def _is_like_another(draft: int, fact: int, left: Leftovers) -> bool:
    size = len(left.new[draft].words)
    return any(
        2 * rival.shared >= _ALIKE * (size + len(left.old[rival.fact].words))
        for rival in left.rivals(draft)
        if rival.fact != fact
    )


def _turns(said: Said, other: Said, shared: int) -> bool:
    """Tell whether of a few words that changed one decides.

    In a text rewritten at length a "not" more is no sign, and a number in a long one that stayed as it was makes no other text.
    """
    size = len(said.words) + len(other.words)
    few = size - 2 * shared <= _FEW_CHANGED and 2 * shared < _NEARLY_ALL * size
    return few and says_otherwise(other.words, said.words)


def misspelt(left: Leftovers) -> list[tuple[int, int]]:
    """Return the pairs of one note whose fronts differ in letters alone, where only one on each side fits.

    What is behind the front must have something in common; all of it, where an answer was cut in two.
    """
    paths = {said.path for said in left.old.values()}
    holders = Holders(left.new)
    found = [
        (draft, fact)
        for draft, said in left.new.items()
        if said.path in paths
        for fact in _misspelt(said, left.rivals(draft), left.old)
        if not _is_held_by_another(draft, fact, left, holders)
    ]
    drafts, facts = Counter(draft for draft, _ in found), Counter(fact for _, fact in found)
    return [(draft, fact) for draft, fact in found if drafts[draft] == facts[fact] == 1]


def _misspelt(said: Said, rivals: Sequence[Rival], old: Mapping[int, Said]) -> Iterator[int]:
    most = -1.0
    for fact, shared in rivals:
        other = old[fact]
        if said.path != other.path or not are_misspelt(said.front, other.front):
            continue
        if most < 0:
            most = max(_contained(rival.shared, said, old[rival.fact]) for rival in rivals)
        if _contained(shared, said, other) == most and _keeps_back(said, other) and not _turns(said, other, shared):
            yield fact


def _keeps_back(said: Said, other: Said) -> bool:
    """Tell whether enough is left of what is behind a front: half of the shorter and a third of all, or a part as it was."""
    inside = containment(said.back, other.back)
    return inside >= _NEARLY_ALL or (inside >= _CONTAINED and overlap(said.words, other.words) >= _REMAINS)


def rewritten(left: Leftovers) -> list[tuple[int, int]]:
    """Return what took the place of what, where a word of the front or a few of all are left: sure of nothing, but likely."""
    new, old = left.new, left.old
    kept = _equal_gaps(new, old)
    places = {(said.path, said.anchor, said.rank): fact for fact, said in old.items()}
    found = []
    for draft, said in new.items():
        fact = places.get((said.path, said.anchor, said.rank))
        if fact is not None and (said.path, said.anchor) in kept and said.has_gaps == old[fact].has_gaps:
            front = any(len(word) >= _TELLING for word in set(said.front).intersection(old[fact].front))
            if front or are_misspelt(old[fact].front, said.front) or overlap(said.words, old[fact].words) >= _REMAINS:
                found.append((draft, fact))
    return found


def with_the_front(left: Leftovers) -> Iterator[tuple[int, list[int]]]:
    """Yield drafts with the facts whose front has the same words, whatever is behind it: those of the note, or else of others."""
    here: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for fact, said in left.old.items():
        key = (*sorted(said.front), said.has_gaps)
        here[key].append(fact)
        here[said.path, key].append(fact)
    for draft, said in left.new.items():
        key = (*sorted(said.front), said.has_gaps)
        facts = here.get((said.path, key)) or here.get(key, [])
        if said.front and 0 < len(facts) <= _MOST_NAMED:
            yield draft, facts


def assign(found: Sequence[Likeness]) -> tuple[list[tuple[int, int]], list[Likeness]]:
    """Pair the best first where no other free pair with one of the two comes close; return pairs, and what stays open.

    A pair settles rivals, so it may clear the way for one that was too close before.
    """
    rivals_of: dict[tuple[str, int], list[Likeness]] = defaultdict(list)
    for one in found:
        rivals_of["draft", one.draft].append(one)
        rivals_of["fact", one.fact].append(one)
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    waiting = list(found)
    settled = True
    while settled and waiting:
        settled = False
        still = []
        for one in waiting:
            if one.draft in pairs or one.fact in taken:
                continue
            rivals = (*rivals_of["draft", one.draft], *rivals_of["fact", one.fact])
            if one.is_another or any(
                rival.score > one.score - _LEAD and rival != one
                for rival in rivals
                if rival.draft not in pairs and rival.fact not in taken
            ):
                still.append(one)
            else:
                pairs[one.draft] = one.fact
                taken.add(one.fact)
                settled = True
        waiting = still
    return list(pairs.items()), [one for one in waiting if one.draft not in pairs and one.fact not in taken]


def in_turn(open_: Sequence[Likeness], left: Leftovers) -> Iterator[tuple[int, int]]:
    """Yield pairs of several texts below one front of a note, as "What does this print?" stands above much the same code.

    Each has to be the most alike to the other, they have to stand in the order in which they stood, and no fact or no draft may be left.
    """
    groups: dict[tuple[str, tuple[str, ...]], list[Likeness]] = defaultdict(list)
    for one in open_:
        said, other = left.new[one.draft], left.old[one.fact]
        if not one.is_another and (said.path, said.front) == (other.path, other.front):
            groups[said.path, said.front].append(one)
    for found in groups.values():
        best = sorted((one.draft, one.fact) for one in found if _is_best(one, found))
        drafts, facts = {one.draft for one in found}, {one.fact for one in found}
        taken = [fact for _, fact in best]
        if 1 < len(best) == min(len(drafts), len(facts)) and taken == sorted(taken):
            yield from best


def _is_best(one: Likeness, found: Iterable[Likeness]) -> bool:
    """Tell whether no other pair with one of the two is as alike."""
    return not any(
        other is not one and (other.draft == one.draft or other.fact == one.fact) and other.score >= one.score
        for other in found
    )


def replaced(left: Leftovers) -> Iterator[tuple[int, int]]:
    """Yield pairs that read the same once phrases are replaced that gave way to others in several places."""
    if min(len(left.new), len(left.old)) < _FEWEST_VOTES:
        return
    phrases = _replacements(left)
    drafts, facts = dict(left.new), dict(left.old)
    reading: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, said in drafts.items() if phrases else ():
        reading[said.words].append(number)
    for tried in (*((phrase,) for phrase in phrases), *(phrases[:many] for many in range(2, len(phrases) + 1))):
        made = {
            number: _with_phrases(facts[number].words, tried)
            for number in left.having(gone[0] for gone, _ in tried)
            if number in facts
        }
        changed = {number: words for number, words in made.items() if words != facts[number].words and words in reading}
        likely = {
            draft: drafts[draft] for words in set(changed.values()) for draft in reading[words] if draft in drafts
        }
        wanted = unique({number: (said.path, said.has_gaps, said.words) for number, said in likely.items()})
        wanted |= unique({number: (said.has_gaps, said.words) for number, said in likely.items()})
        here = unique(
            {number: (facts[number].path, facts[number].has_gaps, words) for number, words in changed.items()}
        )
        for keys in (here, unique({number: (facts[number].has_gaps, words) for number, words in changed.items()})):
            for key, fact in keys.items():
                draft = wanted.get(key)
                if draft in drafts and fact in facts:
                    yield draft, fact
                    del drafts[draft], facts[fact]


def _replacements(left: Leftovers) -> tuple[_Replacement, ...]:
    """Return the phrases that gave way to others between several drafts and the facts most like them, the commonest first."""
    votes: Counter[_Replacement] = Counter()
    for draft, said in islice(left.new.items(), _MOST_VOTERS):
        rivals = left.rivals(draft)
        if rivals:
            votes.update(set(_differences(left.old[rivals[0].fact].words, said.words)))
    common = sorted((-count, phrases) for phrases, count in votes.items() if count >= _FEWEST_VOTES)
    return tuple(phrases for _, phrases in common[:_MOST_PHRASES])


def _contained(shared: int, said: Said, other: Said) -> float:
    """Return how much of the shorter text stands in the longer one too, from 0 to 1."""
    shorter = min(len(said.words), len(other.words))
    return shared / shorter if shorter else 1.0


def _equal_gaps(new: Mapping[int, Said], old: Mapping[int, Said]) -> set[tuple[str, int]]:
    """Return the places where as many are left on either side, so that they can be told off one by one."""
    here = Counter((said.path, said.anchor) for said in new.values())
    there = Counter((said.path, said.anchor) for said in old.values())
    return {place for place, count in here.items() if there[place] == count}


def _differences(before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[_Replacement]:
    """Yield the short phrases that gave way to others."""
    for name, start, end, there, to in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if name == "replace" and max(end - start, to - there) <= _LONGEST_PHRASE:
            yield before[start:end], after[there:to]


def _with_phrases(words: tuple[str, ...], phrases: tuple[_Replacement, ...]) -> tuple[str, ...]:
    """Return the words with every occurrence of phrases replaced, one after the other."""
    for gone, come in phrases:
        if gone[0] in words:
            made: list[str] = []
            at = 0
            while at < len(words):
                found = words[at : at + len(gone)] == gone
                made += come if found else words[at : at + 1]
                at += len(gone) if found else 1
            words = tuple(made)
    return words


def unique(keys: Mapping[int, object]) -> dict[object, int]:
    """Return the number of each key that only one has; None is no key."""
    counts = Counter(keys.values())
    return {key: number for number, key in keys.items() if key is not None and counts[key] == 1}
