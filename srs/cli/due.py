"""`srs due`, and what `srs` alone shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from srs.app.wording import due_told
from srs.cli.clock import at_ms, read_now
from srs.cli.options import Setup, shared_options
from srs.cli.query import QueryCommand, query_argument, read_today

if TYPE_CHECKING:
    from collections.abc import Sequence

    from srs.app.collection import Collection
    from srs.app.due import Due
    from srs.store.open import Store
    from srs.store.selection import Selection


@click.command(cls=QueryCommand)
@query_argument()
@shared_options
def command(setup: Setup, given: tuple[str, ...]) -> None:
    """Tell what is due now: new cards within today's limit, steps being learned, and reviews.

    Reads the store only; `srs sync` or `srs review` bring in what changed in the notes. QUERY chooses among the cards (see docs/commands.md).

    \b
    Examples:
      srs due
      srs due --json
      srs due deck:papers

    Exit status: 0 done, also when nothing is due, 2 no collection yet, or a query that is none.
    """  # noqa: D301
    collection = setup.collection()
    store, selection = setup.keep(collection.open_existing()), None
    if given:
        from srs.app.selection import select

        selection = select(store, given, read_today(collection))
        if not setup.as_json and not matches_any(store, selection, given):
            return
    due = _count(store, collection, selection)
    if setup.as_json:
        _print_json(due)
    else:
        click.echo(_told(store, due))


def matches_any(store: Store, selection: Selection, given: Sequence[str]) -> bool:
    """Tell whether a query finds a card; where it does not, say so: more often a slip than a day off."""
    from srs.store.cards import has_cards

    found = has_cards(store, selection)
    if not found:
        from srs.app.selection import unmatched_told
        from srs.cli.output import print_text

        print_text(unmatched_told(store, given))
    return found


def show_start(setup: Setup) -> None:
    """Show what is due and the three commands a newcomer needs; for a program what is due alone, as `srs due` does."""
    collection = setup.collection()
    if setup.as_json:
        _print_json(_count(setup.keep(collection.open_existing()), collection))
        return
    if collection.database.exists():
        store = setup.keep(collection.open_existing())
        click.echo(_told(store, _count(store, collection)))
    else:
        from srs.cli.output import print_text

        print_text(f"No collection here yet; notes would be read from {collection.notes}")
    click.echo("\n  srs review         drill what is due; reads the notes first")
    click.echo("  srs sync           bring the cards up to date with the notes")
    click.echo("  srs --help         everything else")


def _print_json(due: Due) -> None:
    from srs.cli.output import print_json

    print_json(
        {
            "new": due.new,
            "learning": due.learning,
            "learning_now": due.learning_now,
            "review": due.review,
            "new_in_all": due.new_in_all,
            "day": due.day,
            "waiting": due.waiting,
            "days_to_clear": due.days_to_clear,
        }
    )


def _told(store: Store, due: Due) -> str:
    """Say what is due; where no notes were read yet, as after a first sync that was interrupted, that is why nothing is."""
    if not due.new_in_all + due.learning + due.waiting:
        from srs.store.snapshot import load_meta

        if not load_meta(store, "reader"):
            return "No notes have been read yet: srs sync"
    return due_told(due)


def _count(store: Store, collection: Collection, selection: Selection | None = None) -> Due:
    from srs.app.due import count

    now = read_now()
    return count(store, collection, at_ms(now), now, selection)
