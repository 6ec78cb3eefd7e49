"""`srs undo`."""

from __future__ import annotations

import click

from srs.cli.options import Setup, shared_options
from srs.cli.undoing import Words, undo_or_redo


@click.command()
@shared_options
def command(setup: Setup) -> None:
    """Take back the last answer; the card is exactly as it was before. The log keeps the row, marked as undone.

    \b
    Example:
      srs undo

    Exit status: 0 done, 2 there is no answer to take back.
    """  # noqa: D301
    undo_or_redo(setup, undo=True, words=Words("Took back {}", "There is no answer to take back."))
