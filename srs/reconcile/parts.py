"""A text in parts - sentences, items, rows, remarks in brackets - and which of them came, went or gave way to others.

A sentence more says nothing against those that stay, whatever numbers and negations are in it.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from srs.markdown.inline import mask
from srs.reconcile.polarity import is_filler
from srs.reconcile.words import containment, overlap, without_list_numbers, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BORDER = re.compile(
    r"\n\s*\n|(?: {2}|\\)\n|\n(?=\s*(?:[-*+•·|>#→]|\d{1,3}[.)]\s))"  # paragraphs, lines, items, rows, headings
    r"|(?<=[.!?;])[)*_\"']*\s+|(?<=[。！？；])"  # sentences
    r"|\s+[—–·/-]\s+|<br\s*/?>"
)
_REMARK = re.compile(r"(?<=\s)\(([^()\n]+)\)|（([^（）\n]+)）")
_FEWEST_WORDS = 2
"""Words that a remark has at least: "(not)" denies what stands around it."""
_MOST_READ = 20_000
_MOST_COMPARED = 400
_ALIKE = 0.5
_FEWEST_KEPT = 3
_NEARLY_ALL = 0.75
_FOREIGN = 0.25
_REPLACED = 0.2
"""The share of a text that has to have given way to something else."""
_HIRAGANA = re.compile(r"[\u3040-\u309f]")

Part = tuple[str, ...]


class Parts(NamedTuple):
    """The words of the parts that only one of two texts has, and pairs of those that were edited."""

    gone: Sequence[Part]
    come: Sequence[Part]
    edited: Sequence[tuple[Part, Part]]
    number: int
    """How many parts the longer text has."""
    size: float
    """How many words a text has, the mean of both."""

    @property
    def before(self) -> list[str]:
        """The words that the edited parts had."""
        return [word for part, _ in self.edited for word in part]

    @property
    def after(self) -> list[str]:
        """The words that the edited parts have."""
        return [word for _, part in self.edited for word in part]

    @property
    def is_replaced(self) -> bool:
        """Tell whether a good share of the parts or words gave way to words of which hardly one was there."""
        gone, come = _content(self.gone), _content(self.come)
        parts = min(len(self.gone), len(self.come))
        words = min(sum(map(len, self.gone)), sum(map(len, self.come)))
        is_much = words >= _REPLACED * self.size or parts >= _REPLACED * self.number
        return is_much and bool(gone and come) and overlap(gone, come) < _FOREIGN


def has_parts(text: str) -> bool:
    """Tell whether there is more than one part in a text."""
    if text.isascii() and not ("\n" in text or "(" in text or text.find(".", 0, -1) >= 0 or _is_signed(text)):
        return False  # most texts by far
    return _BORDER.search(text) is not None or _REMARK.search(text) is not None


def _is_signed(text: str) -> bool:
    return ";" in text or "?" in text or "!" in text or "/" in text or "-" in text or "<" in text


def compare_parts(before: str, after: str) -> Parts | None:
    """Return what became of the parts of a text; None where they are too many to tell."""
    if max(len(before), len(after)) > _MOST_READ:
        return None
    old, new = list(_parts(before)), list(_parts(after))
    gone, come = list((Counter(old) - Counter(new)).elements()), list((Counter(new) - Counter(old)).elements())
    if len(gone) * len(come) > _MOST_COMPARED:
        return None
    edited = list(_pairs(gone, come))
    for one, other in edited:
        gone.remove(one)
        come.remove(other)
    return Parts(gone, come, edited, max(len(old), len(new)), sum(map(len, (*old, *new))) / 2)


def _parts(text: str) -> Iterator[Part]:
    """Yield the words of each part of a text, code and formulas left whole."""
    text = without_list_numbers(text)
    seen = mask(text)
    start = 0
    for border in (*_BORDER.finditer(seen), None):
        end = border.start() if border else len(text)
        yield from _apart(text, seen, start, end)
        start = border.end() if border else end


def _apart(text: str, seen: str, start: int, end: int) -> Iterator[Part]:
    """Yield the words of a part and of the remarks in it, each by itself."""
    rest = []
    for remark in _REMARK.finditer(seen, start, end):
        inside = remark.span(1 if remark[1] else 2)
        words = tuple(words_of(text[slice(*inside)]))
        if len(words) >= _FEWEST_WORDS:
            rest.append(text[start : remark.start()])
            start = remark.end()
            yield words
    whole = tuple(words_of(" ".join((*rest, text[start:end]))))
    if whole:
        yield whole


def _pairs(gone: Sequence[Part], come: Sequence[Part]) -> Iterator[tuple[Part, Part]]:
    """Yield the parts that were edited, before and after, the most alike first."""
    found = [
        (-alike, at + there, at, there)
        for at, one in enumerate(gone)
        for there, other in enumerate(come)
        if (alike := overlap(one, other)) >= _ALIKE or _goes_on(one, other)
    ]
    taken: set[int] = set()
    given: set[int] = set()
    for _, _, at, there in sorted(found):
        if at not in taken and there not in given:
            taken.add(at)
            given.add(there)
            yield gone[at], come[there]


def _goes_on(one: Part, other: Part) -> bool:
    """Tell whether the longer of two parts has nearly all words of the shorter one."""
    return min(len(one), len(other)) >= _FEWEST_KEPT and containment(one, other) >= _NEARLY_ALL


def _content(parts: Sequence[Part]) -> list[str]:
    return [
        word
        for part in parts
        for word in part
        if word[0].isalnum() and not is_filler(word) and not _HIRAGANA.match(word)
    ]
