"""How far an edit changed what a fact says, from plain evidence in the words."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from srs.markdown.inline import plain
from srs.model import Change

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+")
_NEGATIONS = frozenset(
    [
        "not",
        "no",
        "never",
        "none",
        "neither",
        "nor",
        "without",
        "cannot",
        "can't",
        "don't",
        "doesn't",
        "isn't",
        "aren't",
        "won't",
        "n't",
        "nicht",
        "kein",
        "keine",
        "nie",
        "ohne",
        "no",
        "nunca",
        "sin",
        "ne",
        "pas",
        "jamais",
        "sans",
        "não",
        "nunca",
        "sem",
        "non",
        "mai",
        "senza",
        "ne",
        "není",
        "nikdy",
        "bez",
        "不",
        "没",
        "無",
        "无",
        "非",
        "未",
        "ない",
    ]
)
_SIMILAR_ENOUGH = 0.5
_LONGEST_TYPO = 2
_MOST_TYPOS = 3


def words_of(text: str) -> list[str]:
    """Return the folded words of a text as a reader sees it; each Chinese, Japanese or Korean character is one."""
    return _WORD.findall(plain(text).casefold())


def overlap(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the share of words in common, counted with repeats (Dice), from 0 to 1."""
    if not one and not other:
        return 1.0
    common = sum((Counter(one) & Counter(other)).values())
    return 2 * common / (len(one) + len(other))


def grade_edit(before: Sequence[str], after: Sequence[str]) -> Change:
    """Grade an edit by its words before and after."""
    if list(before) == list(after):
        return Change.FORMAT
    gone = list((Counter(before) - Counter(after)).elements())
    come = list((Counter(after) - Counter(before)).elements())
    if _numbers(before) != _numbers(after) or _NEGATIONS.intersection(gone) != _NEGATIONS.intersection(come):
        return Change.MEANING
    if overlap(before, after) < _SIMILAR_ENOUGH:
        return Change.MEANING
    return Change.TYPO if _are_typos(gone, come) else Change.REWORDED


def _numbers(words: Sequence[str]) -> Counter[str]:
    return Counter(word for word in words if any(map(str.isdigit, word)))


def _are_typos(gone: list[str], come: list[str]) -> bool:
    """Tell whether every changed word became one a letter or two away; words in another order are none."""
    if not gone or len(gone) != len(come) or len(gone) > _MOST_TYPOS:
        return False
    left = list(come)
    for word in gone:
        near = next((other for other in left if _is_near(word, other)), None)
        if near is None:
            return False
        left.remove(near)
    return True


def _is_near(one: str, other: str) -> bool:
    longest = max(len(one), len(other))
    allowed = 1 if longest <= 4 else _LONGEST_TYPO  # noqa: PLR2004  (a short word is soon another word)
    return longest > 2 and _distance(one, other) <= allowed  # noqa: PLR2004


def _distance(one: str, other: str) -> int:
    """Return the Levenshtein distance."""
    row = list(range(len(other) + 1))
    for number, a in enumerate(one, 1):
        previous, row[0] = row[0], number
        for place, b in enumerate(other, 1):
            previous, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, previous + (a != b))
    return row[-1]
