"""`srs card`."""

from __future__ import annotations

import click

from srs.cli.clock import at_ms, read_now
from srs.cli.options import Setup, completed_by, shared_options
from srs.cli.output import print_json


@click.command()
@click.argument("fact_id", metavar="ID", shell_complete=completed_by("suggest_ids", which="any"))
@shared_options
def command(setup: Setup, fact_id: str) -> None:
    """Show one fact: what it says, where it stands, its cards, reviews and earlier wordings.

    The beginning of an id is enough where no other id begins so.

    \b
    Example:
      srs card k3xw

    Exit status: 0 done, 2 no such fact, or several ids begin so.
    """  # noqa: D301
    from srs.app.cards import portray
    from srs.cli.card_view import portrait_record, print_portrait

    collection = setup.collection()
    now = read_now()
    clock = collection.presets().clock(now)
    portrait = portray(setup.keep(collection.open_existing()), fact_id)
    today = clock.moment(at_ms(now)).day
    if setup.as_json:
        print_json(portrait_record(portrait, clock, today))
    else:
        print_portrait(portrait, clock, today)
