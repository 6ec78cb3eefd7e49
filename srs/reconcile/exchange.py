"""What an edit exchanged in a text that it left otherwise as it was: words for others, or two of them for each other."""

from __future__ import annotations

import re
from itertools import compress, groupby, pairwise
from operator import ne
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA, LCSseq, Prefix

from srs.reconcile.polarity import are_synonyms, denies_alone, is_filler

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_READ = 400
_MOST_EXCHANGED = 2
"""So many places, and so many words in each, are an exchange; more is a rewording."""
_NEXT_BUT_ONE = 2
_MOST_ADDED = 1
_MOST_FILLERS = 2
"""Words of content, and those without, that may come or go besides."""
_SHORTEST_STEM = 4
_STEM = 0.66
_NEAR = 4
"""A letter in so many may differ between two spellings."""
_ENDINGS = frozenset(("", *"e es ed ing s er ers en em n t te ten st ung ungen a as o os ar ando ado ada".split()))  # noqa: SIM905
"""Endings of two forms of a word, whatever is left of a short stem."""
_HIRAGANA = re.compile(r"[\u3040-\u309f]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_UNSPACED = re.compile(r"[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_FEWEST_SYLLABLES = 2
_CHARACTER = 1 / 4
_JOINTS = frozenset("""
    and or und oder sowie et ou y e o u i og och en of ja tai ve veya и или і та й або 和 与 與 及 或 と や = + ≠ ∪ ∩ ∧ ∨ ↔
""".split())  # noqa: SIM905  # fmt: skip
"""What stands between things whose order is none."""


_LETTERS = (frozenset("aeiouy"), frozenset("dljmns"))
"""Letters that are words in some languages, or stand for one before an apostrophe."""


_Block = tuple["Sequence[str]", "Sequence[str]", str]
"""Words that are gone from one place, those that came there, and the word before."""


def is_exchange(before: Sequence[str], after: Sequence[str]) -> bool:
    """Tell whether a few words of content gave way to others, and the rest of the text stayed."""
    if not before or not after or len(before) + len(after) > _MOST_READ:
        return False
    exchanged = added = 0
    fillers = 0.0
    for gone, come, behind in _blocks(before, after):
        if len(gone) == len(come) == 1:
            one, other = gone[0], come[0]
            if (len(one) == 1 or len(other) == 1) and _exchanges_signs(one, other, behind):
                return True
            # Most of all a word gave way to another.
            is_plain = one.isascii() and other.isascii()
            apart, more, without = _weigh_words(one, other) if is_plain else _weigh(gone, come)
        elif denies_alone([*gone, *come]):
            return True
        else:
            apart, more, without = _weigh(gone, come)
        exchanged += apart
        added += more
        fillers += without
        if exchanged > _MOST_EXCHANGED or added > _MOST_ADDED or fillers > _MOST_FILLERS:
            return False
    return exchanged > 0


def _weigh_words(one: str, other: str) -> tuple[int, int, float]:
    """Weigh a word that gave way to another as many are weighed."""
    told, said = one[0].isalpha() and not is_filler(one), other[0].isalpha() and not is_filler(other)
    if told and said:
        return not _is_kin(one, other), 0, 0
    return 0, told or said, 2 - told - said


def _weigh(gone: Sequence[str], come: Sequence[str]) -> tuple[int, int, float]:
    """Return whether content was exchanged, many times where it is a lot, how many words of it came or went, and the fillers that did."""
    words, others = _content(gone), _content(come)
    fillers = _size(gone) + _size(come) - _size(words) - _size(others)
    words, others = _apart(words, others)
    if not (words and others):
        return 0, len(words) + len(others), fillers
    is_much = max(_size(words), _size(others)) > _MOST_EXCHANGED
    return _MOST_EXCHANGED + 1 if is_much else 1, 0, fillers


def is_swap(before: Sequence[str], after: Sequence[str]) -> bool:
    """Tell whether two parts of a text changed places around words that stayed: "smoking causes cancer".

    Parts of a list, and those that only stand the other way round, say what they said.
    """
    if len(before) != len(after) or len(before) > _MOST_READ:
        return False
    before, after = _middle(before, after)
    if sorted(before) != sorted(after):
        return False
    fixed = [one == other for one, other in zip(before, after, strict=True)]
    if any(fixed) and not _JOINTS.issuperset(word for word, stays in zip(before, fixed, strict=True) if stays):
        return all(sum(1 for _ in run) == 1 for stays, run in groupby(fixed) if not stays) or _turns(before, after)
    return _turns(before, after)


def _turns(before: Sequence[str], after: Sequence[str]) -> bool:
    """Tell whether what a text begins with is its end now, and what stands between has not moved."""
    size = len(before)
    for head in range(1, size):
        if after[size - head :] != before[:head]:
            continue
        for tail in range(1, size - head):
            if after[:tail] == before[size - tail :] and before[head : size - tail] == after[tail : size - head]:
                return not _JOINTS.issuperset(before[head : size - tail])
    return False


def _middle(before: Sequence[str], after: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    start, end = 0, len(before)
    while start < end and before[start] == after[start]:
        start += 1
    while end > start and before[end - 1] == after[end - 1]:
        end -= 1
    return before[start:end], after[start:end]


def _blocks(before: Sequence[str], after: Sequence[str]) -> list[_Block]:
    """Return what changed place by place; where no spaces part words, a character that stayed between two changes is chance."""
    if len(before) == len(after):
        if len(before) == 1 and before[0] != after[0]:
            return [(before, after, "")]
        differ = list(map(ne, before, after))
        apart = list(compress(range(len(before)), differ))
        if len(apart) == 1 or _are_others(apart, differ, before, after):
            return [([before[at]], [after[at]], before[at - 1] if at else "") for at in apart]
    places: list[tuple[int, int, int, int]] = []
    for start, end, there, to in _steps(before, after):
        if places and start - places[-1][1] <= _is_unspaced(before[places[-1][1] : start]):
            places[-1] = (places[-1][0], end, places[-1][2], to)
        else:
            places.append((start, end, there, to))
    return [
        (before[start:end], after[there:to], before[start - 1] if start else "") for start, end, there, to in places
    ]


def _are_others(apart: Sequence[int], differ: Sequence[bool], before: Sequence[str], after: Sequence[str]) -> bool:
    """Tell whether each of these places got a word that stood at none of them, and all are well apart."""
    for at, there in pairwise(apart):
        if there - at <= _NEXT_BUT_ONE:
            return False
    return set(compress(before, differ)).isdisjoint(compress(after, differ))


def _steps(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Return where each change begins and ends before and after; where no word moved, all else has kept its place."""
    if len(before) == len(after):
        differ = list(map(ne, before, after))
        if set(compress(before, differ)).isdisjoint(compress(after, differ)):
            return [(at, at + 1, at, at + 1) for at in compress(range(len(before)), differ)]
    # Of several ways to lay two texts side by side, the way back takes the same.
    if (len(after), list(after)) < (len(before), list(before)):
        return [(there, to, start, end) for start, end, there, to in _laid(after, before)]
    return _laid(before, after)


def _laid(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Return where two texts differ that are laid side by side."""
    return [
        (step.src_start, step.src_end, step.dest_start, step.dest_end)
        for step in LCSseq.opcodes(before, after)
        if step.tag != "equal"
    ]


def _exchanges_signs(one: str, other: str, behind: str) -> bool:
    """Tell whether a letter gave way to another, or a unit did, of which one is a letter: "20 °C", "20 °F"."""
    if not (one + other).isalpha():
        return False
    if behind.isdecimal():
        return True
    return (
        len(one) == len(other)
        and (one + other).isascii()
        and not any(words.issuperset((one, other)) for words in _LETTERS)
    )


def _is_unspaced(words: Sequence[str]) -> bool:
    return bool(words) and bool(_UNSPACED.match(words[0]))


def _size(words: Sequence[str]) -> float:
    """Return how many words these are; four characters of Chinese count as one."""
    if "".join(words).isascii():
        return len(words)
    return sum(_CHARACTER if _UNSPACED.match(word) else 1 for word in words)


def _content(words: Sequence[str]) -> list[str]:
    """Return the words that carry content: letters of Japanese that inflect, single syllables of Korean and fillers do not."""
    return [
        word for word in words if word[0].isalpha() and not is_filler(word) and (word.isascii() or _tells(word, words))
    ]


def _tells(word: str, words: Sequence[str]) -> bool:
    if _HANGUL.match(word):
        return sum(1 for other in words if _HANGUL.match(other)) >= _FEWEST_SYLLABLES
    return not _HIRAGANA.match(word)


def _apart(gone: list[str], come: list[str]) -> tuple[list[str], list[str]]:
    """Leave out words that say the same in both, as far as their letters tell."""
    if "".join(gone) == "".join(come) or _is_short_for(gone, come) or _is_short_for(come, gone):
        return [], []
    left = list(come)
    apart = []
    for word in gone:
        same = next((other for other in left if _is_kin(word, other)), None)
        if same is None:
            apart.append(word)
        else:
            left.remove(same)
    return apart, left


def _is_short_for(short: list[str], whole: list[str]) -> bool:
    """Tell an abbreviation from the words it is made of: "NN" and "neural network"."""
    return len(short) == 1 and len(whole) > 1 and short[0] == "".join(word[0] for word in whole)


def _is_kin(one: str, other: str) -> bool:
    """Tell whether two words are one in two forms or spellings, or often stand for each other."""
    shorter, size = sorted((len(one), len(other)))
    if one[0] == other[0]:
        same = Prefix.similarity(one, other)
        if same >= _SHORTEST_STEM and _ENDINGS.issuperset((one[same:], other[same:])):
            return True
        if same >= max(_SHORTEST_STEM, _STEM * size) or 2 < same == shorter:  # noqa: PLR2004
            return True
    most = size // _NEAR or 1
    near = size > 2 and size - shorter <= most and OSA.distance(one, other, score_cutoff=most) <= most  # noqa: PLR2004
    return near or are_synonyms(one, other)
