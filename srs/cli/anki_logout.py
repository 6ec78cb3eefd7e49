"""`srs anki logout`."""

from __future__ import annotations

import click

from srs.cli.options import Setup, shared_options
from srs.cli.output import print_json, print_text


@click.command()
@click.option("--server", help="The address of the sync server (default: server in [anki] of srs.toml).")
@shared_options
def command(setup: Setup, server: str | None) -> None:
    """Take name and password for an Anki sync server out of the keyring of the system.

    \b
    Example:
      srs anki logout

    Exit status: 0 done, also when there were none, 1 the keyring cannot be used, 2 wrong usage.
    """  # noqa: D301
    from srs.app.anki_account import forget_account, server_address

    address = server_address(server, setup.collection().config.anki_server, "logout")
    were_there = forget_account(address)
    if setup.as_json:
        print_json({"server": address, "were_there": were_there})
    else:
        print_text(f"{'Forgot' if were_there else 'There were no'} name and password for {address}.")
