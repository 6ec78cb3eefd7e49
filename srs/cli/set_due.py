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
    from collections.abc import Sequence

    from srs.app.marks import Marked, Wanted

_MOST_DAYS = 7


@click.command(cls=QueryCommand)
@click.argument("days", callback=unguarded)
@marks_options
@shared_options
def command(setup: Setup, days: str, wanted: Wanted) -> None:
    """Make cards due in DAYS: 0 is today, 3-7 some day from then to then, 7! makes it their interval too; or on a date.

    Memory stays as it is: an answer on that day counts as one given that many days after the last. Each change is a row of
    the log, which srs undo takes back, of several one at a time.

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
    marked, due_days = with_consent(
        lambda yes: make_due(store, wanted._replace(yes=yes), today, days, moment),
        "Make them all due then?",
        yes=wanted.yes,
        as_json=setup.as_json,
    )
    for fact, changed in marked.facts:
        if setup.as_json:
            print_json({"id": fact.id, "changed": list(changed), "due_days": list(due_days[fact.id])})
        else:
            when = _when(due_days[fact.id], moment.day)
            print_text(f"due {when} {fact.id}  {front_told(fact.draft.front, 70)}")
    if not setup.as_json and (marked.by_query or marked.cards > 1):
        print_text(_summed_up(marked, [day for some in due_days.values() for day in some], moment.day), dim=True)


def _summed_up(marked: Marked, due_days: list[int], today: int) -> str:
    """Say on which days cards became due, which are drawn where a span was named, and how to take that back."""
    if not marked.facts:
        return "No card matches."
    told = f"{counted(marked.cards, 'card')} due {_when(due_days, today)}"
    return told if marked.cards == 1 else f"{told}; srs undo takes them back one at a time"


def _when(due_days: Sequence[int], today: int) -> str:
    """Say in how many days cards are due; of many days the first and the last."""
    days = sorted({day - today for day in due_days})
    if days == [0]:
        return "today"
    if len(days) > _MOST_DAYS:
        return f"in {days[0]} to {days[-1]} days"
    told = f"{', '.join(map(str, days[:-1]))} and {days[-1]}" if len(days) > 1 else str(days[0])
    return f"in {told} day{'s' * (days != [1])}"
