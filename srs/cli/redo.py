"""`srs redo`."""

from __future__ import annotations

import click

from srs.cli.clock import read_now
from srs.cli.correction import told_of
from srs.cli.options import Setup, shared_options
from srs.cli.output import print_json, print_text


@click.command()
@shared_options
def command(setup: Setup) -> None:
    """Give the answer again that was taken back last, as long as none was given since; as often as there were undos.

    \b
    Example:
      srs redo

    Exit status: 0 done, 2 there is no answer to give again.
    """  # noqa: D301
    from srs.app.answers import give_again
    from srs.errors import UsageError
    from srs.schedule.day import DayClock
    from srs.store.cards import load_card

    collection = setup.collection()
    store = setup.keep(collection.open_existing())
    now, presets = read_now(), collection.presets(store)
    redone = give_again(store, presets, DayClock.of(now, presets.general.rollover_hour))
    if redone is None:
        raise UsageError("There is no answer to give again.", "See: srs history")
    review, card = redone
    _, fact, _ = load_card(store, card.id)
    if setup.as_json:
        print_json({"id": fact.id, "ord": card.ord, "rating": int(review.rating), "state": card.schedule.state})
    else:
        print_text(f"Gave {told_of(review)} again on: {fact.draft.front}")
