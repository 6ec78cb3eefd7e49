"""How far an edit changed what a fact says, from plain evidence in the words."""

from __future__ import annotations

import re
from collections import Counter
from itertools import compress
from operator import ne
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from srs.markdown.inline import plain
from srs.model import Change
from srs.reconcile.polarity import denies, have_opposite, is_negated

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]\w*(?:'\w+)?[#+]*|(?<=[^\n])[<>]|[=≤≥≠≈+−±×÷¬∀∃∈∉⊂⊆→←↔%]|(?<![\w)\]}-])-(?=[\w.])"
)
_FORMULA = re.compile(r"(\$[^$]+\$)")
_SYMBOL = re.compile(r"[^\W\d_]+|\d+|[^\s\w$(){}\[\]\\,.;:&]")
_SIMILAR_ENOUGH = 0.5
_LONGEST_TYPO = 2
_MOST_TYPOS = 3
_SHORT = 8
_MOST_COMPARED = 400
_SPELLED = {"->": "→", "=>": "→", "<=": "≤", ">=": "≥", "!=": "≠", "\u2019": "'"}

# Plain text in ASCII is most of what is compared; a table folds it and tells whether it is plain, many times as fast.
_MARKUP, _JOINT = "\0", "\1"


def _folded(char: str) -> str:
    if char in _MARKUP + "`[<>*_~=\\$":
        return _MARKUP
    if char in _JOINT + "'-+#":
        return _JOINT
    return char.lower() if char.isalnum() else " % " if char == "%" else " "


_FOLDED = {code: _folded(chr(code)) for code in range(128)}


def words_of(text: str) -> list[str]:
    """Return the folded words of a text as a reader sees it, with the signs that count: "x < -1" has four.

    Each Chinese, Japanese or Korean character is a word.
    """
    if text.isascii():
        folded = text.translate(_FOLDED)
        if _MARKUP not in folded:
            return folded.split() if _JOINT not in folded else _WORD.findall(text.lower())
    said = plain(text).casefold()
    for spelled, sign in _SPELLED.items():
        said = said.replace(spelled, sign)
    if "$" not in said:
        return _WORD.findall(said)
    parts = _FORMULA.split(said)
    return [word for n, part in enumerate(parts) for word in (_SYMBOL if n % 2 else _WORD).findall(part)]


def overlap(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the share of words in common, counted with repeats (Dice), from 0 to 1."""
    return 2 * _count_common(one, other) / (len(one) + len(other)) if one or other else 1.0


def containment(one: Sequence[str], other: Sequence[str]) -> float:
    """Return how much of the shorter text stands in the longer one too, from 0 to 1."""
    shorter = min(len(one), len(other))
    return _count_common(one, other) / shorter if shorter else 1.0


def grade_edit(before: Sequence[str], after: Sequence[str]) -> Change:
    """Grade an edit by its words before and after."""
    gone, come = _difference(before, after)
    if not gone and not come and list(before) == list(after):
        return Change.FORMAT
    in_common = 2 * (len(before) - len(gone))
    if _changes_meaning(gone, come) or in_common < _SIMILAR_ENOUGH * (len(before) + len(after)):
        return Change.MEANING
    return Change.TYPO if _are_typos(gone, come) else Change.REWORDED


def has_typos(before: Sequence[str], after: Sequence[str]) -> bool:
    """Tell whether words differ in a letter or two here and there, and in nothing that counts."""
    if len(before) != len(after):
        return False
    gone, come = _difference(before, after)
    return _are_typos(gone, come) and not _changes_meaning(gone, come)


def says_otherwise(before: Sequence[str], after: Sequence[str]) -> bool:
    """Tell whether a number, a sign, a negation or an opposite changed."""
    return _changes_meaning(*_difference(before, after))


def _count_common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words two texts share, counted with repeats."""
    return len(one) - len(_difference(one, other)[0])


def _difference(before: Sequence[str], after: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Return the words that are gone and those that have come."""
    before, after = _apart(before, after)
    if len(before) != len(after):
        before, after = _apart(before[::-1], after[::-1])
    if set(before).isdisjoint(after):
        return before, after
    free = Counter(after)
    gone = []
    for word in before:
        if free.get(word):
            free[word] -= 1
        else:
            gone.append(word)
    return gone, [word for word, count in free.items() for _ in range(count)]


def _apart(one: Sequence[str], other: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return two texts without the words that have the same place in both: an edit leaves most as they were."""
    differ = list(map(ne, one, other))
    rest = len(differ)
    return [*compress(one, differ), *one[rest:]], [*compress(other, differ), *other[rest:]]


def _changes_meaning(gone: Sequence[str], come: Sequence[str]) -> bool:
    return any(map(_decides, gone)) or any(map(_decides, come)) or _turns_around(gone, come)


def _decides(word: str) -> bool:
    """Tell a number, a negation or a sign."""
    return denies(word) or (not word.isalpha() and any(map(str.isdigit, word)))


def _turns_around(gone: Sequence[str], come: Sequence[str]) -> bool:
    """Tell whether a word gave way to an opposite: "more" to "less", "supervised" to "unsupervised"."""
    poles = have_opposite(gone) and have_opposite(come)
    few = len(gone) * len(come) <= _MOST_COMPARED
    return poles or (few and (is_negated(gone, come) or is_negated(come, gone)))


def _are_typos(gone: Sequence[str], come: Sequence[str]) -> bool:
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
    allowed = 1 if longest <= _SHORT else _LONGEST_TYPO  # a short word is soon another word: mitosis, meiosis
    return longest > 2 and OSA.distance(one, other, score_cutoff=allowed) <= allowed  # noqa: PLR2004
