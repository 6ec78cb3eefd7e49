"""The two sides of a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.model import Way, show_gaps
from srs.model.values import dataclass

if TYPE_CHECKING:
    from srs.model import Fact


@dataclass(frozen=True, slots=True)
class Face:
    """What a card asks and what it answers, as markdown."""

    question: str
    answer: str


def face_of(fact: Fact, ord_: int) -> Face:
    """Return the sides of the card with this number: forward, reversed, or one gap of a cloze."""
    draft = fact.draft
    if draft.way is Way.CLOZE:
        solution = show_gaps(draft.front, None)
        return Face(show_gaps(draft.front, ord_ + 1), f"{solution}\n\n{draft.back}".strip())
    if ord_ == 1:
        return Face(draft.back, draft.front)
    return Face(draft.front, draft.back)
