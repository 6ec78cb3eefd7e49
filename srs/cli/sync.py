"""`srs sync`."""

from __future__ import annotations

import sys

import click

from srs.cli.clock import at_ms, read_now, wall_ns
from srs.cli.options import Setup, shared_options


@click.command()
@click.option("-n", "--dry-run", is_flag=True, help="Only show the plan, and what each edit changed.")
@click.option("--check", is_flag=True, help="Only look: exit with 1 when the plan is not empty.")
@click.option("-y", "--yes", is_flag=True, help="Carry out a plan that retires a large part of the collection.")
@click.option("-v", "--verbose", is_flag=True, help="Show every change, however many, and what each edit changed.")
@shared_options
def command(setup: Setup, dry_run: bool, check: bool, yes: bool, verbose: bool) -> None:
    """Bring the cards up to date with the notes.

    Reads the notes that changed, shows what became of each fact (+ new, ~ edited, > moved, - retired, ^ back again,
    ? held for you), and applies it. The notes are never written to; a retired fact keeps its history and comes back
    with its text. A plan that would retire a fifth of the collection is refused without --yes.

    Nothing is guessed: a text that may have been one of several facts is new, and the plan names them (=) with the
    command that joins the two. In a terminal you are asked.

    \b
    Examples:
      srs sync
      srs sync --dry-run
      srs sync --check || echo "the deck is behind the notes"

    Exit status: 0 done, 1 problems in notes (or --check and something to do), 2 no notes folder, 3 refused.
    """  # noqa: D301
    from srs.app.sync import sync
    from srs.cli.plan_view import print_plan, print_plan_json, summary_of
    from srs.cli.progress import progress_bar

    collection = setup.collection()
    store = setup.keep(collection.open())
    with progress_bar("Reading notes") as progress:
        report = sync(
            store,
            collection,
            at=at_ms(read_now()),
            started_ns=wall_ns(),
            apply=not (dry_run or check),
            yes=yes,
            progress=progress,
        )
    if setup.as_json:
        print_plan_json(report)
    else:
        print_plan(report, every=verbose, diffs=dry_run or verbose)
        click.echo(("Would be: " if not report.applied and not report.is_empty else "") + summary_of(report))
        if report.applied and report.plan.ambiguous and sys.stdin.isatty() and sys.stdout.isatty():
            from srs.cli.ambiguity import ask_about

            ask_about(store, report.plan.ambiguous)
    if report.plan.problems or (check and not report.is_empty):
        raise click.exceptions.Exit(1)
