"""`srs suspend`."""

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
@shared_options
def command(setup: Setup, wanted: Wanted) -> None:
    """Take cards out of the drill until srs unsuspend brings them back; their schedules and reviews stay.

    Cards are named by the ids of their facts, or found by a query (see docs/commands.md) among those in the drill. In a
    terminal you are asked before a query changes more than 20.

    \b
    Examples:
      srs suspend k3xw
      srs suspend k3xw --ord 1
      srs suspend is:leech

    Exit status: 0 done, or there was nothing to change, 2 no such fact or card; then nothing was changed, 3 refused.
    """  # noqa: D301
    from srs.store.marks import suspension

    told = Told("suspended", "already suspended", "Suspend them all?", {"suspended": True})
    mark_and_print(setup, wanted, lambda _: suspension(suspended=True), told)
