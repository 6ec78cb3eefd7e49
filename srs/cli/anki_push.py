"""`srs anki push`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from srs.cli.clock import at_ms, read_now
from srs.cli.options import Setup, shared_options
from srs.cli.output import counted, print_json, print_text
from srs.cli.progress import progress_bar

if TYPE_CHECKING:
    from srs.app.anki_connect import Pushed


@click.command()
@click.option("--url", help="The address of AnkiConnect (default: url in [anki], else http://127.0.0.1:8765/).")
@click.option("-a", "--all", "every", is_flag=True, help="Also facts that Anki has and that did not change.")
@click.option("-n", "--dry-run", is_flag=True, help="Only tell what would be sent.")
@shared_options
def command(setup: Setup, url: str | None, every: bool, dry_run: bool) -> None:
    """Send cards to the Anki that runs on this computer, by its add-on AnkiConnect.

    It is `srs export` and the import in one: new facts with their schedules and reviews, changed facts, images and sounds. Cards that
    Anki has already stay as they are there; `srs anki pull` takes over what you learned there. `srs sync` reads the notes before.

    \b
    Examples:
      srs anki push
      srs anki push --dry-run

    Exit status: 0 done, also when there is nothing to send, 1 Anki does not answer or an image is missing, 2 wrong usage.
    """  # noqa: D301
    from srs.anki.connect import Connect, connect_address
    from srs.app.anki_account import checked_address, key_at
    from srs.app.anki_connect import push
    from srs.app.taken import Terms

    collection = setup.collection()
    address = checked_address(connect_address(url, collection.config.anki_url))
    store = setup.keep(collection.open_existing())
    presets, now = collection.presets(store), read_now()
    terms = Terms(presets, presets.clock(now), at_ms(now))
    connect = Connect(address, key_at(address, os.environ))
    with progress_bar("Comparing facts") as show:
        pushed = push(store, collection, connect, terms, every=every, apply=not dry_run, show=show)
    _report(pushed, as_json=setup.as_json)
    if pushed.report and pushed.report.problems:
        raise click.exceptions.Exit(1)


def _report(pushed: Pushed, *, as_json: bool) -> None:
    report = pushed.report
    for problem in report.problems if report else ():
        print_text(f"srs: {problem}", err=True)
    if as_json:
        counts = {name: getattr(report, name) if report else 0 for name in ("cards", "reviews", "decks", "media")}
        problems = len(report.problems) if report else 0
        print_json(
            {"new": pushed.new, "changed": pushed.changed, **counts, "problems": problems, "applied": pushed.applied}
        )
        return
    told = [f"{counted(pushed.new, 'fact')} that Anki does not have"] if pushed.new else []
    told += [f"{counted(pushed.changed, 'fact')} that changed"] if pushed.changed else []
    if not told:
        print_text("Nothing to send.")
        return
    verb = "Sent" if pushed.applied else "Would send"
    reviews = f", with {counted(report.reviews, 'review')}" if report and report.reviews else ""
    print_text(f"{verb} {', '.join(told)}{reviews}.")
