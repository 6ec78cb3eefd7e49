"""What each note says and said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.reconcile.order import numbers_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from srs.model import Draft, Fact
    from srs.reconcile.order import Place


class Contents:
    """Drafts and facts by their notes; both are in the order of the notes, and so are their places.

    It knows nothing of who asks: what holds each other in a circle is freed late and at a cost.
    """

    def __init__(
        self, drafts: Sequence[Draft], places: Sequence[Place], facts: Sequence[Fact], old_places: Sequence[Place]
    ) -> None:
        self._drafts, self._places = drafts, places
        self._facts, self._old_places = facts, old_places
        self.renamed: dict[str, str] = {}
        """What notes are called now that are gone under the name they had."""

    def now(self, path: str) -> list[Draft]:
        """Return what a note says."""
        return [self._drafts[n] for _, numbers in numbers_in(self._places, [path]) for n in numbers]

    def before(self, path: str) -> list[Draft]:
        """Return what a note said, whatever it was called."""
        paths = [path, *(old for old, now in self.renamed.items() if now == path)]
        return [self._facts[n].draft for _, numbers in numbers_in(self._old_places, paths) for n in numbers]

    def ever(self, path: str) -> list[Draft]:
        """Return what a note says and said."""
        return [*self.now(path), *self.before(path)]
