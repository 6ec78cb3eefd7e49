"""Whether enough is left of an answer for the front above it to be the same question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.reconcile.edit import edit_of
from srs.reconcile.words import containment, overlap

if TYPE_CHECKING:
    from srs.reconcile.side import Side

SAME_FRONT = 0.3
"""The share of words in common that makes a front that is written as before the same."""
_SAME_ELSEWHERE = 0.5
"""The share without which the same front in another note, or twice in one, says nothing."""


def keeps_its_back(new: Side, old: Side) -> bool:
    """Tell whether something is left of the back, and remember what became of it."""
    edit = edit_of(old.draft.back, new.draft.back)
    new.edit = (old, edit) if edit.keeps(SAME_FRONT) else None
    return new.edit is not None


def remains(new: Side, old: Side) -> bool:
    """Tell whether something is left of the back, or half of the shorter one stands in the longer."""
    return overlap(new.back, old.back) >= SAME_FRONT or containment(new.back, old.back) >= _SAME_ELSEWHERE


def says_the_same(new: Side, old: Side) -> bool:
    """Tell whether the same front in another note, or twice in one, is about the same."""
    return max(overlap(new.back, old.back), containment(new.back, old.back) / 2) >= _SAME_ELSEWHERE
