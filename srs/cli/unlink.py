"""`srs unlink`."""

from __future__ import annotations

import click

from srs.cli.options import Setup, completed_by, shared_options


@click.command()
@click.argument("given", metavar="ID", shell_complete=completed_by("suggest_ids"))
@shared_options
def command(setup: Setup, given: str) -> None:
    """Undo that an edit was taken for the same fact.

    What the note says now becomes a new fact that begins at zero; the old one is retired as what it said before, and
    comes back with its history when that text returns. See srs card ID for what it said when.

    \b
    Examples:
      srs unlink k3xw

    Exit status: 0 done, 2 no such fact, it is gone from the notes, or it has always said the same.
    """  # noqa: D301
    from srs.app.identity import unlink
    from srs.cli.clock import at_ms, read_now
    from srs.cli.correction import print_correction

    store = setup.keep(setup.collection().open_existing())
    print_correction(setup, "unlinked", unlink(store, given, at=at_ms(read_now())))
