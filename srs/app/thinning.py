"""Which backups are enough: many of the last days, fewer of the weeks before, one a month of the rest."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from srs.schedule.day import DAY_MS
from srs.store.backup import Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from srs.app.config import BackupRule
    from srs.store.backup import Backup

_LATELY_MS = 2 * DAY_MS
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LASTING = frozenset({Reason.MANUAL, Reason.RESTORE, Reason.REPAIR})
"""What the user asked for stays, and so does what may hold the only copy of an answer."""


def superfluous(backups: Iterable[Backup], rule: BackupRule, at: int) -> list[Backup]:
    """Return the backups that may go at a time (UTC ms).

    All of the last two days stay, `recent` of them at most; before that the last one of each of `daily` days, `weekly` weeks and
    `monthly` months in which there was one. What was made by hand, before a restore or after a repair, is never among them.
    """
    newest_first = sorted((one for one in backups if one.reason not in _LASTING), key=lambda one: -one.at)
    kept = {*islice((one for one in newest_first if one.at > at - _LATELY_MS), rule.recent)}
    for name, most in ((_day, rule.daily), (_week, rule.weekly), (_month, rule.monthly)):
        kept |= {*islice(_last_of_each(newest_first, name), most)}
    return [one for one in newest_first if one not in kept]


def _last_of_each(newest_first: Iterable[Backup], name: Callable[[datetime], object]) -> Iterator[Backup]:
    seen = set()
    for one in newest_first:
        span = name(_EPOCH + timedelta(milliseconds=one.at))
        if span not in seen:
            seen.add(span)
            yield one


def _day(moment: datetime) -> object:
    return moment.date()


def _week(moment: datetime) -> object:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> object:
    return moment.year, moment.month
