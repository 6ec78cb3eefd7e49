"""`srs sync`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from srs.cli.clock import at_ms, read_now, wall_ns
from srs.cli.options import Setup, shared_options
from srs.cli.output import is_terminal, print_text
from srs.cli.saving import keep_the_day
from srs.errors import RefusedError, UsageError

if TYPE_CHECKING:
    from srs.app.collection import Collection
    from srs.app.sync import SyncReport
    from srs.store.open import Store


@click.command(context_settings={"allow_extra_args": True})
@click.option("-n", "--dry-run", is_flag=True, help="Only show the plan, and what each edit changed.")
@click.option("--check", is_flag=True, help="Only look: exit with 1 when the plan is not empty.")
@click.option("-y", "--yes", is_flag=True, help="Carry out a plan that retires or adds a large number of cards.")
@click.option("-w", "--watch", is_flag=True, help="Go on and do it again whenever notes change, until ctrl-c.")
@click.option(
    "--screen", is_flag=True, help="Look at the plan on a full screen, answer its questions, then carry it out."
)
@click.option("-v", "--verbose", is_flag=True, help="Show every change, however many, and what each edit changed.")
@shared_options
def command(setup: Setup, dry_run: bool, check: bool, yes: bool, watch: bool, screen: bool, verbose: bool) -> None:
    """Bring the cards up to date with the notes.

    Reads the notes that changed, shows what became of each fact (+ new, ~ edited, > moved, - retired, ^ back again,
    ? held for you, * other cards, deck or tags), and applies it. The notes are never written to; a retired fact keeps its history and comes back
    with its text. A plan that would retire more than a fifth of the collection, or add more than 40 cards to a note that was read
    before or 200 to the collection, is refused without --yes; in a terminal you are asked.

    With --watch a burst of changes makes one plan, after a moment of quiet; while srs review has a card on screen the
    notes wait.

    Nothing is guessed: a text that may have been one of several facts is new, and the plan names them (=) with the
    command that joins the two. In a terminal you are asked.

    \b
    Examples:
      srs sync
      srs sync --dry-run
      srs sync --screen
      srs sync --watch
      srs sync --check || echo "the deck is behind the notes"

    Exit status: 0 done, 1 problems in notes (or --check and something to do), 2 no notes folder, 3 refused.
    """  # noqa: D301
    _check_no_names(click.get_current_context().args)
    if watch and (dry_run or check):
        raise click.UsageError("--watch carries plans out; it goes with neither --dry-run nor --check.")
    if screen and (dry_run or check or yes or watch or setup.as_json):
        raise click.UsageError("--screen shows the plan before it is carried out; it goes with no other way to do so.")
    if screen:
        from srs.cli.screen import require_screen

        require_screen("srs sync --dry-run")
    collection = setup.collection()
    store = setup.keep(collection.open(needs_notes=True))
    if screen:
        from srs.cli.screen import doors, show
        from srs.tui.screens import Screens

        show(Screens(store, collection, doors()).plan())
        return
    if watch:
        from srs.cli.watch import watch_notes

        watch_notes(setup, store, collection, yes=yes, verbose=verbose)
        return
    report = _sync(setup, store, collection, apply=not (dry_run or check), yes=yes)
    _print(setup, store, report, every=verbose, diffs=dry_run or verbose)
    if report.refusal:
        from srs.app.wording import refusal_told

        told = refusal_told(report.refusal, ", and be refused")
        print_text(f"{told} {report.refusal.hint}", fg="yellow", err=True)
    _tell_of_others(report, collection)
    if report.applied:
        keep_the_day(collection)
    if report.plan.problems or (check and not report.is_empty):
        raise click.exceptions.Exit(1)


def _check_no_names(names: list[str]) -> None:
    """Refuse the name of a folder or note with what was probably meant.

    Raises:
        UsageError: there is one.
    """
    if not names:
        return
    from shlex import quote

    folder = os.path.isdir(names[0])  # noqa: PTH112  (Path.is_dir may raise)
    told = "To read the notes of a folder: srs --notes {} sync" if folder else "What a note gives: srs extract {}"
    raise UsageError("srs sync takes no name; it reads all notes that changed.", told.format(quote(names[0])))


def _tell_of_others(report: SyncReport, collection: Collection) -> None:
    """Tell of notes that are not read, or not any more, since they stand beside the notes folder."""
    from srs.app.beside import READ_ALL, beside_told, left_told

    told = beside_told(collection) if report.is_first else ""
    if not report.refusal and (left := left_told(collection, report.plan)):
        told = f"Facts {'were' if report.applied else 'would be'} retired, since {left}. {READ_ALL}"
    if told:
        print_text(told, fg="yellow", err=True)


def _print(setup: Setup, store: Store, report: SyncReport, *, every: bool, diffs: bool) -> None:
    """Print the plan; in a terminal the user is asked about texts that are unsure."""
    from srs.app.wording import summary_of
    from srs.cli.plan_view import print_plan, print_plan_json

    if setup.as_json:
        print_plan_json(report)
        return
    print_plan(report, every=every, diffs=diffs)
    click.echo(("Would be: " if not report.applied and not report.is_empty else "") + summary_of(report))
    if report.applied and report.plan.ambiguous and is_terminal():
        from srs.cli.ambiguity import ask_about

        ask_about(store, report.plan.ambiguous)


def _sync(setup: Setup, store: Store, collection: Collection, *, apply: bool, yes: bool) -> SyncReport:
    """Sync; in a terminal the user is asked about a plan that is refused."""
    from srs.app.sync import sync
    from srs.cli.progress import progress_bar

    with progress_bar("Reading notes") as progress:
        now = read_now()
        try:
            return sync(store, collection, at=at_ms(now), started_ns=wall_ns(), apply=apply, yes=yes, progress=progress)
        except RefusedError as error:
            if setup.as_json or not is_terminal():
                raise
            refusal = error
    from srs.app.wording import summary_of
    from srs.cli.plan_view import print_plan

    report = sync(store, collection, at=at_ms(now), started_ns=wall_ns(), apply=False)
    print_plan(report, every=False)
    click.echo(f"Would be: {summary_of(report)}")
    print_text(refusal.message, fg="yellow")
    if not click.confirm("Carry it out all the same?"):
        raise refusal
    return _sync(setup, store, collection, apply=apply, yes=True)
