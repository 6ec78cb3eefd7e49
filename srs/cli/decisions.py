"""What `srs accept` and `srs reject` share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.cli.output import print_json, print_text, shorten

if TYPE_CHECKING:
    from srs.cli.options import Setup


def decide_and_print(setup: Setup, given: tuple[str, ...], *, accepted: bool, every: bool) -> None:
    """Write the decision down and say on what."""
    from srs.app.triage import decide_on

    verb = "accepted" if accepted else "rejected"
    facts = decide_on(setup.collection().open_existing(), given, accepted=accepted, every=every)
    for fact in facts:
        if setup.as_json:
            print_json({"id": fact.id, "decision": verb})
        else:
            print_text(f"{verb} {fact.id}  {shorten(fact.draft.front, 70)}")
    if not facts and not setup.as_json:
        print_text("No held fact matches.")
