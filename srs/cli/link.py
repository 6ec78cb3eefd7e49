"""`srs link`."""

from __future__ import annotations

import click

from srs.cli.options import Setup, shared_options


@click.command()
@click.argument("old")
@click.argument("new")
@shared_options
def command(setup: Setup, old: str, new: str) -> None:
    """Let a fact that is gone go on, with its history, as what was taken for a new one.

    When an edit leaves it unsure which fact is which, srs guesses nothing: the new text is a new fact, the old one is
    retired, and srs sync prints the link that would join them. A link stays in every later sync.

    \b
    Examples:
      srs link k3xw 7qpa

    Exit status: 0 done, 2 no such fact, OLD still stands in the notes, or NEW does not.
    """  # noqa: D301
    from srs.app.identity import link
    from srs.cli.clock import at_ms, read_now
    from srs.cli.correction import print_correction

    store = setup.keep(setup.collection().open())
    print_correction(setup, "linked", link(store, old, new, at=at_ms(read_now())))
