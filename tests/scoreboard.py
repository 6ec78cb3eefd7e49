"""What a battery of faults came to: how often each threat was tried, how often it did harm, and what that bounds."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

LONG = os.environ.get("SRS_FAULTS") == "long"
"""Whether the long form of the battery was asked for."""


def amount(short: int, long: int) -> int:
    """Return how often to try something: `short` in a test run, `long` where the long form was asked for."""
    return long if LONG else short


@dataclass
class Score:
    """One threat: how often it was tried and how often it did harm."""

    tries: int = 0
    failures: int = 0

    def bound(self) -> str:
        """Return what the rate of failures is below with 95 % certainty (rule of three), where there was none."""
        return f"{min(1, 3 / self.tries):.3%}" if self.tries and not self.failures else ""


@dataclass
class Scoreboard:
    """The scores of a run by threat, in the order in which they came."""

    scores: dict[str, Score] = field(default_factory=dict)

    def count(self, threat: str, *, failures: int = 0, tries: int = 1) -> None:
        """Count tries of a threat and those that did harm; call it before the assertion that would end the test."""
        score = self.scores.setdefault(threat, Score())
        score.tries += tries
        score.failures += failures

    def rows(self) -> list[tuple[str, ...]]:
        """Return the table, its head first."""
        rows = [("threat", "tries", "failures", "95 % bound")]
        rows += [(name, f"{one.tries:,}", str(one.failures), one.bound()) for name, one in self.scores.items()]
        return rows

    def lines(self) -> list[str]:
        """Return the table as text, a line each."""
        rows = self.rows()
        widths = [max(len(row[column]) for row in rows) for column in range(4)]
        return [
            f"{row[0]:<{widths[0]}}  " + "  ".join(f"{row[column]:>{widths[column]}}" for column in range(1, 4))
            for row in rows
        ]
