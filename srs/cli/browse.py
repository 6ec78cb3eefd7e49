"""`srs browse`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from srs.cli.clock import at_ms, read_now, wall_ns
from srs.cli.options import Setup, shared_options
from srs.cli.output import is_terminal
from srs.cli.query import QueryCommand, query_argument

if TYPE_CHECKING:
    from srs.app.collection import Collection
    from srs.model import Fact
    from srs.store.open import Store


@click.command(cls=QueryCommand)
@query_argument()
@click.option("--held", is_flag=True, help="Begin with the facts that wait for your yes or no.")
@shared_options
@click.pass_context
def command(ctx: click.Context, setup: Setup, given: tuple[str, ...], held: bool) -> None:
    """Look through the facts on a full screen, and change many at once.

    QUERY is written as docs/commands.md says, and can be changed while you look: / goes to it. Keys: ? lists them; j k g G move,
    space and V select, a accept, x reject, s suspend, b bury, 0-7 flag, R reset, u takes a change back, e edits the note.

    Without a terminal, and with --json, it prints what srs cards prints (with --held: srs held).

    \b
    Examples:
      srs browse
      srs browse deck:papers is:leech
      srs browse --held

    Exit status: 0 done, 2 no collection yet, or no such query.
    """  # noqa: D301
    if setup.as_json or not is_terminal() or os.environ.get("TERM") == "dumb":
        from srs.cli import cards
        from srs.cli import held as held_facts

        ctx.invoke(held_facts.command if held else cards.command, given=given)
        return
    from srs.app.browse import Browser
    from srs.app.selection import select, today_of
    from srs.tui.browse import BrowseApp, Doors

    collection = setup.collection()
    now, store = read_now(), setup.keep(collection.open_existing())
    clock = collection.presets().clock(now)
    select(store, given, today_of(clock, at_ms(now)))  # a slip in it is told before the screen is taken
    query = " ".join(given)
    if held:
        query = f"is:held ({query})" if query else "is:held"
    doors = Doors(lambda: at_ms(read_now()), lambda fact: _edit(store, collection, fact))
    BrowseApp(Browser(store, clock), doors, query).run()


def _edit(store: Store, collection: Collection, fact: Fact) -> str:
    """Open a note in the editor at the line of a fact, read the notes, and say what changed."""
    from srs.app.sync import sync
    from srs.app.wording import summary_of
    from srs.cli.editor import open_editor

    source = fact.draft.source
    open_editor(collection.notes / source.path, source.first_line)
    return summary_of(sync(store, collection, at=at_ms(read_now()), started_ns=wall_ns()))
