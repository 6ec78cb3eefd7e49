"""`srs redo`."""

from __future__ import annotations

import click

from srs.cli.options import Setup, shared_options
from srs.cli.undoing import Words, undo_or_redo


@click.command()
@shared_options
def command(setup: Setup) -> None:
    """Give the answer again that was taken back last, as long as none was given since; as often as there were undos.

    \b
    Example:
      srs redo

    Exit status: 0 done, 2 there is no answer to give again.
    """  # noqa: D301
    undo_or_redo(setup, undo=False, words=Words("Gave {} again", "There is no answer to give again."))
