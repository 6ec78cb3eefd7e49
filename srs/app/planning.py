"""A sync that is looked at before it is carried out, with what its user decides about texts that are unsure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from srs.app.identity import link, was_answered
from srs.app.sync import sync
from srs.errors import SrsError
from srs.store.doubts import dismiss_doubt, open_doubts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from srs.app.collection import Collection
    from srs.app.sync import SyncReport
    from srs.model import Ambiguous, FactId
    from srs.store.open import Store

Decisions = dict["FactId", "FactId | None"]
"""Which fact a new text was, by the id of the new one; None for none of them."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """What a sync would do, and the texts of it and of earlier ones that may have been a fact with a history."""

    report: SyncReport
    unsure: tuple[Ambiguous, ...]

    @property
    def unasked(self) -> int:
        """How many texts of the plan are unsure, too, but of facts that were never answered."""
        asked = {one.id for one in self.unsure}
        return sum(one.id not in asked for one in self.report.plan.ambiguous)


@dataclass(slots=True)
class CarriedOut:
    """What a sync did, how many texts were joined to an older fact, and what could not be joined."""

    report: SyncReport
    decided: frozenset[FactId]
    linked: int = 0
    failed: list[str] = field(default_factory=list)

    @property
    def settled(self) -> SyncReport:
        """Return the report without the questions that were answered."""
        plan = self.report.plan
        unsure = tuple(one for one in plan.ambiguous if one.id not in self.decided)
        return replace(self.report, plan=replace(plan, ambiguous=unsure))


def look_ahead(
    store: Store,
    collection: Collection,
    *,
    at: int,
    started_ns: int,
    progress: Callable[[int, int], None] | None = None,
) -> Prospect:
    """Return what a sync would do now (UTC ms); nothing is changed.

    Facts that were never answered have nothing to lose, and nobody is asked about them.
    """
    report = sync(store, collection, at=at, started_ns=started_ns, apply=False, progress=progress)
    asked = (
        replace(one, candidates=tuple(fact for fact in one.candidates if was_answered(store, fact)))
        for one in report.plan.ambiguous
    )
    return Prospect(report, (*(one for one in asked if one.candidates), *open_doubts(store)))


def carry_out(
    store: Store,
    collection: Collection,
    decisions: Mapping[FactId, FactId | None],
    *,
    at: int,
    started_ns: int,
    yes: bool,
    progress: Callable[[int, int], None] | None = None,
) -> CarriedOut:
    """Sync, and join each new text to the fact that it was.

    Raises:
        RefusedError: the plan looks like an accident and `yes` was not given; nothing was changed.
    """
    report = sync(store, collection, at=at, started_ns=started_ns, yes=yes, progress=progress)
    done = CarriedOut(report, frozenset(decisions))
    for new, old in decisions.items():
        try:
            if old is None:
                dismiss_doubt(store, new)
            else:
                link(store, old, new, at=at, yes=True)
                done.linked += 1
        except SrsError as error:  # the note says something else by now
            done.failed.append(error.told)
    return done
