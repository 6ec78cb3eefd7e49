"""Whether two fronts may name one thing: "afferent" is not "efferent", though they differ in a letter."""

from __future__ import annotations

from collections import defaultdict
from enum import IntEnum
from itertools import repeat
from typing import TYPE_CHECKING

from rapidfuzz.distance import Prefix

from srs.reconcile.grade import has_typos
from srs.reconcile.polarity import is_turned
from srs.reconcile.words import containment, difference

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from srs.reconcile.leftovers import Said

_SIGNS = "出入 进出 進出 内外 阴阳 陰陽 正负 正負 正副 主副 主被 动静 動静 强弱 強弱 加减 加減 男女 父母 春夏秋冬 东西南北 東西南北 长短 長短 顺逆 順逆 雌雄 公私 古今 新旧 輸受 攻守"
_BESIDE = frozenset("para副反逆準准")
_LESS = frozenset("副反逆非")
"""Signs before a term that make another of it."""
_ADDED = (
    "para",
    "sub",
    "super",
    "supra",
    "pseudo",
    "anti",
    "semi",
    "hemi",
    "quasi",
    "hyper",
    "hypo",
    "micro",
    "macro",
    "meta",
)
"""What does so in front of a whole word."""
_MOST_COMPARED = 64
_STEM = 5
_LITTLE = """
    a an the of in on at to for by and or is are do does did what which who how why when where
    der die das den dem des ein eine einer eines von zu und oder ist sind was wie wer wo warum welche welcher welches
    le la les l un une des du de et ou est sont que quel quelle qui comment el los las una y o es son qué cómo cuál quién
    il lo i gli uno e è sono che cosa come os as um uma do da dos das são qual quem como het een van en of wat hoe
"""
"""Words that stand in any front, whatever it is about."""
_MORE = 2
"""So many words beside twice those of a front still make one out of it; a sentence that has it in it is none."""
_MOST_HOLDERS = 32
"""So many fronts may have a word that says what they are about; what more have is a label."""


_ANYWHERE = frozenset(_LITTLE.split())
_HALVES = tuple(map(frozenset, _SIGNS.split()))


def are_opposed(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether a word gave way to one built alike that names another thing: "hyperthyroidism" to "hypothyroidism"."""
    gone, come = difference(one, other)
    if not gone or not come:
        return not _LESS.isdisjoint((*gone, *come))
    return len(gone) * len(come) <= _MOST_COMPARED and any(_name_two(word, more) for word in gone for more in come)


def _name_two(one: str, other: str) -> bool:
    if len(one) == len(other) == 1:
        return any({one, other} <= family for family in _HALVES)
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    added = len(short) >= _STEM and long.endswith(short) and long.removesuffix(short) in _ADDED
    return added or is_turned(one, other)


def are_misspelt(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two fronts differ in letters alone, and not in those that make another term."""
    return has_typos(one, other) and not are_opposed(one, other)


class Shared(IntEnum):
    """What two fronts have in common."""

    NOTHING = 0
    LITTLE = 1
    """Words that stand in any front, or a half of those that tell what it is about, while others took the place of the rest."""
    MUCH = 2


def shared(said: Said, other: Said) -> Shared:
    """Tell what two fronts have in common, whatever the endings of its words.

    Of statements of two works the titles are compared: "Symptoms" may stand below any of them.
    """
    other_work = said.title and other.title and said.title != other.title
    one, two = (said.title, other.title) if other_work else (said.front, other.front)
    come, gone = telling(one), telling(two)
    size = max(len(come), len(gone))
    come, gone = come - gone, gone - come
    new, old = _count_new(come, gone), _count_new(gone, come)
    if new and old and 2 * max(new, old) >= size:
        return Shared.LITTLE if max(new, old) < size or not set(one).isdisjoint(two) else Shared.NOTHING
    return Shared.MUCH


def _count_new(words: Collection[str], others: Collection[str]) -> int:
    """Return how many words are no variant of another."""
    return sum(not any(map(is_variant, repeat(word), others)) for word in words)


def is_variant(one: str, other: str) -> bool:
    """Tell whether two words differ in their endings: "безпеки" and "безпека", not "stalactite" and "stalagmite"."""
    shared = Prefix.similarity(one, other) if one[:_STEM] == other[:_STEM] else 0
    return shared >= _STEM and 2 * shared > max(len(one), len(other))


def telling(words: Iterable[str]) -> set[str]:
    """Return the words that say what a front is about, or all where none does."""
    return set(words).difference(_ANYWHERE) or set(words)


def hide_others(said: Said, other: Said) -> bool:
    """Tell whether every gap hides something else, and nothing of what was hidden is left in the sentence.

    What one gap of a sentence hides that stayed as it was is only corrected.
    """
    now, before = {*filter(None, said.hidden)}, {*filter(None, other.hidden)}
    if not now or not before or any(_is_near(one, two) for one in now for two in before):
        return False
    if any(set(said.front).issuperset(words) for words in before) or any(
        set(other.front).issuperset(words) for words in now
    ):
        return False
    gone, come = difference(other.front, said.front)
    return len(now) > 1 or len(before) > 1 or not (set(gone) <= set(*before) and set(come) <= set(*now))


def _is_near(one: Sequence[str], other: Sequence[str]) -> bool:
    return containment(one, other) == 1 or are_misspelt(other, one)


class Holders:
    """Which drafts have all words of the front of a fact in theirs, whatever the endings: these may be what it became."""

    def __init__(self, new: Mapping[int, Said]) -> None:
        self._new = new
        self._by_stem: dict[str, set[int]] | None = None
        self._known: dict[tuple[str, ...], frozenset[int]] = {}

    def of(self, front: tuple[str, ...]) -> frozenset[int]:
        """Return the drafts that hold a front."""
        found = self._known.get(front)
        if found is None:
            found = self._known[front] = self._find(front)
        return found

    def _find(self, front: tuple[str, ...]) -> frozenset[int]:
        if self._by_stem is None:
            self._by_stem = defaultdict(set)
            for number, said in self._new.items():
                for word in said.front:
                    self._by_stem[word[:_STEM]].add(number)
        if not front:
            return frozenset()
        having = [self._by_stem.get(word[:_STEM]) for word in front]
        # Most fronts have a word that is in none of the drafts, so that none holds them.
        found = [some for some in having if some]
        rarest = min(found, key=len) if len(found) == len(having) else ()
        if len(rarest) > _MOST_HOLDERS:
            return frozenset()
        longest = 2 * len(front) + _MORE
        return frozenset(
            number
            for number in rarest
            if len(self._new[number].front) <= longest and _holds(self._new[number].front, front)
        )


def _holds(front: Collection[str], words: Iterable[str]) -> bool:
    missing = [word for word in words if word not in front]
    return all(any(map(is_variant, repeat(word), front)) for word in missing)
