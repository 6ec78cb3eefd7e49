"""A plan line by line, in the order of the notes, as every front end shows it."""

from __future__ import annotations

from collections import Counter
from heapq import merge
from typing import TYPE_CHECKING, NamedTuple

from srs import model  # its names are imported when they are used, and a sync that finds nothing uses few
from srs.app.wording import counted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from srs.model import Ambiguous, Draft, FactId, PlanChange

_SIGNS = {
    "Created": ("+", "green"),
    "Edited": ("~", "yellow"),
    "Moved": (">", "blue"),
    "Retired": ("-", "red"),
    "Revived": ("^", "green"),
    "Refreshed": ("*", "blue"),
}
_KINDS = {
    "Created": "New.",
    "Moved": "Moved; its history stays.",
    "Retired": "Gone from the notes. Its history waits for the text to come back.",
    "Revived": "Back in the notes, with its history.",
    "Refreshed": "Its text and its history stay.",
}
_GRADES = {
    "format": "Only its format changed: nothing happens to its schedule.",
    "typo": "A typo was mended: nothing happens to its schedule.",
    "reworded": "Reworded: the next review shows what changed.",
    "meaning": "The meaning may have changed: it is asked again early.",
}
_FEWEST_TOGETHER = 5


class PlanLine(NamedTuple):
    """A line of a plan: a change, where it stands, and how many like it there are, where they are told together.

    `gives_way` tells copies that were never answered: what they say goes on with the history of the fact they were copied from.
    """

    path: str
    change: PlanChange
    facts: int = 1
    gives_way: bool = False

    @property
    def together(self) -> str:
        """Return what is said about facts that are told together; empty for a line about one."""
        if self.gives_way:
            several = f"{self.facts} copies that were never answered give way"
            return several if self.facts > 1 else "1 copy that was never answered gives way"
        return counted(self.facts, "fact") if self.facts > 1 else ""

    @property
    def sign(self) -> tuple[str, str]:
        """Return the sign of the change, and the colour that goes with it."""
        if self.gives_way:
            return "-", "bright_black"
        return ("?", "magenta") if is_held(self.change) else _SIGNS[type(self.change).__name__]

    @property
    def told(self) -> str:
        """Return what the change means, as a sentence."""
        change = self.change
        if self.gives_way:
            return "The fact that was copied goes on here, with its history."
        if isinstance(change, model.Edited):
            return _GRADES[change.change]
        if is_held(change):
            return f"Held for your yes or no: {draft_of(change).held}"
        return _KINDS[type(change).__name__]

    @property
    def remark(self) -> str:
        """Return how far a fact was edited, where it comes from, what is new around its text, or why it is held."""
        change = self.change
        if isinstance(change, model.Refreshed):
            return ", ".join(_surroundings(change))
        if isinstance(change, model.Edited):
            return change.change
        if isinstance(change, model.Moved):
            return f"from {change.fact.draft.source.path}"
        return f"held: {draft_of(change).held}" if is_held(change) else ""


def plan_lines(changes: Collection[PlanChange], *, every: bool) -> Iterator[PlanLine]:
    """Yield the changes of a plan that a user cares about.

    Unless `every` is set, facts that moved together are one line, so are copies that give way in a note, and those whose text
    stayed have none (see `settings_told`).
    """
    copies = set() if every else _giving_way(changes)
    fewer = Counter(
        draft_of(one).source.path for one in changes if isinstance(one, model.Retired) and one.fact.id in copies
    )

    refreshed = (model.Refreshed,) if every else ()
    others = sorted(_placed(changes, (model.Edited, model.Moved, model.Retired, model.Revived, *refreshed)))
    moves = Counter(_way(change) for *_, change in others if isinstance(change, model.Moved))
    together = {way for way, count in moves.items() if count >= _FEWEST_TOGETHER and not every}
    new = _placed(changes, (model.Created,))  # in order already, and perhaps too many for a list
    for *_, change in merge(new, others):
        way = _way(change) if isinstance(change, model.Moved) else None
        if isinstance(change, model.Retired) and change.fact.id in copies:
            if count := fewer.pop(change.fact.draft.source.path, 0):
                yield PlanLine(change.fact.draft.source.path, change, count, gives_way=True)
        elif way in together:
            together.discard(way)
            yield PlanLine(way[1], change, moves[way])
        elif way is None or moves[way] < _FEWEST_TOGETHER or every:
            yield PlanLine(draft_of(change).source.path, change)


