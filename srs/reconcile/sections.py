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
_HALF = 0.5
"""The same of an abbreviation that stands once."""


class _Note(NamedTuple):
    """The headings and items that a note has and had, above texts or as the front of one, and the fronts that stand in it more than once."""

    stayed: frozenset[str]
    repeated: frozenset[str]

    @classmethod
    def of(cls, now: Iterable[Draft], before: Iterable[Draft]) -> _Note:
        versions = [list(now), list(before)]
        levels = [{level for draft in drafts for level in (*draft.context, draft.front)} for drafts in versions]
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
        if not self._is_elsewhere(new, old):
            return False
        note = self._note(new.path)
        if not note.has_label(new.draft.front):
            return False
        needed = _MOSTLY_THE_SAME if new.draft.front.casefold() in note.repeated else _HALF
        return self.has_left(new, old) or (self.differ(new, old) and overlap(new.back, old.back) < needed)

    def has_left(self, new: Side, old: Side) -> bool:
        """Tell whether a text stands below another heading that is no new name of the one it stood below.

        Both were there before and are now, or one of them and they have little in common.
        """
        if not self._is_elsewhere(new, old):
            return False
        stayed = self._note(new.path).stayed.intersection((_nearest(new), _nearest(old)))
        return len(stayed) > 1 or (bool(stayed) and self.differ(new, old))

    def differ(self, new: Side, old: Side) -> bool:
        """Tell whether a text stands below another heading or item, not only a new name of the one it stood below."""
        if not self._is_elsewhere(new, old):
            return False
        words = words_of(_nearest(old)), words_of(_nearest(new))
        return not share_stem(*words) or says_otherwise(*words)

    def _is_elsewhere(self, new: Side, old: Side) -> bool:
        """Tell whether a text of a note does not stand below what it stood below, nor below what took the place of that."""
        if new.draft.context == old.draft.context or new.path != old.path:
            return False
        now, before = _nearest(new), _nearest(old)
        if not now or not before or now in old.draft.context or before in new.draft.context:
            return False
        return (new.path, before, now) not in self._followed

    def _note(self, path: str) -> _Note:
        note = self._notes.get(path)
        if note is None:
            note = self._notes[path] = _Note.of(self._now(path), self._before(path))
        return note


def _nearest(side: Side) -> str:
    return side.draft.context[-1] if side.draft.context else ""
