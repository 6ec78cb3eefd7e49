"""Leaves the terminal to another program for a while."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from textual.app import SuspendNotSupported

from srs.errors import SrsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

Found = TypeVar("Found")


def aside(app: App[Any], deed: Callable[[], Found]) -> Found:
    """Do something with the terminal to itself, take that back whatever comes of it, and return what was found.

    Raises:
        SrsError: what was done failed.
    """
    trouble: list[SrsError] = []
    found: list[Found] = []

    def attempt() -> None:
        try:
            found.append(deed())
        except SrsError as error:  # the library would not take the terminal back
            trouble.append(error)

    try:
        with app.suspend():
            attempt()
    except SuspendNotSupported:  # no terminal, as in a test; a program with a window of its own can do without
        attempt()
    if trouble:
        raise trouble[0]
    return found[0]
