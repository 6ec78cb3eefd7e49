"""Asks in a terminal which fact an edited text was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from srs.app.identity import link, was_answered
from srs.cli.clock import at_ms, read_now
from srs.cli.output import print_text
from srs.cli.plan_view import print_edit
from srs.store.doubts import dismiss_doubt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from srs.model import Ambiguous, FactId
    from srs.store.open import Store


def ask_about(store: Store, unsure: Sequence[Ambiguous]) -> None:
    """Show each text with what it may have been, and link it with what the user names; by default nothing is decided.

    Facts that were never answered have nothing to lose, and nobody is asked about them.
    """
    linked: set[FactId] = set()
    for one in unsure:
        candidates = [fact for fact in one.candidates if fact.id not in linked and was_answered(store, fact)]
        if not candidates:
            continue
        print_text(f"\nWhich of these was the text at {one.draft.source}?", bold=True)
        for number, fact in enumerate(candidates, 1):
            print_text(f"  {number}")
            print_edit(fact.draft, one.draft)
        try:
            answer = _ask(len(candidates))
        except click.Abort:
            print_text("\n  The plan was carried out; what is not decided stays in the list: srs link", dim=True)
            raise
        if answer == 0:
            dismiss_doubt(store, one.id)
        elif answer:
            old = candidates[answer - 1].id
            linked.add(old)
            link(store, old, one.id, at=at_ms(read_now()), yes=True)


def _ask(count: int) -> int | None:
    """Return the number that was typed; None to decide later."""
    while True:
        typed = click.prompt("  number, 0 for none of them, enter to decide later", default="", show_default=False)
        if not typed.strip():
            print_text("  It stays in the list: srs link", dim=True)
            return None
        if typed.strip().isdecimal() and int(typed) <= count:
            return int(typed)
        print_text(f"  Type a number from 0 to {count}.", fg="yellow")
