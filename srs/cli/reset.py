"""`srs reset`."""

from __future__ import annotations

import click

from srs.cli.options import Setup, shared_options


@click.command()
@click.argument("given", metavar="ID")
@shared_options
def command(setup: Setup, given: str) -> None:
    """Begin a fact anew, as if it had never been asked.

    Its reviews are not deleted: they stay with a retired fact (srs cards --all), and a new one takes its place.

    \b
    Examples:
      srs reset k3xw

    Exit status: 0 done, 2 no such fact, or it is gone from the notes.
    """  # noqa: D301
    from srs.app.identity import reset
    from srs.cli.clock import at_ms, read_now
    from srs.cli.correction import print_correction

    store = setup.keep(setup.collection().open())
    print_correction(setup, "reset", reset(store, given, at=at_ms(read_now())))
