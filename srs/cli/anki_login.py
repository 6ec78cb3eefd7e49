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
@click.option("--key", is_flag=True, help="Keep the API key of AnkiConnect instead.")
@click.option(
    "--url", help="The address of AnkiConnect, with --key (default: url in [anki], else http://127.0.0.1:8765/)."
)
@shared_options
def command(setup: Setup, server: str | None, key: bool, url: str | None) -> None:
    """Keep name and password for an Anki sync server in the keyring of the system, once the server knows them.

    You are asked for both; the password is not shown. It is kept nowhere else. With --key it is the API key of AnkiConnect that is
    kept, where its settings have one.

    \b
    Examples:
      srs anki login --server http://192.168.1.2:8080/
      srs anki login --key

    Exit status: 0 done, 1 the server does not answer or knows no such user, 2 wrong usage.
    """  # noqa: D301
    from srs.app.anki_account import KEY, PASSWORD, USER, check_keyring

    named = KEY if key else f"{USER} and {PASSWORD}"
    if not is_terminal():
        raise UsageError("Nobody is here to be asked.", f"Set {named} in the environment.")
    check_keyring(named)
    config = setup.collection().config
    address = _keep_key(url, config.anki_url) if key else _keep_account(server, config.anki_server)
    if setup.as_json:
        print_json({"server": address, "kept": True})
    else:
        print_text(f"Kept in the keyring for {address}.")


def _keep_account(named: str | None, configured: str) -> str:
    from srs.anki.mirror import Account, opened_mirror
    from srs.app.anki_account import keep_account, server_address

    address = server_address(named, configured, "login")
    user = click.prompt("Name", type=str)
    account = Account(address, user, click.prompt("Password", type=str, hide_input=True))
    with TemporaryDirectory(prefix="srs-") as folder, opened_mirror(Path(folder) / "collection.anki2") as mirror:
        mirror.login(account)
    keep_account(account)
    return address


def _keep_key(named: str | None, configured: str) -> str:
    from srs.anki.connect import Connect, connect_address
    from srs.app.anki_account import checked_address, keep_key

    address = checked_address(connect_address(named, configured))
    key = click.prompt("API key", type=str, hide_input=True)
    Connect(address, key).check()
    keep_key(address, key)
    return address
