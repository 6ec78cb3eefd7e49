"""The lines of a plan stand in the order of the notes."""

from __future__ import annotations

from build import fact

from srs.app.plan_lines import draft_of, plan_lines
from srs.model import Change, Created, Edited, FactId, Moved, PlanChange, Refreshed, Retired

PLAN: tuple[PlanChange, ...] = (
    Edited(fact("Prior", path="a.md", line=2), fact("Priors", path="a.md", line=2).draft, Change.TYPO),
    Created(FactId("new-1"), fact("Loss", path="a.md", line=2).draft),
    Refreshed(fact("Fold", path="a.md", line=3), fact("Fold", path="a.md", line=4).draft),
    Created(FactId("new-2"), fact("Epoch", path="b.md", line=1).draft),
    Moved(fact("Bias", path="a.md", line=9), fact("Bias", path="b.md", line=1).draft),
    Created(FactId("new-3"), fact("Norm", path="b.md", line=3).draft),
    Retired(fact("Ring", path="b.md", line=1)),
    Retired(fact("Field", path="a.md", line=1)),
)


def test_what_is_gone_stands_where_it_stood_and_changes_of_one_line_keep_their_order() -> None:
    fronts = [draft_of(line.change).front for line in plan_lines(PLAN, every=True)]

    assert fronts == ["Field", "Priors", "Loss", "Epoch", "Bias", "Ring", "Norm"]
