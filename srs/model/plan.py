"""The list of changes that makes the store agree with the notes: a value to print, check, refuse or apply.

Apart from the changes themselves, which a sync that finds none should not pay for building.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection

    from srs.model.change import Ambiguous, PlanChange
    from srs.model.source import Problem


@dataclass(frozen=True, slots=True)
class Plan:
    """Changes in the order of the notes, how many facts stay as they are, and what could not be read or decided.

    What is `ambiguous` is among the changes too, the safe way: a new fact, and old ones retired.
    """

    changes: Collection[PlanChange]
    unchanged: int
    problems: tuple[Problem, ...] = ()
    ambiguous: tuple[Ambiguous, ...] = ()
