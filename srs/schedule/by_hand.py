"""Changes of a schedule by hand, as Anki's "set due date" makes them without FSRS: https://docs.ankiweb.net/browsing.html#cards.

With FSRS Anki makes the days since the last answer the interval, whether it was asked to or not. Here a card that is put off has learned
nothing: its interval stays unless `!` sets it, and a later reschedule leaves the day that was chosen.
"""

from __future__ import annotations

import re
from datetime import date
from math import floor
from typing import TYPE_CHECKING

from srs.errors import UsageError
from srs.model import Answer, Rating, ReviewKind, State
from srs.model.values import dataclass, replace
from srs.schedule.fuzz import fuzz_factor
from srs.schedule.preset import LONGEST_INTERVAL

if TYPE_CHECKING:
    from srs.model import Card, Moment

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_SPAN = re.compile(r"(\d{1,5})(?:-(\d{1,5}))?(!?)")


@dataclass(frozen=True, slots=True)
class Span:
    """From how many to how many days ahead cards become due, and whether that is their interval from then on."""

    first: int
    last: int
    sets_interval: bool


def parse_span(text: str, today: int) -> Span:
    """Read days as Anki has them: `0` today, `3`, `3-7` for some day among these, `7!` for the interval too; or a date.

    Raises:
        UsageError: it is none of these, or a day that is over.
    """
    if _DATE.fullmatch(text):
        text = _days_until(text, today)
    found = _SPAN.fullmatch(text)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
    if found is None or not first <= last <= LONGEST_INTERVAL:
        hint = "Write 0 for today, 3, 3-7, 7! to set the interval too, or a date to come: 2027-01-31"
        raise UsageError(f"'{text}' is no number of days.", hint)
    return Span(first, last, bool(found[3]))


def _days_until(text: str, today: int) -> str:
    """Return the days to a date as text; what is no date in the calendar, or over, stays as it is."""
    try:
        days = (date.fromisoformat(text) - date(1970, 1, 1)).days - today
    except ValueError:
        return text
    return str(days) if days >= 0 else text


def set_due(card: Card, span: Span, now: Moment) -> Answer:
    """Return the change that makes a card due in some days; which of several depends on the card and its answers alone.

    A card on a step counts as reviewed from then on. What is known of its memory stays, and the interval of a card that had one.
    """
    before = card.schedule
    days = span.first + floor(fuzz_factor(card.key, before.reps) * (1 + span.last - span.first))
    keeps = before.interval_days > 0 and not span.sets_interval
    after = replace(
        before,
        state=State.REVIEW,
        step=0,
        due_at=None,
        due_day=now.day + days,
        interval_days=before.interval_days if keeps else max(1, days),
    )
    return Answer(card.id, Rating.GOOD, now, 0, ReviewKind.MANUAL, before, after)
