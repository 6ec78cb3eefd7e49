"""Facts whose front begins with the title of a note or a work: "Scaling laws — Problem".

The title stands in no line of theirs. When it changes, by a new heading or a new name of the file, they say what they said.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from srs.reconcile.labels import parted
from srs.reconcile.order import numbers_in
from srs.reconcile.words import overlap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from srs.reconcile.order import Place
    from srs.reconcile.side import Side

_FEWEST_WORDS = 6
"""Words that the facts of a note need together to be known in another by their answers alone."""

_FEWEST_SHARED = 0.3
"""The share of an answer that has to be left of it, where label and title alone tell which it is."""


def retitled(
    new: Mapping[int, Side], old: Mapping[int, Side], here: Sequence[Place], there: Sequence[Place]
) -> Iterator[tuple[int, int]]:
    """Yield drafts and facts with another title above them, of one note, or of one that is gone and one that is new.

    Where label and answer are the same and on either side nowhere else, they show that the title changed. In a note that is gone, half of
    the facts have to. Then those with the same label below these titles are paired too, if something is left of their answers.
    """
    new, old = _statements(new), _statements(old)
    drafts, facts = _only(new, _said), _only(old, _said)
    notes: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for key, draft in drafts.items():
        if key in facts and new[draft].text != old[facts[key]].text:
            notes[old[facts[key]].path, new[draft].path].append((draft, facts[key]))
    if not notes:
        return
    ours, theirs = _by_note(new), _by_note(old)
    now, before = {place[0] for place in here}, {place[0] for place in there}
    for (path, path_now), pairs in sorted(notes.items()):
        if path != path_now:
            ((_, left),) = numbers_in(there, (path,))
            told = sum(len(new[draft].back) for draft, _ in pairs)
            if path in now or path_now in before or 2 * len(pairs) < len(left) or told < _FEWEST_WORDS:
                continue
        yield from pairs
        yield from _below(ours[path_now], theirs[path], pairs)


def _below(new: Mapping[int, Side], old: Mapping[int, Side], pairs: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield further drafts and facts of two notes below titles that changed, with the same label and other answers."""
    titles = {_parted(old[fact])[0]: _parted(new[draft])[0] for draft, fact in pairs}
    drafts = _only({n: new[n] for n in new.keys() - {draft for draft, _ in pairs}}, _parted)
    facts = _only({n: old[n] for n in old.keys() - {fact for _, fact in pairs}}, _parted)
    for (title, label), fact in facts.items():
        draft = drafts.get((titles.get(title, ""), label))
        if draft is not None and overlap(new[draft].back, old[fact].back) >= _FEWEST_SHARED:
            yield draft, fact


def _only(sides: Mapping[int, Side], key: Callable[[Side], tuple[str, ...]]) -> dict[tuple[str, ...], int]:
    """Return the number of each key that only one has."""
    numbers: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number in sorted(sides):
        numbers[key(sides[number])].append(number)
    return {said: only for said, (only, *more) in numbers.items() if not more}


def _statements(sides: Mapping[int, Side]) -> dict[int, Side]:
    return {n: side for n, side in sides.items() if parted(side.draft)[0]}


def _by_note(sides: Mapping[int, Side]) -> dict[str, dict[int, Side]]:
    notes: dict[str, dict[int, Side]] = defaultdict(dict)
    for number, side in sides.items():
        notes[side.path][number] = side
    return notes


def _parted(side: Side) -> tuple[str, ...]:
    return parted(side.draft)


def _said(side: Side) -> tuple[str, ...]:
    return _parted(side)[1], side.draft.back
