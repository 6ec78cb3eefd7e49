"""Builds the values that many tests need, with everything a test does not speak about filled in."""

from __future__ import annotations

from srs.model import Card, CardId, Draft, Fact, FactId, Kind, Schedule, Source, Status, Way
from srs.model.outgoing import OutgoingCard, OutgoingFact


def fact(
    front: str = "Term",
    back: str = "meaning",
    *,
    id: str = "fact-1",
    way: Way = Way.FORWARD,
    path: str = "a.md",
    line: int = 1,
    deck: str = "",
    tags: tuple[str, ...] = (),
    context: tuple[str, ...] = (),
    extra: str = "",
    changed_at: int = 1_770_000_000_000,
    kind: Kind = Kind.DEFINITION,
) -> Fact:
    """Return an active fact."""
    draft = Draft(kind, front, back, Source(path, line, line), "test", context, extra, deck, tags, way)
    return Fact(FactId(id), draft, Status.ACTIVE, accepted=None, changed_at=changed_at)


HIDDEN = ("four", "two", "one")
"""The words that `sentence` may hide."""


def sentence(*hidden: str) -> str:
    """Return a sentence that hides some of its words, numbered as a note does."""
    numbers = iter(range(1, 4))
    words = [f"{{{{c{next(numbers)}::{word}}}}}" if word in hidden else word for word in HIDDEN]
    return "The heart has {} chambers, {} valves and {} septum.".format(*words)


def outgoing(*facts: Fact) -> list[OutgoingFact]:
    """Return facts as they leave a store in which none was ever answered."""
    return [
        OutgoingFact(
            fact,
            fact.changed_at,
            tuple(
                OutgoingCard(Card(CardId(1000 * number + ord_), fact.id, ord_, Schedule())) for ord_ in fact.draft.ords
            ),
        )
        for number, fact in enumerate(facts)
    ]
