"""The order of the notes: by file, then by line."""

from __future__ import annotations

from bisect import bisect_left
from itertools import compress
from operator import attrgetter, eq, lt
from typing import TYPE_CHECKING

from srs.model import Draft
from srs.reconcile.gaps import canonical

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from srs.model import Fact

Place = tuple[str, int, int]
"""Path, first and last line."""

_source = attrgetter("source.path", "source.first_line", "source.last_line")
_all_but_source = attrgetter(*(name for name in Draft.__match_args__ if name != "source"))


def in_order(drafts: Sequence[Draft]) -> tuple[list[Draft], list[Place]]:
    """Return drafts in the order of the notes, those of one place in an order of their own, and the place of each."""
    found = _places(drafts)
    if _ascend(found):
        return list(drafts), found
    ordered = sorted(drafts, key=_whole)
    return ordered, _places(ordered)


def facts_in_order(facts: Sequence[Fact]) -> tuple[list[Fact], list[Place]]:
    """Return facts in the order of the notes, those that say the same in one place by their ids, and the place of each."""
    found = _places([fact.draft for fact in facts])
    if _ascend(found):
        return list(facts), found
    ordered = sorted(facts, key=lambda fact: (_whole(fact.draft), fact.id))
    return ordered, _places([fact.draft for fact in ordered])


def numbers_in(found: Sequence[Place], paths: Collection[str]) -> Iterator[tuple[str, range]]:
    """Yield which of the ordered places are in each of the files, file by file."""
    for path in sorted(paths):
        yield path, _numbers(found, path)


def by_note(paths: Mapping[int, str], facts: Sequence[Fact]) -> Iterator[tuple[int, Fact]]:
    """Yield the numbers of drafts, given with their files, each with a fact: those of one file together, the rest in their order."""
    here: dict[str, list[Fact]] = {}
    for fact in reversed(facts):
        here.setdefault(fact.draft.source.path, []).append(fact)
    others, taken = [], set()
    for number, path in paths.items():
        if here.get(path):
            fact = here[path].pop()
            taken.add(fact.id)
            yield number, fact
        else:
            others.append(number)
    yield from zip(others, (fact for fact in facts if fact.id not in taken), strict=False)


def unchanged(
    drafts: Sequence[Draft], here: Sequence[Place], stood: Sequence[Draft], there: Sequence[Place]
) -> dict[int, int]:
    """Return the number of each draft that is there as it stood, in every respect, and of the one it equals."""
    pairs: dict[int, int] = {}
    for path, now in numbers_in(here, {place[0] for place in here}):
        same = list(_at_one_place(now, here, _numbers(there, path), there))
        # That the sources are the same is known.
        said = map(_all_but_source, [drafts[number] for number, _ in same])
        said_before = map(_all_but_source, [stood[before] for _, before in same])
        pairs.update(compress(same, map(eq, said, said_before)))
    return pairs


def _at_one_place(
    now: range, here: Sequence[Place], before: range, there: Sequence[Place]
) -> Iterable[tuple[int, int]]:
    """Return which places of a file are the same; of several that are, the first counts."""
    if here[now.start : now.stop] == there[before.start : before.stop]:  # no line moved, as in most files
        return zip(now, before, strict=True)
    at = {there[number]: number for number in reversed(before)}
    return [(number, at.pop(here[number])) for number in now if here[number] in at]


def _numbers(found: Sequence[Place], path: str) -> range:
    # No string lies between a path and the same with the least character behind it.
    return range(bisect_left(found, (path,)), bisect_left(found, (path + "\0",)))


def _places(drafts: Sequence[Draft]) -> list[Place]:
    return list(map(_source, drafts))


def _ascend(found: Sequence[Place]) -> bool:
    """Tell whether places are in order and no two the same, as they come from notes and store unless files are given."""
    return all(map(lt, found, found[1:]))


def _whole(draft: Draft) -> tuple[object, ...]:
    # A fact may have other numbers on its gaps than the note; those come last, so that both sides are in one order.
    front = canonical(draft.front) if "{{c" in draft.front else draft.front
    said = (front, draft.back, draft.extra, draft.kind, draft.way, draft.rule, draft.held)
    return (*_source(draft), *said, draft.deck, draft.context, draft.tags, draft.front)
