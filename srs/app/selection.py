"""What a user asks to drill, by deck and tag, against what there is."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from srs.errors import UsageError
from srs.store.selection import Selection, known_decks, known_tags

if TYPE_CHECKING:
    from collections.abc import Sequence

    from srs.store.open import Store

_MOST_SHOWN = 5


def choose(store: Store, deck: str, tag: str) -> Selection:
    """Return the selection of a deck and a tag, empty ones meaning all.

    Raises:
        UsageError: no fact is in such a deck, or has such a tag.
    """
    if deck:
        _check("deck", deck, known_decks(store))
    if tag:
        _check("tag", tag, known_tags(store))
    return Selection(deck, tag)


def _check(kind: str, name: str, known: Sequence[str]) -> None:
    if any(one == name or one.startswith(f"{name}::") for one in known):
        return
    near = get_close_matches(name, known, n=_MOST_SHOWN)
    shown = list(dict.fromkeys((*near, *known)))[:_MOST_SHOWN]
    more = " ..." if len(known) > len(shown) else ""
    hint = f"There are: {', '.join(shown)}{more}" if shown else f"No note names a {kind} yet."
    raise UsageError(f"There is no {kind} '{name}' in this collection.", hint)
