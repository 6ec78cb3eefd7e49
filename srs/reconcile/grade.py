"""How far an edit changed what a fact says, from plain evidence in the words."""

from __future__ import annotations

import re
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import combining, normalize

from rapidfuzz.distance import OSA

from srs.model import Change
from srs.reconcile.exchange import is_exchange, is_swap
from srs.reconcile.polarity import (
    are_of_a_language,
    count_endings,
    denies,
    is_foreign,
    is_known,
    opposed,
    rule_out,
    value_of,
)
from srs.reconcile.words import difference, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIMILAR_ENOUGH = 0.5
_NEARLY_ALL = 0.9
_LONGEST_TYPO = 2
_MOST_TYPOS = 3
_SHORT = 8
_MOST_COMPARED = 400
_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_ROMAN_LETTERS = "ivxlcdm"
_ROMAN_END = re.compile(r"[ivx]{2}$|(?<=[^aeiou])i$")
_NO_NUMBERS = frozenset(("mi", "di", "li", "mix", "dim", "mm", "cm", "ml", "dl", "cl", "cd", "c", "d", "l", "m"))
_SHORTEST_SLIP = 4
"""Letters of a word that is no other one when two are swapped: "ein" and "nie", "on" and "no" are."""
_SPELLINGS = {("s", "z"), ("z", "s")}
"""Letters in whose place another stands in British spelling."""
_PARTS = re.compile(r"\d+|[^\d_]+")
_THOUSANDS = 3
_UNSPACED = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]")


class Edit(NamedTuple):
    """What an edit changed: the words that are gone and those that have come.

    `before` and `after` are the words that were compared, and `around` is what both texts have besides.
    """

    gone: Sequence[str]
    come: Sequence[str]
    before: Sequence[str]
    after: Sequence[str]
    around: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """How many words before and after were compared."""
        return len(self.before) + len(self.after)

    @property
    def in_order(self) -> bool:
        """Tell whether the words are the same in the same order."""
        return not self.gone and not self.come and list(self.before) == list(self.after)

    @property
    def is_addition(self) -> bool:
        """Tell whether one text has nearly all that the other has, and more."""
        shorter = min(len(self.before), len(self.after))
        fewer = min(len(self.gone), len(self.come))
        return fewer == 0 or fewer <= (1 - _NEARLY_ALL) * shorter

    def words_with(self, more: Sequence[str]) -> list[str]:
        """Return all words before and after, with more texts that both have."""
        both = [word for text in (*more, *self.around) for word in words_of(text)]
        return [*self.before, *self.after, *both, *both]

    def keeps(self, share: float, *more: str) -> bool:
        """Tell whether at least this share of the words is in both texts, with more that both have, as `overlap` counts it."""
        size = len(self.before) + len(self.after)
        same = size - len(self.gone) - len(self.come)
        if same >= share * size:
            return True  # what is around can only add to it
        for text in (*more, *self.around):
            both = 2 * len(words_of(text))
            size, same = size + both, same + both
            if same >= share * size:
                return True
        return False


def compare(before: Sequence[str], after: Sequence[str], around: tuple[str, ...] = ()) -> Edit:
    """Return what changed between the words of two texts, or of the parts of them with the same texts around."""
    gone, come = difference(before, after)
    return Edit(gone, come, before, after, around)


def grade(edit: Edit, *more: str) -> Change:
    """Grade an edit by what it changed, where both texts have more that is the same."""
    gone, come, before, after, _ = edit
    if not gone and not come:
        if edit.in_order:
            return Change.FORMAT
        return Change.MEANING if is_swap(before, after) else Change.REWORDED
    told, said = "".join(gone), "".join(come)
    changed = told + said
    is_alpha = changed.isalpha()
    if is_alpha and len(told) == len(said) and "".join(before) == "".join(after):
        return Change.REWORDED  # words were only joined or parted: "database" and "data base"
    if not is_alpha:
        gone, come = _settled(gone, come)
        if not gone and not come:
            return Change.FORMAT
    if _changes_meaning(gone, come, edit, more) or (not changed.isascii() and _denies_within(edit)):
        return Change.MEANING
    kept = edit.keeps(_SIMILAR_ENOUGH, *more)
    if _are_typos(gone, come):
        return Change.TYPO if kept and _are_slips(gone, come) else Change.REWORDED
    return Change.MEANING if not kept or is_exchange(before, after) else Change.REWORDED


def grade_edit(before: Sequence[str], after: Sequence[str]) -> Change:
    """Grade an edit by all words before and after."""
    return grade(compare(before, after))


def has_typos(before: Sequence[str], after: Sequence[str]) -> bool:
    """Tell whether words differ in a letter or two here and there, and in nothing that counts."""
    if len(before) != len(after):
        return False
    gone, come = difference(before, after)
    return _are_typos(gone, come) and not _changes_meaning(*_settled(gone, come), Edit(gone, come, before, after))


def says_otherwise(before: Sequence[str], after: Sequence[str]) -> bool:
    """Tell whether a number, a sign, a negation or an opposite changed."""
    edit = compare(before, after)
    return _changes_meaning(*_settled(edit.gone, edit.come), edit) or _denies_within(edit)


def _settled(gone: Sequence[str], come: Sequence[str]) -> tuple[list[str], list[str]]:
    """Leave out what is only spelled in another way: "5km" and "5 km", "1,200" and "1200", "isn't" and "is not"."""
    text = "".join((*gone, *come))
    if text.isalpha():
        return list(gone), list(come)
    before, after = _parts(gone), _parts(come)
    for some, others in ((before, after), (after, before)):
        for number in [word for word in some if len(word) > _THOUSANDS and word.isdecimal()]:
            _take_thousands(number, some, others)
    before, after = (list(words) for words in difference(before, after))
    _take_values(before, after)
    _take_values(after, before)
    return before, after


