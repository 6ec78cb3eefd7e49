"""`srs stats`."""

from __future__ import annotations

import click

from srs.cli.clock import at_ms, read_now
from srs.cli.options import Setup, completed_by, shared_options
from srs.cli.query import QueryCommand, query_argument

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
@shared_options
def command(setup: Setup, given: tuple[str, ...], days: int, deck: str) -> None:
    """Show how well and how much you learn: retention, answers, time, streaks, what comes, and the hardest notes.

    True retention is Anki's: of the answers to cards with an interval of a day or more, how many were not again.

    \b
    Examples:
      srs stats
      srs stats --days 90 --deck papers
      srs stats 'tag:exam -is:leech'
      srs stats --json

    Exit status: 0 done, also when there are no answers yet, 2 no collection yet or no such deck or query.
    """  # noqa: D301
    from srs.app.selection import select, today_of
    from srs.app.stats import figures

    collection = setup.collection()
    store = setup.keep(collection.open_existing())
    now = read_now()
    presets = collection.presets(store)
    preset, clock = presets.general, presets.clock(now)
    selection = select(store, given, today_of(clock, at_ms(now), preset), deck=deck)
    stats = figures(store, selection, preset, clock, clock.moment(at_ms(now)), days)
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
