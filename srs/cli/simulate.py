"""`srs simulate`."""

from __future__ import annotations

import click

from srs.cli.clock import at_ms, read_now
from srs.cli.options import Setup, shared_options
from srs.cli.output import print_json

_USUAL = "0.70,0.75,0.80,0.85,0.90,0.93,0.95,0.97"


def _retentions(_context: click.Context, _option: click.Parameter, text: str) -> list[float]:
    """Read a list of desired retentions, each once and in order."""
    from srs.schedule.preset import HIGHEST_RETENTION, LOWEST_RETENTION

    try:
        found = sorted({float(part) for part in text.split(",")})
    except ValueError as error:
        raise click.BadParameter(f"'{text}' is no list of numbers such as 0.8,0.9.") from error
    if not all(LOWEST_RETENTION <= one <= HIGHEST_RETENTION for one in found):
        raise click.BadParameter(f"a desired retention is a number from {LOWEST_RETENTION:g} to {HIGHEST_RETENTION:g}.")
    return found


@click.command()
@click.option("--days", type=click.IntRange(min=1, max=3650), default=365, show_default=True, help="How far to look.")
@click.option(
    "--new",
    "new_per_day",
    type=click.IntRange(min=0, max=9999),
    help="New cards every day, as if notes were written on (default: those that wait, within the day's limit).",
)
@click.option("--retention", "retentions", default=_USUAL, show_default=True, callback=_retentions, metavar="LIST")
@shared_options
def command(setup: Setup, days: int, new_per_day: int | None, retentions: list[float]) -> None:
    """Show what more or less desired retention would cost: reviews and minutes a day, and cards remembered at the end.

    It begins with the cards there are, and answers as you do: with the ratings you give and the time you take.

    \b
    Examples:
      srs simulate
      srs simulate --days 90 --new 10 --retention 0.8,0.85,0.9

    Exit status: 0 done, 2 no collection yet, or an impossible retention.
    """  # noqa: D301
    from srs.app.simulate import look_ahead
    from srs.cli.progress import progress_bar
    from srs.cli.simulate_view import print_outlook, records_of

    collection = setup.collection()
    store = setup.keep(collection.open_existing())
    now, presets = read_now(), collection.presets(store)
    day = presets.clock(now).day_of(at_ms(now))
    with progress_bar("Simulating") as progress:
        outlook = look_ahead(
            store, presets, day, days=days, new_per_day=new_per_day, retentions=retentions, progress=progress
        )
    if setup.as_json:
        for record in records_of(outlook, days):
            print_json(record)
        return
    print_outlook(outlook, days, presets.general.desired_retention)
