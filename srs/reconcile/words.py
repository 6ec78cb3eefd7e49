"""Texts as words: what two of them have in common, and where they differ."""

from __future__ import annotations

from collections import Counter
from itertools import compress, pairwise
from operator import ne
from typing import TYPE_CHECKING
from unicodedata import normalize

from srs.markdown.inline import plain
from srs.model.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

MARKS = (
    r"\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    r"\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u0f71-\u0f84\u1000-\u109f\u1780-\u17d3\u200c\u200d"
)
"""Signs that belong to the letter before, which `\\w` does not know: without them words of Hindi and Thai would fall apart."""
_WORD = pattern(
    rf"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_][\w{MARKS}]*(?:'\w+)?[#+]*|"
    r"(?<=[^\n])[<>]|[=≤≥≠≈+−±×÷¬∀∃∈∉⊂⊆→←↔%]|(?<![\w)\]}-])-(?=[\w.])"
)
_ENUMERATED = pattern(r"(?:^|\n)[ \t]*\(?(\d{1,3})[.)](?=\s)")
_FORMULA = pattern(r"(\$[^$]+\$)")
_SYMBOL = pattern(r"[^\W\d_]+|\d+|[^\s\w$(){}\[\]\\,.;:&]")
_SPELLED = {"->": "→", "=>": "→", "<=": "≤", ">=": "≥", "!=": "≠", "\u2019": "'"}
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})

_STEM = 5
"""Letters with which a word begins that are more than chance."""

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

    Each Chinese, Japanese or Korean character is a word. The numbers of a list are none, so that it may become bullets or prose;
    others stay, at the beginning of a line too: "2. Weltkrieg".
    """
    if "\n" in text and _ENUMERATED.search(text, text.index("\n")):
        text = _without_list_numbers(text)
    if text.isascii():
        folded = text.translate(_FOLDED)
        if _MARKUP not in folded:
            return folded.split() if _JOINT not in folded else _WORD.findall(text.lower())
    said = normalize("NFC", plain(text)).casefold().translate(_UMLAUTS)
    for spelled, sign in _SPELLED.items():
        said = said.replace(spelled, sign)
    if "$" not in said:
        return _WORD.findall(said)
    parts = _FORMULA.split(said)
    return [word for n, part in enumerate(parts) for word in (_SYMBOL if n % 2 else _WORD).findall(part)]


def _without_list_numbers(text: str) -> str:
    """Leave out numbers at the beginning of lines that go up by one from one such line to the next, or are all 1."""
    marks = list(_ENUMERATED.finditer(text))
    numbers = [int(mark[1]) for mark in marks]
    goes_on = [after == before + 1 or before == after == 1 for before, after in pairwise(numbers)]
    listed = [any(around) for around in zip([False, *goes_on], [*goes_on, False], strict=True)]
    parts, end = [], 0
    for mark in compress(marks, listed):
        parts.append(text[end : mark.start()])
        end = mark.end()
    return "\n".join([*parts, text[end:]])


def overlap(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the share of words in common, counted with repeats (Dice), from 0 to 1."""
    return 2 * _count_common(one, other) / (len(one) + len(other)) if one or other else 1.0


def share_stem(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two texts have a word in common, whatever its ending: "безпеки" and "безпека"."""
    if not set(one).isdisjoint(other):
        return True
    stems = {word[:_STEM] for word in one if len(word) >= _STEM}
    return any(word[:_STEM] in stems for word in other)


def containment(one: Sequence[str], other: Sequence[str]) -> float:
    """Return how much of the shorter text stands in the longer one too, from 0 to 1."""
    shorter = min(len(one), len(other))
    return _count_common(one, other) / shorter if shorter else 1.0


def difference(before: Sequence[str], after: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
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


def _count_common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words two texts share, counted with repeats."""
    return len(one) - len(difference(one, other)[0])


def _apart(one: Sequence[str], other: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return two texts without the words that have the same place in both: an edit leaves most as they were."""
    differ = list(map(ne, one, other))
    gone, come = list(compress(one, differ)), list(compress(other, differ))
    if len(one) != len(other):
        gone += one[len(differ) :]
        come += other[len(differ) :]
    return gone, come
