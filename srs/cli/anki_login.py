"""`srs anki login`."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import click

from srs.cli.options import Setup, shared_options
from srs.cli.output import is_terminal, print_json, print_text
from srs.errors import UsageError


@click.command()
@click.option("--server", help="The address of the sync server (default: server in [anki] of srs.toml).")
@shared_options
def command(setup: Setup, server: str | None) -> None:
    """Keep name and password for an Anki sync server in the keyring of the system, once the server knows them.

    You are asked for both; the password is not shown. It is kept nowhere else.

    \b
    Example:
      srs anki login --server http://192.168.1.2:8080/

    Exit status: 0 done, 1 the server does not answer or knows no such user, 2 wrong usage.
    """  # noqa: D301
    from srs.anki.mirror import Account, opened_mirror
    from srs.app.anki_account import PASSWORD, USER, keep_account, server_address

    address = server_address(server, setup.collection().config.anki_server)
    if not is_terminal():
        raise UsageError("Nobody is here to be asked for a password.", f"Set {USER} and {PASSWORD} in the environment.")
    user = click.prompt("Name", type=str)
    account = Account(address, user, click.prompt("Password", type=str, hide_input=True))
    with TemporaryDirectory(prefix="srs-") as folder, opened_mirror(Path(folder) / "collection.anki2") as mirror:
        mirror.login(account)
    keep_account(account)
    if setup.as_json:
        print_json({"server": address, "kept": True})
    else:
        print_text(f"Kept in the keyring for {address}. Go on with: srs anki sync")
