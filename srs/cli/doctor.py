"""`srs doctor`."""

from __future__ import annotations

import click

from srs.cli.options import Setup, shared_options
from srs.cli.output import print_json, print_text


@click.command()
@shared_options
def command(setup: Setup) -> None:
    """Check the database, its file mode, the log against the memory states, and the notes. Nothing is changed.

    \b
    Example:
      srs doctor

    Exit status: 0 all is well, 1 something was found.
    """  # noqa: D301
    from srs.app.doctor import examine

    collection = setup.collection()
    ill = 0
    for check in examine(setup.keep(collection.open_existing()), collection):
        ill += not check.well
        if setup.as_json:
            print_json({"check": check.name, "ok": check.well, "found": check.found})
        else:
            click.secho("ok    " if check.well else "wrong ", fg="green" if check.well else "red", nl=False)
            print_text(f"{check.name}: {check.found}")
    if ill:
        raise click.exceptions.Exit(1)
