"""Answers that say nothing, which only the other facts of their note show."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from srs.extract.answer import length

if TYPE_CHECKING:
    from collections.abc import Iterable

    from srs.model import Draft

_FEWEST_REPEATS = 3
_SHORTEST_TEXT = 4
_CHOICE = re.compile(r"(?:[-*+]\s+)?\(?([A-H])[.)]\s")
_LETTERS = "ABCDEFGH"
_FEWEST_CHOICES = 3
_MARKS_OF_RIGHT = re.compile(r"[*_=✓✔✅☑]|\[x\]", re.IGNORECASE)


def repeated(drafts: Iterable[Draft]) -> set[str]:
    """Return the answers that stand under several prompts: "Be the first to write this!"."""
    counts = Counter(draft.back for draft in drafts)
    return {back for back, count in counts.items() if count >= _FEWEST_REPEATS and sum(length(back)) >= _SHORTEST_TEXT}


def unmarked_choices(drafts: Iterable[Draft]) -> set[str]:
    """Return the answers of an exam: choices, as many for each of several questions, none of them marked as the right one."""
    choices = {draft.back: found for draft in drafts if (found := _choices(draft.back))}
    counts = Counter(choices.values())
    return {back for back, found in choices.items() if counts[found] >= _FEWEST_REPEATS}


def _choices(back: str) -> int:
    """Count the choices of which an answer consists; 0 where it holds more than these, or marks one."""
    if not _CHOICE.match(back.lstrip()):
        return 0
    lines = [line.strip() for line in back.split("\n") if line.strip()]
    letters = "".join(found[1] for line in lines if (found := _CHOICE.match(line)))
    whole = len(letters) == len(lines) >= _FEWEST_CHOICES and _LETTERS.startswith(letters)
    return len(lines) if whole and _MARKS_OF_RIGHT.search(back) is None else 0
