"""What `srs sync --watch` does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from srs.app.wording import summary_of
from srs.cli.clock import at_ms, read_now, wall_ns
from srs.cli.output import print_text
from srs.cli.plan_view import print_plan, print_plan_json

if TYPE_CHECKING:
    from srs.app.collection import Collection
    from srs.cli.options import Setup
    from srs.store.open import Store


def watch_notes(setup: Setup, store: Store, collection: Collection, *, yes: bool, verbose: bool) -> None:
    """Bring the cards up to date at once and whenever notes change, and print each plan; ends with ctrl-c."""
    from srs.app.sync import sync
    from srs.app.watch import watch
    from srs.cli.progress import progress_bar

    plans = 0

    def sync_once(collection: Collection) -> None:
        nonlocal plans
        now = read_now()
        with progress_bar("Reading notes") as progress:
            report = sync(store, collection, at=at_ms(now), started_ns=wall_ns(), yes=yes, progress=progress)
        plans += 1
        if plans > 1 and report.is_empty:
            return
        if setup.as_json:
            print_plan_json(report)
            return
        print_text(f"{now:%H:%M:%S}  {summary_of(report)}", bold=True)
        print_plan(report, every=verbose, diffs=verbose)

    def tell(trouble: str) -> None:
        print_text(f"{read_now():%H:%M:%S}  {trouble}", fg="yellow", err=True)

    if not setup.as_json:
        click.echo(f"Watching {collection.notes}; ctrl-c ends it.")
    try:
        watch(store, collection, sync_once, tell)
    except KeyboardInterrupt:
        if not setup.as_json:
            click.echo()
