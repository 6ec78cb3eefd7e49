"""`srs import`."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from srs.cli.clock import at_ms, ms_of_local, read_now, wall_ns
from srs.cli.options import Setup, shared_options
from srs.cli.output import is_terminal
from srs.cli.progress import progress_bar
from srs.errors import RefusedError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from srs.app.collection import Collection
    from srs.app.import_report import Brought
    from srs.app.taken import Terms
    from srs.store.open import Store

    Bring = Callable[..., Brought]
    """Carries an import out, or only looks at what it would do."""

_ANKI, _DECK, _OBSIDIAN, _HASHCARDS = "anki", "anki-deck", "obsidian-sr", "hashcards"
_STRANGE = {
    _ANKI: "The file has {}, and none is a fact of this collection. Are you in its folder? For a deck that srs did not make: --from anki-deck",
    _DECK: "The file has {}, and none asks what a fact of this collection asks. Are you in its folder?",
}
"""What to say of a file that has to do with nothing here."""


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option(
    "--from",
    "program",
    type=click.Choice((_ANKI, _DECK, _OBSIDIAN, _HASHCARDS)),
    default=_ANKI,
    show_default=True,
    help="What wrote it: Anki, with cards from here, or a deck of its own; another tool.",
)
@click.option("-n", "--dry-run", is_flag=True, help="Only show what would come.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask; also take back much that is gone there.")
@click.option("-v", "--verbose", is_flag=True, help="Show every fact.")
@shared_options
def command(setup: Setup, file: Path | None, program: str, dry_run: bool, yes: bool, verbose: bool) -> None:
    """Take over the reviews that were made in Anki: FILE is an .apkg or .colpkg, old or new, or a copy of collection.anki2.

    Of the facts that came from here it takes answers, changes by hand, suspensions, flags and tags, and nothing else; the file is only
    read. Each answer counts once, however often it is imported, and schedules are computed from all of them. In a terminal
    the plan is shown and you are asked.

    With --from it takes over a history from before srs: of a deck whose fronts are facts here (anki-deck), of comments
    <!--SR:...--> in the notes (obsidian-sr, without FILE), of a database of hashcards.

    \b
    Examples:
      srs import ~/Downloads/collection.colpkg
      srs import phone.apkg --dry-run
      srs import --from anki-deck biology.apkg
      srs import --from obsidian-sr

    Exit status: 0 done, also when nothing is new, 1 the file cannot be used, 2 there is no such file, 3 you said no.
    """  # noqa: D301
    from srs.app.taken import Terms

    collection = setup.collection()
    store = setup.keep(collection.open_existing())
    presets, now = collection.presets(store), read_now()
    terms = Terms(presets, presets.clock(now), at_ms(now))
    if program != _ANKI and not dry_run:
        # What cards say is compared with what the notes say now.
        _read_notes(store, collection)
    bring = partial(_bringing(program, file, store, collection, terms, yes=yes), save=saver(collection, terms.now))
    strange = _STRANGE.get(program, "")
    carry_out(setup, bring, ask=not (dry_run or yes), apply=not dry_run, every=verbose, strange=strange)


def saver(collection: Collection, at: int) -> Callable[[], object]:
    """Return what keeps the database as it was before an import is carried out."""
    from srs.app.backup import Reason, save_before

    return partial(save_before, collection, Reason.IMPORT, at)


def _bringing(
    program: str, file: Path | None, store: Store, collection: Collection, terms: Terms, *, yes: bool
) -> Bring:
    """Return what takes over from a program."""
    if program == _OBSIDIAN:
        if file is not None:
            raise UsageError("The comments stand in the notes; no file is read.", "srs import --from obsidian-sr")
        from srs.app.import_obsidian import import_obsidian

        return partial(import_obsidian, store, collection, terms)
    if file is None:
        raise UsageError("No file is named.", f"Name it: srs import --from {program} FILE")
    if program == _DECK:
        from srs.app.import_deck import import_deck

        return partial(import_deck, store, file, terms)
    if program == _HASHCARDS:
        from srs.app.import_hashcards import import_hashcards

        return partial(import_hashcards, store, collection, file, terms, ms_of_local=ms_of_local)
    from srs.app.import_file import import_file

    return partial(import_file, store, file, terms, yes=yes)


def _read_notes(store: Store, collection: Collection) -> None:
    from srs.app.sync import sync

    with progress_bar("Reading notes") as progress:
        sync(store, collection, at=at_ms(read_now()), started_ns=wall_ns(), progress=progress)


def carry_out(setup: Setup, bring: Bring, *, ask: bool, apply: bool, every: bool, strange: str = "") -> None:
    """Show what an import brings and carry it out; in a terminal the plan comes first, with a question."""
    from srs.cli.import_view import print_brought, print_brought_json

    if setup.as_json:
        print_brought_json(_bring(bring, apply=apply))
        return
    asks = ask and is_terminal()
    brought = _bring(bring, apply=apply and not asks)
    print_brought(brought, every=every, strange=strange)
    if not asks or brought.taken.is_empty:
        return
    if not click.confirm("Take it over?", default=True):
        raise RefusedError("Nothing was changed.", "If you want it after all, run this again.")
    _bring(bring, apply=True)


def _bring(bring: Bring, *, apply: bool) -> Brought:
    with progress_bar("Comparing logs") as progress:
        return bring(apply=apply, progress=progress)
