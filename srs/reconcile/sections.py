"""Whether an edited text still stands below what it stood below: "CI" of one drug is not "CI" of another."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from srs.reconcile.grade import says_otherwise
from srs.reconcile.words import overlap, share_stem, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from srs.model import Draft
    from srs.reconcile.side import Side

_LONGEST_ABBREVIATION = 3
_MOSTLY_THE_SAME = 0.6
"""The share of an answer that is left of it where a page was ordered anew."""


class _Note(NamedTuple):
    """The headings and items above its texts that a note has and had, and the fronts that stand in it more than once."""

    stayed: frozenset[str]
    repeated: frozenset[str]

    @classmethod
    def of(cls, now: Iterable[Draft], before: Iterable[Draft]) -> _Note:
        versions = [list(now), list(before)]
        levels = [{level for draft in drafts for level in draft.context} for drafts in versions]
        counts = [Counter(draft.front.casefold() for draft in drafts) for drafts in versions]
        repeated = frozenset(front for fronts in counts for front, count in fronts.items() if count > 1)
        return cls(frozenset(levels[0] & levels[1]), repeated)

    def has_label(self, front: str) -> bool:
        """Tell a front that says nothing by itself: it stands here again and again, or is an abbreviation as "CI" is."""
        return len(front) <= _LONGEST_ABBREVIATION or front.casefold() in self.repeated


class Sections:
    """Which headings and items took the place of others, as texts show that stayed as they were.

    `now` and `before` give what a note says and said.
    """

    def __init__(self, now: Callable[[str], Iterable[Draft]], before: Callable[[str], Iterable[Draft]]) -> None:
        self._now, self._before = now, before
        self._followed: set[tuple[str, str, str]] = set()
        self._notes: dict[str, _Note] = {}

    def note(self, new: Side, old: Side) -> None:
        """Take in that a text is the same; what stands above it may have another name now."""
        if new.draft.context != old.draft.context and new.path == old.path and new.text == old.text:
            self._followed.add((new.path, _nearest(old), _nearest(new)))

    def are_apart(self, new: Side, old: Side) -> bool:
        """Tell whether two texts of a note below one label tell of two things, by what they stand below.

        Where one of the headings is there now and was before, or little is left of the answer, they do.
        """
        if not self.differ(new, old):
            return False
        note = self._notes.get(new.path)
        if note is None:
            note = self._notes[new.path] = _Note.of(self._now(new.path), self._before(new.path))
        if not note.has_label(new.draft.front):
            return False
        stayed = not note.stayed.isdisjoint((_nearest(new), _nearest(old)))
        return stayed or overlap(new.back, old.back) < _MOSTLY_THE_SAME

    def differ(self, new: Side, old: Side) -> bool:
        """Tell whether a text stands below another heading or item, not only a new name of the one it stood below."""
        now, before = _nearest(new), _nearest(old)
        if new.path != old.path or not now or not before or now in old.draft.context or before in new.draft.context:
            return False
        if (new.path, before, now) in self._followed:
            return False
        words = words_of(before), words_of(now)
        return not share_stem(*words) or says_otherwise(*words)


def _nearest(side: Side) -> str:
    return side.draft.context[-1] if side.draft.context else ""
