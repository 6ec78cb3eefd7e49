"""One side of a comparison: a draft, or what a fact said last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.model import Way
from srs.reconcile.gaps import canonical, filled, hidden_words
from srs.reconcile.labels import parted, without_total
from srs.reconcile.leftovers import NOWHERE, Said
from srs.reconcile.words import words_of

if TYPE_CHECKING:
    from srs.model import Draft
    from srs.reconcile.grade import Edit


class Side:
    """A draft, or what a fact said last, with the words that are compared; they are read when first asked for."""

    __slots__ = ("_back", "_front", "_said", "_words", "draft", "edit", "has_gaps", "path", "text")

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.path = draft.source.path
        self.has_gaps = draft.way is Way.CLOZE
        """A question never becomes a sentence with gaps: in Anki it cannot."""
        self.text = text_of(draft)
        self.edit: tuple[Side, Edit] | None = None
        """What became of the back of a fact that was likely the same by its front, and which that was."""
        self._front: tuple[str, ...] | None = None
        self._back: tuple[str, ...] | None = None
        self._words: tuple[str, ...] | None = None
        self._said: Said | None = None

    @property
    def front(self) -> tuple[str, ...]:
        """The words of its front, gaps filled in."""
        if self._front is None:
            self._front = tuple(words_of(filled(without_total(self.draft))))
        return self._front

    @property
    def back(self) -> tuple[str, ...]:
        """The words of its back."""
        if self._back is None:
            self._back = tuple(words_of(self.draft.back))
        return self._back

    @property
    def words(self) -> tuple[str, ...]:
        """All words of it."""
        if self._words is None:
            self._words = self.front + self.back
        return self._words

    def said(self, anchor: int = NOWHERE[0], rank: int = NOWHERE[1]) -> Said:
        """Return what is compared of it, at a place."""
        known = self._said
        # Whenever something was paired it is asked for anew, and most of what is left stands where it stood.
        if known is None or known.anchor != anchor or known.rank != rank or known.path != self.path:
            title, hidden = (known.title, known.hidden) if known else self._title_and_hidden()
            known = Said(self.path, self.has_gaps, self.front, self.back, self.words, anchor, rank, title, hidden)
            self._said = known
        return known

    def _title_and_hidden(self) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
        """Return the words of the work that a statement belongs to, and those that each gap hides."""
        title = parted(self.draft)[0]
        return tuple(words_of(title)) if title else (), hidden_words(self.draft.front) if self.has_gaps else ()


def text_of(draft: Draft) -> tuple[str, str]:
    """Return what it says as written, whatever the numbers of its gaps and how many stand beside it."""
    front = without_total(draft)
    return canonical(front) if "{{c" in front else front, draft.back
