"""Which facts say what cards of another program say, by the words of their fronts.

A front that several facts have is told apart by the backs; what is still not sure is not guessed.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from srs.model import Way, all_gaps, parse_cloze, show_gaps
from srs.reconcile.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from srs.model import Fact


class Text(NamedTuple):
    """What a card of another program says, as markdown or plain text, and the name it has there."""

    name: str
    front: str
    back: str = ""


class Doubtful(NamedTuple):
    """A text that may be one of several facts, or one of several that may be the same one."""

    text: Text
    facts: tuple[Fact, ...]


class Found(NamedTuple):
    """The texts with the fact that each is, those that are doubtful, and the names of texts that are no fact."""

    pairs: list[tuple[Text, Fact]]
    doubtful: list[Doubtful]
    others: list[str]


def find_same(texts: Iterable[Text], facts: Iterable[Fact]) -> Found:
    """Return which fact each text is."""
    by_front: defaultdict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        by_front[_front(fact.draft.front)].append(fact)
    found = Found([], [], [])
    claims: defaultdict[str, list[tuple[Text, Fact]]] = defaultdict(list)
    for text in texts:
        key = _front(text.front)
        candidates = by_front.get(key, []) if key[1:] else []
        if len(candidates) > 1:
            candidates = [one for one in candidates if _says(one, text)] or candidates
        if len(candidates) == 1:
            claims[candidates[0].id].append((text, candidates[0]))
        elif candidates:
            found.doubtful.append(Doubtful(text, tuple(candidates)))
        else:
            found.others.append(text.name)
    for claimed in claims.values():
        _decide(claimed, found)
    return found


def same_gaps(text: str, fact: Fact) -> Mapping[int, int]:
    """Return for the numbers of the gaps of a text, from 0 on, those of the gaps of a fact that hide the same words."""
    ours = _gaps(fact.draft.front)
    pairs: dict[int, int] = {}
    for hidden, numbers in _gaps(text).items():
        # A gap that hides the same as another is the same one in the order of the sentence, if both have as many.
        if len(numbers) == len(ours.get(hidden, ())):
            pairs |= dict(zip(numbers, ours[hidden], strict=True))
    return pairs


def _decide(claimed: list[tuple[Text, Fact]], found: Found) -> None:
    """Give a fact to the one text that claims it; of several to the one that has its back."""
    sure = claimed if len(claimed) == 1 else [pair for pair in claimed if _says(pair[1], pair[0])]
    if len(sure) == 1:
        found.pairs.append(sure[0])
        found.others.extend(other.name for other, _ in claimed if other != sure[0][0])
    else:
        found.doubtful.extend(Doubtful(text, (fact,)) for text, fact in claimed)


def _says(fact: Fact, text: Text) -> bool:
    return words_of(fact.draft.back) == words_of(text.back)


def _front(front: str) -> tuple[str, ...]:
    """Return the words of a front, a sentence with gaps apart from a question."""
    if "{{c" in front:
        return (Way.CLOZE, *words_of(show_gaps(front, None)))
    return ("", *words_of(front))


def _gaps(front: str) -> dict[tuple[str, ...], list[int]]:
    found: dict[tuple[str, ...], list[int]] = {}
    for gap in all_gaps(parse_cloze(front)):
        for number in gap.numbers:
            if number > 0 and number - 1 not in found.get(tuple(words_of(gap.text)), []):
                found.setdefault(tuple(words_of(gap.text)), []).append(number - 1)
    return found
