"""`srs optimize`."""

from __future__ import annotations

import sys

import click

from srs.cli.clock import at_ms, read_now
from srs.cli.options import Setup, shared_options
from srs.cli.output import print_json
from srs.cli.query import agree_to_move


@click.command()
@click.option("--preset", "name", default="", metavar="NAME", help="The preset to fit (default: [review]).")
@click.option("-n", "--dry-run", is_flag=True, help="Only show what would come of it.")
@click.option("--reschedule", is_flag=True, help="Let due days follow too; shows a plan first, and asks.")
@click.option("-y", "--yes", is_flag=True, help="Move due days without asking.")
@shared_options
def command(setup: Setup, name: str, dry_run: bool, reschedule: bool, yes: bool) -> None:
    """Fit the 21 parameters of FSRS to your own answers, and let what is known of every card follow.

    They are kept only if parameters fitted to earlier answers foretell later ones better than the default ones, and the new
    ones all answers better than those in force. Cards stay due when they are; --reschedule moves them to the days that the new
    parameters give. `parameters` in srs.toml go before fitted ones.

    \b
    Examples:
      srs optimize --dry-run
      srs optimize
      srs optimize --reschedule --dry-run

    Exit status: 0 done, also when the parameters in force stay, 1 nothing could be fitted, or a drill is on, 2 no collection yet,
    no such preset, or the optimiser is not installed, 3 refused: due days move only with --yes.
    """  # noqa: D301
    from srs.app.backup import Reason, save_before
    from srs.app.optimise import carry_out, fit_parameters, plan_changes
    from srs.cli.optimize_view import print_fit, print_moves, print_outcome, record_of
    from srs.cli.progress import progress_bar

    collection = setup.collection()
    store = setup.keep(collection.open_existing())
    now = read_now()
    day = collection.presets().clock(now).day_of(at_ms(now))
    if sys.stderr.isatty():
        click.echo("Fitting parameters to the log …", err=True)
    with progress_bar("Fitting") as progress:
        fit = fit_parameters(store, collection, name, progress)
    plan = plan_changes(store, collection, fit, name, at=at_ms(now), day=day, move=reschedule)
    if not setup.as_json:
        print_fit(plan)
        if reschedule:
            print_moves(plan, day)
    move = reschedule and bool(plan.moves) and not dry_run
    if move and not yes:
        way_out = "If this is what you want: srs optimize --reschedule --yes"
        move = agree_to_move(len(plan.moves), way_out, as_json=setup.as_json)
    if not dry_run:
        save_before(collection, Reason.OPTIMIZE, at_ms(now))
        carry_out(store, collection, plan, move=move)
    if setup.as_json:
        print_json(record_of(plan, applied=not dry_run, moved=reschedule))
    else:
        print_outcome(plan, applied=not dry_run, moved=move)
