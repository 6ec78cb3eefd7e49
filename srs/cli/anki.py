"""`srs anki`."""

from __future__ import annotations

import click

from srs.cli.lazy_group import LazyGroup
from srs.cli.options import Setup, shared_options

COMMANDS = {
    "sync": "Exchange everything with an Anki sync server of your own.",
    "login": "Keep name and password for it in the keyring.",
    "logout": "Take them out of the keyring.",
}


@click.group(cls=LazyGroup, commands_by_name=COMMANDS, module="srs.cli.anki_")
@shared_options
def command(setup: Setup) -> None:
    """Exchange cards and reviews with Anki on this computer, on phones and elsewhere.

    It needs a sync server and `pip install 'srs-notes[anki]'`. Without: `srs export` and `srs import`. See docs/anki.md.

    \b
    Examples:
      srs anki sync --server http://192.168.1.2:8080/
      srs anki sync --dry-run

    Exit status: 0 done; see the help of each command.
    """  # noqa: D301
