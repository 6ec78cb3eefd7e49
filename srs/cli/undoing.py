"""What `srs undo` and `srs redo` share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from srs.app.wording import name_of
from srs.cli.clock import at_ms, read_now
from srs.cli.output import print_json, print_text
from srs.errors import UsageError

if TYPE_CHECKING:
    from srs.cli.options import Setup


class Words(NamedTuple):
    """How it is told: what was done, with `{}` for the answer, and that there was nothing to do."""

    done: str
    nothing: str


def undo_or_redo(setup: Setup, *, undo: bool, words: Words) -> None:
    """Take back the last answer or change by hand, or give again what was taken back last, and say which."""
    from srs.app.answers import give_again, take_back
    from srs.store.cards import load_card

    collection = setup.collection()
    store = setup.keep(collection.open_existing())
    now, presets = read_now(), collection.presets(store)
    clock = presets.clock(now)
    changed = take_back(store, presets, clock, at_ms(now)) if undo else give_again(store, presets, clock)
    if changed is None:
        raise UsageError(words.nothing, "See: srs history")
    review, card = changed
    _, fact, _ = load_card(store, card.id)
    if setup.as_json:
        print_json({"id": fact.id, "ord": card.ord, "rating": review.given, "state": card.schedule.state})
    else:
        answer = f"'{review.given.name.lower()}'" if review.given else "a change by hand"
        print_text(f"{words.done.format(answer)} on: {name_of(fact)}")
