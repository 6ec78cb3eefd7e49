"""`srs flag`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from srs.cli.marks import Told, mark_and_print, marks_options
from srs.cli.options import Setup, shared_options
from srs.cli.query import QueryCommand

if TYPE_CHECKING:
    from srs.app.marks import Wanted


@click.command(cls=QueryCommand)
@marks_options
@click.option("--flag", "flag", required=True, type=click.IntRange(0, 7), help="The flag, 1 to 7; 0 takes it away.")
@shared_options
def command(setup: Setup, wanted: Wanted, flag: int) -> None:
    """Put a flag on cards, to find them again with flag:N; it changes nothing about when they are asked.

    Cards are named by the ids of their facts, or found by a query (see docs/commands.md) among those in the drill. In a
    terminal you are asked before a query changes more than 20.

    \b
    Examples:
      srs flag k3xw --flag 1
      srs flag 'rated:7:1 tag:exam' --flag 2
      srs flag flag:2 --flag 0

    Exit status: 0 done, or there was nothing to change, 2 no such fact, card or flag; then nothing was changed, 3 refused.
    """  # noqa: D301
    from srs.store.marks import flagging

    told = (
        Told("flagged", "already flagged", "Flag them all?", {"flag": flag})
        if flag
        else Told("unflagged", "not flagged", "Take the flags off them all?", {"flag": 0})
    )
    mark_and_print(setup, wanted, lambda _: flagging(flag), told)
