"""`srs unsuspend`."""

from __future__ import annotations

import click

from srs.cli.options import Setup, shared_options
from srs.cli.suspension import suspend_and_print


@click.command()
@click.argument("given", nargs=-1, required=True, metavar="ID...")
@click.option(
    "--ord",
    "ord_",
    type=click.IntRange(min=0, max=1_000_000),
    help="Only this card of each fact, counted as Anki does.",
)
@shared_options
def command(setup: Setup, given: tuple[str, ...], ord_: int | None) -> None:
    """Bring suspended cards back into the drill, those suspended with s in a drill too.

    \b
    Examples:
      srs unsuspend k3xw
      srs unsuspend k3xw --ord 1

    Exit status: 0 done, or there was nothing to change, 2 no such fact or card; then nothing was changed.
    """  # noqa: D301
    suspend_and_print(setup, given, ord_, suspended=False)
