"""What was exchanged with a sync server, as text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.app.anki_sync import Whole
from srs.app.wording import name_of
from srs.cli.import_view import print_brought, print_brought_json
from srs.cli.output import counted, print_json, print_text
from srs.model.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from srs.app.anki_send import Sent
    from srs.app.anki_sync import Synced

_MOST_DELETED = 5
_WHOLE = {
    Whole.DOWNLOAD: ("The server's collection was taken in whole.", "The server's collection would be taken in whole."),
    Whole.UPLOAD: ("The server got the whole collection.", "The server would get the whole collection."),
}


def print_synced_json(synced: Synced) -> None:
    """Print the lines of `srs import`, then what went out."""
    print_brought_json(synced.brought)
    print_json(
        {
            "sent": counts_of(synced.sent),
            "whole": synced.whole,
            "remarks": list(synced.remarks),
            "applied": synced.applied,
        }
    )


def counts_of(sent: Sent) -> dict[str, int]:
    """Return the counts of what went out by the names they have in JSON."""
    names = ("new", "updated", "conflicting", "cards", "answers", "put_aside", "brought_back")
    counts = {name: getattr(sent, name) for name in names}
    return counts | {"deleted": len(sent.deleted), "problems": len(sent.problems)}


def print_synced(synced: Synced, *, every: bool) -> None:
    """Print what came in, what went out, and what the user should know."""
    # What was deleted there is told below: unlike an export, a synchronisation does not bring it back.
    print_brought(replace(synced.brought, deleted=()), every=every, strange="No fact is there yet.")
    print_text(_summary(synced.sent, applied=synced.applied))
    if synced.whole:
        print_text(_WHOLE[synced.whole][not synced.applied])
    for line in (*_left(synced.sent, every=every), *synced.remarks):
        print_text(f"  {line}", dim=True)
    for problem in synced.sent.problems:
        print_text(f"srs: {problem}", err=True)


def _summary(sent: Sent, *, applied: bool) -> str:
    if sent.is_empty:
        return "Nothing to send."
    parts = (
        (sent.new, "new note"),
        (sent.updated, "changed note"),
        (sent.cards, "schedule"),
        (sent.answers, "answer"),
    )
    told = [counted(count, noun) for count, noun in parts if count]
    told += [f"{counted(sent.put_aside, 'note')} put aside"] if sent.put_aside else []
    told += [f"{counted(sent.brought_back, 'note')} brought back"] if sent.brought_back else []
    return f"{'Sent' if applied else 'Would send'} {', '.join(told)}."


def _left(sent: Sent, *, every: bool) -> Iterator[str]:
    if sent.conflicting:
        yield f"{counted(sent.conflicting, 'note')} whose note type was changed in Anki: left as they are there"
    if sent.deleted:
        yield f"{counted(len(sent.deleted), 'note')} deleted in Anki: left out (srs reject ID drops a fact here too; --restore sends them again)"
        told = sent.deleted if every else sent.deleted[:_MOST_DELETED]
        yield from (f"  {fact.id}  {name_of(fact)}" for fact in told)
        if left := len(sent.deleted) - len(told):
            yield f"  … and {left} more (all of them: --verbose)"
