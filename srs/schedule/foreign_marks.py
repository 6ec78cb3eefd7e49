"""Which marks and tags of another program were given there, and not here.

Three are compared: what stands there now, what stood there when it was seen last, and what stands here. Only what changed there
is taken. What was never seen before stood there as an export brought it, unless something tells that it was touched since.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


class TagChange(NamedTuple):
    """Tags that were given to a fact elsewhere, and those taken from it again."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def suspension_of(there: bool, seen: bool | None, here: bool, *, touched: bool) -> bool:
    """Return whether a card is suspended from now on."""
    if seen is None:
        return here or (there and touched)
    return there if there != seen else here


def flag_of(there: int, seen: int | None, here: int) -> int:
    """Return the flag of a card from now on; 0 for none.

    Anki does not write down when a flag was given, so that one seen for the first time goes where there is none.
    """
    if seen is None:
        return here or there
    return there if there != seen else here


def tags_of(
    there: Iterable[str], seen: Iterable[str] | None, here: Collection[str], given: Collection[str], *, touched: bool
) -> TagChange:
    """Return which tags came and which went.

    `here` are all tags as Anki would write them, `given` those of them that were given elsewhere. Anki tells no upper from lower
    case.
    """
    now = {tag.casefold(): tag for tag in there}
    known = {tag.casefold() for tag in here}
    before = {tag.casefold() for tag in seen or ()}
    if seen is None and not touched:
        before = known | now.keys()
    added = tuple(tag for name, tag in now.items() if name not in before | known)
    removed = (
        tuple(tag for tag in given if tag.casefold() in before and tag.casefold() not in now)
        if seen is not None
        else ()
    )
    return TagChange(added, removed)