def _parts(words: Sequence[str]) -> list[str]:
    """Part figures from letters, and negations from verbs."""
    parts: list[str] = []
    for word in words:
        if word == "cannot" or word.endswith("n't"):
            parts += (_VERBS.get(word, word[:-3]), "not")
        elif word.isalpha():
            parts.append(word)
        else:
            parts += _PARTS.findall(word) if word.isalnum() or "_" in word else (_SIGNS.get(word, word),)
    return parts


_VERBS = {"cannot": "can", "can't": "can", "won't": "will", "shan't": "shall"}
_SIGNS = {"−": "-"}


def _take_thousands(number: str, some: list[str], others: list[str]) -> None:
    """Take a number out that stands in the other words in groups of three."""
    first = len(number) % _THOUSANDS or _THOUSANDS
    groups = [number[:first], *(number[at : at + _THOUSANDS] for at in range(first, len(number), _THOUSANDS))]
    for at in range(len(others) - len(groups) + 1):
        if others[at : at + len(groups)] in (groups, groups[::-1]):  # what has come may be told from the end
            del others[at : at + len(groups)]
            some.remove(number)
            return


def _take_values(words: list[str], others: list[str]) -> None:
    """Take numbers out that the others have in figures."""
    for word in list(words):
        if value_of(word) in others:
            others.remove(value_of(word))
            words.remove(word)


def _changes_meaning(gone: Sequence[str], come: Sequence[str], edit: Edit, more: tuple[str, ...] = ()) -> bool:
    """Tell whether a number, a negation or a sign came or went, or a word gave way to one that rules it out."""
    changed = [*gone, *come]
    text = "".join(changed)
    if denies(changed) and any(
        not is_foreign(word, edit.words_with(more)) for word in (*_denied_anew(gone, come), *_denied_anew(come, gone))
    ):
        return True
    if (not text.isalpha() and any(map(str.isdigit, text))) or _counts_on(gone, come) or rule_out(gone, come):
        return True
    return len(gone) * len(come) <= _MOST_COMPARED and opposed(gone, come)


def _counts_on(gone: Sequence[str], come: Sequence[str]) -> bool:
    """Tell whether a Roman number gave way to another: "Mobitz II" to "Mobitz I"."""
    if all(map(str.strip, gone, repeat(_ROMAN_LETTERS))):
        return False  # most words have other letters
    return any(map(_is_roman, gone)) and any(map(_is_roman, come))


def _is_roman(word: str) -> bool:
    if word.strip(_ROMAN_LETTERS):
        return False
    return word not in _NO_NUMBERS and word != "" and _ROMAN.fullmatch(word) is not None


def _denied_anew(words: Sequence[str], others: Sequence[str]) -> list[str]:
    """Return the words that deny, and are not only others that were misspelled, as "ohen" for "ohne", or have another ending."""
    return [
        word
        for word in words
        if denies([word]) and not any(_is_swapped(word, other) or _is_inflected(word, other) for other in others)
    ]


def _denies_within(edit: Edit) -> bool:
    """Tell whether a negation came or went inside of words that no spaces part."""
    if "".join((*edit.gone, *edit.come)).isascii():
        return False
    before, after = "".join(edit.before), "".join(edit.after)
    return bool(_UNSPACED.search(before + after)) and count_endings(before) != count_endings(after)


def _is_inflected(one: str, other: str) -> bool:
    return (
        denies([other])
        and one[:_SHORTEST_SLIP] == other[:_SHORTEST_SLIP]
        and min(len(one), len(other)) >= _SHORTEST_SLIP
    )


def _is_swapped(one: str, other: str) -> bool:
    same = len(one) == len(other) >= _SHORTEST_SLIP and sorted(one) == sorted(other)
    return same and OSA.distance(one, other) == 1


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


def _are_slips(gone: Sequence[str], come: Sequence[str]) -> bool:
    """Tell whether a letter was left out, doubled or swapped: another in its place makes "Iraq" of "Iran", "rose" of "dose"."""
    return all(any(_is_slip(word, other) for other in come) for word in gone)


def _is_slip(one: str, other: str) -> bool:
    if OSA.distance(one, other, score_cutoff=1) > 1:
        return False
    if len(one) != len(other):
        return one[0] == other[0] and not (_ROMAN_END.search(one) and _ROMAN_END.search(other))
    return (
        sorted(one) == sorted(other) or _bare(one) == _bare(other) or bool({*zip(one, other, strict=True)} & _SPELLINGS)
    )


def _bare(word: str) -> str:
    """Return a word without accents."""
    return "".join(letter for letter in normalize("NFD", word) if not combining(letter))


def _is_near(one: str, other: str) -> bool:
    size, other_size = len(one), len(other)
    if abs(size - other_size) > _LONGEST_TYPO:
        return False
    longest = max(size, other_size)
    if longest == 2:  # noqa: PLR2004
        return one == other[::-1] and is_known(one) | is_known(other) and not are_of_a_language(one, other)
    allowed = 1 if longest <= _SHORT else _LONGEST_TYPO  # a short word is soon another word: mitosis, meiosis
    return longest > 2 and OSA.distance(one, other, score_cutoff=allowed) <= allowed  # noqa: PLR2004