def _giving_way(changes: Iterable[PlanChange]) -> set[FactId]:
    """Return the facts that retire where one that says the same goes on: a fact was copied, and then the original deleted."""
    ended = [one.fact for one in changes if isinstance(one, model.Retired)]
    if not ended:
        return set()
    from srs.reconcile.fingerprint import fingerprint

    def mark(draft: Draft) -> tuple[str, str]:
        return draft.source.path, fingerprint(draft.front, draft.back)

    arrived = {mark(one.draft) for one in changes if isinstance(one, model.Moved)}
    return {fact.id for fact in ended if mark(fact.draft) in arrived}


def settings_told(changes: Iterable[PlanChange]) -> Iterator[str]:
    """Yield a sentence for each kind of change to facts whose text stayed: cards that come and go, decks, tags."""
    reported = [one for one in changes if isinstance(one, model.Refreshed) and one.is_reported]
    if added := sum(one.cards_added for one in reported):
        yield f"{counted(added, 'card')} more of facts that were there"
    if gone := sum(one.cards_gone for one in reported):
        yield f"{counted(gone, 'card')} less of facts that stay; what is known of {'it' if gone == 1 else 'them'} is kept"
    if moved := [one for one in reported if one.is_moved_to_a_deck]:
        yield f"{counted(len(moved), 'fact')} to another deck{_only({_deck(one.draft) for one in moved})}"
    if tagged := [one for one in reported if one.is_tagged_anew]:
        yield f"{counted(len(tagged), 'fact')} with other tags{_only({_tags(one.draft) for one in tagged})}"


def draft_of(change: PlanChange) -> Draft:
    """Return what a change is about: what the note says, or of a fact that is gone what it said."""
    return change.fact.draft if isinstance(change, model.Retired) else change.draft


def repeated_fronts(changes: Iterable[PlanChange], unsure: Iterable[Ambiguous]) -> set[str]:
    """Return the fronts that several facts of a plan have: labels, as "Causes", below several headings."""
    told = [draft_of(change) for change in changes if not isinstance(change, model.Refreshed)]
    told += [draft for one in unsure for draft in (one.draft, *(fact.draft for fact in one.candidates))]
    counts = Counter(front for front, _ in {(draft.front, draft.context) for draft in told})
    return {front for front, count in counts.items() if count > 1}


def is_held(change: PlanChange) -> bool:
    """Tell a new fact that waits for its user's yes or no."""
    return isinstance(change, model.Created) and bool(change.draft.held)


def _surroundings(change: model.Refreshed) -> Iterator[str]:
    """Yield what is new of a fact whose text stayed."""
    before, after = change.fact.draft, change.draft
    if change.cards_added:
        yield f"{counted(change.cards_added, 'card')} more"
    if change.cards_gone:
        yield f"{counted(change.cards_gone, 'card')} less"
    if change.is_moved_to_a_deck:
        yield f"deck: {_deck(before)} → {_deck(after)}"
    if change.is_tagged_anew:
        yield f"tags: {_tags(before)} → {_tags(after)}"


def _deck(draft: Draft) -> str:
    return draft.deck or "none"


def _tags(draft: Draft) -> str:
    return " ".join(draft.tags) or "none"


def _only(told: set[str]) -> str:
    """Name what all have in common."""
    return f": {told.pop()}" if len(told) == 1 else ""


def _way(change: model.Moved) -> tuple[str, str]:
    return change.fact.draft.source.path, change.draft.source.path


def _placed(
    changes: Iterable[PlanChange], kinds: tuple[type[PlanChange], ...]
) -> Iterator[tuple[str, int, int, PlanChange]]:
    """Yield changes of these kinds with their place, and their number in the plan to keep those of one place in its order."""
    for number, change in enumerate(changes):
        if isinstance(change, kinds) and not (isinstance(change, model.Refreshed) and not change.is_reported):
            source = draft_of(change).source
            yield source.path, source.first_line, number, change
