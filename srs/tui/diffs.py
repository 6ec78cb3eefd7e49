"""What changed in a text, as the screens show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from srs.markdown.sanitise import visible
from srs.reconcile.diff import legible, set_off, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from srs.reconcile.diff import Piece

_STYLES = {"same": "", "gone": "red strike", "come": "green"}


def diff_text(pieces: Iterable[Piece], *, colour: bool) -> Text:
    """Return a diff in colours, or in marks where there are none."""
    text = Text()
    for kind, said in set_off(pieces, colour=colour):
        text.append(said, _STYLES[kind] if colour else "")
    return text


def change_of(before: str, after: str, *, colour: bool, around: int | None = None) -> Text | None:
    """Return what changed in a text as one harmless paragraph, None for nothing but spaces.

    With `around`, only so many words of what stayed are left on each side of a change.
    """
    old, new = (" ".join(visible(text).split()) for text in (before, after))
    if old == new:
        return None
    pieces = legible(old, new)
    return diff_text(pieces if around is None else shortened(pieces, around), colour=colour)
