"""Fronts as a reader sees them: neither case nor the marks of code, nor a number before them, make another question."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from srs.markdown.inline import plain
from srs.model import Kind
from srs.reconcile.asked import unnumbered
from srs.reconcile.grade import says_otherwise
from srs.reconcile.remains import remains
from srs.reconcile.terms import telling
from srs.reconcile.words import containment, overlap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from srs.model import Draft
    from srs.reconcile.side import Side

_SECTION = re.compile(r"^\d{1,3}(?:\.\d{1,3})+\s+(?=\S)")
"""The number of a section, which may also be a value: "2.4 GHz"."""
_MOST_COMPARED = 64
_TELLING = 2
"""Words that say what a question is about and stay with a short answer."""
_SHORT_ANSWER = 3
"""Words of an answer that is no mere value."""
_INSIDE = 0.95
"""The share of the shorter answer that stands in the longer one where that is the same and more."""


class _Note(NamedTuple):
    """How often fronts and backs stand in a note now and before, taken together."""

    fronts: Counter[str]
    bare: Counter[str]
    backs: Counter[str]

    @classmethod
    def of(cls, drafts: Iterable[Draft]) -> _Note:
        said = list(drafts)
        fronts = [_seen(draft.front) for draft in said]
        return cls(
            Counter(fronts), Counter(map(_bare, fronts)), Counter(draft.back.strip().casefold() for draft in said)
        )


class Fronts:
    """What stands once in a note, now and before; `said` gives what it says and said."""

    def __init__(self, said: Callable[[str], Iterable[Draft]]) -> None:
        self._said = said
        self._notes: dict[str, _Note] = {}

    def stand_once(self, new: Side, old: Side) -> bool:
        """Tell whether a front that is written as before stands once in its note, now and then."""
        return new.draft.front == old.draft.front and self.are_rare(new, old)

    def are_rare(self, new: Side, old: Side) -> bool:
        """Tell whether fronts stand once in their notes, now and then."""
        return all(self._note(side).fronts[_seen(side.draft.front)] <= 2 for side in (new, old))  # noqa: PLR2004

    def are_counted_anew(self, new: Side, old: Side) -> bool:
        """Tell fronts that differ in what they are counted by ("3)", "L3)"), with a part of the answer, where they stand once.

        Where both are counted, the answer may be more, but not another: "1. Weltkrieg" is not "2. Weltkrieg".
        """
        now, before = _seen(new.draft.front), _seen(old.draft.front)
        bare = _bare(now)
        if now == before or bare != _bare(before) or any(self._note(side).bare[bare] > 2 for side in (new, old)):  # noqa: PLR2004
            return False
        if containment(new.back, old.back) >= _INSIDE:
            return True
        return remains(new, old) and (bare in {now, before} or not says_otherwise(old.back, new.back))

    def keep_their_answer(self, new: Side, old: Side) -> bool:
        """Tell questions of which one has all that the other is about, where their short answer stands once in the note.

        A value may be said of many things.
        """
        now, before = telling(new.front), telling(old.front)
        fewer = min(now, before, key=len)
        if new.front == old.front or len(fewer) < _TELLING or not (now <= before or before <= now):
            return False
        if any(map(str.isdecimal, "".join(new.back))) or says_otherwise(_spoken(old.front), _spoken(new.front)):
            return False
        return all(self._note(side).backs[side.draft.back.strip().casefold()] <= 2 for side in (new, old))  # noqa: PLR2004

    def _note(self, side: Side) -> _Note:
        note = self._notes.get(side.path)
        if note is None:
            note = self._notes[side.path] = _Note.of(self._said(side.path))
        return note


def asked_for(side: Side) -> frozenset[str] | None:
    """Return the words that say what a front is about, as a term or as a question; None for a sentence with gaps, or where none do."""
    return None if side.has_gaps else frozenset(telling(side.front)) or None


def became_a_question(new: Side, old: Side) -> bool:
    """Tell a term that is asked for now, or the other way round, where the shorter answer stands in the longer: "Dropout", "What is dropout?"."""
    is_other = (new.draft.kind is Kind.QUESTION) is not (old.draft.kind is Kind.QUESTION)
    told = min(len(new.back), len(old.back)) >= _SHORT_ANSWER
    return is_other and told and containment(new.back, old.back) >= _INSIDE


def are_crossed(draft: int, fact: int, new: Mapping[int, Side], old: Mapping[int, Side]) -> bool:
    """Tell whether of several texts below one front another has more of the fact's answer, and the draft has more of another's."""
    if min(len(new), len(old)) == 1 or len(new) * len(old) > _MOST_COMPARED:
        return False
    back, other = new[draft].back, old[fact].back
    shared = overlap(back, other)
    return any(overlap(side.back, other) > shared for side in new.values()) and any(
        overlap(back, side.back) > shared for side in old.values()
    )


def bare_front(side: Side) -> str | None:
    """Return what a front reads as without what it is counted by; None for a sentence with gaps."""
    return None if side.has_gaps else _bare(_seen(side.draft.front))


def _spoken(words: Iterable[str]) -> list[str]:
    """Return the words without numbers: a question that was cut short has fewer of them."""
    return list(filter(str.isalpha, words))


def _seen(front: str) -> str:
    return plain(front).casefold()


def _bare(seen: str) -> str:
    bare = unnumbered(seen)
    return _SECTION.sub("", bare) if bare[:1].isdecimal() else bare
