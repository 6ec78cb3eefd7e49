"""`srs merge`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from srs.cli.clock import at_ms, read_now, wall_ns
from srs.cli.options import Setup, shared_options
from srs.cli.output import counted, print_json, print_text

if TYPE_CHECKING:
    from srs.app.merge import Merged


@click.command()
@click.argument("other", type=click.Path(path_type=Path))
@click.option("-n", "--dry-run", is_flag=True, help="Only tell what would come.")
@click.option("-y", "--yes", is_flag=True, help="Also where OTHER knows hardly any of the facts here.")
@shared_options
def command(setup: Setup, other: Path, dry_run: bool, yes: bool) -> None:
    """Take over what another collection of the same notes knows: its facts, their versions, and every answer.

    For notes that are drilled on two machines. OTHER is the database of the other (.srs/srs.db) or its folder; it is only
    read. The notes here are read first. Each answer counts once, however often and in whatever order collections are merged, and schedules are computed
    from all of them. A fact that either knows by another id is found by what both say, or once said.

    \b
    Examples:
      srs merge /media/stick/notes/.srs/srs.db
      srs merge ../laptop/notes --dry-run

    Exit status: 0 done, also when nothing is new, 1 OTHER cannot be used, 2 there is no such file, or there are no notes here, 3 refused.
    """  # noqa: D301
    from srs.app.backup import Reason, save_before
    from srs.app.merge import check_other, merge
    from srs.app.sync import sync
    from srs.cli.progress import progress_bar

    collection = setup.collection()
    file = other / ".srs" / "srs.db" if os.path.isdir(other) else other  # noqa: PTH112  (Path.is_dir may raise)
    check_other(file, collection.database)
    store = setup.keep(collection.open(needs_notes=True))
    presets = collection.presets(store)
    now = read_now()
    clock = presets.clock(now)
    if not dry_run:
        # A fact is found by what both stores know that it said: an edit that was not read yet would hide it.
        with progress_bar("Reading notes") as progress:
            sync(store, collection, at=at_ms(now), started_ns=wall_ns(), progress=progress)
        save_before(collection, Reason.MERGE, at_ms(now))
    with progress_bar("Computing schedules") as progress:
        merged = merge(
            store,
            file,
            presets,
            clock,
            refit=lambda: collection.presets(store),
            apply=not dry_run,
            yes=yes or dry_run,
            progress=progress,
        )
    _print(setup, merged, file)


def _print(setup: Setup, merged: Merged, file: Path) -> None:
    """Print what came, or would come."""
    union = merged.union
    if setup.as_json:
        print_json(
            {
                **{name: count for name, count in union._asdict().items() if name != "shared"},
                "cards": merged.cards,
                "applied": merged.applied,
            }
        )
        return
    if merged.is_empty:
        print_text(f"Nothing new in {file}.")
        return
    print_text(f"{'Came' if merged.applied else 'Would come'} from {file}:", bold=True)
    by_hand = f", {counted(union.by_hand, 'change')} by hand" if union.by_hand else ""
    print_text(
        f"  {counted(union.facts, 'fact')}, {counted(union.versions, 'version')}, {counted(union.reviews, 'answer')}{by_hand}"
    )
    if union.joined:
        print_text(f"  {counted(union.joined, 'fact')} known by two ids joined")
    if union.marks:
        print_text(f"  {counted(union.marks, 'decision')}: accepted or rejected, suspended, buried or flagged")
    print_text(f"  {counted(merged.cards, 'schedule')} changed")
