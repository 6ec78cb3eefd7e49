"""`srs cards`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from srs.cli.clock import at_ms, read_now
from srs.cli.options import Setup, shared_options
from srs.cli.output import counted, front_told, print_json, print_left_out, print_table, print_text, terminal_width
from srs.cli.query import QueryCommand, query_argument

if TYPE_CHECKING:
    from srs.model import Fact
    from srs.store.cards import LiveCard

_ROOMY = 60
"""From so many columns on there is room for the place of a fact beside its front."""


@click.command(cls=QueryCommand)
@query_argument()
@click.option("--all", "every", is_flag=True, help="Retired facts too.")
@shared_options
def command(setup: Setup, given: tuple[str, ...], every: bool) -> None:
    """List the facts of the collection: id, status, source and front.

    QUERY is written as in Anki (see docs/commands.md): words must all stand in front, back, path, deck or tags.

    \b
    Examples:
      srs cards
      srs cards entropy
      srs cards deck:papers is:due -tag:exam
      srs cards 'prop:lapses>3 or is:leech'
      srs cards --all --json

    Exit status: 0 done, also when nothing matches, 2 no collection yet, or a query that is none.
    """  # noqa: D301
    from srs.app.selection import select, today_of, unmatched_told
    from srs.store.listing import list_with_cards

    collection = setup.collection()
    now, store = read_now(), setup.keep(collection.open_existing())
    presets = collection.presets()
    clock = presets.clock(now)
    selection = select(store, given, today_of(clock, at_ms(now), presets.general))
    listed = list_with_cards(store, selection, retired=every)
    if setup.as_json:
        from srs.cli.records import fact_record

        for fact, cards in listed:
            print_json(fact_record(fact, cards, clock))
        return
    has_room = terminal_width() >= _ROOMY
    count = print_table(_row(fact, cards, has_room=has_room) for fact, cards in listed)
    print_text(counted(count, "fact") if count or not given else unmatched_told(store, given), dim=True)
    if count and not has_room:
        print_left_out(["where it stands"])


def _row(fact: Fact, cards: list[LiveCard], *, has_room: bool) -> tuple[str, ...]:
    from srs.cli.card_view import standing_of

    place = (str(fact.draft.source),) if has_room else ()
    return fact.id, standing_of(fact, cards), *place, front_told(fact.draft.front, 70)
