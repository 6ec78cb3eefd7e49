"""Which notes are hard to keep, and which of their lines to rewrite."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from srs.stats.tally import Recall

if TYPE_CHECKING:
    from collections.abc import Mapping

    from srs.stats.rows import CardNow

MOST_NOTES = 10
MOST_LINES = 3
_MANY_NOTES = 1000
"""Those found are sorted whenever there are so many, and never more are held."""
_DOUBT = 10
"""So many answers of average retention are added to what is known of each note: few answers tell little, and one slip makes no hard note."""


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
    path: str
    recall: Recall
    cards: int = 0
    lapses: int = 0
    lowest: float = 1.0
    facts: dict[str, HardLine] = field(default_factory=dict)

    def add(self, card: CardNow, chance: float) -> None:
        self.cards += 1
        self.lapses += card.lapses
        self.lowest = min(self.lowest, chance)
        if card.lapses:
            before = self.facts.get(card.fact)
            lapses = card.lapses + (before.lapses if before else 0)
            self.facts[card.fact] = HardLine(card.fact, card.path, card.line, card.front, lapses)

    def worst_lines(self) -> tuple[HardLine, ...]:
        ordered = sorted(self.facts.values(), key=lambda line: (-line.lapses, line.line, line.fact))
        return tuple(ordered[:MOST_LINES])


class Hardest:
    """Finds the ten notes that are remembered worst, while the cards that were answered come note by note.

    `recent` is what their answers of the last 90 days knew, by note. Notes that failed then come first, those that lapsed
    earlier after them; a note that never did is none of them.
    """

    def __init__(self, recent: Mapping[str, Recall]) -> None:
        self._recent = recent
        self._average = sum(recent.values(), Recall()).share or 0.0
        self._note = _Note("", Recall())
        self._found: list[HardNote] = []

    def add(self, card: CardNow, chance: float) -> None:
        """Take a card in, with the chance that it is recalled today; no other note may come between two of one."""
        if card.path != self._note.path:
            self._finish()
            self._note = _Note(card.path, self._recent.get(card.path, Recall()))
        self._note.add(card, chance)

    def notes(self) -> tuple[HardNote, ...]:
        """Return the hardest notes of all cards that came, the worst first."""
        self._finish()
        self._note = _Note("", Recall())
        self._keep_worst()
        return tuple(self._found)

    def _finish(self) -> None:
        """Put the note that is whole among those found; of many only the worst are kept."""
        note = self._note
        if note.recall.failed or note.lapses:
            self._found.append(
                HardNote(note.path, note.cards, note.recall, note.lapses, note.lowest, note.worst_lines())
            )
            if len(self._found) >= _MANY_NOTES:
                self._keep_worst()

    def _keep_worst(self) -> None:
        self._found.sort(key=self._rank)
        del self._found[MOST_NOTES:]

    def _rank(self, note: HardNote) -> tuple[bool, float, int, float, str]:
        expected = (note.recall.passed + _DOUBT * self._average) / (note.recall.total + _DOUBT)
        return not note.recall.failed, expected, -note.lapses, note.lowest, note.path
