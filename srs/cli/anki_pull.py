"""`srs anki pull`."""

from __future__ import annotations

import os
from functools import partial

import click

from srs.cli.clock import at_ms, read_now
from srs.cli.import_ import carry_out, saver
from srs.cli.options import Setup, shared_options


@click.command()
@click.option("--url", help="The address of AnkiConnect (default: url in [anki], else http://127.0.0.1:8765/).")
@click.option("-n", "--dry-run", is_flag=True, help="Only show what would come.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask; also take back much that is gone there.")
@click.option("-v", "--verbose", is_flag=True, help="Show every fact.")
@shared_options
def command(setup: Setup, url: str | None, dry_run: bool, yes: bool, verbose: bool) -> None:
    """Take over the reviews made in the Anki that runs on this computer, by its add-on AnkiConnect.

    It is `srs import` without a file: answers, changes by hand, suspensions, flags and tags of the facts that came from here. Anki is
    only asked. In a terminal the plan is shown and you are asked.

    \b
    Examples:
      srs anki pull
      srs anki pull --dry-run

    Exit status: 0 done, also when nothing is new, 1 Anki does not answer, 2 wrong usage, 3 you said no.
    """  # noqa: D301
    from srs.anki.connect import Connect, connect_address
    from srs.app.anki_account import checked_address, key_at
    from srs.app.anki_connect import pull
    from srs.app.taken import Terms

    collection = setup.collection()
    address = checked_address(connect_address(url, collection.config.anki_url))
    store = setup.keep(collection.open_existing())
    presets, now = collection.presets(store), read_now()
    terms = Terms(presets, presets.clock(now), at_ms(now))
    connect = Connect(address, key_at(address, os.environ))
    bring = partial(pull, store, connect, terms, yes=yes, save=saver(collection, terms.now))
    strange = "No fact of this collection is in that Anki. To send them: srs anki push"
    carry_out(setup, bring, ask=not (dry_run or yes), apply=not dry_run, every=verbose, strange=strange)
