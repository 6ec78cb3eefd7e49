"""A fact as a line of a list shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from srs.app.browse import Order
from srs.app.standing import days_told, flags_told, standing_told, time_told
from srs.markdown.sanitise import visible
from srs.model import bracket_gaps
from srs.web.card_html import line_html

if TYPE_CHECKING:
    from markupsafe import Markup

    from srs.app.standing import Standing
    from srs.schedule import DayClock
    from srs.store.browse import ShownFact

_LONGEST = 600


class Row(NamedTuple):
    """What a line shows."""

    id: str
    front: Markup
    back: Markup
    name: str
    told: str
    standing: Standing
    flag: str
    held: str
    key: str
    """What the list is sorted by, where that has a column of its own."""
    source: str
    note: str
    """The address of the note, at this fact."""


def row_of(shown: ShownFact, clock: DayClock, now_ms: int, order: Order = Order.NOTE) -> Row:
    """Return what a line shows of a fact."""
    fact, draft = shown.fact, shown.fact.draft
    told, standing = standing_told(shown, clock, now_ms)
    front = bracket_gaps(draft.front)
    return Row(
        id=fact.id,
        front=_line(front),
        back=_line(draft.back),
        name=" ".join(visible(front[:_LONGEST]).split()),
        told=told,
        standing=standing,
        flag=flags_told(shown),
        held=draft.held if standing == "held" else "",
        key=_key(shown, clock, order),
        source=str(draft.source),
        note=note_address(draft.source.path, fact.id),
    )


def note_address(path: str, fact: str = "") -> str:
    """Return the address of a note, at a fact in it."""
    return f"/notes/{quote(path)}" + (f"#f-{fact}" if fact else "")


def _line(text: str) -> Markup:
    """Return the beginning of a text in one line; where it is cut, what it is made of may be cut with it."""
    return line_html(text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …")


def _key(shown: ShownFact, clock: DayClock, order: Order) -> str:
    cards = shown.cards
    if order is Order.ADDED:
        return time_told(shown.added, clock)
    if order is Order.STABILITY:
        known = [card.stability for card in cards if card.stability is not None]
        return days_told(min(known)) if known else ""
    if order is Order.DIFFICULTY:
        hard = [card.difficulty for card in cards if card.difficulty is not None]
        return f"{max(hard):.1f}" if hard else ""
    return str(max((card.lapses for card in cards), default=0)) if order is Order.LAPSES else ""
