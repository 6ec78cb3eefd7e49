"""The backup of the day, when a command has done its work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.cli.clock import read_now

if TYPE_CHECKING:
    from srs.app.collection import Collection


def keep_the_day(collection: Collection) -> None:
    """Keep the database once a day, behind everything that was asked for; where that fails, say so and go on."""
    from srs.app.backup import save_daily

    if unsaved := save_daily(collection, read_now()):
        from srs.cli.output import print_text

        print_text(unsaved, fg="yellow", err=True)
