"""`srs import`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from srs.cli.clock import at_ms, read_now
from srs.cli.options import Setup, shared_options
from srs.cli.output import is_terminal
from srs.cli.progress import progress_bar

if TYPE_CHECKING:
    from collections.abc import Callable

    from srs.app.import_report import Brought

    Bring = Callable[[bool, Callable[[int, int], None]], Brought]
    """Carries an import out, or only looks at what it would do."""


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-n", "--dry-run", is_flag=True, help="Only show what would come.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask; also take back much that is gone there.")
@click.option("-v", "--verbose", is_flag=True, help="Show every fact.")
@shared_options
def command(setup: Setup, file: Path, dry_run: bool, yes: bool, verbose: bool) -> None:
    """Take over the reviews that were made in Anki: FILE is an .apkg or .colpkg, old or new, or a copy of collection.anki2.

    Of the facts that came from here it takes answers, changes by hand, suspensions, flags and tags, and nothing else; the file is only
    read. Each answer counts once, however often it is imported, and schedules are computed from all of them. In a terminal
    the plan is shown and you are asked.

    \b
    Examples:
      srs import ~/Downloads/collection.colpkg
      srs import phone.apkg --dry-run

    Exit status: 0 done, also when nothing is new, 1 the file cannot be used, 2 there is no such file.
    """  # noqa: D301
    from srs.app.import_file import import_file
    from srs.app.import_reviews import Terms

    collection = setup.collection()
    store = setup.keep(collection.open_existing())
    presets, now = collection.presets(store), read_now()
    terms = Terms(presets, presets.clock(now), at_ms(now))

    def bring(apply: bool, progress: Callable[[int, int], None]) -> Brought:
        return import_file(store, file, terms, apply=apply, yes=yes, progress=progress)

    _carry_out(setup, bring, ask=not (dry_run or yes), apply=not dry_run, every=verbose)


def _carry_out(setup: Setup, bring: Bring, *, ask: bool, apply: bool, every: bool) -> None:
    """Show what an import brings and carry it out; in a terminal the plan comes first, with a question."""
    from srs.cli.import_view import print_brought, print_brought_json

    if setup.as_json:
        print_brought_json(_bring(bring, apply=apply))
        return
    asks = ask and is_terminal()
    brought = _bring(bring, apply=apply and not asks)
    print_brought(brought, every=every)
    if asks and not brought.taken.is_empty and click.confirm("Take it over?", default=True):
        _bring(bring, apply=True)


def _bring(bring: Bring, *, apply: bool) -> Brought:
    with progress_bar("Comparing logs") as progress:
        return bring(apply, progress)
