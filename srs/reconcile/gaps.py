"""The numbers of gaps: a gap keeps its number, and with it its card and history, while what it hides stays.

A note numbers its gaps by their order, or its author does; either changes when a gap comes or goes. Here a gap is known by
the text it hides.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from srs.model import Gap, parse_cloze, show_gaps

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_OPENING = re.compile(r"\{\{c(\d{1,3}(?:,\d{1,3})*)::")
_AROUND = 12
"""Characters on either side that show that a gap whose text was corrected is still the same."""

_Texts = tuple[str, ...]


def canonical(front: str) -> str:
    """Return a sentence with its gaps numbered from 1 by where they stand; the same for any numbers of the same gaps."""
    places: dict[int, list[int]] = {}
    for place, found in enumerate(_OPENING.finditer(front)):
        for number in map(int, found[1].split(",")):
            if number > 0:
                places.setdefault(number, []).append(place)
    order = sorted(places, key=lambda number: (places[number], number))
    return _with_numbers(front, {number: rank for rank, number in enumerate(order, 1)}) if order else front


def filled(front: str) -> str:
    """Return a sentence as it reads with every gap filled in."""
    return show_gaps(front, None) if "{{c" in front else front


def renumbered(front: str, said: Sequence[str]) -> str:
    """Return a sentence whose gaps have the numbers they had in what the fact said before, oldest first.

    A gap that is back gets its old number back, one that is new a number that none has had.
    """
    now, before = _hidden(front), _hidden(said[-1])
    numbers: dict[int, int] = {}
    free = dict(before)
    _pair(now, free, numbers)
    _pair_places(front, now, said[-1], free, numbers)
    ever: dict[int, _Texts] = {}
    for text in said:
        ever.update(_hidden(text))
    _pair(now, {number: texts for number, texts in ever.items() if number not in before}, numbers)
    highest = max((*ever, 0))
    for number in now:
        if number not in numbers:
            highest += 1
            numbers[number] = highest
    return _with_numbers(front, numbers)


def _pair(now: dict[int, _Texts], free: dict[int, _Texts], numbers: dict[int, int]) -> None:
    """Give gaps that hide the same the number that is free for it, in order."""
    for number, texts in now.items():
        if number not in numbers:
            same = next((old for old, other in free.items() if other == texts), None)
            if same is not None:
                numbers[number] = same
                del free[same]


def _pair_places(
    front: str, now: dict[int, _Texts], before: str, free: dict[int, _Texts], numbers: dict[int, int]
) -> None:
    """Give a gap whose text was corrected its number, where the same words stand around it."""
    here, there = _surroundings(front), _surroundings(before)
    for number in now:
        if number not in numbers and here.get(number):
            same = [old for old in free if there.get(old) == here[number]]
            if len(same) == 1:
                numbers[number] = same[0]
                del free[same[0]]


def _hidden(front: str) -> dict[int, _Texts]:
    """Return what the gaps of each number hide, in the order in which they stand."""
    found: dict[int, list[tuple[int, str]]] = {}
    for place, gap in enumerate(_gaps(parse_cloze(front))):
        for number in gap.numbers:
            if number > 0:
                found.setdefault(number, []).append((place, _text(gap)))
    order = sorted(found, key=lambda number: ([place for place, _ in found[number]], number))
    return {number: tuple(text for _, text in found[number]) for number in order}


def _gaps(parts: tuple[str | Gap, ...]) -> Iterator[Gap]:
    """Yield gaps, each before those within it."""
    for part in parts:
        if isinstance(part, Gap):
            yield part
            yield from _gaps(part.parts)


def _text(part: str | Gap) -> str:
    """Return a part as it reads filled in."""
    return part if isinstance(part, str) else "".join(map(_text, part.parts))


def _surroundings(front: str) -> dict[int, tuple[str, str]]:
    """Return the words before and behind each gap that stands alone under its number, as they read filled in."""
    parts = parse_cloze(front)
    texts = [_text(part) for part in parts]
    found: dict[int, tuple[str, str]] = {}
    seen: set[int] = set()
    for place, part in enumerate(parts):
        if isinstance(part, Gap) and len(part.numbers) == 1:
            number = part.numbers[0]
            around = "".join(texts[:place])[-_AROUND:], "".join(texts[place + 1 :])[:_AROUND]
            if number in seen:
                found.pop(number, None)
            else:
                found[number] = around
            seen.add(number)
    return found


def _with_numbers(front: str, numbers: dict[int, int]) -> str:
    def number_anew(found: re.Match[str]) -> str:
        kept = sorted(numbers.get(int(number), int(number)) for number in found[1].split(","))
        return f"{{{{c{','.join(map(str, kept))}::"

    return _OPENING.sub(number_anew, front)
