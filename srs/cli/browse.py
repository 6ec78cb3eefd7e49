"""`srs browse`."""

from __future__ import annotations

import click

from srs.cli.options import Setup, shared_options
from srs.cli.output import has_screen
from srs.cli.query import QueryCommand, query_argument, read_today


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

    Exit status: 0 done, 2 no collection yet, or a query that is none.
    """  # noqa: D301
    if setup.as_json or not has_screen():
        from srs.cli import cards
        from srs.cli import held as held_facts

        ctx.invoke(held_facts.command if held else cards.command, given=given)
        return
    from srs.app.selection import select
    from srs.cli.screen import doors, show
    from srs.tui.screens import Screens

    collection = setup.collection()
    store = setup.keep(collection.open_existing())
    select(store, given, read_today(collection))  # a slip in it is told before the screen is taken
    query = " ".join(given)
    if held:
        query = f"is:held ({query})" if query else "is:held"
    show(Screens(store, collection, doors()).browser(query))
