"""How far an edit changed what a fact says, from plain evidence in the words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import OSA

from srs.model import Change
from srs.reconcile.polarity import denies, have_opposite, is_negated
from srs.reconcile.words import difference, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIMILAR_ENOUGH = 0.5
_LONGEST_TYPO = 2
_MOST_TYPOS = 3
_SHORT = 8
_MOST_COMPARED = 400
_ROMAN = frozenset("i ii iii iv v vi vii viii ix x xi xii xiii".split())  # noqa: SIM905
_SHORTEST_SLIP = 4
"""Letters of a word that is no other one when two are swapped: "ein" and "nie", "on" and "no" are."""


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
    gone, come = difference(before, after)
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
    gone, come = difference(before, after)
    return _are_typos(gone, come) and not _changes_meaning(gone, come)


def says_otherwise(before: Sequence[str], after: Sequence[str]) -> bool:
    """Tell whether a number, a sign, a negation or an opposite changed."""
    return _changes_meaning(*difference(before, after))


def _changes_meaning(gone: Sequence[str], come: Sequence[str]) -> bool:
    """Tell whether a number, a negation or a sign came or went, or a word gave way to an opposite."""
    changed = [*gone, *come]
    text = "".join(changed)
    if denies(changed) and (_denies_anew(gone, come) or _denies_anew(come, gone)):
        return True
    counted = (not text.isalpha() and any(map(str.isdigit, text))) or _counts_on(gone, come)
    return counted or _turns_around(gone, come)


def _counts_on(gone: Sequence[str], come: Sequence[str]) -> bool:
    """Tell whether a Roman number gave way to another: "Mobitz II" to "Mobitz I"."""
    return not _ROMAN.isdisjoint(gone) and not _ROMAN.isdisjoint(come)


def _denies_anew(words: Sequence[str], others: Sequence[str]) -> bool:
    """Tell whether one of the words denies, and is not only another that was misspelled: "ohen" that should have been "ohne"."""
    return any(denies([word]) and not any(_is_swapped(word, other) for other in others) for word in words)


def _is_swapped(one: str, other: str) -> bool:
    same = len(one) == len(other) >= _SHORTEST_SLIP and sorted(one) == sorted(other)
    return same and OSA.distance(one, other) == 1


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
