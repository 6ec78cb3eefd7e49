"""Whether an edited text still stands below what it stood below: "CI" of one drug is not "CI" of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.reconcile.grade import says_otherwise
from srs.reconcile.words import overlap, share_stem, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from srs.model import Draft
    from srs.reconcile.side import Side

_MOSTLY_THE_SAME = 0.6
"""The share of an answer that is left of it where a page was ordered anew."""


class Sections:
    """Which headings and items took the place of others, as texts show that stayed as they were.

    `now` and `before` give what a note says and said.
    """

    def __init__(self, now: Callable[[str], Iterable[Draft]], before: Callable[[str], Iterable[Draft]]) -> None:
        self._now, self._before = now, before
        self._followed: set[tuple[str, str, str]] = set()
        self._stayed: dict[str, frozenset[str]] = {}
        """The headings and items above its texts that a note has and had."""

    def note(self, new: Side, old: Side) -> None:
        """Take in that a text is the same; what stands above it may have another name now."""
        if new.draft.context != old.draft.context and new.path == old.path and new.text == old.text:
            self._followed.add((new.path, _nearest(old), _nearest(new)))

    def are_apart(self, new: Side, old: Side) -> bool:
        """Tell whether two texts of a note tell of two things, by what they stand below.

        Where both headings are there now and before, or little is left of the answer, one has not taken the place of the other.
        """
        if not self.differ(new, old):
            return False
        if new.path not in self._stayed:
            now = {level for draft in self._now(new.path) for level in draft.context}
            before = {level for draft in self._before(new.path) for level in draft.context}
            self._stayed[new.path] = frozenset(now & before)
        stayed = not self._stayed[new.path].isdisjoint((_nearest(new), _nearest(old)))
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
