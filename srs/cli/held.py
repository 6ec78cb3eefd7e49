"""`srs held`."""

from __future__ import annotations

import click

from srs.cli.options import Setup, shared_options
from srs.cli.output import front_told, print_json, print_text, print_wrapped, shorten
from srs.cli.query import QueryCommand, query_argument, read_today


@click.command(cls=QueryCommand)
@query_argument()
@shared_options
def command(setup: Setup, given: tuple[str, ...]) -> None:
    """List the facts that wait for your yes or no, each with the reason.

    QUERY is written as docs/commands.md says; its words may stand in the reason and the rule, too. Decide with srs accept
    and srs reject, once; the decision outlasts later edits.

    \b
    Examples:
      srs held
      srs held '"single line"'
      srs held 'path:papers/* added:7'

    Exit status: 0 done, also when nothing is held, 2 no collection yet, or a query that is none.
    """  # noqa: D301
    from srs.app.triage import find_held
    from srs.cli.records import draft_record

    collection = setup.collection()
    facts = find_held(setup.keep(collection.open_existing()), given, read_today(collection))
    for fact in facts:
        if setup.as_json:
            print_json({"id": fact.id, **draft_record(fact.draft), "reason": fact.draft.held})
            continue
        print_wrapped(f"{fact.id}  {fact.draft.source}  {front_told(fact.draft.front, 70)}", bold=True)
        print_wrapped(shorten(fact.draft.back, 100), "    ")
        print_wrapped(fact.draft.held, "    ", dim=True)
    if not setup.as_json:
        hint = "  (srs accept ID..., srs reject ID...)" if facts else ""
        print_text(f"{len(facts)} held{hint}" if facts else "Nothing is held.", dim=True)
