"""`srs reject`."""

from __future__ import annotations

import click

from srs.cli.decisions import decide_and_print
from srs.cli.options import Setup, shared_options


@click.command()
@click.argument("given", nargs=-1, metavar="ID...")
@click.option("--all", "every", is_flag=True, help="All held facts in which the given words stand, instead of ids.")
@shared_options
def command(setup: Setup, given: tuple[str, ...], every: bool) -> None:
    """Keep facts out of the drill, for good; held ones, or any that you do not want.

    \b
    Examples:
      srs reject k3xw
      srs reject --all glossary.md

    Exit status: 0 done, 2 no such fact, or it is retired; then nothing was decided.
    """  # noqa: D301
    decide_and_print(setup, given, accepted=False, every=every)
