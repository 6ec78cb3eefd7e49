"""The words of the domain, in the standard library alone."""

from __future__ import annotations

from srs.model.card import Card, CardId, Memory, Moment, Schedule, State
from srs.model.cloze import Gap, gap_numbers, parse_cloze, show_gaps
from srs.model.fact import Draft, Fact, FactId, Kind, Status, Way
from srs.model.plan import Change, Created, Edited, Moved, Plan, PlanChange, Refreshed, Retired, Revived
from srs.model.review import Answer, Rating, Review, ReviewKind
from srs.model.source import Problem, Skip, Source

__all__ = [
    "Answer",
    "Card",
    "CardId",
    "Change",
    "Created",
    "Draft",
    "Edited",
    "Fact",
    "FactId",
    "Gap",
    "Kind",
    "Memory",
    "Moment",
    "Moved",
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
    "gap_numbers",
    "parse_cloze",
    "show_gaps",
]
