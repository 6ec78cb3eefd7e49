"""Facts for which little speaks by themselves: they count in a note that gives many others.

A note with a fact every few lines is one that its author learns from. There a heading over a few lines is mostly a term,
unless those begin with a fact themselves; elsewhere it is the title of a chapter, a step or a day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.extract.candidate import Candidate, TurnedDown
from srs.markdown.inline import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from srs.extract.candidate import Found
    from srs.model import Draft

_FEWEST = 3
_REASON = "what stands below the heading does not say what it is"


def keep_company(
    found: Sequence[Found], judged: Sequence[Draft | TurnedDown], lines: int
) -> tuple[Draft | TurnedDown, ...]:
    """Return what was judged, those turned down that need more company than a note of so many lines gives them."""
    pairs = tuple(zip(found, judged, strict=True))
    firm = [
        one for candidate, one in pairs if not isinstance(one, TurnedDown) and not _company(candidate) and not one.held
    ]
    begun = frozenset(one.source.first_line for one in firm)
    return tuple(
        one
        if isinstance(one, TurnedDown) or _is_kept(candidate, len(firm), lines, begun)
        else TurnedDown(one.source.first_line, one.source.last_line, _REASON, plain(one.front))
        for candidate, one in pairs
    )


def _is_kept(candidate: Found, firm: int, lines: int, begun: frozenset[int]) -> bool:
    needed = _company(candidate)
    return not needed or (firm >= max(_FEWEST, needed * lines) and _first_line_below(candidate) not in begun)


def _company(candidate: Found) -> float:
    return candidate.company if isinstance(candidate, Candidate) else 0


def _first_line_below(candidate: Found) -> int:
    return candidate.body[0].first_line if isinstance(candidate, Candidate) and candidate.body else 0
