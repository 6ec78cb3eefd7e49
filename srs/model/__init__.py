"""The words of the domain, in the standard library alone.

The names are imported when they are first used (PEP 562): building all these dataclasses takes longer than a command
that needs one of them may.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from srs.model.card import Card, CardId, Memory, Schedule, State
    from srs.model.change import Ambiguous, Change, Created, Edited, Moved, PlanChange, Refreshed, Retired, Revived
    from srs.model.cloze import (
        Gap,
        all_gaps,
        bracket_gaps,
        gap_numbers,
        gap_texts,
        hidden_stretches,
        parse_cloze,
        show_gaps,
    )
    from srs.model.fact import Draft, Fact, FactId, Kind, Status, Way
    from srs.model.foreign import Act, Due, Event, ForeignCard, ForeignFact, Origin
    from srs.model.moment import Moment
    from srs.model.plan import Plan
    from srs.model.review import Answer, Rating, Review, ReviewKind
    from srs.model.source import Problem, Skip, Source

_HOMES = {
    "card": "Card CardId Memory Schedule State",
    "change": "Ambiguous Change Created Edited Moved PlanChange Refreshed Retired Revived",
    "cloze": "Gap all_gaps bracket_gaps gap_numbers gap_texts hidden_stretches parse_cloze show_gaps",
    "fact": "Draft Fact FactId Kind Status Way",
    "foreign": "Act Due Event ForeignCard ForeignFact Origin",
    "moment": "Moment",
    "plan": "Plan",
    "review": "Answer Rating Review ReviewKind",
    "source": "Problem Skip Source",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}

__all__ = [
    "Act",
    "Ambiguous",
    "Answer",
    "Card",
    "CardId",
    "Change",
    "Created",
    "Draft",
    "Due",
    "Edited",
    "Event",
    "Fact",
    "FactId",
    "ForeignCard",
    "ForeignFact",
    "Gap",
    "Kind",
    "Memory",
    "Moment",
    "Moved",
    "Origin",
    "Plan",
    "PlanChange",
    "Problem",
    "Rating",
    "Refreshed",
    "Retired",
    "Review",
    "ReviewKind",
    "Revived",
    "Schedule",
    "Skip",
    "Source",
    "State",
    "Status",
    "Way",
    "all_gaps",
    "bracket_gaps",
    "gap_numbers",
    "gap_texts",
    "hidden_stretches",
    "parse_cloze",
    "show_gaps",
]


def __getattr__(name: str) -> object:
    """Import the module a name comes from when the name is first used."""
    home = _HOME_OF.get(name)
    if home is None:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    value: object = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value
