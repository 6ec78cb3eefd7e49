"""The pages that every page leads to."""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """A page in the navigation; it is shown once there is a route with this path."""

    path: str
    name: str


ENTRIES = (
    Entry("/review", "Review"),
    Entry("/notes", "Notes"),
    Entry("/browse", "Browse"),
    Entry("/plan", "Plan"),
    Entry("/figures", "Figures"),
)
