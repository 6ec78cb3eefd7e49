"""`srs doctor`."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import click

from srs.cli.clock import at_ms, read_now, wall_ns
from srs.cli.options import Setup, shared_options
from srs.cli.output import print_json, print_text
from srs.cli.progress import progress_bar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from srs.app.collection import Collection
    from srs.app.finding import Check
    from srs.store.open import Store


@click.command()
@click.option(
    "--replay", "only_replay", is_flag=True, help="Only compute every memory from the log, and list what differs."
)
@click.option(
    "--repair",
    "wants_repair",
    is_flag=True,
    help="Mend what can be mended: file modes, leftovers, counts, the clock, a damaged database.",
)
@click.option("-y", "--yes", is_flag=True, help="Build a damaged database anew without asking.")
@shared_options
def command(setup: Setup, only_replay: bool, wants_repair: bool, yes: bool) -> None:
    """Check the database and its backups, who can read them, the log against the memory states, and the notes. Nothing is changed.

    With --repair a damaged database is built anew: what can be read in it, row by row, the answers first, and what the last backup
    knows of the rest; schedules are computed from the log. The damaged file is kept. Files are closed to others, what ended commands left is
    removed, what is due is counted anew, and answers given while the clock was ahead are taken back: they stay in the log, marked as undone.

    \b
    Examples:
      srs doctor
      srs doctor --replay
      srs doctor --repair

    Exit status: 0 all is well, 1 something was found, 3 refused: a damaged database is built anew only with --yes.
    """  # noqa: D301
    from srs.app.doctor import examine, fault_of
    from srs.app.doctor_files import examine_files
    from srs.errors import BrokenStore

    collection, now = setup.collection(), read_now()
    clock = collection.presets().clock(now)
    if wants_repair:
        from srs.cli.repair import repair

        repair(setup, collection, clock, now, yes=yes)
    files = examine_files(collection, at_ms(now), wall_ns())
    try:
        store = setup.keep(collection.open_existing())
    except BrokenStore as error:
        ill = sum(_show(setup, check) for check in (fault_of(error, collection), *files))
    else:
        if only_replay:
            ill = _replay(setup, store, collection)
        else:
            checks = chain(examine(store, collection, clock, at_ms(now)), files)
            ill = sum(_show(setup, check) for check in _one_by_one(checks))
    if ill:
        raise click.exceptions.Exit(1)


def _one_by_one(checks: Iterator[Check]) -> Iterator[Check]:
    """Yield checks, and show that the next is under way; what was found is printed in between."""
    while True:
        with progress_bar("Checking"):
            check = next(checks, None)
        if check is None:
            return
        yield check


def _show(setup: Setup, check: Check) -> bool:
    """Print a check; tell whether something is wrong."""
    if setup.as_json:
        print_json({"check": check.name, "ok": check.well, "found": check.found, "warning": check.warning})
    else:
        word, colour = ("note", "yellow") if check.warning else ("ok", "green") if check.well else ("wrong", "red")
        click.secho(f"{word:<6}", fg=colour, nl=False)
        print_text(f"{check.name}: {check.found}")
    return not check.well


def _replay(setup: Setup, store: Store, collection: Collection) -> int:
    """List the cards whose memory is not what their log gives; return how many there are."""
    from srs.app.doctor import differing
    from srs.store.log import count_answered

    with progress_bar("Computing memories from the log"):
        different = list(differing(store, collection))
    for card, memory in different:
        stored = card.schedule.memory
        record = {
            "id": card.fact,
            "ord": card.ord,
            "stability": stored and stored.stability,
            "difficulty": stored and stored.difficulty,
            "stability_of_log": memory and memory.stability,
            "difficulty_of_log": memory and memory.difficulty,
        }
        if setup.as_json:
            print_json(record)
        else:
            print_text(f"{card.key}  {stored}  by the log {memory}")
    if not setup.as_json:
        print_text(f"{len(different)} of {count_answered(store)} cards differ from the log.")
    return len(different)
