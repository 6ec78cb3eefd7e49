"""`srs held`."""

from __future__ import annotations

import click

from srs.cli.options import Setup, shared_options
from srs.cli.output import print_json, print_text, shorten


@click.command()
@click.argument("words", nargs=-1, metavar="[FILTER]...")
@shared_options
def command(setup: Setup, words: tuple[str, ...]) -> None:
    """List the facts that wait for your yes or no, each with the reason.

    FILTER words must all stand in front, back, path, reason or rule. Decide with srs accept and srs reject, once; the
    decision outlasts later edits.

    \b
    Examples:
      srs held
      srs held "single line"

    Exit status: 0 done, also when nothing is held, 2 no collection yet.
    """  # noqa: D301
    from srs.app.triage import find_held
    from srs.cli.records import draft_record

    facts = find_held(setup.collection().open_existing(), words)
    for fact in facts:
        if setup.as_json:
            print_json({"id": fact.id, **draft_record(fact.draft), "reason": fact.draft.held})
            continue
        print_text(f"{fact.id}  {fact.draft.source}  {shorten(fact.draft.front, 70)}", bold=True)
        print_text(f"    {shorten(fact.draft.back, 100)}")
        print_text(f"    {fact.draft.held}", dim=True)
    if not setup.as_json:
        hint = "  (srs accept ID..., srs reject ID...)" if facts else ""
        print_text(f"{len(facts)} held{hint}" if facts else "Nothing is held.", dim=True)
