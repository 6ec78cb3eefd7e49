"""`srs reject`."""

from __future__ import annotations

import click

from srs.cli.decisions import decide_and_print
from srs.cli.options import Setup, shared_options
from srs.cli.query import QueryCommand, query_argument


@click.command(cls=QueryCommand)
@query_argument("ID...|QUERY")
@click.option("--all", "every", is_flag=True, help="All held facts the query finds; words alone are one, too.")
@click.option("-y", "--yes", is_flag=True, help="Also where a query finds more than 20 facts.")
@shared_options
def command(setup: Setup, given: tuple[str, ...], every: bool, yes: bool) -> None:
    """Keep facts out of the drill, for good; held ones, or any that you do not want.

    With a query (see docs/commands.md) held facts only are meant; its words may stand in the reason, too. In a terminal you
    are asked before it decides on more than 20.

    \b
    Examples:
      srs reject k3xw
      srs reject path:glossary.md
      srs reject --all single line

    Exit status: 0 done, 2 no such fact, or it is retired; then nothing was decided, 3 refused.
    """  # noqa: D301
    decide_and_print(setup, given, accepted=False, every=every, yes=yes)
