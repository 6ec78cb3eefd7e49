"""`srs reset`."""

from __future__ import annotations

from functools import partial

import click

from srs.cli.options import Setup, shared_options
from srs.cli.query import QueryCommand, query_argument, read_today, with_consent


@click.command(cls=QueryCommand)
@query_argument("ID...|QUERY", required=True)
@click.option("-y", "--yes", is_flag=True, help="Also where a query finds many, or answered ones.")
@shared_options
def command(setup: Setup, given: tuple[str, ...], yes: bool) -> None:
    """Begin facts anew, as if they had never been asked.

    Their reviews are not deleted: they stay with retired facts (srs cards --all), and new ones take their places. srs link OLD
    NEW brings one back with its reviews. In a terminal you are asked before a query begins more than 20 anew, or any that were
    answered; more than 20 are not begun anew without a backup.

    \b
    Examples:
      srs reset k3xw
      srs reset 'is:leech deck:exam'

    Exit status: 0 done, 2 no such fact, or one is gone from the notes; then nothing was changed, 3 refused.
    """  # noqa: D301
    from srs.app.backup import Reason, save_before
    from srs.app.identity import reset_all
    from srs.cli.clock import at_ms, read_now
    from srs.cli.correction import print_correction
    from srs.cli.output import print_text

    collection = setup.collection()
    store, today = setup.keep(collection.open_existing()), read_today(collection)
    at = at_ms(read_now())
    keep = partial(save_before, collection, Reason.RESET, at)
    done, kept = with_consent(
        lambda yes: reset_all(store, given, today, at=at, yes=yes, keep=keep),
        "Reset them all?",
        yes=yes,
        as_json=setup.as_json,
    )
    for correction in done:
        print_correction(setup, "reset", correction)
    if setup.as_json:
        return
    if not done:
        print_text("No fact matches.", dim=True)
    if kept:
        print_text(f"The database as it was before: srs restore {kept.path.stem}", dim=True)
    if done:
        way_back = "srs link OLD NEW brings reviews back; " * any(correction.retired_reviews for correction in done)
        print_text(f"{way_back}srs undo is for answers.", dim=True)
