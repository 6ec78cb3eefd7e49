"""`srs accept`."""

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
@click.option("-y", "--yes", is_flag=True, help="Also where a query finds many, or rejected ones.")
@shared_options
def command(setup: Setup, given: tuple[str, ...], every: bool, yes: bool) -> None:
    """Take facts into the drill, for good: held ones, and those that were rejected, with their answers.

    A query (see docs/commands.md) means all facts that it finds and that are not in the drill; its words may stand in the reason
    of held ones, too. In a terminal you are asked before it decides on more than 20, or on rejected ones that the query does not ask for (is:rejected).

    \b
    Examples:
      srs accept k3xw
      srs accept 'path:glossary.md is:held'
      srs accept is:rejected
      srs accept --all single line

    Exit status: 0 done, 2 no such fact, or it is retired; then nothing was decided, 3 refused.
    """  # noqa: D301
    decide_and_print(setup, given, accepted=True, every=every, yes=yes)
