"""Takes the terminal for a full screen."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from srs.cli.clock import read_now, tick_ms, wall_ns
from srs.cli.editor import open_editor
from srs.cli.output import has_colour, has_screen
from srs.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from srs.app.doors import Doors
    from srs.tui.alone import Shown


def require_screen(instead: str) -> None:
    """Refuse where there is no terminal to draw on.

    Raises:
        UsageError: there is none; `instead` does the same without.
    """
    if not has_screen():
        raise UsageError("There is no terminal here that a screen can be drawn on.", f"Without one: {instead}")


def doors() -> Doors:
    """Return what the screens need from outside."""
    from srs.app.doors import Doors
    from srs.cli.page_opener import open_page

    return Doors(read_now, tick_ms, wall_ns, open_editor, has_colour(), open_page)


def show(screen: Shown) -> None:
    """Show a screen until its user leaves it."""
    from srs.tui.alone import AloneApp

    with no_color_kept():
        AloneApp(screen).run()


@contextmanager
def no_color_kept() -> Iterator[None]:
    """Keep NO_COLOR, which the library of the screen takes out; an empty one means nothing, but not to it."""
    kept = os.environ.get("NO_COLOR")
    if not kept:
        os.environ.pop("NO_COLOR", None)
    try:
        yield
    finally:
        if kept is not None:
            os.environ["NO_COLOR"] = kept
