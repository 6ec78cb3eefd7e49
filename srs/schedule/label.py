"""Short texts for time spans, as they stand on answer buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs.schedule.fuzz import round_half_up

if TYPE_CHECKING:
    from srs.schedule.answer import Outcome

_MINUTE = 60
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR
_YEAR = 365 * _DAY
_MONTH = _YEAR / 12


def interval_label(outcome: Outcome) -> str:
    """Say when a card would come back, such as `10m` or `1.2mo`; steps are shown without their fuzz."""
    return span_label(outcome.delay_seconds)


def span_label(seconds: float) -> str:
    """Say a time span in its largest unit: seconds, minutes and days whole, hours, months and years to one decimal."""
    if seconds < _MINUTE:
        return f"{round_half_up(seconds)}s"
    if seconds < _HOUR:
        return f"{round_half_up(seconds / _MINUTE)}m"
    if seconds < _DAY:
        return f"{_tenths(seconds / _HOUR)}h"
    if seconds < _MONTH:
        return f"{round_half_up(seconds / _DAY)}d"
    if seconds < _YEAR:
        return f"{_tenths(seconds / _MONTH)}mo"
    return f"{_tenths(seconds / _YEAR)}y"


def _tenths(value: float) -> str:
    return f"{round_half_up(value * 10) / 10:g}"
