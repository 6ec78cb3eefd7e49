"""`srs anki`."""

from __future__ import annotations

import click

from srs.cli.lazy_group import LazyGroup
from srs.cli.options import Setup, shared_options

COMMANDS = {
    "sync": "Exchange everything with an Anki sync server of your own.",
    "login": "Keep name and password for it in the keyring.",
    "logout": "Take them out of the keyring.",
    "push": "Send cards to the Anki that runs on this computer.",
    "pull": "Take over the reviews of the Anki that runs on this computer.",
}


@click.group(cls=LazyGroup, sections={"Commands": COMMANDS}, module="srs.cli.anki_")
@shared_options
def command(setup: Setup) -> None:
    """Exchange cards and reviews with Anki on this computer, on phones and elsewhere.

    `sync` needs a sync server and `pip install 'srs-notes[anki]'`, `push` and `pull` the add-on AnkiConnect. Without either:
    `srs export` and `srs import`. See docs/anki.md.

    \b
    Examples:
      srs anki sync --server http://192.168.1.2:8080/
      srs anki push

    Exit status: 0 done; see the help of each command.
    """  # noqa: D301
