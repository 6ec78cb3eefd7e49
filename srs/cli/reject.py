"""`srs reject`."""

from __future__ import annotations

import click

from srs.cli.decisions import decide_and_print
from srs.cli.options import Setup, shared_options
from srs.cli.query import QueryCommand, query_argument


@click.command(cls=QueryCommand)
@query_argument("ID...|QUERY")
@click.option(
    "--all", "every", is_flag=True, help="Only the held facts a query finds, however many; words alone are one, too."
)
@click.option("-y", "--yes", is_flag=True, help="Also where a query finds many, or answered ones.")
@shared_options
def command(setup: Setup, given: tuple[str, ...], every: bool, yes: bool) -> None:
    """Keep facts out of the drill, for good: held ones, and any in it that you do not want to be asked.

    A fact keeps its history and its answers, and srs accept brings it back with them. A query (see docs/commands.md) means all
    facts that it finds; its words may stand in the reason of held ones, too. In a terminal you are asked before it decides on
    more than 20, on any that were answered, or on any that you accepted. In a drill it is the key x.

    \b
    Examples:
      srs reject k3xw
      srs reject path:Inbox.md
      srs reject 'path:glossary.md is:held'
      srs reject --all single line

    Exit status: 0 done, 2 no such fact, or it is retired; then nothing was decided, 3 refused.
    """  # noqa: D301
    decide_and_print(setup, given, accepted=False, every=every, yes=yes)
