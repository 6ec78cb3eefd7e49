"""`srs doctor`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from srs.cli.clock import at_ms, read_now
from srs.cli.options import Setup, shared_options
from srs.cli.output import counted, print_json, print_text
from srs.cli.progress import progress_bar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from srs.app.collection import Collection
    from srs.app.doctor import Check
    from srs.store.open import Store


@click.command()
@click.option(
    "--replay", "only_replay", is_flag=True, help="Only compute every memory from the log, and list what differs."
)
@click.option(
    "--repair",
    "wants_repair",
    is_flag=True,
    help="Take back answers that are dated in the future, and count what is due anew.",
)
@shared_options
def command(setup: Setup, only_replay: bool, wants_repair: bool) -> None:
    """Check the database, its file mode, the log against the memory states, and the notes. Nothing is changed.

    Answers given while the clock was ahead are found, too; --repair takes them back and counts what is due anew, and only
    that. They stay in the log, marked as undone.

    \b
    Examples:
      srs doctor
      srs doctor --replay

    Exit status: 0 all is well, 1 something was found.
    """  # noqa: D301
    from srs.app.doctor import examine, repair

    collection, now = setup.collection(), read_now()
    clock = collection.presets().clock(now)
    store = setup.keep(collection.open_existing())
    if wants_repair:
        count = repair(store, collection, clock, at_ms(now))
        if not setup.as_json:
            print_text(f"Took back {counted(count, 'answer')} of the future.")
    if only_replay:
        ill = _replay(setup, store, collection)
    else:
        ill = sum(_show(setup, check) for check in _one_by_one(examine(store, collection, clock, at_ms(now))))
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
        print_json({"check": check.name, "ok": check.well, "found": check.found})
    else:
        click.secho("ok    " if check.well else "wrong ", fg="green" if check.well else "red", nl=False)
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
