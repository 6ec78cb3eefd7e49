"""`srs reschedule`."""

from __future__ import annotations

import click

from srs.cli.clock import at_ms, read_now
from srs.cli.options import Setup, shared_options
from srs.cli.output import counted, print_json, print_text
from srs.cli.query import QueryCommand, agree_to_move, query_argument, read_today
from srs.errors import RefusedError


@click.command(cls=QueryCommand)
@query_argument("[ID...|QUERY]")
@click.option("-n", "--dry-run", is_flag=True, help="Only show which cards would move.")
@click.option("-y", "--yes", is_flag=True, help="Move them without asking.")
@shared_options
def command(setup: Setup, given: tuple[str, ...], dry_run: bool, yes: bool) -> None:
    """Move cards to the days that the settings in force give them, as after another desired retention.

    Their memory stays; a card stays where it is if fuzz alone would explain the difference. No row of the log is written.

    \b
    Examples:
      srs reschedule --dry-run
      srs reschedule deck:exam --yes

    Exit status: 0 done, also when nothing moves, 1 a drill is on, 2 no such fact, or a query that is
    none, 3 refused.
    """  # noqa: D301
    from srs.app.backup import Reason, save_before
    from srs.app.reschedule import chosen, move_days, plan_days
    from srs.cli.optimize_view import print_moves
    from srs.cli.progress import progress_bar

    collection = setup.collection()
    store, today = setup.keep(collection.open_existing()), read_today(collection)
    presets, selection = collection.presets(store), chosen(store, given, today)
    with progress_bar("Computing days"):
        plan = plan_days(store, presets, selection, today.day)
    if not setup.as_json:
        print_moves(plan, today.day)
    wanted = bool(plan.moves) and not dry_run
    way_out = "If this is what you want, add --yes."
    if wanted and not yes and not agree_to_move(len(plan.moves), way_out, as_json=setup.as_json):
        raise RefusedError("Nothing was changed.", way_out)
    if wanted:
        save_before(collection, Reason.RESCHEDULE, at_ms(read_now()))
    moved = move_days(store, presets, selection, today.day) if wanted else 0
    if setup.as_json:
        earlier = sum(move.days < 0 for move in plan.moves)
        print_json({"earlier": earlier, "later": len(plan.moves) - earlier, "moved": moved})
    elif wanted:
        print_text(f"{counted(moved, 'card')} moved.")
