"""`srs stats`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from srs.cli.clock import read_now
from srs.cli.options import Setup, completed_by, shared_options
from srs.cli.query import QueryCommand, query_argument, read_today

if TYPE_CHECKING:
    from srs.app.collection import Collection
    from srs.store.open import Store

_LONGEST_DAYS = 36_500


@click.command(cls=QueryCommand)
@query_argument()
@click.option(
    "--days",
    type=click.IntRange(min=1, max=_LONGEST_DAYS),
    default=30,
    show_default=True,
    help="How far back the figures of single days, ratings and hours go.",
)
@click.option(
    "--deck",
    default="",
    help="Only this deck and the decks below it (a::b).",
    shell_complete=completed_by("suggest_decks"),
)
@click.option("--screen", is_flag=True, help="On a full screen, to scroll and to ask for others.")
@shared_options
def command(setup: Setup, given: tuple[str, ...], days: int, deck: str, screen: bool) -> None:
    """Show how well and how much you learn: retention, answers, time, streaks, what comes, and the hardest notes.

    True retention is Anki's: of the answers to cards with an interval of a day or more, how many were not again.

    \b
    Examples:
      srs stats
      srs stats --days 90 --deck papers
      srs stats 'tag:exam -is:leech'
      srs stats --screen
      srs stats --json

    Exit status: 0 done, also when there are no answers yet, 2 no collection yet, no such deck,
    or a query that is none.
    """  # noqa: D301
    collection = setup.collection()
    store = setup.keep(collection.open_existing())
    if screen:
        _show(collection, store, given, deck, days)
        return
    from srs.app.stats import figures_of
    from srs.cli.progress import progress_bar

    with progress_bar("Counting answers"):
        stats = figures_of(store, collection, read_now(), given, days, deck)
    if (given or deck) and not stats.cards and not stats.answers and not setup.as_json:
        click.echo("No card matches.")
        return
    if setup.as_json:
        from srs.cli.output import print_json
        from srs.cli.stats_records import records

        for record in records(stats):
            print_json(record)
        return
    from srs.cli.stats_view import print_stats

    print_stats(stats)


def _show(collection: Collection, store: Store, given: tuple[str, ...], deck: str, days: int) -> None:
    """Show the figures on a screen, where a query can be changed."""
    from srs.app.selection import select
    from srs.cli.screen import doors, require_screen, show
    from srs.tui.screens import Screens

    require_screen("srs stats")
    select(store, given, read_today(collection), deck=deck)  # a slip in it is told before the screen is taken
    query = " ".join(given)
    if deck:
        name = deck.replace('"', "")
        query = f'deck:"{name}" ({query})' if query else f'deck:"{name}"'
    show(Screens(store, collection, doors()).figures(query, days))
