"""What a user asks for, by query, deck and tag, against what there is."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from srs.errors import UsageError
from srs.store.selection import Selection, known_decks, known_tags

if TYPE_CHECKING:
    from collections.abc import Sequence

    from srs.schedule import DayClock, Preset
    from srs.store.open import Store
    from srs.store.search import Today

_MOST_SHOWN = 5


def today_of(clock: DayClock, at: int, preset: Preset) -> Today:
    """Return the scheduling day on which UTC milliseconds fall, with what makes a leech by the general preset."""
    from srs.store.search import LEECH_LAPSES, Today

    day = clock.day_of(at)
    return Today(day, clock.start_of(day), preset.leech_threshold or LEECH_LAPSES)


def select(
    store: Store, given: Sequence[str], today: Today, *, deck: str = "", tag: str = "", reasons: bool = False
) -> Selection:
    """Return what a query (its parts joined by spaces), a deck and a tag select together; without any, everything.

    With `reasons` the words of the query may stand in the reason and the rule of a held fact, too.

    Raises:
        BadQuery: the query cannot be understood.
        UsageError: no fact is in such a deck, or has such a tag.
    """
    text = " ".join(given)
    if not text and not deck and not tag:
        return Selection()
    from srs.search.parser import parse
    from srs.search.words import And, Field, Glob, Match
    from srs.store.search import compile_query

    parts = [parse(text)]
    if deck:
        _check("deck", deck, known_decks(store))
        parts.append(Match(Field.DECK, Glob((deck,))))
    if tag:
        _check("tag", tag, known_tags(store))
        parts.append(Match(Field.TAG, Glob((tag,))))
    wanted = tuple(part for part in parts if part != And(()))
    return compile_query(store, wanted[0] if len(wanted) == 1 else And(wanted), today, reasons=reasons)


def unmatched_told(store: Store, given: Sequence[str]) -> str:
    """Say that no card matches; where the query wants a deck or a tag that no fact has, that is most likely why."""
    from srs.search.parser import parse
    from srs.search.words import Field, Glob, Match, wanted_terms

    known_of = {Field.DECK: known_decks, Field.TAG: known_tags}
    for term in wanted_terms(parse(" ".join(given))):
        if not isinstance(term, Match) or term.field not in known_of or not isinstance(term.pattern, Glob):
            continue
        name, *wild = term.pattern.pieces
        if not wild and isinstance(name, str) and not _is_among(name, known := known_of[term.field](store)):
            return f"No card matches. There is no {term.field} {name}{_meant(name, known)}"
    return "No card matches."


def _meant(name: str, known: Sequence[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"; did you mean {near[0]}?" if near else "."


def _is_among(name: str, known: Sequence[str]) -> bool:
    """Tell whether there is this deck or tag, or one below it; letters count in either case, as in a query."""
    sought = name.casefold()
    return any(f"{one.casefold()}::".startswith(f"{sought}::") for one in known)


def _check(kind: str, name: str, known: Sequence[str]) -> None:
    if any(one == name or one.startswith(f"{name}::") for one in known):
        return
    near = get_close_matches(name, known, n=_MOST_SHOWN)
    shown = list(dict.fromkeys((*near, *known)))[:_MOST_SHOWN]
    more = " ..." if len(known) > len(shown) else ""
    hint = f"There are: {', '.join(shown)}{more}" if shown else f"No note names a {kind} yet."
    raise UsageError(f"There is no {kind} '{name}' in this collection.", hint)
