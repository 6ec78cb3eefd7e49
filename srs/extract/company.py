"""Facts for which little speaks by themselves: they count in a note that gives many others.

A note with a fact every few lines is one that its author learns from. There a heading over a few lines is mostly a term,
unless those begin with a fact themselves; elsewhere it is the title of a chapter, a step or a day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.extract.candidate import Candidate, TurnedDown
from srs.markdown.inline import plain
from srs.model.values import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from srs.extract.candidate import Found
    from srs.model import Draft

_FEWEST = 3
_BAND = 2
"""With half the company it needs a fact is held: one that is learned stays so when a few others go."""


def keep_company(
    found: Sequence[Found], judged: Sequence[Draft | TurnedDown], lines: int
) -> tuple[Draft | TurnedDown, ...]:
    """Return what was judged; what needs more company than a note of so many lines gives is held or turned down."""
    pairs = tuple(zip(found, judged, strict=True))
    firm = [
        one for candidate, one in pairs if not isinstance(one, TurnedDown) and not _company(candidate) and not one.held
    ]
    begun = frozenset(one.source.first_line for one in firm)
    return tuple(
        one
        if isinstance(one, TurnedDown) or not (needed := _company(candidate))
        else _settle(one, needed, firm=len(firm), lines=lines, leads=_first_line_below(candidate) in begun)
        for candidate, one in pairs
    )


def _settle(draft: Draft, needed: float, *, firm: int, lines: int, leads: bool) -> Draft | TurnedDown:
    """Keep, hold or turn down a draft; one that only `leads` to a fact is none."""
    enough = max(_FEWEST, needed * lines)
    if not leads and firm >= enough:
        return draft
    if not leads and firm * _BAND >= enough:
        return replace(draft, held=draft.held or "nothing below the heading says outright what it is")
    reason = "what stands below the heading does not say what it is"
    return TurnedDown(draft.source.first_line, draft.source.last_line, reason, plain(draft.front))


def _company(candidate: Found) -> float:
    return candidate.company if isinstance(candidate, Candidate) else 0


def _first_line_below(candidate: Found) -> int:
    return candidate.body[0].first_line if isinstance(candidate, Candidate) and candidate.body else 0
