"""`srs cards`."""

from __future__ import annotations

import click

from srs.cli.clock import read_now
from srs.cli.options import Setup, shared_options
from srs.cli.output import counted, print_json, print_table, print_text, shorten


@click.command()
@click.argument("words", nargs=-1, metavar="[FILTER]...")
@click.option("--all", "every", is_flag=True, help="Retired facts too.")
@shared_options
def command(setup: Setup, words: tuple[str, ...], every: bool) -> None:
    """List the facts of the collection: id, status, source and front.

    FILTER words must all stand in front, back, path, deck or tags.

    \b
    Examples:
      srs cards
      srs cards entropy
      srs cards --all --json

    Exit status: 0 done, also when nothing matches, 2 no collection yet.
    """  # noqa: D301
    from srs.app.cards import list_facts_with_cards
    from srs.cli.card_view import standing_of
    from srs.cli.records import fact_record
    from srs.schedule.day import DayClock

    collection = setup.collection()
    clock = DayClock.of(read_now(), collection.preset().rollover_hour)
    rows = []
    for fact, cards in list_facts_with_cards(setup.keep(collection.open_existing()), words, retired=every):
        if setup.as_json:
            print_json(fact_record(fact, cards, clock))
        else:
            rows.append((fact.id, standing_of(fact, cards), str(fact.draft.source), shorten(fact.draft.front, 70)))
    print_table(rows)
    if not setup.as_json:
        print_text(counted(len(rows), "fact") if rows else "No facts match.", dim=True)
