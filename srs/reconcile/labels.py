"""Fronts that are a label with a number: "Theorem 2", "RQ1", "Analysis — Law 1 of 3".

The number tells where a statement stands, and how many there are beside it tells even less: both change when another comes or
goes, and the statement is what it was.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from srs.model import Kind
from srs.reconcile.words import overlap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from srs.model import Draft
    from srs.reconcile.side import Side

DASH = " — "
"""What stands between the title of a work and a label below it."""
_TOTAL = re.compile(r"(?<=\d) of \d+$")
_NUMBER = re.compile(r"(?:\d+(?:[.\-]\d+)*|(?<=[^\W\d] )[IVX]+)\.?$")
_ENDS = ("I", "V", "X", ".")
"""What may end a number besides a figure."""
_FEWEST_WORDS = 6
"""Words that answers below labels of one name need together, to be known by them alone."""
_MOSTLY_THE_SAME = 0.6
_MOST_COMPARED = 400

_Label = tuple[str, str]


def without_total(draft: Draft) -> str:
    """Return the front of a draft; that of a statement without how many stand beside it: "Law 1", not "Law 1 of 3"."""
    front = draft.front
    return _TOTAL.sub("", front) if draft.kind is Kind.STATEMENT and " of " in front else front


def parted(draft: Draft) -> tuple[str, str]:
    """Part the front of a statement into the title of its work and its label; any other has no title."""
    if draft.kind is not Kind.STATEMENT:
        return "", draft.front
    title, _, label = without_total(draft).rpartition(DASH)
    return title, label


def numbered(side: Side) -> _Label | None:
    """Return the note and the name of a label with a number, None where a front ends with none."""
    front = side.text[0]
    # Most fronts end with a letter that ends no number.
    found = _NUMBER.search(front) if front[-1:].isdecimal() or front.endswith(_ENDS) else None
    name = front[: found.start()].rstrip() if found else ""
    return (side.path, name) if name else None


def renumbered(new: Mapping[int, Side], old: Mapping[int, Side]) -> Iterator[tuple[int, int]]:
    """Yield drafts and facts of one note that say the same below labels of one name with other numbers.

    Where there are such, those of the name that are mostly the same are yielded too, whatever their numbers.
    """
    there = _by_label(old)
    for label, drafts in _by_label(new).items() if there else ():
        facts = there.get(label, {})
        pairs = _same(drafts, facts)
        if sum(len(drafts[draft].back) for draft, _ in pairs) >= _FEWEST_WORDS:
            yield from pairs
            for draft, fact in pairs:
                del drafts[draft], facts[fact]
            yield from _alike(drafts, facts)


def _by_label(sides: Mapping[int, Side]) -> dict[_Label, dict[int, Side]]:
    """Return what stands below labels with numbers, by their names."""
    found: dict[_Label, dict[int, Side]] = defaultdict(dict)
    for number, side in sides.items():
        label = None if side.has_gaps else numbered(side)
        if label:
            found[label][number] = side
    return found


def _same(new: Mapping[int, Side], old: Mapping[int, Side]) -> list[tuple[int, int]]:
    """Return the pairs that say the same as written, where only one on each side does."""
    drafts, facts = ({side.draft.back: number for number, side in sides.items()} for sides in (new, old))
    counts = [Counter(side.draft.back for side in sides.values()) for sides in (new, old)]
    return [(drafts[said], facts[said]) for said in drafts if counts[0][said] == counts[1][said] == 1]


def _alike(new: Mapping[int, Side], old: Mapping[int, Side]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of which the answer is mostly the same, where only one on each side fits."""
    if len(new) * len(old) > _MOST_COMPARED:
        return
    found = [
        (draft, fact)
        for draft, side in new.items()
        for fact, other in old.items()
        if overlap(side.back, other.back) >= _MOSTLY_THE_SAME
    ]
    drafts, facts = Counter(draft for draft, _ in found), Counter(fact for _, fact in found)
    yield from (pair for pair in found if drafts[pair[0]] == facts[pair[1]] == 1)
