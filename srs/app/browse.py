"""Looks through the facts of a store and changes many of them, each change to be taken back within the sitting."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from srs.app.cards import portrait_of
from srs.app.identity import begin_anew
from srs.app.selection import select, today_of
from srs.model import Status
from srs.model.values import dataclass
from srs.store.browse import Order, shown_facts, sorted_ids, version_of
from srs.store.decisions import decide
from srs.store.marks import burial, flagging, mark_cards, suspension
from srs.store.restore import Decision, marks_of, restore_decisions, restore_marks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from srs.app.cards import Portrait
    from srs.model import FactId
    from srs.schedule import DayClock
    from srs.schedule.presets import Presets
    from srs.store.backup import Backup
    from srs.store.browse import ShownFact
    from srs.store.marks import Mark
    from srs.store.open import Store

__all__ = ["Browser", "Done", "Order", "Undoable"]


@dataclass(frozen=True, slots=True)
class Done:
    """What a change did, in words, to how many facts or cards, and the first fact it was about."""

    told: str
    count: int
    first: FactId | None = None


@dataclass(frozen=True, slots=True)
class _Marked:
    """A mark that was put, and what the cards had before it."""

    told: str
    mark: Mark
    before: dict[tuple[FactId, int], int | None]

    def take_back(self, store: Store) -> Done:
        """Give the cards what they had, where nobody has changed it since."""
        first = next((fact for fact, _ in self.before), None)
        return Done(f"no longer {self.told}", restore_marks(store, self.mark, self.before), first)


@dataclass(frozen=True, slots=True)
class _Decided:
    """A decision, and where the facts stood before it."""

    accepted: bool
    before: dict[FactId, Decision]

    def take_back(self, store: Store) -> Done:
        """Let the facts stand where they stood, where the decision still holds."""
        told = f"no longer {'accepted' if self.accepted else 'rejected'}"
        return Done(told, restore_decisions(store, self.before, accepted=self.accepted), next(iter(self.before), None))


Undoable = _Marked | _Decided
"""A change that was made, to be taken back with a store where it still stands."""


class Browser:
    """One sitting at the facts of a store; times are UTC milliseconds.

    `keep` saves the database at such a time, before a change of many facts that a sitting cannot take back.
    """

    def __init__(self, store: Store, presets: Presets, clock: DayClock, keep: Callable[[int], Backup | None]) -> None:
        self.store = store
        self._keep = keep
        self.presets = presets
        self.clock = clock
        self._version = version_of(store)
        self._changes: list[Undoable] = []

    def find(self, query: str, now_ms: int, order: Order = Order.NOTE, *, reverse: bool = False) -> list[FactId]:
        """Return the ids of what a query finds, sorted; its words may stand in the reason of a held fact, too.

        Raises:
            BadQuery: it cannot be understood.
        """
        today = today_of(self.clock, now_ms, self.presets.general)
        selection = select(self.store, (query,), today, reasons=True)
        return sorted_ids(self.store, selection, today, order, reverse=reverse)

    def rows(self, ids: Sequence[FactId]) -> dict[FactId, ShownFact]:
        """Return what a list shows of facts; those that are gone are left out."""
        return shown_facts(self.store, ids)

    def portray(self, fact: FactId) -> Portrait | None:
        """Return everything about a fact; None when it is gone."""
        shown = shown_facts(self.store, (fact,)).get(fact)
        return portrait_of(self.store, shown.fact) if shown else None

    def was_changed(self) -> bool:
        """Tell whether another process has changed the store since this was asked last."""
        version, self._version = self._version, version_of(self.store)
        return version != self._version

    def suspend(self, facts: Sequence[FactId], *, suspended: bool) -> Done:
        """Take all cards of facts out of the drill, or bring them back."""
        return self._mark(facts, suspension(suspended=suspended), "suspended" if suspended else "brought back")

    def bury(self, facts: Sequence[FactId], now_ms: int, *, buried: bool) -> Done:
        """Put all cards of facts off until the next scheduling day, or bring them back today."""
        mark = burial(self.clock.day_of(now_ms), buried=buried)
        return self._mark(facts, mark, "put off until tomorrow" if buried else "back today")

    def flag(self, facts: Sequence[FactId], flag: int) -> Done:
        """Put a flag on all cards of facts, or with 0 take it away."""
        return self._mark(facts, flagging(flag), f"flagged {flag}" if flag else "without a flag")

    def decide(self, facts: Sequence[FactId], *, accepted: bool) -> Done:
        """Take facts into the drill for good, or keep them out of it; retired ones are left alone."""
        shown = shown_facts(self.store, facts)
        chosen = [shown[one].fact for one in facts if one in shown]
        wanted = [fact for fact in chosen if fact.status is not Status.RETIRED and fact.accepted is not accepted]
        decided = decide(self.store, [fact.id for fact in wanted], accepted=accepted)
        if decided:
            before = {fact.id: Decision(fact.status, fact.accepted) for fact in decided}
            self._changes.append(_Decided(accepted, before))
        return Done("accepted" if accepted else "rejected", len(decided))

    def reset(self, facts: Sequence[FactId], now_ms: int) -> Done:
        """Begin facts anew, which is not taken back here; those that are gone from the notes are left alone.

        Raises:
            UnsavedStore: they are many and the database cannot be kept; nothing was changed.
        """
        shown = shown_facts(self.store, facts)
        standing = [one for one in facts if one in shown and shown[one].fact.status is not Status.RETIRED]
        done, kept = begin_anew(self.store, standing, at=now_ms, keep=partial(self._keep, now_ms))
        told = f"begun anew; as it was before: srs restore {kept.path.stem}" if kept else "begun anew"
        return Done(told, len(done), done[0].fact.id if done else None)

    def undo(self) -> Done | None:
        """Take back the last change of the sitting where it still stands; None when there is none."""
        return self._changes.pop().take_back(self.store) if self._changes else None

    def release(self) -> Undoable | None:
        """Return the last change of the sitting, for whoever keeps it to take it back later; None when there is none."""
        return self._changes.pop() if self._changes else None

    def _mark(self, facts: Sequence[FactId], mark: Mark, told: str) -> Done:
        before = marks_of(self.store, facts, mark)
        # In the order of the list, so that undo goes back to the first of them.
        cards: dict[FactId, list[int]] = {fact: [] for fact in facts}
        for fact, ord_ in before:
            cards[fact].append(ord_)
        changed = mark_cards(self.store, cards, mark)
        kept = {(fact, ord_): before[fact, ord_] for fact, ords in changed.items() for ord_ in ords}
        if kept:
            self._changes.append(_Marked(told, mark, kept))
        return Done(told, len(kept))
