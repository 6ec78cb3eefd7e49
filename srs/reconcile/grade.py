"""How far an edit changed what a fact says, from plain evidence in the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from srs.model import Change
from srs.reconcile.polarity import denies, have_opposite, is_negated
from srs.reconcile.words import difference

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIMILAR_ENOUGH = 0.5
_LONGEST_TYPO = 2
_MOST_TYPOS = 3
_SHORT = 8
_MOST_COMPARED = 400


def grade_edit(before: Sequence[str], after: Sequence[str]) -> Change:
    """Grade an edit by its words before and after."""
    gone, come = difference(before, after)
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
    gone, come = difference(before, after)
    return _are_typos(gone, come) and not _changes_meaning(gone, come)


def says_otherwise(before: Sequence[str], after: Sequence[str]) -> bool:
    """Tell whether a number, a sign, a negation or an opposite changed."""
    return _changes_meaning(*difference(before, after))


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
