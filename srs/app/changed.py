"""What became of a card's text since it was last answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.model import Change, Way, show_gaps
from srs.model.values import dataclass
from srs.store.descent import said_at, worst_change_since
from srs.store.log import shown_at

if TYPE_CHECKING:
    from srs.model import Card, Fact
    from srs.store.open import Store

_TOLD = (Change.REWORDED, Change.MEANING)


@dataclass(frozen=True, slots=True)
class Rewording:
    """Front and back as the learner last saw them and as they are now, and the gravest edit between."""

    change: Change
    before: tuple[str, str]
    after: tuple[str, str]


def rewording_of(store: Store, card: Card, fact: Fact) -> Rewording | None:
    """Return how a fact was reworded since this card of it was last shown: an edit while it was on the screen is still to be told.

    None for a card that is new, and where only typos, spaces and format changed, or the old text is back.
    """
    last = card.schedule.last
    seen = shown_at(store, card.id, last.at) if last else 0
    change = worst_change_since(store, fact.id, seen) if last else None
    # An import may say that a card was shown before its fact was here.
    before = said_at(store, fact.id, seen) or said_at(store, fact.id, last.at) if last and change in _TOLD else None
    after = (fact.draft.front, fact.draft.back)
    if change is None or before is None or _words(before) == _words(after):
        return None
    if fact.draft.way is Way.CLOZE:
        before, after = _with_gaps_filled(before, after)
    return Rewording(change, before, after)


def _words(said: tuple[str, str]) -> list[list[str]]:
    return [text.split() for text in said]


def _with_gaps_filled(before: tuple[str, str], after: tuple[str, str]) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return two wordings of a cloze as sentences; with its gaps as written where they are all that changed."""
    filled = (show_gaps(before[0], None), before[1]), (show_gaps(after[0], None), after[1])
    return filled if filled[0] != filled[1] else (before, after)
