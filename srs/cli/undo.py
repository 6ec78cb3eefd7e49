"""`srs undo`."""

from __future__ import annotations

import click

from srs.cli.clock import at_ms, read_now
from srs.cli.correction import told_of
from srs.cli.options import Setup, shared_options
from srs.cli.output import print_json, print_text


@click.command()
@shared_options
def command(setup: Setup) -> None:
    """Take back the last answer; the card is exactly as it was before. The log keeps the row, marked as undone.

    \b
    Example:
      srs undo

    Exit status: 0 done, 2 there is no answer to take back.
    """  # noqa: D301
    from srs.app.answers import take_back
    from srs.errors import UsageError
    from srs.schedule.day import DayClock
    from srs.store.cards import load_card

    collection = setup.collection()
    store = setup.keep(collection.open_existing())
    now, presets = read_now(), collection.presets(store)
    undone = take_back(store, presets, DayClock.of(now, presets.general.rollover_hour), at_ms(now))
    if undone is None:
        raise UsageError("There is no answer to take back.", "See: srs history")
    review, card = undone
    _, fact, _ = load_card(store, card.id)
    if setup.as_json:
        print_json({"id": fact.id, "ord": card.ord, "rating": int(review.rating), "state": card.schedule.state})
    else:
        print_text(f"Took back {told_of(review)} on: {fact.draft.front}")
