"""How far an edit changed what a fact says, from plain evidence in the words."""

from __future__ import annotations

import re
from collections import Counter
from itertools import compress
from operator import ne
from typing import TYPE_CHECKING, NamedTuple

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


class Edit(NamedTuple):
    """What an edit changed: the words that are gone and those that have come.

    `size` counts the words before and after that were compared, `in_order` tells whether these are the same in the same order,
    and `around` is what both texts have besides.
    """

    gone: Sequence[str]
    come: Sequence[str]
    size: int
    in_order: bool
    around: tuple[str, ...] = ()

    def keeps(self, share: float, *more: str) -> bool:
        """Tell whether at least this share of the words is in both texts, with more that both have, as `overlap` counts it."""
        size, same = self.size, self.size - len(self.gone) - len(self.come)
        for text in (*more, *self.around):
            if same >= share * size:
                return True  # what is around can only add to it
            both = 2 * len(words_of(text))
            size, same = size + both, same + both
        return same >= share * size


def compare(before: Sequence[str], after: Sequence[str], around: tuple[str, ...] = ()) -> Edit:
    """Return what changed between the words of two texts, or of the parts of them with the same texts around."""
    gone, come = _difference(before, after)
    in_order = not gone and not come and list(before) == list(after)
    return Edit(gone, come, len(before) + len(after), in_order, around)


def grade(edit: Edit, *more: str) -> Change:
    """Grade an edit by what it changed, where both texts have more that is the same."""
    if edit.in_order:
        return Change.FORMAT
    if _changes_meaning(edit.gone, edit.come) or not edit.keeps(_SIMILAR_ENOUGH, *more):
        return Change.MEANING
    return Change.TYPO if _are_typos(edit.gone, edit.come) else Change.REWORDED


def grade_edit(before: Sequence[str], after: Sequence[str]) -> Change:
    """Grade an edit by all words before and after."""
    return grade(compare(before, after))


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
    gone, come = list(compress(one, differ)), list(compress(other, differ))
    if len(one) != len(other):
        gone += one[len(differ) :]
        come += other[len(differ) :]
    return gone, come


def _changes_meaning(gone: Sequence[str], come: Sequence[str]) -> bool:
    """Tell whether a number, a negation or a sign came or went, or a word gave way to an opposite."""
    changed = [*gone, *come]
    text = "".join(changed)
    return denies(changed) or (not text.isalpha() and any(map(str.isdigit, text))) or _turns_around(gone, come)


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
        for other in left:
            if _is_near(word, other):
                left.remove(other)
                break
        else:
            return False
    return True


def _is_near(one: str, other: str) -> bool:
    longest = max(len(one), len(other))
    allowed = 1 if longest <= _SHORT else _LONGEST_TYPO  # a short word is soon another word: mitosis, meiosis
    return longest > 2 and OSA.distance(one, other, score_cutoff=allowed) <= allowed  # noqa: PLR2004
