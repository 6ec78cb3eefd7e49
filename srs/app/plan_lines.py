"""A plan line by line, in the order of the notes, as every front end shows it."""

from __future__ import annotations

from collections import Counter
from heapq import merge
from typing import TYPE_CHECKING, NamedTuple

from srs import model  # its names are imported when they are used, and a sync that finds nothing uses few

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from srs.model import Draft, PlanChange

_SIGNS = {
    "Created": ("+", "green"),
    "Edited": ("~", "yellow"),
    "Moved": (">", "blue"),
    "Retired": ("-", "red"),
    "Revived": ("^", "green"),
}
_KINDS = {
    "Created": "New.",
    "Moved": "Moved; its history stays.",
    "Retired": "Gone from the notes. Its history waits for the text to come back.",
    "Revived": "Back in the notes, with its history.",
}
_GRADES = {
    "format": "Only its format changed: nothing happens to its schedule.",
    "typo": "A typo was mended: nothing happens to its schedule.",
    "reworded": "Reworded: the next review shows what changed.",
    "meaning": "The meaning may have changed: it is asked again early.",
}
_FEWEST_TOGETHER = 5


class PlanLine(NamedTuple):
    """A line of a plan: a change, where it stands, and how many like it there are that moved from one note to another."""

    path: str
    change: PlanChange
    facts: int = 1

    @property
    def sign(self) -> tuple[str, str]:
        """Return the sign of the change, and the colour that goes with it."""
        return ("?", "magenta") if is_held(self.change) else _SIGNS[type(self.change).__name__]

    @property
    def told(self) -> str:
        """Return what the change means, as a sentence."""
        change = self.change
        if isinstance(change, model.Edited):
            return _GRADES[change.change]
        if is_held(change):
            return f"Held for your yes or no: {draft_of(change).held}"
        return _KINDS[type(change).__name__]

    @property
    def remark(self) -> str:
        """Return how far a fact was edited, where it comes from, or why it is held."""
        change = self.change
        if isinstance(change, model.Edited):
            return change.change
        if isinstance(change, model.Moved):
            return f"from {change.fact.draft.source.path}"
        return f"held: {draft_of(change).held}" if is_held(change) else ""


def plan_lines(changes: Collection[PlanChange], *, every: bool) -> Iterator[PlanLine]:
    """Yield the changes of a plan that a user cares about; unless `every` is set, facts that moved together are one line."""
    others = sorted(_placed(changes, (model.Edited, model.Moved, model.Retired, model.Revived)))
    moves = Counter(_way(change) for *_, change in others if isinstance(change, model.Moved))
    together = {way for way, count in moves.items() if count >= _FEWEST_TOGETHER and not every}
    new = _placed(changes, (model.Created,))  # in order already, and perhaps too many for a list
    for *_, change in merge(new, others):
        way = _way(change) if isinstance(change, model.Moved) else None
        if way in together:
            together.discard(way)
            yield PlanLine(way[1], change, moves[way])
        elif way is None or moves[way] < _FEWEST_TOGETHER or every:
            yield PlanLine(draft_of(change).source.path, change)


def draft_of(change: PlanChange) -> Draft:
    """Return what a change is about: what the note says, or of a fact that is gone what it said."""
    return change.fact.draft if isinstance(change, model.Retired) else change.draft


def is_held(change: PlanChange) -> bool:
    """Tell a new fact that waits for its user's yes or no."""
    return isinstance(change, model.Created) and bool(change.draft.held)


def _way(change: model.Moved) -> tuple[str, str]:
    return change.fact.draft.source.path, change.draft.source.path


def _placed(
    changes: Iterable[PlanChange], kinds: tuple[type[PlanChange], ...]
) -> Iterator[tuple[str, int, int, PlanChange]]:
    """Yield changes of these kinds with their place, and their number in the plan to keep those of one place in its order."""
    for number, change in enumerate(changes):
        if isinstance(change, kinds):
            source = draft_of(change).source
            yield source.path, source.first_line, number, change
