"""The two sides of a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.model import Way, hidden_stretches, show_gaps
from srs.model.values import dataclass

if TYPE_CHECKING:
    from srs.model import Fact


@dataclass(frozen=True, slots=True)
class Face:
    """What a card asks and what it answers, as markdown; of a sentence also from where to where the answer was hidden."""

    question: str
    answer: str
    hidden: tuple[tuple[int, int], ...] = ()


def face_of(fact: Fact, ord_: int) -> Face:
    """Return the sides of the card with this number: forward, reversed, or one gap of a cloze."""
    draft = fact.draft
    if draft.way is Way.CLOZE:
        sentence, number = draft.front.strip(), ord_ + 1
        answer = "\n\n".join(filter(None, (show_gaps(sentence, None), draft.back)))
        return Face(show_gaps(sentence, number), answer, hidden_stretches(sentence, number))
    if ord_ == 1:
        return Face(draft.back, draft.front)
    return Face(draft.front, draft.back)
