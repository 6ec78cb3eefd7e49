"""The numbers of gaps: a gap keeps its number, and with it its card and history, while what it hides stays.

A note numbers its gaps by their order, or its author does; either changes when a gap comes or goes. Here a gap is known by
the text it hides.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from srs.model import Gap, all_gaps, parse_cloze, show_gaps
from srs.reconcile.grade import has_typos
from srs.reconcile.words import containment, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_OPENING = re.compile(r"\{\{c(\d{1,3}(?:,\d{1,3})*)::")
_AROUND = 3
"""Words on either side that show that a gap whose text was corrected is still the same."""
_REACH = 4
_NEAR = 80


def canonical(front: str) -> str:
    """Return a sentence with its gaps numbered from 1 by where they stand; the same for any numbers of the same gaps."""
    return with_numbers(front, ranks(front))


def ranks(front: str) -> dict[int, int]:
    """Return the numbers of the gaps of a sentence, each with its number from 1 by where its gaps stand."""
    places: dict[int, list[int]] = {}
    for place, found in enumerate(_OPENING.finditer(front)):
        for number in map(int, found[1].split(",")):
            if number > 0:
                places.setdefault(number, []).append(place)
    order = sorted(places, key=lambda number: (places[number], number))
    return {number: rank for rank, number in enumerate(order, 1)}


def hidden(front: str) -> dict[int, tuple[str, ...]]:
    """Return what the gaps of each number hide, where that stands in the sentence once: it tells which gap it is."""
    whole = filled(front)
    return {
        number: gap.texts
        for number, gap in _groups(front).items()
        if all(text.strip() and whole.count(text) == 1 for text in gap.texts)
    }


def with_numbers(front: str, numbers: Mapping[int, int]) -> str:
    """Return a sentence whose gaps have other numbers; those that are not named keep theirs."""

    def number_anew(found: re.Match[str]) -> str:
        kept = sorted(numbers.get(int(number), int(number)) for number in found[1].split(","))
        return f"{{{{c{','.join(map(str, kept))}::"

    return _OPENING.sub(number_anew, front) if numbers else front


def filled(front: str) -> str:
    """Return a sentence as it reads with every gap filled in."""
    return show_gaps(front, None) if "{{c" in front else front


def hidden_words(front: str) -> tuple[tuple[str, ...], ...]:
    """Return the words that each gap of a sentence hides."""
    return tuple(tuple(words_of(gap.text)) for gap in all_gaps(parse_cloze(front)))


def renumbered(front: str, said: Sequence[str]) -> str:
    """Return a sentence whose gaps have the numbers they had in what the fact said before, oldest first.

    A gap that is back gets its old number back, one that is new the number its author wrote if none has had it, or the next.
    """
    now, before = _groups(front), _groups(said[-1])
    numbers: dict[int, int] = {}
    free = dict(before)
    _pair(now, free, numbers, lambda gap: (gap.texts, gap.around))
    _pair_in_order(now, free, numbers)
    _pair(now, free, numbers, lambda gap: gap.texts)
    _pair(now, free, numbers, lambda gap: gap.words if any(gap.words) else None)
    _pair(now, free, numbers, lambda gap: gap.around if any(map(any, gap.around)) else None)
    _pair_near(now, free, numbers)
    ever: dict[int, _Group] = {}
    for text in said:
        ever.update(_groups(text))
    _pair(now, {n: gap for n, gap in ever.items() if n not in before}, numbers, lambda gap: gap.texts)
    taken = {*ever, *numbers.values()}
    for number in now:
        if number not in numbers:
            numbers[number] = (
                number if number not in taken and number > max(ever, default=0) else max(taken, default=0) + 1
            )
            taken.add(numbers[number])
    return with_numbers(front, numbers)


class _Group(NamedTuple):
    """The gaps of one number: what each hides, as written and as words, and the words around each."""

    texts: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]
    around: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


def _pair(
    now: Mapping[int, _Group], free: dict[int, _Group], numbers: dict[int, int], key: Callable[[_Group], object]
) -> None:
    """Give gaps with the same key the number that is free for it, in order."""
    for number, gap in now.items():
        wanted = key(gap)
        if number not in numbers and wanted is not None:
            same = next((old for old, other in free.items() if key(other) == wanted), None)
            if same is not None:
                numbers[number] = same
                del free[same]


def _pair_in_order(now: Mapping[int, _Group], free: dict[int, _Group], numbers: dict[int, int]) -> None:
    """Pair gaps that hide the same and stand in the same order."""
    left, old = [number for number in now if number not in numbers], list(free)
    texts, others = [now[number].texts for number in left], [free[number].texts for number in old]
    for start, there, size in SequenceMatcher(None, others, texts, autojunk=False).get_matching_blocks():
        for step in range(size):
            numbers[left[there + step]] = old[start + step]
            del free[old[start + step]]


def _pair_near(now: Mapping[int, _Group], free: dict[int, _Group], numbers: dict[int, int]) -> None:
    """Pair gaps that hide a little more or less, or the same with a letter or two changed."""
    for number, gap in now.items():
        if number not in numbers:
            near = next((old for old, other in free.items() if _are_near(gap, other)), None)
            if near is not None:
                numbers[number] = near
                del free[near]


def _are_near(gap: _Group, other: _Group) -> bool:
    shared = len(set(gap.texts).intersection(other.texts))
    if shared * 2 >= max(len(gap.texts), len(other.texts)):
        return True
    (one, *more), (two, *others) = gap.words, other.words
    return not more and not others and bool(one and two) and (containment(one, two) == 1 or has_typos(two, one))


def _groups(front: str) -> dict[int, _Group]:
    """Return the gaps of each number, in the order in which they stand."""
    parts = parse_cloze(front)
    found: dict[int, list[tuple[int, Gap, tuple[tuple[str, ...], tuple[str, ...]]]]] = {}
    place = 0
    for index, part in enumerate(parts):
        if isinstance(part, Gap):
            around = _words_around(parts, index)
            for gap in all_gaps((part,)):
                for number in gap.numbers:
                    if number > 0:
                        found.setdefault(number, []).append((place, gap, around))
                place += 1
    order = sorted(found, key=lambda number: ([one[0] for one in found[number]], number))
    return {
        number: _Group(
            tuple(gap.text for _, gap, _ in found[number]),
            tuple(tuple(words_of(gap.text)) for _, gap, _ in found[number]),
            tuple(around for _, _, around in found[number]),
        )
        for number in order
    }


def _words_around(parts: tuple[str | Gap, ...], index: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the plain words right before and behind a gap, other gaps left out."""
    before = " ".join(part for part in parts[max(0, index - _REACH) : index] if isinstance(part, str))
    behind = " ".join(part for part in parts[index + 1 : index + 1 + _REACH] if isinstance(part, str))
    # Most of a long sentence is far from the gap.
    return tuple(words_of(before[-_NEAR:])[-_AROUND:]), tuple(words_of(behind[:_NEAR])[:_AROUND])
