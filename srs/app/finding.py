"""What a look at one thing came to."""

from __future__ import annotations

from srs.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: its name, whether it is well, and what was found.

    What is well may still be worth a word (`warning`).
    """

    name: str
    well: bool
    found: str
    warning: bool = False
