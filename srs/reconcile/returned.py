"""Texts that are back: what a fact said once is its own, whatever it said since."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from srs.reconcile.fingerprint import fingerprint
from srs.reconcile.grade import says_otherwise
from srs.reconcile.order import by_note
from srs.reconcile.terms import are_misspelt
from srs.reconcile.words import overlap

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from srs.model import Fact, FactId
    from srs.reconcile.leftovers import Said
    from srs.reconcile.side import Side

_ALIKE_AGAIN = 0.7


def said_by_living(
    drafts: Mapping[int, Side], facts: Mapping[int, FactId], once: Mapping[str, Collection[FactId]]
) -> Iterator[tuple[int, int]]:
    """Yield drafts, each with the only live fact that said the same once and has no draft yet.

    Args:
        drafts: what is still to be paired.
        facts: the live facts that are still to be paired, by their numbers.
        once: live facts by a fingerprint they once had.
    """
    numbers = {fact: number for number, fact in facts.items()} if once else {}
    for mark, wanted in _by_mark(drafts, once).items():
        likely = [numbers[fact] for fact in once[mark] if fact in numbers]
        if len(likely) == 1 and len(wanted) == 1:
            yield wanted[0], likely[0]


def said_by_retired(drafts: Mapping[int, Side], retired: Mapping[str, Sequence[Fact]]) -> Iterator[tuple[int, Fact]]:
    """Yield drafts with retired facts that said the same once, those of the same note first.

    `retired` has facts by a fingerprint they once had, the likeliest first.
    """
    used: set[str] = set()
    for mark, numbers in _by_mark(drafts, retired).items():
        facts = [fact for fact in retired[mark] if fact.id not in used][: len(numbers)]
        used.update(fact.id for fact in facts)
        yield from by_note({number: drafts[number].path for number in numbers}, facts)


def _by_mark(drafts: Mapping[int, Side], marks: Collection[str]) -> dict[str, list[int]]:
    """Return the numbers of drafts by their fingerprints, of those that are asked for."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, side in drafts.items() if marks else ():
        mark = fingerprint(side.draft.front, side.draft.back)
        if mark in marks:
            found[mark].append(number)
    return found


def is_back(said: Said, other: Said) -> bool:
    """Tell a text that is back in its note with other words on one side alone, and says nothing else by them."""
    front = said.front == other.front or are_misspelt(other.front, said.front)
    same = front or (said.back == other.back and bool(said.back)) or said.has_gaps
    near = said.path == other.path and overlap(said.words, other.words) >= _ALIKE_AGAIN
    return near and same and not says_otherwise(other.words, said.words)
