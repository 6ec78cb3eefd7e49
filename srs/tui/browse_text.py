"""Words from notes as text that a screen shows as it stands: no markup, no escape sequence, never wider than its place."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from srs.markdown.sanitise import visible
from srs.markdown.terminal import render_terminal
from srs.model import Status, bracket_gaps

if TYPE_CHECKING:
    from srs.schedule import DayClock
    from srs.store.browse import ShownCard, ShownFact

_MOST_LOOKED_AT = 400
"""No line shows more characters of a front; the rest is not worth making harmless."""
_MARKUP = re.compile(r"[*_`$\\<\[&~=]")
_MINUTE_MS = 60_000
_SECOND_MS = 1000
_HOUR = 60
YEAR_DAYS = 365


def one_line(text: str, most: int = _MOST_LOOKED_AT) -> str:
    """Return the beginning of a text in one harmless line, its gaps in brackets."""
    if "{{c" in text:
        text = bracket_gaps(text)
    return " ".join(visible(text[:most]).split())


@lru_cache(maxsize=4096)
def front_line(front: str) -> str:
    """Return a front in one harmless line as a reader sees it, with formulas as signs and without marks of emphasis."""
    line = one_line(front)
    if _MARKUP.search(line) is None:
        return line
    return " ".join(render_terminal(line, width=10 * _MOST_LOOKED_AT, colour=False).split())


def fit_end(text: str, width: int) -> str:
    """Return a harmless line that takes exactly so many columns; where it is too long, of its end."""
    if width <= 0 or cell_len(text) <= width:
        return fit(text, width)
    for start in range(1, len(text)):
        if cell_len(text[start:]) < width:
            return set_cell_size(f"…{text[start:]}", width)
    return fit("…", width)


def fit(text: str, width: int) -> str:
    """Return a harmless line that takes exactly so many columns, with an ellipsis where something is left out."""
    if width <= 0:
        return ""
    return set_cell_size(text, width) if cell_len(text) <= width else f"{set_cell_size(text, width - 1)}…"


def days_told(days: float) -> str:
    """Return a number of days as short as it can be read."""
    if days < 1:
        return f"{days:.1f}d"
    return f"{days:.0f}d" if days < YEAR_DAYS else f"{days / YEAR_DAYS:.1f}y"


def time_told(at: int, clock: DayClock, form: str = "%Y-%m-%d") -> str:
    """Return UTC milliseconds as a local time, or a dash where no calendar has it."""
    try:
        return datetime.fromtimestamp(at / _SECOND_MS + clock.offset_seconds, UTC).strftime(form)
    except (ValueError, OverflowError, OSError):
        return "-"


def due_told(card: ShownCard, clock: DayClock, now_ms: int) -> str:
    """Say when a card comes back."""
    today = clock.day_of(now_ms)
    if card.due_at is not None and clock.day_of(card.due_at) == today:
        minutes = (card.due_at - now_ms) // _MINUTE_MS
        if minutes <= 0:
            return "due now"
        return f"in {minutes}m" if minutes < _HOUR else f"in {minutes // _HOUR}h"
    day = clock.day_of(card.due_at) if card.due_at is not None else card.due_day
    if day is None:
        return "new"
    if day <= today:
        return "due" if day == today else f"due {days_told(today - day)} ago"
    return f"in {days_told(day - today)}"


def standing_told(shown: ShownFact, clock: DayClock, now_ms: int) -> tuple[str, str]:
    """Say where a fact stands and name the colour that goes with it."""
    fact, cards = shown.fact, shown.cards
    if fact.status is Status.RETIRED:
        return "retired", "bright_black"
    if fact.status is Status.HELD:
        return ("held", "magenta") if fact.accepted is None else ("rejected", "red")
    asked = [card for card in cards if not card.suspended]
    if not asked:
        return "suspended", "yellow"
    today = clock.day_of(now_ms)
    if all(card.buried_until is not None and card.buried_until > today for card in asked):
        return "buried", "yellow"
    known = [card for card in asked if card.due_at is not None or card.due_day is not None]
    if not known:
        return "new", "cyan"
    first = min(known, key=lambda card: clock.start_of(card.due_day) if card.due_day is not None else card.due_at or 0)
    told = due_told(first, clock, now_ms)
    return told, "green" if told.startswith("due") else ""


def flags_told(shown: ShownFact) -> str:
    """Name the highest flag of a fact's cards, empty without one."""
    flag = max((card.flag for card in shown.cards), default=0)
    return f"⚑{flag}" if flag else ""
