"""What `srs accept` and `srs reject` share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.cli.output import counted, front_told, print_json, print_text
from srs.cli.query import read_today, with_consent

if TYPE_CHECKING:
    from srs.cli.options import Setup


def decide_and_print(setup: Setup, given: tuple[str, ...], *, accepted: bool, every: bool, yes: bool) -> None:
    """Write the decision down and say on what."""
    from srs.app.triage import decide_on

    verb = "accepted" if accepted else "rejected"
    collection = setup.collection()
    store, today = setup.keep(collection.open_existing()), read_today(collection)
    facts, standing = with_consent(
        lambda consent: decide_on(store, given, today, accepted=accepted, every=every, yes=consent),
        f"{'Accept' if accepted else 'Reject'} them all?",
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
        print_text(_nothing_told(standing, accepted=accepted, every=every))


def _nothing_told(standing: int, *, accepted: bool, every: bool) -> str:
    """Say why nothing was decided, and what would be."""
    if every:
        return "No held fact matches; srs held lists them."
    if not standing:
        return "No fact matches; srs cards lists them all."
    verb, them = ("is", "it") if standing == 1 else ("are", "them")
    if accepted:
        return f"{counted(standing, 'fact')} found, which {verb} in the drill already; srs reject takes {them} out."
    return f"{counted(standing, 'fact')} found, which {verb} rejected already; srs accept takes {them} back."
