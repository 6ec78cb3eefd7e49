"""What `srs accept` and `srs reject` share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.cli.output import front_told, print_json, print_text
from srs.cli.query import read_today, with_consent

if TYPE_CHECKING:
    from srs.cli.options import Setup


def decide_and_print(setup: Setup, given: tuple[str, ...], *, accepted: bool, every: bool, yes: bool) -> None:
    """Write the decision down and say on what."""
    from srs.app.triage import decide_on

    verb = "accepted" if accepted else "rejected"
    collection = setup.collection()
    store, today = setup.keep(collection.open_existing()), read_today(collection)
    facts = with_consent(
        lambda consent: decide_on(store, given, today, accepted=accepted, every=every, yes=consent),
        "Decide on them all?",
        yes=yes,
        as_json=setup.as_json,
    )
    for fact in facts:
        if setup.as_json:
            print_json({"id": fact.id, "decision": verb})
        else:
            print_text(f"{verb} {fact.id}  {front_told(fact.draft.front, 70)}")
    if facts and not accepted and not setup.as_json:
        print_text("srs accept takes them back; srs undo is for answers.", dim=True)
    if not facts and not setup.as_json:
        print_text("No held fact matches.")
