"""`srs set-due`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from srs.cli.clock import at_ms, read_now
from srs.cli.marks import marks_options
from srs.cli.options import Setup, shared_options
from srs.cli.output import counted, front_told, print_json, print_text
from srs.cli.query import QueryCommand, read_today, unguarded, with_consent

if TYPE_CHECKING:
    from srs.app.marks import Wanted


@click.command(cls=QueryCommand)
@click.argument("days", callback=unguarded)
@marks_options
@shared_options
def command(setup: Setup, days: str, wanted: Wanted) -> None:
    """Make cards due in DAYS: 0 is today, 3-7 some day from then to then, 7! makes it their interval too; or on a date.

    Memory stays as it is: an answer on that day counts as one given that many days after the last. Each change is a row of
    the log, which srs undo takes back.

    \b
    Examples:
      srs set-due 0 k3xw
      srs set-due 2027-01-31 k3xw
      srs set-due 1-7 'deck:exam is:review' --yes

    Exit status: 0 done, 2 no such fact or card, or no number of days; then nothing was changed, 3 refused.
    """  # noqa: D301
    from srs.app.by_hand import make_due

    collection = setup.collection()
    store, now = setup.keep(collection.open_existing()), read_now()
    moment = collection.presets().clock(now).moment(at_ms(now))
    today = read_today(collection)
    marked = with_consent(
        lambda yes: make_due(store, wanted._replace(yes=yes), today, days, moment),
        "Make them all due then?",
        yes=wanted.yes,
        as_json=setup.as_json,
    )
    for fact, changed in marked.facts:
        if setup.as_json:
            print_json({"id": fact.id, "changed": list(changed)})
        else:
            print_text(f"due in {days} {fact.id}  {front_told(fact.draft.front, 70)}")
    if marked.by_query and not setup.as_json:
        print_text(f"{counted(marked.cards, 'card')} changed" if marked.facts else "No card matches.", dim=True)
