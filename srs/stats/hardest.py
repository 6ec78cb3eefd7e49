"""Which notes are hard to keep, and which of their lines to rewrite."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from srs.stats.tally import Recall

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from srs.model import CardId
    from srs.stats.outlook import Remembered
    from srs.stats.rows import CardNow

MOST_NOTES = 10
MOST_LINES = 3
_DOUBT = 10
"""So many answers of average retention are added to those of each note, so that one slip makes no hard note."""


@dataclass(frozen=True, slots=True)
class HardLine:
    """A fact that lapsed, with its lapses in all, its cards taken together."""

    fact: str
    path: str
    line: int
    front: str
    lapses: int


@dataclass(frozen=True, slots=True)
class HardNote:
    """A note that is hard to keep.

    `cards` were answered, `recall` is their true retention of the last 90 days, `lapses` are of all time, `lowest` is the
    lowest chance of recall today among them, `lines` are the facts that lapsed most.
    """

    path: str
    cards: int
    recall: Recall
    lapses: int
    lowest: float
    lines: tuple[HardLine, ...]


@dataclass(slots=True)
class _Note:
    cards: int = 0
    recall: Recall = field(default_factory=Recall)
    lapses: int = 0
    lowest: float = 1.0
    facts: dict[str, HardLine] = field(default_factory=dict)

    def add(self, card: CardNow, recall: Recall, chance: float) -> None:
        self.cards += 1
        self.recall += recall
        self.lapses += card.lapses
        self.lowest = min(self.lowest, chance)
        if card.lapses:
            before = self.facts.get(card.fact)
            lapses = card.lapses + (before.lapses if before else 0)
            self.facts[card.fact] = HardLine(card.fact, card.path, card.line, card.front, lapses)

    def worst_lines(self) -> tuple[HardLine, ...]:
        ordered = sorted(self.facts.values(), key=lambda line: (-line.lapses, line.line, line.fact))
        return tuple(ordered[:MOST_LINES])


def hardest_notes(remembered: Iterable[Remembered], recent: Mapping[CardId, Recall]) -> tuple[HardNote, ...]:
    """Return the ten notes that are remembered worst, the worst first.

    Those that failed in the last 90 days come first, then those that lapsed earlier; a note that never did is none of them.
    """
    notes: dict[str, _Note] = {}
    nothing = Recall()
    for card, chance in remembered:
        notes.setdefault(card.path, _Note()).add(card, recent.get(card.card, nothing), chance)
    average = sum((note.recall for note in notes.values()), nothing).share or 0.0
    hard = [
        HardNote(path, note.cards, note.recall, note.lapses, note.lowest, note.worst_lines())
        for path, note in notes.items()
        if note.recall.failed or note.lapses
    ]
    hard.sort(
        key=lambda note: (not note.recall.failed, _likely(note.recall, average), -note.lapses, note.lowest, note.path)
    )
    return tuple(hard[:MOST_NOTES])


def _likely(recall: Recall, average: float) -> float:
    """Return the retention to expect of a note, of which few answers tell little."""
    return (recall.passed + _DOUBT * average) / (recall.total + _DOUBT)
